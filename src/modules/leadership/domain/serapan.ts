import { type Sen, sen, sumSen, ZERO_SEN } from '../../../kernel/money.ts'

/** Twelve months, January first, in sen. */
export type Bulanan = readonly Sen[]

export type SkpdFigures = Readonly<{
  skpdId: number
  anggaran: Sen
  rencana: Bulanan
  realisasi: Bulanan
  /** The year before; empty where the agency did not exist. */
  realisasiLalu: Bulanan
}>

export type Prakiraan = Readonly<{ tengah: Sen; bawah: Sen; atas: Sen }>

export type Serapan = Readonly<{
  skpdId: number
  anggaran: Sen
  realisasi: Sen
  /** What the cash plan says should be spent by the end of the last whole month. */
  rencana: Sen
  /** Realised minus planned, by the end of the last whole month. */
  selisih: Sen
  prakiraan: Prakiraan | undefined
}>

/** Agencies that must have spent last year before anything is forecast from it. */
export const SKPD_MIN = 8
const LOW = 0.1
const HIGH = 0.9
/** Ratios are kept as millionths: money stays whole. */
const MILLION = 1_000_000n

/**
 * How far agencies are, and where the year will end.
 *
 * @param months whole months that are over, 0 to 12
 */
export function serapanOf(skpd: readonly SkpdFigures[], months: number): readonly Serapan[] {
  const ratios = ratiosOf(skpd, months)
  return skpd.map((one) => {
    const realisasi = sumSen(one.realisasi)
    const byThen = sumSen(one.realisasi.slice(0, months))
    const rencana = sumSen(one.rencana.slice(0, months))
    return {
      skpdId: one.skpdId,
      anggaran: one.anggaran,
      realisasi,
      rencana,
      selisih: sen(byThen - rencana),
      prakiraan: forecast(one, { byThen, realisasi, ratios, months }),
    }
  })
}

/** What all agencies together are, each summed as it stands. */
export function totalOf(skpd: readonly SkpdFigures[]): SkpdFigures {
  const monthly = (of: (one: SkpdFigures) => Bulanan) =>
    Array.from({ length: 12 }, (_, at) => sumSen(skpd.map((one) => of(one)[at] ?? ZERO_SEN)))
  return {
    skpdId: 0,
    anggaran: sumSen(skpd.map(({ anggaran }) => anggaran)),
    rencana: monthly(({ rencana }) => rencana),
    realisasi: monthly(({ realisasi }) => realisasi),
    realisasiLalu: monthly(({ realisasiLalu }) => realisasiLalu),
  }
}

/** Whole year over what was spent by the month, last year, per agency, in millionths, smallest first. */
function ratiosOf(skpd: readonly SkpdFigures[], months: number): readonly bigint[] {
  return skpd
    .flatMap(({ realisasiLalu }) => {
      const byThen = sumSen(realisasiLalu.slice(0, months))
      return byThen > 0n ? [(sumSen(realisasiLalu) * MILLION) / byThen] : []
    })
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function forecast(
  one: SkpdFigures,
  at: Readonly<{ byThen: Sen; realisasi: Sen; ratios: readonly bigint[]; months: number }>,
): Prakiraan | undefined {
  const { byThen, realisasi, ratios, months } = at
  if (months === 0 || ratios.length < SKPD_MIN || byThen <= 0n) return undefined
  const before = sumSen(one.realisasiLalu.slice(0, months))
  const own = before > 0n ? (sumSen(one.realisasiLalu) * MILLION) / before : undefined
  const least = lesser(realisasi, one.anggaran)
  const bounded = (ratio: bigint) =>
    lesser(greater(sen((byThen * ratio) / MILLION), least), one.anggaran)
  const bawah = bounded(quantile(ratios, LOW))
  const atas = bounded(quantile(ratios, HIGH))
  const tengah = bounded(own ?? quantile(ratios, 0.5))
  // An agency may have been outside its neighbours' range last year: the interval always holds its own middle.
  return {
    tengah,
    bawah: lesser(tengah, bawah),
    atas: greater(tengah, atas),
  }
}

function lesser(a: Sen, b: Sen): Sen {
  return a < b ? a : b
}

function greater(a: Sen, b: Sen): Sen {
  return b < a ? a : b
}

/** The value at a share of a sorted list, the lower neighbour. */
function quantile(sorted: readonly bigint[], share: number): bigint {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0n
}

/** A share of the whole in basis points; 0 of nothing. */
export function bpsOf(part: Sen, whole: Sen): number {
  return whole === 0n ? 0 : Number((part * 10_000n) / whole)
}

/** Most behind its plan first, as a share of its budget. */
export function worstFirst(serapan: readonly Serapan[]): readonly Serapan[] {
  const share = ({ selisih, anggaran }: Serapan) => bpsOf(selisih, anggaran)
  return serapan.toSorted((a, b) => share(a) - share(b) || a.skpdId - b.skpdId)
}
