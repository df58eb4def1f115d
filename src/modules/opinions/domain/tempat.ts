import { nearestOf } from './kelompok.ts'
import { type Suara, TAK_DILIHAT, votesNeeded } from './matriks.ts'
import { projectOne } from './pca.ts'
import type { Peta } from './peta.ts'

/** What tells where somebody stands in a picture that was made: its directions, its centres, and whose group they are. */
export type Tempat = Readonly<{
  /** Statements in their order. */
  pernyataan: readonly string[]
  keluar: readonly string[]
  pusat: readonly number[]
  arah: readonly [readonly number[], readonly number[]]
  /** Base clusters, two numbers each. */
  dasar: readonly number[]
  /** Group of each base cluster. */
  milik: readonly number[]
}>

export function tempatOf({ matriks, pca, dasar, kelompok }: Peta): Tempat {
  return {
    pernyataan: matriks.pernyataan,
    keluar: matriks.pernyataan.filter((_, j) => matriks.isKeluar[j] === true),
    pusat: [...pca.pusat],
    arah: [[...pca.arah[0]], [...pca.arah[1]]],
    dasar: [...dasar.pusat],
    milik: [...kelompok.milik],
  }
}

/**
 * Group of one voter by the votes they have now, in a picture that was made before: the nearest of its centres. Their
 * own votes alone are looked at, so it takes as long for a hundred thousand people as for ten.
 *
 * @param votes by statement
 * @returns undefined of who gave too few votes
 */
export function groupOf(
  { pernyataan, keluar, pusat, arah, dasar, milik }: Tempat,
  votes: ReadonlyMap<string, Suara>,
): number | undefined {
  if (votes.size < votesNeeded(pernyataan.length)) return undefined
  const out = new Set(keluar)
  const cells = Int8Array.from(pernyataan, (id) =>
    out.has(id) ? 0 : (votes.get(id) ?? TAK_DILIHAT),
  )
  const point = new Float64Array(2)
  const pca = {
    pusat: Float64Array.from(pusat),
    arah: [Float64Array.from(arah[0]), Float64Array.from(arah[1])] as const,
  }
  projectOne(cells, pca, point)
  return milik[nearestOf(point[0] as number, point[1] as number, Float64Array.from(dasar))]
}
