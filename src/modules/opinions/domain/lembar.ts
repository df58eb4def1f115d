/** Tables of a picture for spreadsheets and statistics programs: counts by group, and votes without their people. */
import type { DokumenGambar, PernyataanGambar, Sel } from './dokumen.ts'
import type { Suara } from './matriks.ts'
import type { Cuplikan } from './peta.ts'

/** A sign for each group in files; people who are in none, or in one too small to be told, have `-`. */
export const groupSign = (group: number): string => String.fromCharCode(65 + group)
export const NO_GROUP = '-'

type Cell = string | number | null
export type Kolom<Row> = Readonly<{ header: string; value: (row: Row) => Cell }>

/** Counts of each group by statement; cells of groups too small to be told are empty. */
export function countColumns({ kelompok }: DokumenGambar): readonly Kolom<PernyataanGambar>[] {
  const counts = (
    name: string,
    pick: (row: PernyataanGambar) => Sel,
  ): readonly Kolom<PernyataanGambar>[] => [
    { header: `${name}_setuju`, value: (row) => pick(row)?.setuju ?? null },
    { header: `${name}_tidak`, value: (row) => pick(row)?.tidak ?? null },
    { header: `${name}_lihat`, value: (row) => pick(row)?.lihat ?? null },
  ]
  return [
    { header: 'nomor', value: ({ nomor }) => nomor },
    { header: 'pernyataan', value: ({ teks }) => teks },
    { header: 'dikeluarkan', value: ({ isKeluar }) => (isKeluar ? 'ya' : 'tidak') },
    ...counts('semua', ({ semua }) => semua),
    ...kelompok.flatMap((_, group) =>
      counts(`kelompok_${groupSign(group)}`, (row) => row.kelompok[group] ?? null),
    ),
    { header: 'jembatan_perseribu', value: ({ jembatan }) => jembatan?.rata ?? null },
    { header: 'jembatan_terendah_perseribu', value: ({ jembatan }) => jembatan?.terendah ?? null },
  ]
}

/** Votes of one person who is not named: by statement, and the sign of their group. */
export type BarisLembar = Readonly<{ kelompok: string; suara: ReadonlyMap<string, Suara> }>

/** 1 agrees, -1 disagrees, 0 passes, empty was never shown. */
export function voteColumns(pernyataan: readonly string[]): readonly Kolom<BarisLembar>[] {
  return [
    { header: 'kelompok', value: ({ kelompok }) => kelompok },
    ...pernyataan.map((nomor) => ({
      header: `p${nomor}`,
      value: ({ suara }: BarisLembar) => suara.get(nomor) ?? null,
    })),
  ]
}

/**
 * Everybody's votes as lines of a table, in the order of the ids that were drawn for this picture, which says nothing.
 *
 * @param milik a sign for each person in that order; of an old picture there is none
 */
export function* voteRows(
  { votes }: Pick<Cuplikan, 'votes'>,
  milik: string | null,
): Generator<BarisLembar> {
  const people = new Map<string, Map<string, Suara>>()
  for (const { orang, pernyataan, suara } of votes) {
    const own = people.get(orang)
    if (own === undefined) people.set(orang, new Map([[pernyataan, suara]]))
    else own.set(pernyataan, suara)
  }
  let at = 0
  for (const orang of [...people.keys()].toSorted()) {
    yield { kelompok: milik?.[at] ?? NO_GROUP, suara: people.get(orang) ?? new Map() }
    at += 1
  }
}

/** The signs of `voteRows`, for a picture that was just made. @param milik group of each row, −1 of who is in none */
export function signsOf(milik: Int32Array, { kelompok }: Pick<DokumenGambar, 'kelompok'>): string {
  return [...milik]
    .map((group) => ((kelompok[group] ?? null) === null ? NO_GROUP : groupSign(group)))
    .join('')
}
