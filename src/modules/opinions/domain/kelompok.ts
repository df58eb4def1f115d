/**
 * From points to groups: many small clusters first, then few of those. Seeds are chosen, not drawn: the point farthest from the
 * mean, then whichever is farthest from all chosen; of equals the first by id. So the same votes make the same groups.
 */

/** Points two numbers each, and how much each weighs. */
type Titik = Readonly<{ titik: Float64Array; berat: Float64Array }>

export type Gugus = Readonly<{
  /** Two numbers each. */
  pusat: Float64Array
  /** Cluster of each point. */
  milik: Int32Array
}>

const BASE_CLUSTERS = 100
const BASE_STILL = 0.01
const ROUNDS_MAX = 100

/** Base clusters: a hundred of many people, each their own of few. */
export function baseClusters(points: Float64Array): Gugus {
  const n = points.length / 2
  if (n <= BASE_CLUSTERS)
    return { pusat: points.slice(), milik: Int32Array.from({ length: n }, (_, at) => at) }
  const weighed = { titik: points, berat: new Float64Array(n).fill(1) }
  return kMeans(weighed, BASE_CLUSTERS, BASE_STILL)
}

/** Clusters around k seeds; a seed fewer for every point that is not of its own. */
function kMeans(points: Titik, k: number, still: number): Gugus {
  let pusat = seeds(points, k)
  let milik = nearest(points.titik, pusat)
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const next = centres(points, milik, pusat)
    const moved = furthestMove(pusat, next)
    pusat = next
    milik = nearest(points.titik, pusat)
    if (moved <= still) break
  }
  return withoutEmpty({ pusat, milik })
}

function seeds({ titik, berat }: Titik, k: number): Float64Array {
  const n = titik.length / 2
  let [x, y, total] = [0, 0, 0]
  for (let i = 0; i < n; i += 1) {
    const weight = berat[i] as number
    x += weight * (titik[2 * i] as number)
    y += weight * (titik[2 * i + 1] as number)
    total += weight
  }
  const far = new Float64Array(n)
  const measure = (cx: number, cy: number, isFirst: boolean) => {
    for (let i = 0; i < n; i += 1) {
      const distance = square((titik[2 * i] as number) - cx, (titik[2 * i + 1] as number) - cy)
      if (isFirst || distance < (far[i] as number)) far[i] = distance
    }
  }
  measure(x / total, y / total, true)
  const chosen: number[] = []
  for (let seed = 0; seed < k; seed += 1) {
    const at = largest(far)
    // Nobody is elsewhere: no more clusters than places.
    if (seed > 0 && (far[at] as number) <= 0) break
    chosen.push(titik[2 * at] as number, titik[2 * at + 1] as number)
    measure(titik[2 * at] as number, titik[2 * at + 1] as number, seed === 0)
  }
  return Float64Array.from(chosen)
}

const square = (x: number, y: number): number => x * x + y * y

function largest(values: Float64Array): number {
  let at = 0
  for (let i = 1; i < values.length; i += 1)
    if ((values[i] as number) > (values[at] as number)) at = i
  return at
}

function nearest(titik: Float64Array, pusat: Float64Array): Int32Array {
  const n = titik.length / 2
  const milik = new Int32Array(n)
  for (let i = 0; i < n; i += 1)
    milik[i] = nearestOf(titik[2 * i] as number, titik[2 * i + 1] as number, pusat)
  return milik
}

/** The nearest of the centres; of equals the first. */
export function nearestOf(x: number, y: number, pusat: Float64Array): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let c = 0; 2 * c < pusat.length; c += 1) {
    const distance = square(x - (pusat[2 * c] as number), y - (pusat[2 * c + 1] as number))
    if (distance < least) {
      least = distance
      best = c
    }
  }
  return best
}

function centres({ titik, berat }: Titik, milik: Int32Array, before: Float64Array): Float64Array {
  const sums = new Float64Array(before.length)
  const weights = new Float64Array(before.length / 2)
  for (let i = 0; i < milik.length; i += 1) {
    const c = milik[i] as number
    const weight = berat[i] as number
    sums[2 * c] = (sums[2 * c] as number) + weight * (titik[2 * i] as number)
    sums[2 * c + 1] = (sums[2 * c + 1] as number) + weight * (titik[2 * i + 1] as number)
    weights[c] = (weights[c] as number) + weight
  }
  return sums.map((sum, at) => {
    const weight = weights[at >> 1] as number
    return weight === 0 ? (before[at] as number) : sum / weight
  })
}

function furthestMove(a: Float64Array, b: Float64Array): number {
  let most = 0
  for (let c = 0; c < a.length; c += 2)
    most = Math.max(
      most,
      square((a[c] as number) - (b[c] as number), (a[c + 1] as number) - (b[c + 1] as number)),
    )
  return Math.sqrt(most)
}

function withoutEmpty({ pusat, milik }: Gugus): Gugus {
  const used = [...new Set(milik)].toSorted((a, b) => a - b)
  const placeOf = new Map(used.map((old, at) => [old, at]))
  return {
    pusat: Float64Array.from(
      used.flatMap((c) => [pusat[2 * c] as number, pusat[2 * c + 1] as number]),
    ),
    milik: milik.map((old) => placeOf.get(old) ?? 0),
  }
}

/** How many people each base cluster has. */
export function sizesOf(milik: Int32Array, count: number): Float64Array {
  const sizes = new Float64Array(count)
  for (const c of milik) sizes[c] = (sizes[c] as number) + 1
  return sizes
}

/** How well points sit in their clusters: mean of (b − a) / max(a, b), from −1 to 1; alone counts 0. */
export function silhouette(titik: Float64Array, milik: Int32Array): number {
  const n = milik.length
  const count = Math.max(-1, ...milik) + 1
  const sizes = sizesOf(milik, count)
  let total = 0
  for (let i = 0; i < n; i += 1) {
    const sums = new Float64Array(count)
    for (let j = 0; j < n; j += 1) {
      const c = milik[j] as number
      sums[c] =
        (sums[c] as number) +
        Math.sqrt(
          square(
            (titik[2 * i] as number) - (titik[2 * j] as number),
            (titik[2 * i + 1] as number) - (titik[2 * j + 1] as number),
          ),
        )
    }
    total += fitOf(sums, sizes, milik[i] as number)
  }
  return n === 0 ? 0 : total / n
}

function fitOf(sums: Float64Array, sizes: Float64Array, own: number): number {
  const size = sizes[own] as number
  if (size < 2) return 0
  const a = (sums[own] as number) / (size - 1)
  let b = Number.POSITIVE_INFINITY
  for (let c = 0; c < sums.length; c += 1)
    if (c !== own && (sizes[c] as number) > 0)
      b = Math.min(b, (sums[c] as number) / (sizes[c] as number))
  const most = Math.max(a, b)
  return Number.isFinite(b) && most > 0 ? (b - a) / most : 0
}

/** What is remembered from picture to picture: how many groups are shown, and which number is about to replace it. */
export type Pelicin = Readonly<{ k: number; calon: number; kali: number }>

/** How often a number of groups must be best, one picture after the other, before it replaces another. */
export const SWITCH_AFTER = 4

/** The next number of groups to show. */
export function smooth(before: Pelicin | null, best: number): Pelicin {
  if (before === null) return { k: best, calon: best, kali: 1 }
  const kali = before.calon === best ? before.kali + 1 : 1
  const isSwitched = best !== before.k && kali >= SWITCH_AFTER
  return { k: isSwitched ? best : before.k, calon: best, kali: Math.min(kali, SWITCH_AFTER) }
}

export type Kelompok = Readonly<{
  /** Group of each base cluster. */
  milik: Int32Array
  pusat: Float64Array
  pelicin: Pelicin
  /** By number of groups, from two on. */
  siluet: readonly Readonly<{ k: number; nilai: number }>[]
}>

const K_MAX = 5
const BASES_PER_GROUP = 12

/** Groups of the base clusters: of the numbers of groups there may be, the one whose points sit best. */
export function groupBases(base: Gugus, before: Pelicin | null): Kelompok {
  const count = base.pusat.length / 2
  const points = { titik: base.pusat, berat: sizesOf(base.milik, count) }
  const most = Math.min(K_MAX, 2 + Math.floor(count / BASES_PER_GROUP), Math.max(1, count))
  const tried = Array.from({ length: Math.max(0, most - 1) }, (_, at) => {
    const gugus = kMeans(points, at + 2, 0)
    return { k: at + 2, gugus, nilai: silhouette(base.pusat, gugus.milik) }
  }).filter(({ k, gugus }) => gugus.pusat.length / 2 === k)
  const best = tried.reduce((a, b) => (b.nilai > a.nilai + 1e-12 ? b : a), {
    k: 1,
    gugus: oneOf(count),
    nilai: 0,
  })
  const pelicin = smooth(before, best.k)
  const shown = tried.find(({ k }) => k === pelicin.k) ?? best
  return {
    ...ordered(shown.gugus, points.berat),
    pelicin: shown.k === pelicin.k ? pelicin : { k: shown.k, calon: shown.k, kali: 1 },
    siluet: tried.map(({ k, nilai }) => ({ k, nilai })),
  }
}

function oneOf(count: number): Gugus {
  return { pusat: Float64Array.of(0, 0), milik: new Int32Array(count) }
}

/** Largest group first; of equals the one farther to the left, then farther down. */
function ordered({ pusat, milik }: Gugus, berat: Float64Array) {
  const k = pusat.length / 2
  const sizes = new Float64Array(k)
  for (const [at, c] of milik.entries()) sizes[c] = (sizes[c] as number) + (berat[at] as number)
  const order = Array.from({ length: k }, (_, c) => c).toSorted(
    (a, b) =>
      (sizes[b] as number) - (sizes[a] as number) ||
      (pusat[2 * a] as number) - (pusat[2 * b] as number) ||
      (pusat[2 * a + 1] as number) - (pusat[2 * b + 1] as number),
  )
  const placeOf = new Map(order.map((old, at) => [old, at]))
  return {
    milik: milik.map((old) => placeOf.get(old) ?? 0),
    pusat: Float64Array.from(
      order.flatMap((c) => [pusat[2 * c] as number, pusat[2 * c + 1] as number]),
    ),
  }
}
