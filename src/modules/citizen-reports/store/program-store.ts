import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { CaraTutup, Jenis, Kanal, Status } from '../domain/laporan.ts'

/** A public case as programs may read it: no reporter, no officer, nothing of a secret one. */
export type PublicCase = Readonly<{
  id: string
  nomor: string
  jenis: Jenis
  kategoriKode: string
  judul: string
  isi: string
  jawaban: Readonly<Record<string, unknown>>
  lat: number | null
  lon: number | null
  patokan: string | null
  wilayahKode: string | null
  kecamatanKode: string | null
  kanal: Kanal
  status: Status
  unitKode: string | null
  diterimaAt: Date
  updatedAt: Date
  tenggatAt: Date | null
  isTenggatPasti: boolean
  selesaiAt: Date | null
  caraTutup: CaraTutup | null
  alasanKode: string | null
  hariKerjaSelesai: number | null
  isTepatWaktu: boolean | null
  isBerbukti: boolean
  jumlahDibukaKembali: number
  jumlahDukungan: number
  /** First photo, once an officer has published it. */
  fotoId: string | null
  /** Latest public message of the timeline. */
  catatan: string | null
}>

const PUBLIC_COLUMNS = sql.raw(`
  l.id, l.nomor, l.jenis, l.kategori_kode as "kategoriKode", l.judul, l.isi, l.jawaban, l.lat, l.lon, l.patokan,
  l.wilayah_kode as "wilayahKode", l.kecamatan_kode as "kecamatanKode", l.kanal, l.status, l.unit_kode as "unitKode",
  l.diterima_at as "diterimaAt", l.updated_at as "updatedAt", l.tenggat_at as "tenggatAt",
  l.is_tenggat_pasti as "isTenggatPasti", l.selesai_at as "selesaiAt", l.cara_tutup as "caraTutup",
  l.alasan_kode as "alasanKode", l.hari_kerja_selesai as "hariKerjaSelesai", l.is_tepat_waktu as "isTepatWaktu",
  l.is_berbukti as "isBerbukti", l.jumlah_dibuka_kembali as "jumlahDibukaKembali",
  l.jumlah_dukungan as "jumlahDukungan",
  (select f.id from citizen_reports.foto f where f.id = l.foto_id and f.is_publik) as "fotoId",
  (select r.pesan from citizen_reports.riwayat r where r.laporan_id = l.id and r.is_publik and r.pesan is not null
    order by r.waktu desc, r.id desc limit 1) as catatan`)

export function findPublicCase(tx: Tx, nomor: string): Promise<PublicCase | undefined> {
  return maybeRow(
    tx,
    sql<PublicCase>`select ${PUBLIC_COLUMNS} from citizen_reports.laporan l
    where l.nomor = ${nomor} and l.is_publik`,
  )
}

export function listPublicCases(tx: Tx, nomor: readonly string[]): Promise<PublicCase[]> {
  return rows(
    tx,
    sql<PublicCase>`select ${PUBLIC_COLUMNS} from citizen_reports.laporan l
    where l.nomor = any(${[...nomor]}) and l.is_publik order by l.diterima_at desc, l.id desc`,
  )
}

/** Rows to leave out and rows to give: page numbers are the standard's, and bounded by the caller. */
export type Slice = Readonly<{ skip: number; take: number }>

export type PublicSearch = Slice &
  Readonly<{
    start: Date
    end: Date
    /** Empty: every category. */
    kategoriKode: readonly string[]
    /** Undefined: open and closed. */
    isOpen: boolean | undefined
  }>

/**
 * Cases received within a time, newest first. Filters that are not asked for are not in the statement.
 * Each category is read from its own index in order, so a rare one does not read all the others.
 */
export function searchPublicCases(tx: Tx, search: PublicSearch): Promise<PublicCase[]> {
  const count = search.skip + search.take
  const byStatus =
    search.isOpen === undefined
      ? sql``
      : search.isOpen
        ? sql`and s.cara_tutup is null`
        : sql`and s.cara_tutup is not null`
  const within = sql`s.is_publik and s.diterima_at >= ${search.start}
    and s.diterima_at <= ${search.end} ${byStatus}`
  const newest =
    search.kategoriKode.length === 0
      ? sql`select s.id, s.diterima_at from citizen_reports.laporan s where ${within}
        order by s.diterima_at desc, s.id desc limit ${count}`
      : sql`select n.id, n.diterima_at from unnest(${[...search.kategoriKode]}::text[]) as k (kode)
        cross join lateral (select s.id, s.diterima_at from citizen_reports.laporan s
          where s.kategori_kode = k.kode and ${within}
          order by s.diterima_at desc, s.id desc limit ${count}) n
        order by n.diterima_at desc, n.id desc limit ${count}`
  return rows(
    tx,
    sql<PublicCase>`with newest as (${newest}), page as (
      select n.id, row_number() over (order by n.diterima_at desc, n.id desc) as urut from newest n)
    select ${PUBLIC_COLUMNS} from page join citizen_reports.laporan l on l.id = page.id
    where page.urut > ${search.skip} order by page.urut`,
  )
}

/** One public step of a timeline. */
export type PublicStep = Readonly<{
  id: string
  laporanId: string
  nomor: string
  waktu: Date
  kejadian: string
  status: Status | null
  pelakuLabel: string
  pesan: string | null
}>

const STEP_COLUMNS = sql.raw(`r.id, r.laporan_id as "laporanId", l.nomor, r.waktu, r.kejadian,
  r.status, r.pelaku_label as "pelakuLabel", r.pesan`)

const STEPS_MAX = 20_000

/** Timelines of several public cases, each in the order of time. */
export function listPublicSteps(tx: Tx, ids: readonly string[]): Promise<PublicStep[]> {
  return rows(
    tx,
    sql<PublicStep>`select ${STEP_COLUMNS}
    from citizen_reports.riwayat r join citizen_reports.laporan l on l.id = r.laporan_id
    where r.laporan_id = any(${[...ids]}::uuid[]) and r.is_publik and l.is_publik
    order by r.laporan_id, r.waktu, r.id limit ${STEPS_MAX}`,
  )
}

/**
 * Steps within a time, ordered by when their case last changed: that order follows an index, so a page
 * costs what it shows. Steps of one case are in the order of time.
 */
export function listChangedSteps(
  tx: Tx,
  search: Slice & Readonly<{ start: Date; end: Date }>,
): Promise<PublicStep[]> {
  return rows(
    tx,
    sql<PublicStep>`with page as (
      select r.id, r.laporan_id, l.nomor, r.waktu, r.kejadian, r.status, r.pelaku_label, r.pesan,
        row_number() over (order by l.updated_at, l.id, r.waktu, r.id) as urut
      from citizen_reports.laporan l
      join citizen_reports.riwayat r on r.laporan_id = l.id
      where l.updated_at >= ${search.start} and l.is_publik and r.is_publik and r.status is not null
        and r.kejadian <> 'diterima' and r.waktu >= ${search.start} and r.waktu <= ${search.end}
      order by l.updated_at, l.id, r.waktu, r.id limit ${search.skip + search.take})
    select page.id, page.laporan_id as "laporanId", page.nomor, page.waktu, page.kejadian, page.status,
      page.pelaku_label as "pelakuLabel", page.pesan
    from page where page.urut > ${search.skip} order by page.urut`,
  )
}

/** Client key and channel of a case: to tell whether a program filed it. */
export function findOrigin(
  tx: Tx,
  laporanId: string,
): Promise<Readonly<{ kunciKlien: string; kanalRujukan: string | null }> | undefined> {
  return maybeRow(
    tx,
    sql<{
      kunciKlien: string
      kanalRujukan: string | null
    }>`select l.kunci_klien as "kunciKlien", l.kanal_rujukan as "kanalRujukan"
    from citizen_reports.laporan l where l.id = ${laporanId}::uuid`,
  )
}

/** The case changed in a way the public can see, though no action of the workflow was taken. */
export async function touchLaporan(tx: Tx, laporanId: string, now: Date): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.laporan set updated_at = ${now} where id = ${laporanId}::uuid`,
  )
}

// Keys of programs ---------------------------------------------------------------------------------

export const LINGKUP = ['open311', 'api'] as const
export type Lingkup = (typeof LINGKUP)[number]

export type KunciApi = Readonly<{
  id: string
  nama: string
  lingkup: readonly Lingkup[]
  isActive: boolean
  dibuatAt: Date
  /** To the hour; null when never used. */
  dipakaiAt: Date | null
  dicabutAt: Date | null
}>

const KEY_COLUMNS = sql.raw(
  `k.id, k.nama, k.lingkup, k.is_active as "isActive", k.dibuat_at as "dibuatAt",
  k.dipakai_at as "dipakaiAt", k.dicabut_at as "dicabutAt"`,
)

/** @returns false when this very key was made before: a form sent again makes no second one */
export async function insertKunciApi(
  tx: Tx,
  row: Omit<KunciApi, 'dipakaiAt' | 'dicabutAt'> & { digest: Buffer },
): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into citizen_reports.kunci_api (id, nama, kunci_digest, lingkup, is_active, dibuat_at)
    values (${row.id}, ${row.nama}, ${row.digest}, ${[...row.lingkup]}::text[], ${row.isActive}, ${row.dibuatAt})
    on conflict (id) do nothing`,
  )
  return inserted === 1
}

export function findKunciApi(tx: Tx, digest: Buffer): Promise<KunciApi | undefined> {
  return maybeRow(
    tx,
    sql<KunciApi>`select ${KEY_COLUMNS} from citizen_reports.kunci_api k
    where k.kunci_digest = ${digest} and k.is_active`,
  )
}

/** @returns false when there is no such key, or it was revoked before */
export async function revokeKunciApi(tx: Tx, id: string, now: Date): Promise<boolean> {
  return (
    (await run(
      tx,
      sql`update citizen_reports.kunci_api set is_active = false, dicabut_at = ${now} where id = ${id}::uuid and is_active`,
    )) === 1
  )
}

const KEYS_MAX = 500

export function listKunciApi(tx: Tx): Promise<KunciApi[]> {
  return rows(
    tx,
    sql<KunciApi>`select ${KEY_COLUMNS} from citizen_reports.kunci_api k
    order by k.is_active desc, k.dibuat_at desc limit ${KEYS_MAX}`,
  )
}

/** Note that the key was used; at most once an hour, so that reading does not mean writing. */
export async function touchKunciApi(tx: Tx, id: string, now: Date): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.kunci_api set dipakai_at = ${now}
    where id = ${id}::uuid and (dipakai_at is null or dipakai_at < ${now}::timestamptz - interval '1 hour')`,
  )
}

// Tokens -------------------------------------------------------------------------------------------

export async function insertToken(
  tx: Tx,
  row: Readonly<{ token: string; laporanId: string; dibuatAt: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.token_open311 (token, laporan_id, dibuat_at)
    values (${row.token}, ${row.laporanId}::uuid, ${row.dibuatAt}) on conflict (token) do nothing`,
  )
}

/** @returns undefined for a token never handed out; a null number while there is none to tell */
export function findToken(
  tx: Tx,
  token: string,
): Promise<Readonly<{ nomor: string | null }> | undefined> {
  return maybeRow(
    tx,
    sql<{ nomor: string | null }>`select l.nomor from citizen_reports.token_open311 t
    left join citizen_reports.laporan l on l.id = t.laporan_id and l.is_publik
    where t.token = ${token}`,
  )
}
