import { addDays, startOfDay, type TimeZone } from '../../../kernel/date.ts'
import { maybeRow, oneRow, type Query, rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'
import {
  type Kotak,
  type ListFilter,
  type ListUrut,
  orderOf,
  TANPA,
} from '../domain/list-filter.ts'
import { searchQuestion } from '../domain/search-words.ts'

export type ListRow = Pick<
  Laporan,
  | 'id'
  | 'nomor'
  | 'judul'
  | 'kategoriKode'
  | 'status'
  | 'tenggatAt'
  | 'diterimaAt'
  | 'jumlahDukungan'
  | 'hariKerjaSelesai'
  | 'caraTutup'
  | 'kecamatanKode'
  | 'lat'
  | 'lon'
> &
  Readonly<{
    /** First photo, once published. */
    fotoId: string | null
    /** Place in the order, for the next page. */
    kunci: string
  }>

/** The last row of a page; `kunci` is its place in the order that was asked for. */
export type ListCursor = Readonly<{ kunci: string; id: string }>

export type ListQuestion = Readonly<{
  filter: ListFilter
  zone: TimeZone
  now: Date
  after?: ListCursor | undefined
  limit: number
}>

/** A page looks at no more cases than this; beyond, the visitor goes on with a link. */
export const WINDOW = 4_000
/** Cases with given words or in a part of the map that are sorted as a whole; above, the list is scanned in its order. */
const RARE_MAX = 3_000
const COUNT_MAX = 1_000

/** Published cases as lists show them. A merged child is shown by its parent. */
const IS_LISTED = sql.raw('l.is_publik and l.induk_id is null')
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

const ORDERS: Readonly<Record<ListUrut, Order>> = {
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

const OUT =
  sql.raw(`l.id, l.nomor, l.judul, l.kategori_kode as "kategoriKode", l.status, l.tenggat_at as "tenggatAt",
  l.diterima_at as "diterimaAt", l.jumlah_dukungan as "jumlahDukungan", l.hari_kerja_selesai as "hariKerjaSelesai",
  l.cara_tutup as "caraTutup", l.kecamatan_kode as "kecamatanKode", l.lat, l.lon,
  (select f.id from citizen_reports.foto f where f.id = l.foto_id and f.is_publik) as "fotoId"`)
/** What the conditions and the order need of a scanned case. */
const SCANNED =
  sql.raw(`l.id, l.nomor, l.judul, l.kategori_kode, l.status, l.tenggat_at, l.diterima_at, l.jumlah_dukungan, l.hari_kerja_selesai,
  l.cara_tutup, l.kecamatan_kode, l.lat, l.lon, l.foto_id, l.wilayah_kode, l.unit_kode, l.jenis, l.is_tepat_waktu, l.is_berbukti,
  l.jumlah_dibuka_kembali, l.hasil_inspeksi, l.cari`)

const and = (conditions: readonly Query[]): Query =>
  conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` and `)

const wordsOf = (filter: ListFilter) =>
  filter.q === undefined ? undefined : searchQuestion(filter.q)

const inKotak = ({ barat, selatan, timur, utara }: Kotak) =>
  sql`point(l.lon, l.lat) <@ box(point(${barat}::float8, ${selatan}::float8), point(${timur}::float8, ${utara}::float8)) and l.lon < ${timur} and l.lat < ${utara} and l.lat is not null`

/** Conditions with an index of their own: words and a part of the map. */
function pickyConditions(filter: ListFilter): readonly Query[] {
  const words = wordsOf(filter)
  return [
    ...(words === undefined ? [] : [sql`l.cari @@ to_tsquery('indonesian', ${words})`]),
    ...(filter.kotak === undefined ? [] : [inKotak(filter.kotak)]),
  ]
}

/** Conditions on the order itself: they bound the scan instead of sifting what it finds. */
function rangeConditions({ filter, zone, now }: ListQuestion): readonly Query[] {
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
function sievesOf({ filter, now }: ListQuestion): readonly Condition[] {
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
function splitConditions(question: ListQuestion) {
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
  const sifting = sieves.filter((one) => one !== leader || one.name === 'status')
  return {
    lead: [IS_LISTED, ...leading, ...rangeConditions(question)],
    sift: sifting.map((one) => one.query),
  }
}

/**
 * At most a window of cases in the order of the list, led by one index. What sifts stands outside, so
 * that a filter that fits nothing costs a window and never a million rows.
 */
function windowOf(question: ListQuestion, size: number): Query {
  const order = ORDERS[orderOf(question.filter)]
  const { after } = question
  const { lead } = splitConditions(question)
  const conditions = [...lead, ...(after === undefined ? [] : [order.after(after)])]
  return sql`select ${SCANNED} from citizen_reports.laporan l where ${and(conditions)}
    order by ${sql.raw(order.by)} limit ${sql.lit(size)}`
}

export type ListPageRows = Readonly<{
  rows: readonly ListRow[]
  /** There is a next page. */
  hasMore: boolean
  /** The window ended before the page was full: where to go on looking, and until when was looked. */
  cut?: ListCursor & Readonly<{ at: Date }>
}>

/** One page of the published cases, in the order asked for, paged by key. */
export async function listPublic(tx: Tx, question: ListQuestion): Promise<ListPageRows> {
  const picky = pickyConditions(question.filter)
  if (picky.length > 0 && (await countUpTo(tx, picky, RARE_MAX)) <= RARE_MAX)
    return pageOf(await listRare(tx, question, picky), question.limit)
  const found = await listWindow(tx, question, picky)
  const page = pageOf(found, question.limit)
  if (page.hasMore) return page
  const end = await endOfWindow(tx, question)
  return end === undefined ? page : { ...page, cut: end }
}

function pageOf(found: readonly ListRow[], limit: number): ListPageRows {
  return { rows: found.slice(0, limit), hasMore: found.length > limit }
}

function listWindow(tx: Tx, question: ListQuestion, picky: readonly Query[]): Promise<ListRow[]> {
  const order = ORDERS[orderOf(question.filter)]
  const { sift } = splitConditions(question)
  return rows(
    tx,
    sql<ListRow>`select ${OUT}, ${sql.raw(order.kunci)} as kunci from (${windowOf(question, WINDOW)}) l
    where ${and([...sift, ...picky])} order by ${sql.raw(order.by)} limit ${sql.lit(question.limit + 1)}`,
  )
}

/** Few cases have these words or lie here: all of them are looked at, and sorted. */
function listRare(tx: Tx, question: ListQuestion, picky: readonly Query[]): Promise<ListRow[]> {
  const order = ORDERS[orderOf(question.filter)]
  const { after } = question
  const conditions = [
    ...rangeConditions(question),
    ...sievesOf(question).map((one) => one.query),
    ...(after === undefined ? [] : [order.after(after)]),
  ]
  return rows(
    tx,
    sql<ListRow>`with cocok as materialized (
      select ${SCANNED} from citizen_reports.laporan l where ${IS_LISTED} and ${and(picky)})
    select ${OUT}, ${sql.raw(order.kunci)} as kunci from cocok l where ${and(conditions)}
    order by ${sql.raw(order.by)} limit ${sql.lit(question.limit + 1)}`,
  )
}

/** @returns how many fit, at most one more than the bound */
async function countUpTo(tx: Tx, picky: readonly Query[], bound: number): Promise<number> {
  const { banyak } = await oneRow(
    tx,
    sql<{
      banyak: number
    }>`select count(*)::int as banyak from (select 1 from citizen_reports.laporan l
    where ${IS_LISTED} and ${and(picky)} limit ${sql.lit(bound + 1)}) t`,
  )
  return banyak
}

/** The last case of a full window; undefined when the window reached the end of the list. */
async function endOfWindow(
  tx: Tx,
  question: ListQuestion,
): Promise<ListPageRows['cut'] | undefined> {
  const order = ORDERS[orderOf(question.filter)]
  const end = await maybeRow(
    tx,
    sql<{
      kunci: string
      id: string
      at: Date
      dipindai: number
    }>`select ${sql.raw(order.kunci)} as kunci, l.id, l.diterima_at as at,
      count(*) over ()::int as dipindai from (${windowOf(question, WINDOW)}) l order by ${sql.raw(order.back)} limit 1`,
  )
  return end === undefined || end.dipindai < WINDOW ? undefined : end
}

export type ListTotal = Readonly<{ jumlah: number; isExact: boolean }>

/** How many cases fit, looking at a bounded number of them: exact, or "more than". */
export async function countListed(tx: Tx, asked: ListQuestion): Promise<ListTotal> {
  const question = { ...asked, after: undefined }
  const picky = pickyConditions(question.filter)
  if (picky.length > 0 && (await countUpTo(tx, picky, RARE_MAX)) <= RARE_MAX) {
    const conditions = [
      ...picky,
      ...rangeConditions(question),
      ...sievesOf(question).map((one) => one.query),
    ]
    const { banyak } = await oneRow(
      tx,
      sql<{ banyak: number }>`select count(*)::int as banyak from citizen_reports.laporan l
      where ${IS_LISTED} and ${and(conditions)}`,
    )
    return { jumlah: banyak, isExact: true }
  }
  const { sift } = splitConditions(question)
  const seen = await oneRow(
    tx,
    sql<{
      dipindai: number
      cocok: number
    }>`select count(*)::int as dipindai, count(*) filter (where ${and([...sift, ...picky])})::int as cocok
    from (${windowOf(question, COUNT_MAX + 1)}) l`,
  )
  return { jumlah: Math.min(seen.cocok, COUNT_MAX), isExact: seen.dipindai <= COUNT_MAX }
}

/** Newest published cases, for the front page. No filter asks for a day or an hour. */
export async function listPublished(
  tx: Tx,
  { limit }: Pick<ListQuestion, 'limit'>,
): Promise<readonly ListRow[]> {
  const question = { filter: {}, zone: 'Asia/Jakarta', now: new Date(0), limit } as const
  return (await listPublic(tx, question)).rows
}

/** Cases of a small part of the map, in no order, up to a bound. */
export function listInKotak(
  tx: Tx,
  question: ListQuestion & Readonly<{ filter: Readonly<{ kotak: Kotak }> }>,
): Promise<ListRow[]> {
  const conditions = [
    ...pickyConditions(question.filter),
    ...rangeConditions(question),
    ...sievesOf(question).map((one) => one.query),
  ]
  return rows(
    tx,
    sql<ListRow>`select ${OUT}, '' as kunci from citizen_reports.laporan l
    where ${IS_LISTED} and ${and(conditions)} limit ${sql.lit(question.limit)}`,
  )
}

/** Overdue cases, counted up to a bound in their index alone: an open case is no merged child. */
export async function countOverdue(tx: Tx, now: Date): Promise<ListTotal> {
  const { banyak } = await oneRow(
    tx,
    sql<{
      banyak: number
    }>`select count(*)::int as banyak from (select 1 from citizen_reports.laporan l
    where l.is_publik and ${isOverdue(now)} limit ${sql.lit(COUNT_MAX + 1)}) t`,
  )
  return { jumlah: Math.min(banyak, COUNT_MAX), isExact: banyak <= COUNT_MAX }
}
