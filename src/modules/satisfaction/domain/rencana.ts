import { type Actor, type Grant, grantsOf, type Role, unitsOf } from '../../../kernel/actor.ts'
import { atField } from '../../../kernel/at-field.ts'
import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Unsur } from './kuesioner.ts'
import { refusal } from './refusals.ts'

/** Who answers for a unit's services and writes what will be done about them. */
export const KEPALA: readonly Role[] = ['kepala-opd', 'camat', 'lurah', 'kades']

/** What a unit will do about one of its lowest elements. */
export type Rencana = Readonly<{
  id: string
  unitKode: string
  /** Code of the period whose score it answers: `2026-Q3`. */
  periode: string
  unsur: Unsur
  kegiatan: string
  /** Position that answers for it, not a person. */
  penanggungJawab: string
  mulai: Tanggal
  target: Tanggal
  /** Both once it is done. */
  hasil: string | null
  selesaiPada: Tanggal | null
  versi: number
}>

export type RencanaForm = Readonly<{
  kegiatan: string
  penanggungJawab: string
  mulai: string
  target: string
}>

export type RencanaIsi = Pick<Rencana, 'kegiatan' | 'penanggungJawab' | 'mulai' | 'target'>

const KEGIATAN = { min: 10, max: 500 } as const
const JABATAN = { min: 3, max: 120 } as const
const HASIL = { min: 10, max: 500 } as const

/** The grant by which an actor heads this unit, acting heads included. */
export function headGrant(actor: Actor, unitKode: string): Grant | undefined {
  return grantsOf(actor).find((grant) => KEPALA.includes(grant.role) && grant.unitKode === unitKode)
}

/** Units an actor heads, acting posts included: a few at most. */
export function headedUnits(actor: Actor): readonly string[] {
  return unitsOf(actor, KEPALA).slice(0, 6)
}

/**
 * Read what a head plans for one element.
 *
 * @refuses KEGIATAN_KOSONG, KEGIATAN_TERLALU_PANJANG, JABATAN_KOSONG, TARGET_SEBELUM_MULAI and those of dates
 */
export function readRencana(form: RencanaForm): Result<RencanaIsi> {
  const kegiatan = form.kegiatan.trim()
  const penanggungJawab = form.penanggungJawab.trim()
  const mulai = atField('mulai', parseTanggal(form.mulai))
  const target = atField('target', parseTanggal(form.target))
  const isBackwards = mulai.ok && target.ok && target.value < mulai.value
  const refusals: readonly Refusal[] = [
    ...(kegiatan.length < KEGIATAN.min ? [refusal('KEGIATAN_KOSONG', 'kegiatan')] : []),
    ...(kegiatan.length > KEGIATAN.max ? [refusal('KEGIATAN_TERLALU_PANJANG', 'kegiatan')] : []),
    ...(penanggungJawab.length < JABATAN.min || penanggungJawab.length > JABATAN.max
      ? [refusal('JABATAN_KOSONG', 'penanggungJawab')]
      : []),
    ...(mulai.ok ? [] : mulai.refusals),
    ...(target.ok ? [] : target.refusals),
    ...(isBackwards ? [refusal('TARGET_SEBELUM_MULAI', 'target')] : []),
  ]
  if (refusals.length > 0 || !mulai.ok || !target.ok) return refuse(refusals)
  return ok({ kegiatan, penanggungJawab, mulai: mulai.value, target: target.value })
}

/** @refuses HASIL_KOSONG, KEGIATAN_TERLALU_PANJANG */
export function readHasil(text: string): Result<string> {
  const hasil = text.trim()
  if (hasil.length < HASIL.min) return refuse(refusal('HASIL_KOSONG', 'hasil'))
  if (hasil.length > HASIL.max) return refuse(refusal('KEGIATAN_TERLALU_PANJANG', 'hasil'))
  return ok(hasil)
}

export type KeadaanRencana = 'selesai' | 'lewat' | 'berjalan' | 'belum-mulai'

/** Where a plan stands on a day. */
export function keadaanOf(
  { selesaiPada, mulai, target }: Pick<Rencana, 'selesaiPada' | 'mulai' | 'target'>,
  today: Tanggal,
): KeadaanRencana {
  if (selesaiPada !== null) return 'selesai'
  if (target < today) return 'lewat'
  return mulai <= today ? 'berjalan' : 'belum-mulai'
}
