import { oneRow, rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Kunci, Lingkup, Pandangan, Saringan } from '../domain/antrean.ts'
import type { Laporan, Status } from '../domain/laporan.ts'
import { overdueUpTo } from './overdue-count.ts'

/** A row of the queue: what the table shows and what its clock needs. */
export type AntreanRow = Pick<
  Laporan,
  | 'id'
  | 'nomor'
  | 'jenis'
  | 'judul'
  | 'status'
  | 'kategoriKode'
  | 'wilayahKode'
  | 'kecamatanKode'
  | 'kanal'
  | 'unitKode'
  | 'petugasId'
  | 'isRahasia'
  | 'isKoordinator'
  | 'jumlahDibukaKembali'
  | 'diterimaAt'
  | 'terverifikasiAt'
  | 'disposisiAt'
  | 'tindakLanjutAt'
  | 'klaimSelesaiAt'
  | 'tenggatAt'
  | 'tenggatJenis'
  | 'jedaSejak'
  | 'tingkatEskalasi'
  | 'jumlahDukungan'
>

const COLUMNS =
  sql.raw(`l.id, l.nomor, l.jenis, l.judul, l.status, l.kategori_kode as "kategoriKode", l.wilayah_kode as "wilayahKode",
  l.kecamatan_kode as "kecamatanKode", l.kanal, l.unit_kode as "unitKode", l.petugas_id as "petugasId",
  l.is_rahasia as "isRahasia", l.is_koordinator as "isKoordinator", l.jumlah_dibuka_kembali as "jumlahDibukaKembali",
  l.diterima_at as "diterimaAt", l.terverifikasi_at as "terverifikasiAt", l.disposisi_at as "disposisiAt",
  l.tindak_lanjut_at as "tindakLanjutAt", l.klaim_selesai_at as "klaimSelesaiAt", l.tenggat_at as "tenggatAt",
  l.tenggat_jenis as "tenggatJenis", l.jeda_sejak as "jedaSejak", l.tingkat_eskalasi as "tingkatEskalasi",
  l.jumlah_dukungan as "jumlahDukungan"`)

type Condition = ReturnType<typeof sql.raw>

/** One stretch of one index. A view is one lane, or one per unit; a page takes the first of all lanes. */
type Lane = readonly Condition[]

// The texts of the partial indexes: the planner uses an index only when the query says the same.
const OPEN = sql.raw(
  `l.status in ('masuk', 'terverifikasi', 'disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'dibuka_kembali')`,
)
const WITH_UNIT = sql.raw(
  `l.status in ('disposisi', 'koordinasi', 'proses', 'menunggu_validasi', 'dibuka_kembali')`,
)
const CLOSED: readonly Status[] = ['selesai', 'ditutup_tanpa_konfirmasi', 'ditolak']
const COUNT_MAX = 1_000

/** A status comes from our own closed list, so it may stand in the text: a parameter would hide the index. */
const inStatus = (status: Status): Condition => sql.raw(`l.status = '${status}'`)
const inUnit = (unit: string): Condition => sql`l.unit_kode = ${unit}`

export type AntreanQuestion = Readonly<{ saringan: Saringan; lingkup: Lingkup; now: Date }>

/** The region, or each unit of the officer: every lane is read in the order of its own index. */
function lanesOf({ saringan, lingkup, now }: AntreanQuestion): readonly Lane[] {
  const perPlace = (region: Condition, unit: Condition = region): readonly Lane[] =>
    lingkup.isRegionWide ? [[region]] : lingkup.units.map((kode) => [inUnit(kode), unit])
  const perUnit = (unit: Condition): readonly Lane[] =>
    lingkup.units.map((kode) => [inUnit(kode), unit])
  const late = sql`l.tenggat_at < ${now}`
  const lanes: Readonly<Record<Pandangan, () => readonly Lane[]>> = {
    verifikasi: () => [[inStatus('masuk')]],
    disposisi: () => [[inStatus('terverifikasi')]],
    unit: () => perUnit(WITH_UNIT),
    saya: () => [[sql`l.petugas_id = ${lingkup.accountId}::uuid`, sql.raw('l.cara_tutup is null')]],
    lewat: () => perPlace(OPEN, WITH_UNIT).map((lane) => [...lane, late]),
    eskalasi: () => escalated(lingkup, perUnit),
    validasi: () => perPlace(inStatus('menunggu_validasi')),
    konfirmasi: () => perPlace(inStatus('menunggu_konfirmasi')),
    dibuka: () => perPlace(inStatus('dibuka_kembali')),
    jeda: () => perPlace(sql.raw('l.jeda_sejak is not null')),
    koordinasi: () => [...perPlace(inStatus('koordinasi')), ...askedOf(lingkup)],
    rahasia: () => [[sql.raw('l.is_rahasia and l.cara_tutup is null')]],
    semua: () => [[OPEN]],
    tutup: () => CLOSED.map((status) => [inStatus(status)]),
  }
  const shown = sql.raw(saringan.pandangan === 'rahasia' ? 'l.is_rahasia' : 'not l.is_rahasia')
  const narrow = narrowing(saringan, { lingkup, now })
  return lanes[saringan.pandangan]().map((lane) => [...lane, shown, ...narrow])
}

function escalated(lingkup: Lingkup, perUnit: (unit: Condition) => readonly Lane[]) {
  if (!lingkup.isRegionWide)
    return perUnit(sql.raw(`l.tingkat_eskalasi >= 1`)).map((lane) => [...lane, WITH_UNIT])
  const level = sql.raw(`l.tingkat_eskalasi >= ${lingkup.eskalasiMin >= 3 ? 3 : 2}`)
  return [[level, sql.raw('l.cara_tutup is null')]]
}

/** Cases of other units that wait for an answer of one of these. */
function askedOf({ units }: Lingkup): readonly Lane[] {
  if (units.length === 0) return []
  return [
    [
      sql`l.id in (select k.laporan_id from citizen_reports.koordinasi k
        where k.unit_kode = any(${[...units]}) and k.dijawab_at is null)`,
      inStatus('koordinasi'),
    ],
  ]
}

function narrowing(
  saringan: Saringan,
  { lingkup, now }: Pick<AntreanQuestion, 'lingkup' | 'now'>,
): readonly Condition[] {
  const { status, unit, kategori, kecamatan, kanal, petugas, isLewat, words } = saringan
  return [
    ...(status === undefined ? [] : [inStatus(status)]),
    ...(unit === undefined ? [] : [inUnit(unit)]),
    ...(kategori === undefined
      ? []
      : [sql`(l.kategori_kode = ${kategori} or l.kategori_kode like ${`${kategori}.%`})`]),
    ...(kecamatan === undefined ? [] : [sql`l.kecamatan_kode = ${kecamatan}`]),
    ...(kanal === undefined ? [] : [sql`l.kanal = ${kanal}`]),
    ...(petugas === 'belum' ? [sql.raw('l.petugas_id is null')] : []),
    ...(petugas === 'saya' ? [sql`l.petugas_id = ${lingkup.accountId}::uuid`] : []),
    ...(isLewat ? [sql`l.tenggat_at < ${now}`] : []),
    ...(words === undefined
      ? []
      : [
          sql`${sql.raw(saringan.pandangan === 'tutup' ? 'l.is_publik' : 'l.cara_tutup is null')}
            and l.cari @@ websearch_to_tsquery('indonesian', ${words})`,
        ]),
  ]
}

export type AntreanPage = Readonly<{
  /** Rows after this place, or before it. Without either, from the start. */
  after?: Kunci
  before?: Kunci
  limit: number
}>

/** A page of the queue, what is due first on top, then what is paused. Paged by key, both ways. */
export async function listAntrean(
  tx: Tx,
  question: AntreanQuestion,
  page: AntreanPage,
): Promise<AntreanRow[]> {
  const lanes = lanesOf(question)
  if (lanes.length === 0) return []
  const isBack = page.before !== undefined
  const isById = BY_ID.includes(question.saringan.pandangan)
  const source = sourceOf(question)
  const keys = lanes.flatMap((lane) => stretches(lane, page, { isById, source }))
  const [outer, inner] = isBack
    ? ['k.tenggat_at desc nulls first, k.id desc', 'desc']
    : ['k.tenggat_at nulls last, k.id', '']
  const found = await rows(
    tx,
    sql<AntreanRow>`with kunci as (${sql.join(keys, sql` union `)}),
      halaman as (select k.tenggat_at, k.id from kunci k order by ${sql.raw(outer)} limit ${page.limit})
    select ${COLUMNS} from halaman h join citizen_reports.laporan l on l.id = h.id
    order by h.tenggat_at ${sql.raw(inner)} ${sql.raw(isBack ? 'nulls first' : 'nulls last')}, h.id ${sql.raw(inner)}`,
  )
  return isBack ? found.toReversed() : found
}

/**
 * Views of what is paused or closed and so has no date: their index is by id alone, and looking for dated
 * cases would go through all of them. Elsewhere the date is named although it is null: the index begins with it.
 */
const BY_ID: readonly Pandangan[] = ['jeda', 'tutup']

/**
 * The dated part and the paused part of a lane, each a range of the index: one condition over both would
 * have to name null, and then the index no longer finds its place.
 */
function stretches(
  lane: Lane,
  { after, before, limit }: AntreanPage,
  { isById, source }: Readonly<{ isById: boolean; source: Condition }>,
): readonly Condition[] {
  const take = (conditions: Lane, by: string) => sql`(select l.tenggat_at, l.id from ${source} l
    where ${sql.join([...conditions], sql` and `)} order by ${sql.raw(by)} limit ${limit})`
  const key = after ?? before
  const [sign, order] = before === undefined ? ['>', ''] : ['<', 'desc']
  const bound = (column: string, value: Condition) => sql`${sql.raw(`${column} ${sign}`)} ${value}`
  if (isById)
    return [
      take(
        [...lane, ...(key === undefined ? [] : [bound('l.id', sql`${key.id}::uuid`)])],
        `l.id ${order}`,
      ),
    ]
  const dated: readonly Condition[] = [
    sql.raw('l.tenggat_at is not null'),
    ...(key?.tenggatAt
      ? [bound('(l.tenggat_at, l.id)', sql`(${key.tenggatAt}, ${key.id}::uuid)`)]
      : []),
  ]
  const paused: readonly Condition[] = [
    sql.raw('l.tenggat_at is null'),
    ...(key !== undefined && key.tenggatAt === null ? [bound('l.id', sql`${key.id}::uuid`)] : []),
  ]
  // Going on from a paused case leaves the dated part behind; going back from a dated one the paused.
  const isDatedLeft = after !== undefined && after.tenggatAt === null
  const isPausedLeft = before !== undefined && before.tenggatAt !== null
  return [
    ...(isDatedLeft ? [] : [take([...lane, ...dated], `l.tenggat_at ${order}, l.id ${order}`)]),
    ...(isPausedLeft ? [] : [take([...lane, ...paused], `l.tenggat_at ${order}, l.id ${order}`)]),
  ]
}

/**
 * Where lanes look: with words, at the open cases that have them, found by the index of words alone. Together with
 * a lane's own conditions the planner takes the few that fit for so few that it goes through all open work.
 */
function sourceOf({ saringan: { pandangan, words } }: AntreanQuestion): Condition {
  return words === undefined || pandangan === 'tutup'
    ? sql.raw('citizen_reports.laporan')
    : sql`(select w.* from citizen_reports.laporan w
      where w.cara_tutup is null and w.cari @@ websearch_to_tsquery('indonesian', ${words}) offset 0)`
}

/**
 * How many each question holds, never counting past a thousand: one statement for all tabs.
 *
 * @returns counts in the order of the questions; 1,000 means "more than 999"
 */
export async function countAntrean(
  tx: Tx,
  questions: readonly AntreanQuestion[],
): Promise<readonly number[]> {
  if (questions.length === 0) return []
  const counts = questions.map((question) => {
    if (isAllOverdue(question)) return countAllOverdue(question)
    const order = sql.raw(countOrder(question))
    const source = sourceOf(question)
    const parts = lanesOf(question).map(
      (lane) => sql`(select count(*)::int from (select 1 from ${source} l
        where ${sql.join([...lane], sql` and `)} ${order} limit ${COUNT_MAX}) x)`,
    )
    return parts.length === 0 ? sql`0` : sql.join(parts, sql` + `)
  })
  const { jumlah } = await oneRow(
    tx,
    sql<{ jumlah: number[] }>`select array[${sql.join(counts)}]::int[] as jumlah`,
  )
  return jumlah.map((one) => Math.min(one, COUNT_MAX))
}

function isAllOverdue({ saringan, lingkup }: AntreanQuestion): boolean {
  return saringan.pandangan === 'lewat' && lingkup.isRegionWide && saringan.words === undefined
}

function countAllOverdue(question: AntreanQuestion): Condition {
  const lanes = lanesOf({ ...question, saringan: { ...question.saringan, pandangan: 'semua' } })
  const conditions = sql.join(lanes.flat(), sql` and `)
  return overdueUpTo({ conditions, now: question.now, bound: COUNT_MAX })
}

/** Views of one state, whoever looks. */
const OF_STATUS: readonly Pandangan[] = ['verifikasi', 'disposisi']
/** Views of one state for who looks at the whole region. */
const OF_STATUS_REGION: readonly Pandangan[] = ['validasi', 'konfirmasi', 'dibuka', 'koordinasi']

/** In the order they came in cases lie together: few pages tell which of them an index may answer for. */
function countOrder({ saringan: { pandangan, words }, lingkup }: AntreanQuestion): string {
  // Cases with given words come from an index without order.
  if (words !== undefined) return ''
  if (pandangan === 'semua') return 'order by l.tenggat_at desc nulls first, l.id desc'
  const isById =
    [...BY_ID, ...OF_STATUS].includes(pandangan) ||
    (lingkup.isRegionWide && OF_STATUS_REGION.includes(pandangan))
  return isById ? 'order by l.id desc' : ''
}

export const ANTREAN_COUNT_MAX = COUNT_MAX
