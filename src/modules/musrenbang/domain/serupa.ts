import { distanceM, type Point } from '../../../kernel/geo.ts'
import type { Aturan } from './aturan.ts'

/** A proposal as far as likeness goes. */
export type Banding = Readonly<{
  id: string
  judul: string
  kamusKode: string
  rw: string
  titik: Point | undefined
}>

/** Why another proposal is shown beside one: words, distance, or both. */
export type Serupa<One> = Readonly<{
  usulan: One
  kemiripanPersen: number
  jarakM: number | undefined
}>

/** @returns the three-letter pieces of a text, without marks and capitals */
export function trigramsOf(text: string): ReadonlySet<string> {
  const words = text
    .toLowerCase()
    .normalize('NFKD')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const pieces = new Set<string>()
  for (const word of words) {
    const padded = `  ${word} `
    for (let at = 0; at + 3 <= padded.length; at += 1) pieces.add(padded.slice(at, at + 3))
  }
  return pieces
}

/** @returns how much two texts share, in per cent of all their pieces */
export function likenessOf(a: string, b: string): number {
  const [one, two] = [trigramsOf(a), trigramsOf(b)]
  let shared = 0
  for (const piece of one) if (two.has(piece)) shared += 1
  const all = one.size + two.size - shared
  return all === 0 ? 0 : Math.floor((shared * 100) / all)
}

/**
 * Proposals that are alike or overlap, the likest first: the same kind of work within the distance, or words alike in
 * the same place.
 */
export function findSerupa<One extends Banding>(
  subject: Banding,
  others: readonly One[],
  { kemiripanPersen, jarakM }: Aturan['serupa'],
): readonly Serupa<One>[] {
  return others
    .filter(({ id }) => id !== subject.id)
    .map((usulan) => ({
      usulan,
      kemiripanPersen: likenessOf(subject.judul, usulan.judul),
      jarakM:
        subject.titik && usulan.titik
          ? Math.round(distanceM(subject.titik, usulan.titik))
          : undefined,
    }))
    .filter((one) => {
      const isNear =
        one.jarakM !== undefined &&
        one.jarakM <= jarakM &&
        one.usulan.kamusKode === subject.kamusKode
      return isNear || one.kemiripanPersen >= kemiripanPersen
    })
    .toSorted(
      (a, b) =>
        b.kemiripanPersen - a.kemiripanPersen || (a.jarakM ?? Infinity) - (b.jarakM ?? Infinity),
    )
    .slice(0, SHOWN_MAX)
}

const SHOWN_MAX = 5
