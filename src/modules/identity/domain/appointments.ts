import { daysBetween, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type AssignmentKind, isOverlapping, isSameOffice, type PeranRow } from './grants.ts'
import type { AccountKind } from './password.ts'
import { refusal } from './refusals.ts'
import { isRole, ROLE_RULES } from './roles.ts'

const DASAR_MIN = 3

/** What a form says about a role, before it is checked. */
export type RoleWish = Readonly<{
  peran: string
  unitKode: string | null
  wilayahKode: string | null
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
  /** Decree or letter the appointment rests on. */
  dasar: string
}>

export type GrantQuestion = Readonly<{
  wish: RoleWish
  holderKind: AccountKind
  /** Roles the account was given so far, ended ones included. */
  held: readonly PeranRow[]
  today: Tanggal
}>

/**
 * May this role be given?
 *
 * @refuses PERAN_TIDAK_DIKENAL, PERAN_BUKAN_UNTUK_JENIS, UNIT_KOSONG, WILAYAH_KOSONG, DASAR_KOSONG,
 *   TANGGAL_TERBALIK, TANGGAL_SUDAH_LEWAT, PERAN_SUDAH_ADA
 */
export function decideGrant(question: GrantQuestion): Result<PeranRow> {
  const { wish, holderKind, held, today } = question
  if (!isRole(wish.peran)) return refuse(refusal('PERAN_TIDAK_DIKENAL', 'peran'))
  const rule = ROLE_RULES[wish.peran]
  const row: PeranRow = { ...wish, peran: wish.peran }
  const refusals: Refusal[] = [...checkDates(wish, today), ...checkDasar(wish.dasar)]
  if (rule.holder !== 'either' && rule.holder !== holderKind)
    refusals.push(refusal('PERAN_BUKAN_UNTUK_JENIS', 'peran'))
  if (rule.needsUnit && wish.unitKode === null) refusals.push(refusal('UNIT_KOSONG', 'unit'))
  if (rule.needsWilayah && wish.wilayahKode === null)
    refusals.push(refusal('WILAYAH_KOSONG', 'wilayah'))
  if (held.some((own) => isSameOffice(own, row) && isOverlapping(own, row)))
    refusals.push(refusal('PERAN_SUDAH_ADA', 'peran'))
  return refusals.length > 0 ? refuse(refusals) : ok(row)
}

/**
 * Longest single assignment, in days.
 *
 * @law unverified SE Kepala BKN 1/SE/I/2021 (plt three months, renewable once); plh and delegation:
 *   our own bound, so that no delegation is forgotten
 */
export const ASSIGNMENT_MAX_DAYS: Readonly<Record<AssignmentKind, number>> = {
  plt: 93,
  plh: 93,
  delegasi: 366,
}

export type AssignmentWish = RoleWish & Readonly<{ jenis: AssignmentKind; berlakuSampai: Tanggal }>

export type AssignmentQuestion = Readonly<{
  wish: AssignmentWish
  giver: Readonly<{ id: string; held: readonly PeranRow[] }>
  receiver: Readonly<{ id: string; kind: AccountKind; isActive: boolean }>
  /** Who decides: the official, or the administrator who records a decree. */
  by: 'giver' | 'admin'
  today: Tanggal
}>

/**
 * May this role be carried by someone else for a while? Only by the one who holds it, only what may be
 * carried, only to an active officer. A plt fills a vacant post: recorded by the administrator.
 *
 * @refuses PERAN_TIDAK_DIKENAL, PERAN_TIDAK_DAPAT_DIALIHKAN, BUKAN_PERAN_PEMBERI, KE_DIRI_SENDIRI,
 *   PENERIMA_TIDAK_SAH, PLT_HANYA_ADMIN, TUGAS_TERLALU_LAMA, TANGGAL_TERBALIK, TANGGAL_SUDAH_LEWAT,
 *   DASAR_KOSONG
 */
export function decideAssignment(question: AssignmentQuestion): Result<AssignmentWish> {
  const { wish, giver, receiver, by, today } = question
  if (!isRole(wish.peran)) return refuse(refusal('PERAN_TIDAK_DIKENAL', 'peran'))
  const row: PeranRow = { ...wish, peran: wish.peran }
  const refusals: Refusal[] = [...checkDates(wish, today), ...checkDasar(wish.dasar)]
  if (!ROLE_RULES[wish.peran].isTransferable)
    refusals.push(refusal('PERAN_TIDAK_DAPAT_DIALIHKAN', 'peran'))
  else if (!holdsThroughout(giver.held, row, wish.jenis))
    refusals.push(refusal('BUKAN_PERAN_PEMBERI', 'peran'))
  if (giver.id === receiver.id) refusals.push(refusal('KE_DIRI_SENDIRI', 'penerima'))
  if (receiver.kind !== 'officer' || !receiver.isActive)
    refusals.push(refusal('PENERIMA_TIDAK_SAH', 'penerima'))
  if (wish.jenis === 'plt' && by !== 'admin') refusals.push(refusal('PLT_HANYA_ADMIN', 'jenis'))
  const max = ASSIGNMENT_MAX_DAYS[wish.jenis]
  if (daysBetween(wish.berlakuMulai, wish.berlakuSampai) >= max)
    refusals.push(refusal('TUGAS_TERLALU_LAMA', 'sampai', { hari: String(max) }))
  return refusals.length > 0 ? refuse(refusals) : ok(wish)
}

/** plh and delegation need the giver in office all the time; for a plt having held it is enough. */
function holdsThroughout(held: readonly PeranRow[], row: PeranRow, jenis: AssignmentKind): boolean {
  return held.some((own) => {
    if (!isSameOffice(own, row) || own.berlakuMulai > row.berlakuMulai) return false
    if (jenis === 'plt' || own.berlakuSampai === null) return true
    return row.berlakuSampai !== null && row.berlakuSampai <= own.berlakuSampai
  })
}

function checkDates(wish: RoleWish, today: Tanggal): readonly Refusal[] {
  if (wish.berlakuSampai === null) return []
  if (wish.berlakuSampai < wish.berlakuMulai) return [refusal('TANGGAL_TERBALIK', 'sampai')]
  if (wish.berlakuSampai < today) return [refusal('TANGGAL_SUDAH_LEWAT', 'sampai')]
  return []
}

function checkDasar(dasar: string): readonly Refusal[] {
  return dasar.trim().length < DASAR_MIN ? [refusal('DASAR_KOSONG', 'dasar')] : []
}
