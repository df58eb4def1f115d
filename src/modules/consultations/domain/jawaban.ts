import { cleanVisible } from '../../../kernel/clean-text.ts'
import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { JenisMasukan } from './masukan.ts'
import { isLong, refusal, unless } from './refusals.ts'

export const PUTUSAN = ['diterima', 'sebagian', 'ditolak', 'dijelaskan'] as const
export type Putusan = (typeof PUTUSAN)[number]

export const JAWAB_FIELDS = ['putusan', 'alasan', 'bagian', 'janji'] as const
export type JawabForm = Readonly<Partial<Record<(typeof JAWAB_FIELDS)[number], string>>>

/** An official answer: to one input, or one to many. */
export type IsiJawaban = Readonly<{
  putusan: Putusan
  alasan: string
  /** Anchor of the passage that changes because of it. */
  jangkar: string | null
  /** Number of the promise that is made because of it. */
  janjiUrut: number | null
}>

/** What an answer is checked against: the inputs, the passages and promises there are. */
export type Sekitar = Readonly<{
  masukan: readonly Readonly<{ urut: number; jenis: JenisMasukan }>[]
  jangkar: ReadonlySet<string>
  janji: ReadonlySet<number>
}>

/**
 * What is accepted, wholly or in part, must name the passage that changes or a promise. Questions and consent may be
 * answered with an explanation alone; what asks for something may not.
 *
 * @refuses JAWAB_PUTUSAN, JAWAB_ALASAN, JAWAB_JELAS, JAWAB_TINDAK, JAWAB_BAGIAN, JAWAB_JANJI
 */
export function readJawaban(form: JawabForm, sekitar: Sekitar): Result<IsiJawaban> {
  const putusan = PUTUSAN.find((one) => one === form.putusan)
  const alasan = maskPersonalData(cleanVisible(form.alasan ?? '').trim())
  const jangkar = form.bagian?.trim() ?? ''
  const janji = form.janji?.trim() ?? ''
  const isTaken = putusan === 'diterima' || putusan === 'sebagian'
  const asking = sekitar.masukan.find(({ jenis }) => jenis === 'ubah' || jenis === 'tolak')
  const refusals: readonly Refusal[] = [
    ...unless(putusan !== undefined, 'JAWAB_PUTUSAN', 'putusan'),
    ...unless(isLong(alasan, 10, 2_000), 'JAWAB_ALASAN', 'alasan'),
    ...(putusan === 'dijelaskan' && asking !== undefined
      ? [refusal('JAWAB_JELAS', { nomor: asking.urut }, 'putusan')]
      : []),
    ...unless(!isTaken || jangkar !== '' || janji !== '', 'JAWAB_TINDAK', 'bagian'),
    ...unless(!isTaken || jangkar === '' || sekitar.jangkar.has(jangkar), 'JAWAB_BAGIAN', 'bagian'),
    ...unless(
      !isTaken || janji === '' || sekitar.janji.has(Number(janji)),
      'JAWAB_JANJI',
      'janji',
      { nomor: janji.slice(0, 10) },
    ),
  ]
  if (refusals.length > 0 || putusan === undefined) return refuse(refusals)
  return ok({
    putusan,
    alasan,
    jangkar: isTaken && jangkar !== '' ? jangkar : null,
    janjiUrut: isTaken && janji !== '' ? Number(janji) : null,
  })
}

export const JANJI_FIELDS = ['teks', 'unit', 'tenggat'] as const
export type JanjiForm = Readonly<Partial<Record<(typeof JANJI_FIELDS)[number], string>>>
export type IsiJanji = Readonly<{ teks: string; unitKode: string; tenggat: Tanggal }>

/** @refuses JANJI_TEKS, JANJI_UNIT, JANJI_TENGGAT */
export function readJanji(
  form: JanjiForm,
  { hasUnit, today }: Readonly<{ hasUnit: (kode: string) => boolean; today: Tanggal }>,
): Result<IsiJanji> {
  const teks = maskPersonalData(cleanVisible(form.teks ?? '').trim())
  const unitKode = form.unit ?? ''
  const tenggat = parseTanggal((form.tenggat ?? '').trim())
  const refusals = [
    ...unless(isLong(teks, 10, 500), 'JANJI_TEKS', 'teks'),
    ...unless(hasUnit(unitKode), 'JANJI_UNIT', 'unit'),
    ...unless(tenggat.ok && tenggat.value >= today, 'JANJI_TENGGAT', 'tenggat'),
  ]
  if (refusals.length > 0 || !tenggat.ok) return refuse(refusals)
  return ok({ teks, unitKode, tenggat: tenggat.value })
}

export type AkhirJanji = Readonly<{ status: 'selesai' | 'batal'; bukti: string }>

/** How a promise ended. @refuses JANJI_HASIL, JANJI_BUKTI */
export function readAkhirJanji(
  form: Readonly<{ hasil: string; bukti: string }>,
): Result<AkhirJanji> {
  const status = (['selesai', 'batal'] as const).find((one) => one === form.hasil)
  const bukti = maskPersonalData(cleanVisible(form.bukti).trim())
  const refusals = [
    ...unless(status !== undefined, 'JANJI_HASIL', 'hasil'),
    ...unless(isLong(bukti, 10, 1_000), 'JANJI_BUKTI', 'bukti'),
  ]
  if (refusals.length > 0 || status === undefined) return refuse(refusals)
  return ok({ status, bukti })
}
