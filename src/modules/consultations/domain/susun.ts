import { addDays, parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Aturan, JENIS, type Jenis } from './aturan.ts'
import { isLong, unless } from './refusals.ts'

export const KEPALA_FIELDS = ['jenis', 'bentuk', 'judul', 'tujuan', 'unit', 'tutup'] as const
export type KepalaForm = Readonly<Partial<Record<(typeof KEPALA_FIELDS)[number], string>>>

/** A consultation as its officer sets it up. `bentuk` is empty for a forum. */
export type Kepala = Readonly<{
  jenis: Jenis
  bentuk: string
  judul: string
  tujuan: string
  unitKode: string
  tutupPada: Tanggal
}>

/**
 * @param around what the form is checked against: rules of the day, units of the officer
 * @refuses JENIS_KOSONG, BENTUK_KOSONG, JUDUL_KOSONG, TUJUAN_KOSONG, UNIT_BUKAN_MILIK_ANDA, TANGGAL_TUTUP, TANGGAL_TUTUP_DEKAT
 */
export function readKepala(
  form: KepalaForm,
  around: Readonly<{ aturan: Aturan; units: readonly string[]; today: Tanggal }>,
): Result<Kepala> {
  const text = (name: keyof KepalaForm) => (form[name] ?? '').trim()
  const jenis = JENIS.find((one) => one === form.jenis)
  const bentuk = around.aturan.bentuk.find(({ kode }) => kode === form.bentuk)?.kode
  const unitKode = around.units.find((one) => one === form.unit)
  const tutup = parseTanggal(text('tutup'))
  const refusals = [
    ...unless(jenis !== undefined, 'JENIS_KOSONG', 'jenis'),
    ...unless(jenis !== 'rancangan' || bentuk !== undefined, 'BENTUK_KOSONG', 'bentuk'),
    ...unless(isLong(text('judul'), 5, 200), 'JUDUL_KOSONG', 'judul'),
    ...unless(isLong(text('tujuan'), 10, 1_000), 'TUJUAN_KOSONG', 'tujuan'),
    ...unless(unitKode !== undefined, 'UNIT_BUKAN_MILIK_ANDA', 'unit'),
    ...unless(tutup.ok, 'TANGGAL_TUTUP', 'tutup'),
    ...(tutup.ok && jenis !== undefined ? refuseTutup(tutup.value, { ...around, jenis }) : []),
  ]
  if (refusals.length > 0 || !tutup.ok || jenis === undefined || unitKode === undefined)
    return refuse(refusals)
  return ok({
    jenis,
    bentuk: jenis === 'rancangan' ? (bentuk ?? '') : '',
    judul: text('judul'),
    tujuan: text('tujuan'),
    unitKode,
    tutupPada: tutup.value,
  })
}

/** A text must lie open long enough to be read: asked when it is set up, and again when it is opened. */
export function refuseTutup(
  tutup: Tanggal,
  { aturan, jenis, today }: Readonly<{ aturan: Aturan; jenis: Jenis; today: Tanggal }>,
) {
  const { bukaHariMinimum: hari } = aturan.jenis[jenis]
  const tanggal = addDays(today, hari)
  return unless(tutup >= tanggal, 'TANGGAL_TUTUP_DEKAT', 'tutup', { hari, tanggal })
}

/** Where a consultation stands: after the last day it is answered, until an officer closes it. */
export type Keadaan = 'draf' | 'buka' | 'jawab' | 'tutup'
export const KEADAAN_PUBLIK = ['buka', 'jawab', 'tutup'] as const

/** Where it stands on a day. */
export function keadaanOf(
  { status, tutupPada }: Readonly<{ status: 'draf' | 'buka' | 'tutup'; tutupPada: Tanggal }>,
  today: Tanggal,
): Keadaan {
  return status === 'buka' && tutupPada < today ? 'jawab' : status
}
