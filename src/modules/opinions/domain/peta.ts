/** The whole picture of a conversation, from its votes: the same votes and the same memory give the same picture. */
import { baseClusters, type Gugus, groupBases, type Kelompok, type Pelicin } from './kelompok.ts'
import {
  type Matriks,
  matriksOf,
  type VotePilihan,
  voteCounts,
  whoCounts,
  withoutKeluar,
} from './matriks.ts'
import { extremities, type Pca, pcaOf, projectPeople, projectStatements, scatterOf } from './pca.ts'
import { countVotes, type Hitungan } from './wakil.ts'

/** What a picture rests on: everything somebody else needs to make it again. */
export type Cuplikan = Readonly<{
  votes: readonly VotePilihan[]
  /** Statements in their order. */
  pernyataan: readonly string[]
  /** Those taken out by moderation. */
  keluar: readonly string[]
  /** Memory of the picture before: who counted, and how many groups were shown. */
  sebelum: Readonly<{ orang: readonly string[]; pelicin: Pelicin | null }>
}>

export type Peta = Readonly<{
  /** Everybody who voted. */
  matriks: Matriks
  pca: Pca
  /** Two numbers a person. */
  titik: Float64Array
  titikPernyataan: Float64Array
  jauh: Float64Array
  /** Who counts for groups, by row. */
  baris: Int32Array
  dasar: Gugus
  kelompok: Kelompok
  /** Group of each person, by row; −1 of who does not count. */
  milik: Int32Array
  /** By group and statement. */
  hitungan: readonly (readonly Hitungan[])[]
  /** Of everybody, by statement. */
  semua: readonly Hitungan[]
}>

/** Make the picture: directions from everybody who voted, groups of those who voted enough. */
export function petaOf({ votes, pernyataan, keluar, sebelum }: Cuplikan): Peta {
  const counts = voteCounts(votes)
  const matriks = matriksOf(votes, { orang: [...counts.keys()], pernyataan, keluar })
  const bersih = withoutKeluar(matriks)
  const pca = pcaOf(scatterOf(bersih))
  const titik = projectPeople(bersih, pca)
  const counting = new Set(whoCounts(counts, pernyataan.length, sebelum.orang))
  const baris = Int32Array.from(matriks.orang.flatMap((id, row) => (counting.has(id) ? [row] : [])))
  const dasar = baseClusters(pick(titik, baris))
  const kelompok = groupBases(dasar, sebelum.pelicin)
  const milik = new Int32Array(matriks.orang.length).fill(-1)
  for (const [at, row] of baris.entries())
    milik[row] = kelompok.milik[dasar.milik[at] as number] as number
  const titikPernyataan = projectStatements(pca)
  const [semua = []] = countVotes(matriks, new Int32Array(milik.length), 1)
  return {
    matriks,
    pca,
    titik,
    titikPernyataan,
    jauh: extremities(titikPernyataan),
    baris,
    dasar,
    kelompok,
    milik,
    hitungan: countVotes(matriks, milik, kelompok.pusat.length / 2),
    semua,
  }
}

function pick(titik: Float64Array, baris: Int32Array): Float64Array {
  const points = new Float64Array(2 * baris.length)
  for (const [at, row] of baris.entries()) {
    points[2 * at] = titik[2 * row] as number
    points[2 * at + 1] = titik[2 * row + 1] as number
  }
  return points
}
