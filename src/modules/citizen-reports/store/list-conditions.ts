import { addDays, startOfDay, type TimeZone } from '../../../kernel/date.ts'
import { type Query, sql } from '../../../platform/db/database.ts'
import {
  type Kotak,
  type ListFilter,
  type ListUrut,
  orderOf,
  TANPA,
} from '../domain/list-filter.ts'
import { searchQuestion } from '../domain/search-words.ts'

/** The last row of a page; `kunci` is its place in the order that was asked for. */
export type ListCursor = Readonly<{ kunci: string; id: string }>

export type ListQuestion = Readonly<{
  filter: ListFilter
  zone: TimeZone
  now: Date
  after?: ListCursor | undefined
  limit: number
}>

/** Published cases as lists show them. A merged child is shown by its parent. */
export const IS_LISTED = sql.raw('l.is_publik and l.induk_id is null')
const IS_SOLVED = sql.raw(`l.cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi')`)
const MICROSECONDS = sql.raw(`interval '1 microsecond'`)
const EPOCH = sql.raw(`timestamptz 'epoch'`)

type Order = Readonly<{
  /** Text from which a cursor finds its place again. */
  kunci: string
  by: string
  back: string
  after: (cursor: ListCursor) => Query
}>

const instantOf = (kunci: string) => sql`${EPOCH} + ${kunci}::bigint * ${MICROSECONDS}`
const microsecondsOf = (column: string) => `(extract(epoch from ${column}) * 1000000)::bigint::text`

export const ORDERS: Readonly<Record<ListUrut, Order>> = {
  terbaru: {
    kunci: microsecondsOf('l.diterima_at'),
    by: 'l.diterima_at desc, l.id desc',
    back: 'l.diterima_at, l.id',
    after: ({ kunci, id }) => sql`(l.diterima_at, l.id) < (${instantOf(kunci)}, ${id}::uuid)`,
  },
  terlama: {
    kunci: microsecondsOf('l.diterima_at'),
    by: 'l.diterima_at, l.id',
    back: 'l.diterima_at desc, l.id desc',
    after: ({ kunci, id }) => sql`(l.diterima_at, l.id) > (${instantOf(kunci)}, ${id}::uuid)`,
  },
  tenggat: {
    kunci: microsecondsOf('l.tenggat_at'),
    by: 'l.tenggat_at, l.id',
    back: 'l.tenggat_at desc, l.id desc',
    after: ({ kunci, id }) => sql`(l.tenggat_at, l.id) > (${instantOf(kunci)}, ${id}::uuid)`,
  },
  dukungan: {
    kunci: `l.jumlah_dukungan || '.' || ${microsecondsOf('l.diterima_at')}`,
    by: 'l.jumlah_dukungan desc, l.diterima_at desc, l.id desc',
    back: 'l.jumlah_dukungan, l.diterima_at, l.id',
    after: ({ kunci, id }) => {
      const [dukungan = '0', at = '0'] = kunci.split('.')
      return sql`(l.jumlah_dukungan, l.diterima_at, l.id) < (${dukungan}::int, ${instantOf(at)}, ${id}::uuid)`
    },
  },
}

/** All of these; nothing asked fits everything. */
export const and = (conditions: readonly Query[]): Query =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `)

const wordsOf = (filter: ListFilter) =>
  filter.q === undefined ? undefined : searchQuestion(filter.q)

const inKotak = ({ barat, selatan, timur, utara }: Kotak) =>
  sql`point(l.lon, l.lat) <@ box(point(${barat}::float8, ${selatan}::float8), point(${timur}::float8, ${utara}::float8)) and l.lon < ${timur} and l.lat < ${utara} and l.lat is not null`

/** Conditions with an index of their own: words and a part of the map. */
export function pickyConditions(filter: ListFilter): readonly Query[] {
  const words = wordsOf(filter)
  return [
    ...(words === undefined ? [] : [sql`l.cari @@ to_tsquery('indonesian', ${words})`]),
    ...(filter.kotak === undefined ? [] : [inKotak(filter.kotak)]),
  ]
}

/** Conditions on the order itself: they bound the scan instead of sifting what it finds. */
export function rangeConditions({ filter, zone, now }: ListQuestion): readonly Query[] {
  const { dari, sampai } = filter
  const order = orderOf(filter)
  return [
    ...(dari === undefined ? [] : [sql`l.diterima_at >= ${startOfDay(zone, dari)}`]),
    ...(sampai === undefined ? [] : [sql`l.diterima_at < ${startOfDay(zone, addDays(sampai, 1))}`]),
    ...(order === 'terlama' ? [sql`l.cara_tutup is null`] : []),
    ...(order === 'tenggat' ? [isOverdue(now)] : []),
  ]
}

const isOverdue = (now: Date) =>
  sql`l.cara_tutup is null and l.status <> 'menunggu_konfirmasi' and l.tenggat_at < ${now}`

type Condition = Readonly<{ name: string; query: Query }>

/** Every other filter, the one with the narrowest index first. */
export function sievesOf({ filter, now }: ListQuestion): readonly Condition[] {
  const { desa, kategori, unit, kecamatan, jenis, tepat, bukti, dibuka, inspeksi } = filter
  const given = (name: string, value: unknown, query: () => Query) =>
    value === undefined ? [] : [{ name, query: query() }]
  return [
    ...given('desa', desa, () => sql`l.wilayah_kode = ${desa}`),
    ...given('kategori', kategori, () => inKategori(kategori ?? '')),
    ...given('unit', unit, () => isCode('l.unit_kode', unit)),
    ...given('kecamatan', kecamatan, () => isCode('l.kecamatan_kode', kecamatan)),
    ...given('status', filter.status, () => inStatus(filter.status, now)),
    ...given('jenis', jenis, () => sql`l.jenis = ${jenis}`),
    ...given('tepat', tepat, () => sql`${IS_SOLVED} and l.is_tepat_waktu = ${tepat === 'ya'}`),
    ...given('bukti', bukti, () => sql`${IS_SOLVED} and l.is_berbukti = ${bukti === 'ya'}`),
    ...given('dibuka', dibuka, () => sql`l.jumlah_dibuka_kembali > 0`),
    ...given('inspeksi', inspeksi, () => sql`l.hasil_inspeksi = ${inspeksi}`),
  ]
}

const isCode = (column: 'l.unit_kode' | 'l.kecamatan_kode', kode: string | undefined) =>
  kode === TANPA ? sql`${sql.raw(column)} is null` : sql`${sql.raw(column)} = ${kode}`

const inKategori = (kategori: string) =>
  kategori.includes('.')
    ? sql`l.kategori_kode = ${kategori}`
    : sql`split_part(l.kategori_kode, '.', 1) = ${kategori}`

function inStatus(status: ListFilter['status'], now: Date): Query {
  switch (status) {
    case 'tunggu':
      return sql`l.cara_tutup is null and l.status in ('masuk', 'terverifikasi')`
    case 'proses':
      return sql`l.cara_tutup is null and l.status not in ('masuk', 'terverifikasi')`
    case 'lewat':
      return isOverdue(now)
    case 'selesai':
      return sql`${IS_SOLVED}`
    case 'terbuka':
      return sql`l.cara_tutup is null`
    default:
      return sql`l.cara_tutup = ${status}`
  }
}

/** Filters whose index keeps the order of the list; one of them leads the scan. */
const LEADERS: Readonly<Record<ListUrut, readonly string[]>> = {
  terbaru: ['desa', 'kategori', 'unit', 'kecamatan', 'status'],
  terlama: [],
  tenggat: ['unit'],
  dukungan: [],
}
const LEADING_STATUS: readonly ListFilter['status'][] = ['tunggu', 'proses', 'selesai', 'terbuka']

/** The condition that leads, and those that sift what it finds. */
export function splitConditions(question: ListQuestion) {
  const { filter } = question
  const sieves = sievesOf(question)
  const leader = sieves.find(
    ({ name }) =>
      LEADERS[orderOf(filter)].includes(name) &&
      (name !== 'status' || LEADING_STATUS.includes(filter.status)),
  )
  const leading =
    leader?.name === 'status' && filter.status !== 'selesai'
      ? [sql`l.cara_tutup is null`]
      : leader === undefined
        ? []
        : [leader.query]
  const sifting = sieves.filter((one) =>
    one.name === 'status' ? !isStatusTold(filter, leader) : one !== leader,
  )
  return {
    lead: [IS_LISTED, ...leading, ...rangeConditions(question)],
    sift: sifting.map((one) => one.query),
  }
}

/** What leads the scan says all that the state asks, so that nothing of it is looked at once more. */
function isStatusTold(filter: ListFilter, leader: Condition | undefined): boolean {
  if (filter.status === 'lewat') return orderOf(filter) === 'tenggat'
  return leader?.name === 'status' && (filter.status === 'terbuka' || filter.status === 'selesai')
}
