/**
 * The two directions in which people differ most. Cells not seen count as the mean of their column; the covariance is of
 * the filled matrix. Directions are found to convergence from a fixed start, and the largest entry of each is positive:
 * the same votes give the same picture.
 */
import { type Matriks, TAK_DILIHAT } from './matriks.ts'

export type Pca = Readonly<{
  /** Mean of the seen cells of each statement. */
  pusat: Float64Array
  /** Unit length; all zero where nobody differs. */
  arah: readonly [Float64Array, Float64Array]
  /** Sum of squares along each. */
  kuat: readonly [number, number]
}>

/** Σ of the centred matrix: statement by statement, row after row. Unseen cells are their column's mean, so 0. */
export type Sebaran = Readonly<{ pusat: Float64Array; silang: Float64Array }>

/**
 * Means and cross products. A person adds to the products of the statements they saw only, so the work is the sum of the
 * squares of the numbers of votes, not people times statements squared.
 */
export function scatterOf({ pernyataan, sel }: Matriks): Sebaran {
  const n = pernyataan.length
  const pusat = meansOf(sel, n)
  const silang = new Float64Array(n * n)
  const seen = new Int32Array(n)
  const value = new Float64Array(n)
  for (let start = 0; start < sel.length; start += n) {
    let count = 0
    for (let j = 0; j < n; j += 1) {
      const cell = sel[start + j] as number
      if (cell === TAK_DILIHAT) continue
      seen[count] = j
      value[count] = cell - (pusat[j] as number)
      count += 1
    }
    addOuter(silang, { seen, value, count, n })
  }
  mirror(silang, n)
  return { pusat, silang }
}

function meansOf(sel: Int8Array, n: number): Float64Array {
  const sum = new Float64Array(n)
  const count = new Float64Array(n)
  for (let start = 0; start < sel.length; start += n)
    for (let j = 0; j < n; j += 1) {
      const cell = sel[start + j] as number
      if (cell === TAK_DILIHAT) continue
      sum[j] = (sum[j] as number) + cell
      count[j] = (count[j] as number) + 1
    }
  return sum.map((total, j) => ((count[j] as number) === 0 ? 0 : total / (count[j] as number)))
}

type Row = Readonly<{ seen: Int32Array; value: Float64Array; count: number; n: number }>

function addOuter(silang: Float64Array, { seen, value, count, n }: Row): void {
  for (let a = 0; a < count; a += 1) {
    const base = (seen[a] as number) * n
    const first = value[a] as number
    if (first === 0) continue
    for (let b = a; b < count; b += 1) {
      const at = base + (seen[b] as number)
      silang[at] = (silang[at] as number) + first * (value[b] as number)
    }
  }
}

function mirror(silang: Float64Array, n: number): void {
  for (let a = 1; a < n; a += 1)
    for (let b = 0; b < a; b += 1) silang[a * n + b] = silang[b * n + a] as number
}

/**
 * The two leading directions of a scatter.
 *
 * @param from directions to begin at, for a scatter that hardly moved; the end is the same within rounding
 */
export function pcaOf({ pusat, silang }: Sebaran, from?: Pca['arah']): Pca {
  const n = pusat.length
  const start = from ?? [startOf(n, 1), startOf(n, 2)]
  const found = iterate(silang, start)
  return {
    pusat,
    arah: [fixSign(found.vectors[0]), fixSign(found.vectors[1])],
    kuat: found.values,
  }
}

/** A start no direction of real votes is square to: a plain sequence of fractions of the golden ratio and of √2. */
function startOf(n: number, which: 1 | 2): Float64Array {
  const step = which === 1 ? 0.618_033_988_749_894_9 : Math.SQRT2 - 1
  return Float64Array.from({ length: n }, (_, at) => (((at + 1) * step) % 1) + 0.05)
}

const ROUNDS_MAX = 2_000
const STILL = 1e-15

type Found = Readonly<{
  vectors: readonly [Float64Array, Float64Array]
  values: readonly [number, number]
}>

/**
 * Both directions at once: a block of four is multiplied, made orthonormal, and turned to its own axes, until the first two
 * stand still. Four, so that the second does not wait for the third to fade.
 */
function iterate(silang: Float64Array, [first, second]: Pca['arah']): Found {
  const n = first.length
  const size = Math.min(4, n)
  let block = [first, second, startOf(n, 1), startOf(n, 2)]
    .slice(0, size)
    .map((vector, at) => (at < 2 ? vector : vector.map((x, j) => (j % 3 === at % 3 ? x : -x))))
  block = orthonormal(block)
  let values: number[] = []
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const next = ritz(silang, block)
    const moved = Math.max(...[0, 1].map((at) => distance(block[at], next.block[at])))
    block = next.block
    values = next.values
    if (moved < STILL * n) break
  }
  const zero = new Float64Array(n)
  const real = (at: number) =>
    (values[at] ?? 0) > 1e-12 * Math.max(1, values[0] ?? 0) ? (block[at] ?? zero) : zero
  return { vectors: [real(0), real(1)], values: [values[0] ?? 0, values[1] ?? 0] }
}

function ritz(silang: Float64Array, block: readonly Float64Array[]) {
  const images = block.map((vector) => times(silang, vector))
  const basis = orthonormal(images)
  const mapped = basis.map((vector) => times(silang, vector))
  const small = basis.map((row) => mapped.map((column) => dot(row, column)))
  const { values, vectors } = jacobi(small)
  const turned = vectors.map((weights) => combine(basis, weights))
  return { block: turned, values }
}

/** Gram and Schmidt, twice over; what vanishes stays as it is, zero. */
function orthonormal(list: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = []
  for (const vector of list) {
    let left = vector.slice()
    const before = Math.sqrt(dot(left, left))
    for (let pass = 0; pass < 2; pass += 1)
      for (const other of done) {
        const part = dot(left, other)
        left = left.map((x, j) => x - part * (other[j] as number))
      }
    const length = Math.sqrt(dot(left, left))
    done.push(
      length <= 1e-13 * before ? new Float64Array(left.length) : left.map((x) => x / length),
    )
  }
  return done
}

/** Eigenvalues, largest first, and vectors of a small symmetric matrix, by Jacobi's turns. */
function jacobi(matrix: readonly (readonly number[])[]) {
  const n = matrix.length
  const a = matrix.map((row) => [...row])
  const v = matrix.map((_, i) => matrix.map((__, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < 50; sweep += 1) {
    let off = 0
    for (let p = 0; p < n; p += 1)
      for (let q = p + 1; q < n; q += 1) {
        off += Math.abs(at(a, p, q))
        turn(a, v, p, q)
      }
    if (off === 0) break
  }
  const order = a.map((_, i) => i).toSorted((x, y) => at(a, y, y) - at(a, x, x))
  return {
    values: order.map((i) => at(a, i, i)),
    vectors: order.map((i) => v.map((_, j) => at(v, j, i))),
  }
}

const at = (m: readonly (readonly number[])[], i: number, j: number): number => m[i]?.[j] ?? 0

function set(m: number[][], i: number, j: number, value: number): void {
  const row = m[i]
  if (row !== undefined) row[j] = value
}

function turn(a: number[][], v: number[][], p: number, q: number): void {
  const apq = at(a, p, q)
  if (apq === 0) return
  const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq)
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const c = 1 / Math.sqrt(t * t + 1)
  const s = t * c
  for (let k = 0; k < a.length; k += 1) {
    const [akp, akq] = [at(a, k, p), at(a, k, q)]
    set(a, k, p, c * akp - s * akq)
    set(a, k, q, s * akp + c * akq)
  }
  for (let k = 0; k < a.length; k += 1) {
    const [apk, aqk] = [at(a, p, k), at(a, q, k)]
    set(a, p, k, c * apk - s * aqk)
    set(a, q, k, s * apk + c * aqk)
    const [vkp, vkq] = [at(v, k, p), at(v, k, q)]
    set(v, k, p, c * vkp - s * vkq)
    set(v, k, q, s * vkp + c * vkq)
  }
  set(a, p, q, 0)
  set(a, q, p, 0)
}

function times(silang: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length
  const image = new Float64Array(n)
  for (let i = 0; i < n; i += 1) {
    let sum = 0
    const base = i * n
    for (let j = 0; j < n; j += 1) sum += (silang[base + j] as number) * (vector[j] as number)
    image[i] = sum
  }
  return image
}

function combine(basis: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(basis[0]?.length ?? 0)
  for (const [k, vector] of basis.entries())
    for (let j = 0; j < sum.length; j += 1)
      sum[j] = (sum[j] as number) + (weights[k] ?? 0) * (vector[j] as number)
  return sum
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j += 1) sum += (a[j] as number) * (b[j] as number)
  return sum
}

/** Between two directions, whichever way they point. */
function distance(a: Float64Array | undefined, b: Float64Array | undefined): number {
  if (a === undefined || b === undefined) return 0
  const sign = dot(a, b) < 0 ? -1 : 1
  let most = 0
  for (let j = 0; j < a.length; j += 1)
    most = Math.max(most, Math.abs((a[j] as number) - sign * (b[j] as number)))
  return most
}

/** The largest entry is positive; of equals the first. */
function fixSign(vector: Float64Array): Float64Array {
  let largest = 0
  for (const x of vector) if (Math.abs(x) > Math.abs(largest) + 1e-12) largest = x
  return largest < 0 ? vector.map((x) => -x) : vector
}

/** Where people stand, two numbers each: over what they saw, scaled up by how little that is. */
export function projectPeople({ sel, pernyataan }: Matriks, pca: Pca): Float64Array {
  const n = pernyataan.length
  const points = new Float64Array((2 * sel.length) / Math.max(1, n))
  for (let start = 0, row = 0; start < sel.length; start += n, row += 1)
    projectOne(sel.subarray(start, start + n), pca, points.subarray(2 * row, 2 * row + 2))
  return points
}

/** Where one person stands. */
export function projectOne(
  cells: Int8Array,
  { pusat, arah }: Pick<Pca, 'pusat' | 'arah'>,
  into: Float64Array,
): void {
  const n = cells.length
  let [x, y, seen] = [0, 0, 0]
  for (let j = 0; j < n; j += 1) {
    const cell = cells[j] as number
    if (cell === TAK_DILIHAT) continue
    const off = cell - (pusat[j] as number)
    x += off * (arah[0][j] as number)
    y += off * (arah[1][j] as number)
    seen += 1
  }
  const scale = seen === 0 ? 0 : Math.sqrt(n / seen)
  into[0] = x * scale
  into[1] = y * scale
}

/** Where each statement stands: with somebody who saw it alone, and agreed. */
export function projectStatements({ pusat, arah }: Pca): Float64Array {
  const n = pusat.length
  const points = new Float64Array(2 * n)
  for (let j = 0; j < n; j += 1) {
    const off = Math.sqrt(n) * (1 - (pusat[j] as number))
    points[2 * j] = off * (arah[0][j] as number)
    points[2 * j + 1] = off * (arah[1][j] as number)
  }
  return points
}

/** How far from the middle each statement stands. */
export function extremities(points: Float64Array): Float64Array {
  return Float64Array.from({ length: points.length / 2 }, (_, j) =>
    Math.hypot(points[2 * j] as number, points[2 * j + 1] as number),
  )
}
