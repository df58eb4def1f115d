/** Which passage of a new version is which of the old one, so that anchors stay. */
import type { Bagian, Potongan } from './naskah.ts'
import { longestCommon } from './urutan.ts'

/** Below this share of common words two passages are not the same one changed, unless they carry the same number. */
const SERUPA = 0.5
const SERUPA_BERNOMOR = 0.2
/** Largest table of one stretch between passages that stayed. */
const SEL_MAKS = 40_000

/**
 * Give every passage of a new text its anchor: that of the old passage it came from, or a new one never used before.
 *
 * @param terpakai how many anchors this consultation has used in all its versions: the next one is `b{terpakai + 1}`
 * @returns passages of the new version, and how many anchors are used now
 */
export function beriJangkar(
  lama: readonly Bagian[],
  baru: readonly Potongan[],
  terpakai: number,
): Readonly<{ bagian: readonly Bagian[]; terpakai: number }> {
  const from = sejajarkan(lama, baru)
  let used = terpakai
  const bagian = baru.map((one, at) => {
    const old = from[at]
    const known = old === undefined ? undefined : lama[old]?.jangkar
    if (known === undefined) used += 1
    return { ...one, jangkar: known ?? `b${used}` }
  })
  return { bagian, terpakai: used }
}

/** @returns for each new passage the place of the old one it came from; in order, each old one once */
export function sejajarkan(
  lama: readonly Potongan[],
  baru: readonly Potongan[],
): readonly (number | undefined)[] {
  const from: (number | undefined)[] = baru.map(() => undefined)
  const same = longestCommon(lama.map(keyOf), baru.map(keyOf))
  let [oldAt, newAt] = [0, 0]
  for (const [old, now] of [...same, [lama.length, baru.length] as const]) {
    for (const [one, other] of pairStretch(lama, baru, { oldAt, old, newAt, now }))
      from[other] = one
    if (now < baru.length) from[now] = old
    ;[oldAt, newAt] = [old + 1, now + 1]
  }
  return from
}

const keyOf = ({ tingkat, teks }: Potongan) => `${tingkat}\n${teks}`

type Stretch = Readonly<{ oldAt: number; old: number; newAt: number; now: number }>
type Pair = readonly [old: number, now: number]

/** Between two passages that stayed: the pairing in order that keeps most words together. */
function pairStretch(
  lama: readonly Potongan[],
  baru: readonly Potongan[],
  { oldAt, old, newAt, now }: Stretch,
): readonly Pair[] {
  const [height, width] = [old - oldAt, now - newAt]
  if (height <= 0 || width <= 0 || height * width > SEL_MAKS) return []
  const table = bestOf(height, width, (row, column) =>
    likeness(lama[oldAt + row], baru[newAt + column]),
  )
  const pairs: Pair[] = []
  let [row, column] = [0, 0]
  while (row < height && column < width) {
    const step = table.stepAt(row, column)
    if (step === 'pair') pairs.push([oldAt + row, newAt + column])
    if (step !== 'column') row += 1
    if (step !== 'row') column += 1
  }
  return pairs
}

/** Table of the best pairing from every place on, and which step of it comes next. */
function bestOf(height: number, width: number, weight: (row: number, column: number) => number) {
  const best = Array.from({ length: height + 1 }, () => new Float64Array(width + 1))
  const at = (row: number, column: number) => best[row]?.[column] ?? 0
  const paired = (row: number, column: number) => {
    const like = weight(row, column)
    return like > 0 ? like + at(row + 1, column + 1) : 0
  }
  for (let row = height - 1; row >= 0; row -= 1)
    for (let column = width - 1; column >= 0; column -= 1)
      best[row]?.fill(
        Math.max(paired(row, column), at(row + 1, column), at(row, column + 1)),
        column,
        column + 1,
      )
  const stepAt = (row: number, column: number): 'pair' | 'row' | 'column' => {
    const here = at(row, column)
    if (here > 0 && here === paired(row, column)) return 'pair'
    return here === at(row + 1, column) ? 'row' : 'column'
  }
  return { stepAt }
}

/** How much two passages are one: 0 when they are not, above 1 when they carry the same number too. */
function likeness(lama: Potongan | undefined, baru: Potongan | undefined): number {
  if (lama === undefined || baru === undefined || lama.tingkat !== baru.tingkat) return 0
  const share = commonWords(lama.teks, baru.teks)
  const isSameNumber = lama.nomor !== '' && lama.label === baru.label
  if (isSameNumber && share >= SERUPA_BERNOMOR) return share + 0.25
  return share >= SERUPA ? share : 0
}

/** Sørensen–Dice of the two sets of words; two empty texts are the same. */
function commonWords(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (a.size + b.size === 0) return 1
  const common = [...a].filter((word) => b.has(word)).length
  return (2 * common) / (a.size + b.size)
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
}
