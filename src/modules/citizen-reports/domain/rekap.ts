/** Counters of published cases and the figures made of them; the store only adds up. */

/** Highest day told apart: the last place of a histogram holds this many working days or more. */
export const HARI_MAX = 100

/**
 * How many cases of a set are what. `masuk` is all of them: the open, the solved (confirmed or silent)
 * and the refused. On time, late and proven speak of the solved.
 */
export type Angka = Readonly<{
  masuk: number
  terbuka: number
  dikonfirmasi: number
  tanpaKonfirmasi: number
  ditolak: number
  tepat: number
  terlambat: number
  berbukti: number
  dibukaKembali: number
  inspeksiSesuai: number
  inspeksiTidak: number
  inspeksiGagal: number
  /** Solved cases per net working day; place 0 is the same day, place 100 is 100 days or more. */
  hari: readonly number[]
}>

export type AngkaKey = Exclude<keyof Angka, 'hari'>

/** Every count, in the order they are shown. */
export const ANGKA_KEYS: readonly AngkaKey[] = [
  'masuk',
  'terbuka',
  'dikonfirmasi',
  'tanpaKonfirmasi',
  'ditolak',
  'tepat',
  'terlambat',
  'berbukti',
  'dibukaKembali',
  'inspeksiSesuai',
  'inspeksiTidak',
  'inspeksiGagal',
]

/** Nothing counted yet. */
export const NOL: Angka = {
  ...(Object.fromEntries(ANGKA_KEYS.map((key) => [key, 0])) as Record<AngkaKey, number>),
  hari: [],
}

/** Two disjoint sets taken together. */
export function addAngka(a: Angka, b: Angka): Angka {
  const length = Math.max(a.hari.length, b.hari.length)
  return {
    ...(Object.fromEntries(ANGKA_KEYS.map((key) => [key, a[key] + b[key]])) as Record<
      AngkaKey,
      number
    >),
    hari: Array.from({ length }, (_, day) => (a.hari[day] ?? 0) + (b.hari[day] ?? 0)),
  }
}

/** Solved: confirmed by the reporter or closed by silence. A refusal solves nothing. */
export function selesaiOf(angka: Pick<Angka, 'dikonfirmasi' | 'tanpaKonfirmasi'>): number {
  return angka.dikonfirmasi + angka.tanpaKonfirmasi
}

/**
 * The nearest-rank percentile of a histogram: the smallest day by which at least this share is done.
 *
 * @param share 0.5 for the median, 0.9 for the slowest tenth
 * @returns whole working days; undefined when nothing is counted
 */
export function percentileOf(hari: readonly number[], share: number): number | undefined {
  const total = hari.reduce((sum, count) => sum + count, 0)
  if (total === 0) return undefined
  const rank = Math.max(1, Math.ceil(share * total))
  let seen = 0
  const day = hari.findIndex((count) => {
    seen += count
    return seen >= rank
  })
  return day
}

/** Fewer solved cases than this are shown as counts: a share of three says nothing about anyone. */
export const RANKED_FROM = 20

/** May this set be compared with others? */
export function isComparable(angka: Pick<Angka, 'tepat' | 'terlambat'>): boolean {
  return angka.tepat + angka.terlambat >= RANKED_FROM
}

/** Share of the judged cases that kept their promise, 0 to 1; undefined when there are too few to compare. */
export function tepatShare(angka: Pick<Angka, 'tepat' | 'terlambat'>): number | undefined {
  return isComparable(angka) ? angka.tepat / (angka.tepat + angka.terlambat) : undefined
}

type Named = Readonly<{ nama: string; angka: Angka }>

/** Misses first: the lowest share on time leads; sets too small to compare follow by name, unranked. */
export function rankMissesFirst<Row extends Named>(
  rows: readonly Row[],
): Readonly<{ ranked: readonly Row[]; tooFew: readonly Row[] }> {
  const share = (row: Row) => tepatShare(row.angka) ?? 0
  const byName = (a: Row, b: Row) => a.nama.localeCompare(b.nama, 'id')
  return {
    ranked: rows
      .filter((row) => isComparable(row.angka))
      .toSorted((a, b) => share(a) - share(b) || byName(a, b)),
    tooFew: rows.filter((row) => !isComparable(row.angka)).toSorted(byName),
  }
}

/** Ways to look at the counters; the number is the set of columns not told apart (see the table). */
export const SUDUT = {
  semua: 15,
  unit: 7,
  kecamatan: 11,
  grup: 13,
  kategori: 12,
  unitGrup: 5,
  unitKecamatan: 3,
  kecamatanGrup: 9,
} as const
export type Sudut = (typeof SUDUT)[keyof typeof SUDUT]
