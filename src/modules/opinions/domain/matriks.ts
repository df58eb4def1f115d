/**
 * Votes of a conversation as a matrix: people by statements, agree +1, disagree −1, pass 0, and not seen.
 * Ids are texts and come in a fixed order, so that the same votes are the same matrix however they arrived.
 */
import { assert } from '../../../kernel/assert.ts'

/** What was never shown to somebody. */
export const TAK_DILIHAT = 2

/** Agree, disagree, pass. */
export type Suara = 1 | -1 | 0

/** One vote; the last of a person on a statement counts. */
export type VotePilihan = Readonly<{ orang: string; pernyataan: string; suara: Suara }>

export type Matriks = Readonly<{
  /** Ids of the rows, sorted. */
  orang: readonly string[]
  /** Ids of the columns, in the order of the statements. */
  pernyataan: readonly string[]
  /** Statements that were taken out: they keep their column and their votes, and move nobody. */
  isKeluar: readonly boolean[]
  /** Row after row. */
  sel: Int8Array
}>

/**
 * Put votes in their places.
 *
 * @param orang everybody who counts as a row; others' votes are left out
 * @param keluar statements taken out by moderation
 */
export function matriksOf(
  votes: Iterable<VotePilihan>,
  {
    orang,
    pernyataan,
    keluar = [],
  }: Readonly<{
    orang: readonly string[]
    pernyataan: readonly string[]
    keluar?: readonly string[]
  }>,
): Matriks {
  const rows = [...orang].toSorted(byId)
  const rowOf = new Map(rows.map((id, at) => [id, at]))
  const columnOf = new Map(pernyataan.map((id, at) => [id, at]))
  assert(rowOf.size === rows.length && columnOf.size === pernyataan.length, 'ids stand once')
  const out = new Set(keluar)
  const isKeluar = pernyataan.map((id) => out.has(id))
  const sel = new Int8Array(rows.length * pernyataan.length).fill(TAK_DILIHAT)
  for (const vote of votes) {
    const row = rowOf.get(vote.orang)
    const column = columnOf.get(vote.pernyataan)
    if (row === undefined || column === undefined) continue
    sel[row * pernyataan.length + column] = vote.suara
  }
  return { orang: rows, pernyataan, isKeluar, sel }
}

/** The matrix as directions are found in: every cell of a statement that was taken out is 0, seen. */
export function withoutKeluar(matriks: Matriks): Matriks {
  if (!matriks.isKeluar.includes(true)) return matriks
  const sel = matriks.sel.slice()
  const n = matriks.pernyataan.length
  for (const [column, isOut] of matriks.isKeluar.entries()) {
    if (!isOut) continue
    for (let at = column; at < sel.length; at += n) sel[at] = 0
  }
  return { ...matriks, sel }
}

/** Order of ids: by code units, the same on every machine. */
export function byId(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** How many votes each person gave. */
export function voteCounts(votes: Iterable<VotePilihan>): ReadonlyMap<string, number> {
  const seen = new Map<string, Set<string>>()
  for (const { orang, pernyataan } of votes) {
    const list = seen.get(orang) ?? new Set()
    seen.set(orang, list.add(pernyataan))
  }
  return new Map([...seen].map(([orang, list]) => [orang, list.size]))
}

const VOTES_NEEDED = 7
const PEOPLE_NEEDED = 15

/** Fewest votes that place somebody in a group. */
export const votesNeeded = (statements: number): number => Math.min(VOTES_NEEDED, statements)

/**
 * Who counts for groups: whoever gave seven votes, or all there are of fewer statements; when those are fewer than fifteen,
 * the ones with most votes beside them. Once in, always in.
 *
 * @param before who counted in the picture before this one
 */
export function whoCounts(
  counts: ReadonlyMap<string, number>,
  statements: number,
  before: readonly string[] = [],
): readonly string[] {
  const needed = votesNeeded(statements)
  const list = [...counts].filter(([, n]) => n > 0)
  const chosen = new Set(before.filter((id) => counts.has(id)))
  for (const [id, n] of list) if (n >= needed) chosen.add(id)
  const rest = list
    .filter(([id]) => !chosen.has(id))
    .toSorted(([a, x], [b, y]) => y - x || byId(a, b))
  for (const [id] of rest) {
    if (chosen.size >= PEOPLE_NEEDED) break
    chosen.add(id)
  }
  return [...chosen].toSorted(byId)
}
