import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import {
  type Kuesioner,
  RUAS,
  type Ruas,
  SKALA,
  type Skala,
  UNSUR,
  type Unsur,
} from './kuesioner.ts'
import { refusal } from './refusals.ts'

/** Longest remark, in characters. */
export const CATATAN_MAX = 1_000

/** One person's nine answers, and what they chose to tell of themselves. */
export type Jawaban = Readonly<{
  /** In the order of the elements. */
  skala: readonly Skala[]
  responden: Readonly<Partial<Record<Ruas, string>>>
  /** Personal data in it is masked before it is kept. */
  catatan: string | null
}>

/** Fields as they were typed: `u1` … `u9`, the facts by their codes, `catatan`. */
export type JawabanForm = Readonly<Record<string, string>>

/**
 * Read a form: nine answers are needed, all else may stay empty.
 *
 * @refuses UNSUR_KOSONG, PILIHAN_TIDAK_ADA, CATATAN_TERLALU_PANJANG
 */
export function readJawaban(form: JawabanForm, kuesioner: Kuesioner): Result<Jawaban> {
  const skala = UNSUR.map((unsur) => SKALA.find((one) => String(one) === form[unsur.toLowerCase()]))
  const catatan = (form.catatan ?? '').trim()
  const refusals: readonly Refusal[] = [
    ...UNSUR.flatMap((unsur, index) =>
      skala[index] === undefined ? [unanswered(unsur, index + 1)] : [],
    ),
    ...RUAS.filter((ruas) => !isChoice(kuesioner, ruas, form[ruas] ?? '')).map((ruas) =>
      refusal('PILIHAN_TIDAK_ADA', ruas),
    ),
    ...(catatan.length > CATATAN_MAX ? [refusal('CATATAN_TERLALU_PANJANG', 'catatan')] : []),
  ]
  if (refusals.length > 0) return refuse(refusals)
  return ok({
    skala: skala.filter((one) => one !== undefined),
    responden: Object.fromEntries(
      RUAS.flatMap((ruas) => {
        const told = form[ruas] ?? ''
        return told === '' ? [] : [[ruas, told]]
      }),
    ),
    catatan: catatan === '' ? null : maskPersonalData(catatan),
  })
}

function unanswered(unsur: Unsur, number: number): Refusal {
  const { message, ...rest } = refusal('UNSUR_KOSONG', unsur.toLowerCase())
  return { ...rest, message: message.replace('{nomor}', String(number)) }
}

function isChoice(kuesioner: Kuesioner, ruas: Ruas, told: string): boolean {
  const known = kuesioner.responden.find(({ kode }) => kode === ruas)?.pilihan ?? []
  return told === '' || known.some(({ kode }) => kode === told)
}

const QUARTER_HOUR_MS = 15 * 60_000

/** The quarter hour an answer came in: exact enough for statistics, too coarse to tell whose it is. */
export function coarse(at: Date): Date {
  return new Date(Math.floor(at.getTime() / QUARTER_HOUR_MS) * QUARTER_HOUR_MS)
}
