import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

/** What new cases someone wants to hear of; at least one of the three is set. */
export type Saringan = Readonly<{
  kecamatanKode: string | null
  /** A category, or the group it begins with. */
  kategoriKode: string | null
  unitKode: string | null
}>

/** What exists in this region, for checking a choice against. */
export type KnownChoices = Readonly<{
  hasKecamatan: (kode: string) => boolean
  hasKategori: (kode: string) => boolean
  hasUnit: (kode: string) => boolean
}>

/** Open confirmations one address may have within a day: enough for a person, too few to bomb with. */
export const UNCONFIRMED_PER_DAY_MAX = 5
/** Alerts one address or account may keep. */
export const ALERTS_MAX = 20

const EMAIL_MAX = 254
const EMAIL = /^[a-z0-9._%+'-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}$/

/**
 * An address as it is kept: trimmed, in lower case.
 *
 * @refuses SUREL_TIDAK_SAH
 */
export function readEmail(text: string): Result<string> {
  const email = text.trim().toLowerCase()
  const isSound = email.length <= EMAIL_MAX && EMAIL.test(email)
  return isSound ? ok(email) : refuse(refusal('SUREL_TIDAK_SAH', 'email'))
}

/**
 * A choice of area, category and unit. Everything empty would mean every report of the region, which is
 * what the feed is for.
 *
 * @refuses SARINGAN_KOSONG, KECAMATAN_TIDAK_ADA, KATEGORI_TIDAK_ADA, UNIT_TIDAK_ADA
 */
export function checkSaringan(saringan: Saringan, known: KnownChoices): Result<Saringan> {
  const { kecamatanKode, kategoriKode, unitKode } = saringan
  const refusals: Refusal[] = []
  if (kecamatanKode === null && kategoriKode === null && unitKode === null)
    refusals.push(refusal('SARINGAN_KOSONG', 'kecamatan'))
  if (kecamatanKode !== null && !known.hasKecamatan(kecamatanKode))
    refusals.push(refusal('KECAMATAN_TIDAK_ADA', 'kecamatan'))
  if (kategoriKode !== null && !known.hasKategori(kategoriKode))
    refusals.push(refusal('KATEGORI_TIDAK_ADA', 'kategori'))
  if (unitKode !== null && !known.hasUnit(unitKode))
    refusals.push(refusal('UNIT_TIDAK_ADA', 'unit'))
  return refusals.length > 0 ? refuse(refusals) : ok(saringan)
}
