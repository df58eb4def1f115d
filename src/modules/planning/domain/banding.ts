import { type Sen, subtractSen, ZERO_SEN } from '../../../kernel/money.ts'
import type { BarisIsi } from './baris.ts'
import type { Simpul } from './simpul.ts'
import { ukuranToDecimal } from './ukuran.ts'

export type Perubahan = 'baru' | 'hilang' | 'berubah'

/** One difference between two versions: which field became what. */
export type Beda = Readonly<{
  perubahan: Perubahan
  id: string
  judul: string
  skpdId: number | null
  /** Fields that differ, as their values were and are; empty for what is new or gone. */
  bidang: readonly Readonly<{ nama: string; lama: string; baru: string }>[]
  /** Difference of the ceilings in sen: what is new adds, what is gone subtracts. */
  selisih: Sen
}>

type Line = BarisIsi & Readonly<{ id: string }>
const FIELDS = [
  'uraian',
  'lokasiKode',
  'lokasiRinci',
  'indikator',
  'satuan',
  'prioritas',
  'sumber',
] as const

/** What happened to lines between two versions; ids are the same in both, so nothing is guessed. */
export function compareBaris(before: readonly Line[], after: readonly Line[]): readonly Beda[] {
  const changed = (one: Line, other: Line) => [
    ...FIELDS.filter((name) => one[name] !== other[name]).map((nama) => ({
      nama,
      lama: one[nama] ?? '',
      baru: other[nama] ?? '',
    })),
    ...(one.target === other.target
      ? []
      : [
          {
            nama: 'target',
            lama: ukuranToDecimal(one.target),
            baru: ukuranToDecimal(other.target),
          },
        ]),
  ]
  return compare(before, after, {
    judul: ({ uraian }) => uraian,
    pagu: ({ pagu }) => pagu,
    changed,
  })
}

/** What happened to the nodes of a tree, with the ceilings of all years together. */
export function compareSimpul(
  before: readonly Simpul[],
  after: readonly Simpul[],
): readonly Beda[] {
  const changed = (one: Simpul, other: Simpul) => {
    const years = [...new Set([...one.pagu.keys(), ...other.pagu.keys()])].toSorted((a, b) => a - b)
    const targets = describeIndikator(one) === describeIndikator(other)
    return [
      ...(one.uraian === other.uraian
        ? []
        : [{ nama: 'uraian', lama: one.uraian, baru: other.uraian }]),
      ...(one.indukId === other.indukId ? [] : [{ nama: 'induk', lama: '', baru: '' }]),
      ...(targets
        ? []
        : [{ nama: 'indikator', lama: describeIndikator(one), baru: describeIndikator(other) }]),
      ...years
        .filter((year) => one.pagu.get(year) !== other.pagu.get(year))
        .map((year) => ({
          nama: `pagu ${year}`,
          lama: String(one.pagu.get(year) ?? ''),
          baru: String(other.pagu.get(year) ?? ''),
        })),
    ]
  }
  return compare(before, after, {
    judul: ({ uraian }) => uraian,
    pagu: ({ pagu }) => [...pagu.values()].reduce((sum, one) => (sum + one) as Sen, ZERO_SEN),
    changed,
  })
}

function describeIndikator({ indikator }: Simpul): string {
  return indikator
    .map(
      ({ nama, target }) =>
        `${nama}: ${[...target].map(([year, value]) => `${year} ${ukuranToDecimal(value)}`).join(', ')}`,
    )
    .join('; ')
}

type Compared = Readonly<{ id: string; skpdId: number | null }>

function compare<Row extends Compared>(
  before: readonly Row[],
  after: readonly Row[],
  how: Readonly<{
    judul: (row: Row) => string
    pagu: (row: Row) => Sen
    changed: (one: Row, other: Row) => Beda['bidang']
  }>,
): readonly Beda[] {
  const old = new Map(before.map((row) => [row.id, row]))
  const kept = new Set(after.map(({ id }) => id))
  const beda = (row: Row, perubahan: Perubahan, more: Pick<Beda, 'bidang' | 'selisih'>): Beda => ({
    perubahan,
    id: row.id,
    judul: how.judul(row),
    skpdId: row.skpdId,
    ...more,
  })
  const gone = before
    .filter(({ id }) => !kept.has(id))
    .map((row) =>
      beda(row, 'hilang', { bidang: [], selisih: subtractSen(ZERO_SEN, how.pagu(row)) }),
    )
  const others = after.flatMap((row) => {
    const was = old.get(row.id)
    if (was === undefined) return [beda(row, 'baru', { bidang: [], selisih: how.pagu(row) })]
    const bidang = how.changed(was, row)
    const selisih = subtractSen(how.pagu(row), how.pagu(was))
    return bidang.length === 0 && selisih === 0n ? [] : [beda(row, 'berubah', { bidang, selisih })]
  })
  return [...others, ...gone]
}
