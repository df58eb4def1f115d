/** What groups hold: counts, what stands for a group, what all agree on, and what to show next. */
import { type Matriks, TAK_DILIHAT } from './matriks.ts'

/** Agrees, disagrees, and everybody who saw a statement, passes among them. */
export type Hitungan = Readonly<{ setuju: number; tidak: number; lihat: number }>

/** Counts by group and statement. @param milik group of each row, −1 for who is in none */
export function countVotes(
  { sel, pernyataan }: Matriks,
  milik: Int32Array,
  k: number,
): readonly (readonly Hitungan[])[] {
  const n = pernyataan.length
  const counts = Array.from({ length: k }, () => new Int32Array(3 * n))
  for (let row = 0; row < milik.length; row += 1) {
    const own = counts[milik[row] as number]
    if (own === undefined) continue
    for (let j = 0; j < n; j += 1) {
      const cell = sel[row * n + j] as number
      if (cell === TAK_DILIHAT) continue
      if (cell === 1) own[3 * j] = (own[3 * j] as number) + 1
      if (cell === -1) own[3 * j + 1] = (own[3 * j + 1] as number) + 1
      own[3 * j + 2] = (own[3 * j + 2] as number) + 1
    }
  }
  return counts.map((own) =>
    pernyataan.map((_, j) => ({
      setuju: own[3 * j] as number,
      tidak: own[3 * j + 1] as number,
      lihat: own[3 * j + 2] as number,
    })),
  )
}

/** Counts of several groups together. */
export function sumCounts(list: readonly Hitungan[]): Hitungan {
  return list.reduce(
    (a, b) => ({ setuju: a.setuju + b.setuju, tidak: a.tidak + b.tidak, lihat: a.lihat + b.lihat }),
    { setuju: 0, tidak: 0, lihat: 0 },
  )
}

/** 90 % of one side of the normal distribution. */
const SIGNIFICANT = 1.2816

/** Is a share more than one half? Every count one larger, so that few are not sure. */
export function oneTest(success: number, trials: number): number {
  return 2 * Math.sqrt(trials + 1) * ((success + 1) / (trials + 1) - 0.5)
}

/** Is one share larger than another? Every count one larger. */
export function twoTest(
  [s1, n1]: readonly [number, number],
  [s2, n2]: readonly [number, number],
): number {
  const [a, b, m, n] = [s1 + 1, s2 + 1, n1 + 1, n2 + 1]
  const pooled = (a + b) / (m + n)
  if (pooled === 1) return 0
  return (a / m - b / n) / Math.sqrt(pooled * (1 - pooled) * (1 / m + 1 / n))
}

/** One direction of a statement within a group. */
export type Ukuran = Readonly<{
  /** Share, towards one half for few. */
  p: number
  pUji: number
  /** Share over the share of all others. */
  r: number
  rUji: number
}>

export type Kekhasan = Readonly<{ setuju: Ukuran; tidak: Ukuran; hitungan: Hitungan }>

/** How much a statement is a group's own. */
export function measure(own: Hitungan, others: Hitungan): Kekhasan {
  const side = (pick: (count: Hitungan) => number): Ukuran => {
    const p = (pick(own) + 1) / (own.lihat + 2)
    return {
      p,
      pUji: oneTest(pick(own), own.lihat),
      r: p / ((pick(others) + 1) / (others.lihat + 2)),
      rUji: twoTest([pick(own), own.lihat], [pick(others), others.lihat]),
    }
  }
  return {
    setuju: side(({ setuju }) => setuju),
    tidak: side(({ tidak }) => tidak),
    hitungan: own,
  }
}

export type Wakil = Ukuran &
  Readonly<{
    pernyataan: number
    arah: 'setuju' | 'tidak'
    berhasil: number
    dari: number
    /** The one agreed with best, which stands first. */
    isTerbaik: boolean
  }>

const LIST_MAX = 5
const passes = ({ pUji, rUji }: Ukuran) => pUji > SIGNIFICANT && rUji > SIGNIFICANT
const metric = ({ p, pUji, r, rUji }: Ukuran) => r * rUji * p * pUji

/**
 * Statements that stand for a group: the best agreed first, then by how much they are its own; five at most, agreement before
 * disagreement.
 *
 * @param isKeluar statements taken out, which stand for nobody
 */
export function representatives(
  groups: readonly (readonly Hitungan[])[],
  group: number,
  isKeluar: readonly boolean[],
): readonly Wakil[] {
  const own = groups[group] ?? []
  const all = own.map((count, j) => ({
    pernyataan: j,
    ...measure(
      count,
      sumCounts(groups.flatMap((other, g) => (g === group ? [] : [other[j] ?? NONE]))),
    ),
  }))
  const kept = all.filter(({ pernyataan }) => isKeluar[pernyataan] !== true)
  const best = bestAgreed(kept)
  const passed = kept
    .filter((one) => passes(one.setuju) || passes(one.tidak))
    .map(asWakil)
    .toSorted((a, b) => metric(b) - metric(a) || a.pernyataan - b.pernyataan)
  const first = best === undefined ? [] : [{ ...agreeing(best), isTerbaik: true }]
  if (passed.length === 0) return first.length > 0 ? first : strongest(kept)
  const others = passed.filter(({ pernyataan }) => pernyataan !== best?.pernyataan)
  const list = [...first, ...others].slice(0, LIST_MAX)
  return [
    ...list.filter(({ arah }) => arah === 'setuju'),
    ...list.filter(({ arah }) => arah !== 'setuju'),
  ]
}

const NONE: Hitungan = { setuju: 0, tidak: 0, lihat: 0 }
type Measured = Kekhasan & Readonly<{ pernyataan: number }>

function asWakil(one: Measured): Wakil {
  return one.setuju.rUji > one.tidak.rUji ? agreeing(one) : disagreeing(one)
}

function agreeing({ pernyataan, setuju, hitungan }: Measured): Wakil {
  return {
    pernyataan,
    arah: 'setuju',
    ...setuju,
    berhasil: hitungan.setuju,
    dari: hitungan.lihat,
    isTerbaik: false,
  }
}

function disagreeing({ pernyataan, tidak, hitungan }: Measured): Wakil {
  return {
    pernyataan,
    arah: 'tidak',
    ...tidak,
    berhasil: hitungan.tidak,
    dari: hitungan.lihat,
    isTerbaik: false,
  }
}

/** Walk the statements in their order: each may replace the one held so far. */
function bestAgreed(list: readonly Measured[]): Measured | undefined {
  let held: Measured | undefined
  for (const one of list) {
    if (one.hitungan.setuju + one.hitungan.tidak === 0) continue
    const { setuju } = one
    const isBetter =
      held === undefined
        ? setuju.pUji > SIGNIFICANT || (setuju.r > 1 && setuju.p > 0.5)
        : held.setuju.r > 1
          ? metric(setuju) > metric(held.setuju)
          : setuju.p * setuju.pUji > held.setuju.p * held.setuju.pUji
    if (isBetter) held = one
  }
  return held
}

/** Where nothing passes: the one that is most the group's own, in either direction. */
function strongest(list: readonly Measured[]): readonly Wakil[] {
  const [first] = list
    .filter(({ hitungan }) => hitungan.lihat > 0)
    .map(asWakil)
    .toSorted((a, b) => b.rUji - a.rUji || a.pernyataan - b.pernyataan)
  return first === undefined ? [] : [first]
}

export type Mufakat = Readonly<{
  pernyataan: number
  berhasil: number
  dari: number
  p: number
  pUji: number
}>

/** What most of all people agree with, or do not: five at most each. */
export function consensus(
  all: readonly Hitungan[],
  isKeluar: readonly boolean[],
): Readonly<{ setuju: readonly Mufakat[]; tidak: readonly Mufakat[] }> {
  const side = (pick: (count: Hitungan) => number) =>
    all
      .flatMap((count, pernyataan): Mufakat[] => {
        if (isKeluar[pernyataan] === true) return []
        const p = (pick(count) + 1) / (count.lihat + 2)
        const pUji = oneTest(pick(count), count.lihat)
        if (p <= 0.5 || pUji <= SIGNIFICANT) return []
        return [{ pernyataan, berhasil: pick(count), dari: count.lihat, p, pUji }]
      })
      .toSorted((a, b) => b.p * b.pUji - a.p * a.pUji || a.pernyataan - b.pernyataan)
      .slice(0, LIST_MAX)
  return { setuju: side(({ setuju }) => setuju), tidak: side(({ tidak }) => tidak) }
}

export type Jembatan = Readonly<{
  /** Product of the groups' shares of agreement. */
  hasilKali: number
  /** Its root by the number of groups: the same scale however many there are. */
  rata: number
  /** The smallest group's share of agreement. */
  terendah: number
}>

/** How far every group agrees with a statement; the mirrored one for disagreement. */
export function bridge(list: readonly Hitungan[], arah: 'setuju' | 'tidak' = 'setuju'): Jembatan {
  const shares = list.map((count) => (count[arah] + 1) / (count.lihat + 2))
  const hasilKali = shares.reduce((a, b) => a * b, 1)
  return {
    hasilKali,
    rata: shares.length === 0 ? 0 : hasilKali ** (1 / shares.length),
    terendah: shares.length === 0 ? 0 : Math.min(...shares),
  }
}

const META_PRIORITY = 49

/**
 * Weight of a statement among those to show next: agreed, far out, passed over by few; new ones up to nine times before it is
 * squared.
 *
 * @param jauh extremity of the statement
 */
export function priority({ setuju, tidak, lihat }: Hitungan, jauh: number, isMeta = false): number {
  if (isMeta) return META_PRIORITY
  const lewat = (lihat - setuju - tidak + 1) / (lihat + 2)
  const agreed = (setuju + 1) / (lihat + 2)
  return ((1 - lewat) * (jauh + 1) * agreed * (1 + 8 * 2 ** (-lihat / 5))) ** 2
}

/** Draw in proportion to weights. @param chance from 0 to 1 @returns place in the list; −1 of an empty one */
export function drawWeighted(weights: readonly number[], chance: number): number {
  const total = weights.reduce((a, b) => a + b, 0)
  let left = chance * total
  for (const [at, weight] of weights.entries()) {
    left -= weight
    if (left < 0) return at
  }
  return weights.length - 1
}
