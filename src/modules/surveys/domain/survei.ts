import { atField } from '../../../kernel/at-field.ts'
import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Klaster, MarginSurvei, Strata } from './bobot-survei.ts'
import type { JenisSurvei } from './hasil.ts'
import { refusal } from './refusals.ts'
import type { Soal } from './soal.ts'

export const STATUS = ['draf', 'buka', 'tutup', 'terbit'] as const
export type StatusSurvei = (typeof STATUS)[number]

export type Survei = Readonly<{
  id: string
  /** Six letters and digits: its address. */
  kode: string
  judul: string
  tujuan: string
  unitKode: string
  jenis: JenisSurvei
  status: StatusSurvei
  soal: readonly Soal[]
  /** Highest number a question ever had. */
  soalTerakhir: number
  strata: readonly Strata[]
  margin: readonly MarginSurvei[]
  /** What tells who was asked together; empty where everybody was asked alone. */
  klaster: Klaster
  tutupPada: Tanggal
  janjiTerbit: Tanggal
  dibukaAt: Date | null
  ditutupAt: Date | null
  versi: number
}>

export type SurveiForm = Readonly<
  Partial<Record<'judul' | 'tujuan' | 'unit' | 'jenis' | 'tutup' | 'janji' | 'strata', string>>
>

export type SurveiHead = Pick<
  Survei,
  'judul' | 'tujuan' | 'unitKode' | 'jenis' | 'tutupPada' | 'janjiTerbit' | 'strata'
>

/**
 * Read a survey's head: what it is for, whom it asks, until when, and when its result is promised.
 *
 * @param units the officer may hold surveys of
 * @refuses JUDUL_KOSONG, TUJUAN_KOSONG, UNIT_BUKAN_MILIK_ANDA, JENIS_KOSONG, TANGGAL_TUTUP, TANGGAL_JANJI, STRATA,
 * codes of parseTanggal
 */
export function readHead(
  form: SurveiForm,
  { units, today }: Readonly<{ units: readonly string[]; today: Tanggal }>,
): Result<SurveiHead> {
  const text = (name: keyof SurveiForm) => (form[name] ?? '').trim()
  const jenis = (['panel', 'terbuka'] as const).find((one) => one === form.jenis)
  const unitKode = units.find((one) => one === form.unit)
  const strata = readStrata(form.strata ?? '')
  const days = readDays(text('tutup'), { janji: text('janji'), today })
  const isLong = (value: string, min: number, max: number) =>
    value.length >= min && value.length <= max
  const wrong: readonly (Refusal | false)[] = [
    !isLong(text('judul'), 5, 150) && refusal('JUDUL_KOSONG', {}, 'judul'),
    !isLong(text('tujuan'), 10, 500) && refusal('TUJUAN_KOSONG', {}, 'tujuan'),
    unitKode === undefined && refusal('UNIT_BUKAN_MILIK_ANDA', {}, 'unit'),
    jenis === undefined && refusal('JENIS_KOSONG', {}, 'jenis'),
    strata === undefined && refusal('STRATA', {}, 'strata'),
  ]
  const refusals = [...wrong.filter((one) => one !== false), ...(days.ok ? [] : days.refusals)]
  if (!days.ok || jenis === undefined || unitKode === undefined || strata === undefined)
    return refuse(refusals)
  if (refusals.length > 0) return refuse(refusals)
  return ok({
    judul: text('judul'),
    tujuan: text('tujuan'),
    unitKode,
    jenis,
    ...days.value,
    strata: jenis === 'panel' ? strata : [],
  })
}

function readDays(
  tutup: string,
  { janji, today }: Readonly<{ janji: string; today: Tanggal }>,
): Result<Pick<Survei, 'tutupPada' | 'janjiTerbit'>> {
  const last = atField('tutup', parseTanggal(tutup))
  const promised = atField('janji', parseTanggal(janji))
  const isEarly = last.ok && promised.ok && promised.value < last.value
  const refusals = [
    ...(last.ok ? [] : last.refusals),
    ...(last.ok && last.value < today ? [refusal('TANGGAL_TUTUP', {}, 'tutup')] : []),
    ...(promised.ok ? [] : promised.refusals),
    ...(isEarly ? [refusal('TANGGAL_JANJI', {}, 'janji')] : []),
  ]
  if (refusals.length > 0 || !last.ok || !promised.ok) return refuse(refusals)
  return ok({ tutupPada: last.value, janjiTerbit: promised.value })
}

const STRATA_MAX = 60
const LINE = /^([^;]{2,80});\s*([\d.]{1,11})$/

/** One per line: name, semicolon, people. @returns undefined when a line cannot be read */
function readStrata(text: string): readonly Strata[] | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length > STRATA_MAX) return undefined
  const strata: Strata[] = []
  for (const [at, line] of lines.entries()) {
    const found = LINE.exec(line)
    const populasi = Number((found?.[2] ?? '').replaceAll('.', ''))
    const nama = (found?.[1] ?? '').trim()
    if (found === null || populasi < 1 || strata.some((one) => one.nama === nama)) return undefined
    strata.push({ kode: `s${at + 1}`, nama, populasi })
  }
  return strata
}

/** The same lines again, for the form. */
export function writeStrata(strata: readonly Strata[]): string {
  return strata.map(({ nama, populasi }) => `${nama}; ${populasi}`).join('\n')
}

/** May answers be sent today? */
export function isOpen(
  { status, tutupPada }: Pick<Survei, 'status' | 'tutupPada'>,
  today: Tanggal,
): boolean {
  return status === 'buka' && today <= tutupPada
}

/** The promised day is over and nothing is published. */
export function isOverdue(
  { status, janjiTerbit }: Pick<Survei, 'status' | 'janjiTerbit'>,
  today: Tanggal,
): boolean {
  return (status === 'buka' || status === 'tutup') && today > janjiTerbit
}

/** Addresses of a survey's pages. */
export const surveiPath = (kode: string, below = ''): string => `/survei/${kode}${below}`
export const kerjaPath = (kode: string, below = ''): string => `/kerja/survei/${kode}${below}`
