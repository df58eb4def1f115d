import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import type { Isian, Soal } from './soal.ts'
import { designWeights, type Margin, postStratify, rakeTrimmed } from './statistik/bobot.ts'

/** People of a stratum of the frame a panel was drawn from. */
export type Strata = Readonly<{ kode: string; nama: string; populasi: number }>

/** How many people chose what, by somebody else's count, with its source. */
export type MarginSurvei = Readonly<{
  soal: string
  sumber: string
  populasi: Readonly<Record<string, number>>
}>

export type Penimbangan = Readonly<{
  /** Per answer, in the order they were given. */
  bobot: readonly number[]
  cara: 'rancangan' | 'pascastrata' | 'raking'
  putaran: number
  dipangkas: number
  /** Answers that told nothing of a margin and count with its average. */
  tanpaMargin: number
  /** Per answer: its group in each margin the weights were fitted to; empty for weights by design. */
  margin: readonly (readonly string[])[]
}>

/** Group of those who did not answer a question of a margin: their part of the population is their own. */
const NOT_TOLD = ''

/**
 * Weights of a panel: by design (people of the stratum over answers of it); with one margin made to fit it,
 * with several raked to all of them, the strata among them, and trimmed.
 *
 * @refuses STRATA_KOSONG, KELOMPOK_KOSONG, KELOMPOK_TIDAK_DIKENAL, BOBOT_TIDAK_BERTEMU
 */
export function weigh(
  answers: readonly Readonly<{ isian: Isian; strata: string }>[],
  strata: readonly Strata[],
  margins: readonly MarginSurvei[],
): Result<Penimbangan> {
  if (strata.length === 0) return refuse(refusal('STRATA_KOSONG', {}, 'margin'))
  const frame: Margin = {
    nama: 'strata',
    kelompok: answers.map((one) => one.strata),
    populasi: new Map(strata.map(({ kode, populasi }) => [kode, populasi])),
  }
  const design = designWeights(frame.kelompok, frame.populasi)
  if (!design.ok) return named(design, strata)
  const kinds = margins.map((margin) => marginOf(answers, margin, design.value))
  const tanpaMargin = new Set(
    kinds.flatMap(({ kelompok }) => kelompok.flatMap((one, at) => (one === NOT_TOLD ? [at] : []))),
  ).size
  const [first, ...more] = kinds
  if (first === undefined)
    return ok({
      bobot: design.value,
      cara: 'rancangan',
      putaran: 0,
      dipangkas: 0,
      tanpaMargin,
      margin: groupsOf(answers.length, []),
    })
  if (more.length === 0 && strata.length === 1) {
    const post = postStratify(design.value, first)
    if (!post.ok) return post
    return ok({
      bobot: post.value,
      cara: 'pascastrata',
      putaran: 1,
      dipangkas: 0,
      tanpaMargin,
      margin: groupsOf(answers.length, kinds),
    })
  }
  const fitted = [frame, ...kinds]
  const raked = rakeTrimmed(design.value, fitted)
  return raked.ok
    ? ok({
        ...raked.value,
        cara: 'raking',
        tanpaMargin,
        margin: groupsOf(answers.length, fitted),
      })
    : raked
}

function groupsOf(answers: number, margins: readonly Margin[]): Penimbangan['margin'] {
  return Array.from({ length: answers }, (_, at) =>
    margins.map(({ kelompok }) => kelompok[at] ?? NOT_TOLD),
  )
}

/** The group that was refused by the name people know it by. */
function named<T>(result: Result<T> & { ok: false }, strata: readonly Strata[]) {
  const names = new Map(strata.map(({ kode, nama }) => [kode, nama]))
  const empty = result.refusals.map((one) => {
    const kode = [...names.keys()].find((key) => one.message.includes(`kelompok ${key},`))
    if (kode === undefined || one.code !== 'KELOMPOK_KOSONG') return one
    return refusal('KELOMPOK_KOSONG', { kelompok: names.get(kode) ?? kode }, 'margin')
  })
  return refuse(empty)
}

function marginOf(
  answers: readonly Readonly<{ isian: Isian }>[],
  margin: MarginSurvei,
  design: readonly number[],
): Margin {
  const kelompok = answers.map(({ isian }) => isian[margin.soal]?.[0] ?? NOT_TOLD)
  const total = design.reduce((a, b) => a + b, 0)
  const untold = design.reduce(
    (sum, weight, at) => (kelompok[at] === NOT_TOLD ? sum + weight : sum),
    0,
  )
  const known = Object.values(margin.populasi).reduce((a, b) => a + b, 0)
  // Whoever told nothing keeps the part of the total the design gives them; the rest is divided as counted.
  const scale = (total - untold) / known
  const populasi = new Map(Object.entries(margin.populasi).map(([key, n]) => [key, n * scale]))
  if (untold > 0) populasi.set(NOT_TOLD, untold)
  return { nama: margin.soal, kelompok, populasi }
}

/** Questions a margin may rest on: one choice out of several, asked of everybody. */
export function marginSoal(soal: readonly Soal[]): readonly Soal[] {
  return soal.filter(({ jenis, syarat }) => jenis === 'tunggal' && syarat.length === 0)
}

/** What says who was asked together: nothing, the batch a paper sheet came in, or an answer. */
export type Klaster = string
export const KLASTER_BUNDEL = 'bundel'

/** Ways to tell clusters that a survey offers. */
export function klasterOf(soal: readonly Soal[]): readonly Klaster[] {
  return [KLASTER_BUNDEL, ...marginSoal(soal).map(({ kode }) => kode)]
}

/**
 * Cluster of each answer. Whoever came by themselves, by a link, is one of their own; clusters of two strata are never
 * the same.
 */
export function klasterPer(
  answers: readonly Readonly<{ isian: Isian; strata: string; bundel: string | null }>[],
  klaster: Klaster,
): readonly string[] {
  return answers.map(({ isian, strata, bundel }, at) => {
    const name = klaster === KLASTER_BUNDEL ? bundel : isian[klaster]?.[0]
    return name === null || name === undefined ? `#${at}` : `${strata}/${name}`
  })
}
