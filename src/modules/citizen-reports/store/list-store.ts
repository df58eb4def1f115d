import { maybeRow, oneRow, type Query, rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'
import { type Kotak, orderOf } from '../domain/list-filter.ts'
import {
  and,
  IS_LISTED,
  type ListCursor,
  type ListQuestion,
  ORDERS,
  pickyConditions,
  rangeConditions,
  sievesOf,
  splitConditions,
} from './list-conditions.ts'
import { overdueUpTo } from './overdue-count.ts'

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

/** A page looks at no more cases than this; beyond, the visitor goes on with a link. */
export const WINDOW = 4_000
/** Cases with given words or in a part of the map that are sorted as a whole; above, the list is scanned in its order. */
const RARE_MAX = 3_000
const COUNT_MAX = 1_000

const OUT =
  sql.raw(`l.id, l.nomor, l.judul, l.kategori_kode as "kategoriKode", l.status, l.tenggat_at as "tenggatAt",
  l.diterima_at as "diterimaAt", l.jumlah_dukungan as "jumlahDukungan", l.hari_kerja_selesai as "hariKerjaSelesai",
  l.cara_tutup as "caraTutup", l.kecamatan_kode as "kecamatanKode", l.lat, l.lon,
  (select f.id from citizen_reports.foto f where f.id = l.foto_id and f.is_publik) as "fotoId"`)
/** What the conditions and the order need of a scanned case. */
const SCANNED =
  sql.raw(`l.id, l.nomor, l.judul, l.kategori_kode, l.status, l.tenggat_at, l.diterima_at, l.jumlah_dukungan, l.hari_kerja_selesai,
  l.cara_tutup, l.kecamatan_kode, l.lat, l.lon, l.foto_id, l.wilayah_kode, l.unit_kode, l.jenis, l.is_tepat_waktu, l.is_berbukti,
  l.jumlah_dibuka_kembali, l.hasil_inspeksi`)

/**
 * At most a window of cases in the order of the list, led by one index. What sifts stands outside, so
 * that a filter that fits nothing costs a window and never a million rows. Columns nobody asks of it are
 * not read: as long as the index carries the rest, no case is fetched.
 */
function windowOf(
  question: ListQuestion,
  { size, from = 'start' }: Readonly<{ size: number; from?: 'start' | 'end' }>,
): Query {
  const order = ORDERS[orderOf(question.filter)]
  const { after } = question
  const { lead } = splitConditions(question)
  const conditions = [...lead, ...(after === undefined ? [] : [order.after(after)])]
  return sql`select ${SCANNED}, l.cari from citizen_reports.laporan l where ${and(conditions)}
    order by ${sql.raw(from === 'start' ? order.by : order.back)} limit ${sql.lit(size)}`
}

export type ListPageRows = Readonly<{
  rows: readonly ListRow[]
  /** There is a next page. */
  hasMore: boolean
  /** How many fit on all pages, where looking for the page told. */
  total?: ListTotal
  /** The window ended before the page was full: where to go on looking, and until when was looked. */
  cut?: ListCursor & Readonly<{ at: Date }>
}>

/** One page of the published cases, in the order asked for, paged by key. */
export async function listPublic(tx: Tx, question: ListQuestion): Promise<ListPageRows> {
  const picky = pickyConditions(question.filter)
  const rare = picky.length === 0 ? undefined : await listRare(tx, question, picky)
  if (rare !== undefined) return rare
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
  const kunci = sql.raw(order.kunci)
  const first = sql`order by ${sql.raw(order.by)} limit ${sql.lit(question.limit + 1)}`
  const window = windowOf(question, { size: WINDOW })
  // Unsifted, or sifted by what no index carries, the cases of the page are at hand.
  if (sift.length === 0 || picky.length > 0)
    return rows(
      tx,
      sql<ListRow>`select ${OUT}, ${kunci} as kunci from (${window}) l where ${and([...sift, ...picky])} ${first}`,
    )
  return rows(
    tx,
    sql<ListRow>`with halaman as (select l.id from (${window}) l where ${and(sift)} ${first})
    select ${OUT}, ${kunci} as kunci from halaman h join citizen_reports.laporan l on l.id = h.id
    order by ${sql.raw(order.by)}`,
  )
}

type RareRow = ListRow & Readonly<{ dilihat: number; cocok: number }>

/**
 * Few cases have these words or lie here: all of them are looked at once, counted and sorted.
 *
 * @returns undefined when they are not few
 */
async function listRare(
  tx: Tx,
  question: ListQuestion,
  picky: readonly Query[],
): Promise<ListPageRows | undefined> {
  const order = ORDERS[orderOf(question.filter)]
  const { after, limit } = question
  const chosen = and([...picky, ...rangeConditions(question)])
  const fitting = and(sievesOf(question).map((one) => one.query))
  const found = await rows(
    tx,
    sql<RareRow>`with terpilih as materialized (
      select ${SCANNED} from citizen_reports.laporan l where ${IS_LISTED} and ${chosen} limit ${sql.lit(RARE_MAX + 1)})
    select j.dilihat, j.cocok, h.* from (select count(*)::int as dilihat, count(*) filter (where ${fitting})::int as cocok
      from terpilih l) j left join (select ${OUT}, ${sql.raw(order.kunci)} as kunci, row_number() over (order by ${sql.raw(order.by)}) as urut
        from terpilih l where ${fitting} and ${after === undefined ? sql`true` : order.after(after)}
        order by ${sql.raw(order.by)} limit ${sql.lit(limit + 1)}) h on true
    order by h.urut`,
  )
  const [first] = found
  if (first === undefined || first.dilihat > RARE_MAX) return undefined
  const page = pageOf(
    found.filter((row) => row.id !== null),
    limit,
  )
  return { ...page, total: { jumlah: first.cocok, isExact: true } }
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
      count(*) over ()::int as dipindai from (${windowOf(question, { size: WINDOW })}) l order by ${sql.raw(order.back)} limit 1`,
  )
  return end === undefined || end.dipindai < WINDOW ? undefined : end
}

export type ListTotal = Readonly<{ jumlah: number; isExact: boolean }>

/**
 * How many cases fit, looking at a bounded number of them: exact, or "more than". Those of few words or of
 * a small part of the map are counted while their page is read.
 */
export async function countListed(tx: Tx, asked: ListQuestion): Promise<ListTotal> {
  const question = { ...asked, after: undefined }
  const picky = pickyConditions(question.filter)
  const { sift } = splitConditions(question)
  // What was received or fell due last lies together, so that an index may answer for it from few pages.
  const from = ['terlama', 'tenggat'].includes(orderOf(question.filter)) ? 'end' : 'start'
  const seen = await oneRow(
    tx,
    sql<{
      dipindai: number
      cocok: number
    }>`select count(*)::int as dipindai, count(*) filter (where ${and([...sift, ...picky])})::int as cocok
    from (${windowOf(question, { size: COUNT_MAX + 1, from })}) l`,
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

/** Overdue cases, counted up to a bound in an index alone: an open case is no merged child. */
export async function countOverdue(tx: Tx, now: Date): Promise<ListTotal> {
  const conditions = sql.raw(`l.is_publik and l.status <> 'menunggu_konfirmasi'`)
  const { banyak } = await oneRow(
    tx,
    sql<{
      banyak: number
    }>`select ${overdueUpTo({ conditions, now, bound: COUNT_MAX + 1 })} as banyak`,
  )
  return { jumlah: Math.min(banyak, COUNT_MAX), isExact: banyak <= COUNT_MAX }
}
