import type { Grant, Role } from '../../../kernel/actor.ts'
import type { Tanggal } from '../../../kernel/date.ts'

/** A period, both days inclusive; without an end it runs on. */
export type Period = Readonly<{ berlakuMulai: Tanggal; berlakuSampai: Tanggal | null }>

/** A role as given to an account, for a unit or an area, over a period. */
export type PeranRow = Period &
  Readonly<{ peran: Role; unitKode: string | null; wilayahKode: string | null }>

export type AssignmentKind = 'plt' | 'plh' | 'delegasi'

/** Someone acts for someone else, together with the roles the absent official was given. */
export type PenugasanRow = PeranRow &
  Readonly<{
    jenis: AssignmentKind
    dariAkun: string
    isRevoked: boolean
    /** Is the giver's account in use? A delegate of a suspended official loses the role. */
    isGiverActive: boolean
    peranPemberi: readonly PeranRow[]
  }>

export type HeldRows = Readonly<{
  peran: readonly PeranRow[]
  penugasan: readonly PenugasanRow[]
}>

/**
 * Roles an account holds on a day: its own, and those it carries for someone else. Nothing can be
 * carried that the giver does not hold: a plh or delegate loses it with the giver, a plt (the post is
 * vacant) needs only that the giver held it when the acting began. What is carried cannot be passed on.
 */
export function grantsInForce(rows: HeldRows, today: Tanggal): readonly Grant[] {
  const own = rows.peran.filter((row) => isInForce(row, today)).map(toGrant)
  const carried = rows.penugasan
    .filter((row) => !row.isRevoked && isInForce(row, today) && isGiverEntitled(row, today))
    .map((row) => ({ ...toGrant(row), onBehalfOf: row.dariAkun, as: row.jenis }))
  return [...own, ...carried]
}

/** @returns whether the day lies in the period, both ends included */
export function isInForce(period: Period, day: Tanggal): boolean {
  return (
    period.berlakuMulai <= day && (period.berlakuSampai === null || day <= period.berlakuSampai)
  )
}

/** Same role for the same unit and area? */
export function isSameOffice(a: PeranRow, b: PeranRow): boolean {
  return a.peran === b.peran && a.unitKode === b.unitKode && a.wilayahKode === b.wilayahKode
}

/** Do two periods share a day? */
export function isOverlapping(a: Period, b: Period): boolean {
  const aEndsBefore = a.berlakuSampai !== null && a.berlakuSampai < b.berlakuMulai
  const bEndsBefore = b.berlakuSampai !== null && b.berlakuSampai < a.berlakuMulai
  return !aEndsBefore && !bEndsBefore
}

function isGiverEntitled(row: PenugasanRow, today: Tanggal): boolean {
  const held = row.peranPemberi.filter((own) => isSameOffice(own, row))
  if (row.jenis === 'plt') return held.some((own) => own.berlakuMulai <= row.berlakuMulai)
  if (row.jenis === 'delegasi' && !row.isGiverActive) return false
  return held.some((own) => isInForce(own, today))
}

function toGrant(row: PeranRow): Grant {
  return {
    role: row.peran,
    ...(row.unitKode === null ? {} : { unitKode: row.unitKode }),
    ...(row.wilayahKode === null ? {} : { wilayahKode: row.wilayahKode }),
  }
}
