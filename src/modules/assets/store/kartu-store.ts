import type { Tanggal } from '../../../kernel/date.ts'
import type { Area } from '../../../kernel/geo.ts'
import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { AsalUsul, Kib, Kondisi, Periode, Rincian } from '../domain/kib.ts'

export type StatusKartu = 'aktif' | 'dihapus' | 'jadi_aset'

export type Kartu = Readonly<{
  id: string
  label: string
  kib: Kib
  kodeBarangId: number
  kode: string
  namaKode: string
  skpdId: number
  register: number
  nama: string
  asalUsul: AsalUsul
  tanggalPerolehan: Tanggal
  kondisi: Kondisi
  status: StatusKartu
  isEkstrakomptabel: boolean
  isWarisan: boolean
  masaSemester: number
  susutMulai: Periode
  rincian: Rincian
  keterangan: string
  ruangId: number | null
  ruang: string | null
  lat: number | null
  lon: number | null
  poligon: Area | null
  /** Square metres inside the outline, counted by the database. */
  luasBatas: string | null
  nilai: Sen
  akumulasi: Sen
  sisaSemester: number
  dicatatAt: Date
  versi: number
}>

type Row = Omit<Kartu, 'nilai' | 'akumulasi'> & Readonly<{ nilai: string; akumulasi: string }>
const toKartu = (row: Row): Kartu => ({
  ...row,
  nilai: fromDecimalString(row.nilai),
  akumulasi: fromDecimalString(row.akumulasi),
})

const COLUMNS = sql`k.id, k.label, k.kib, k.kode_barang_id as "kodeBarangId", b.kode, b.nama as "namaKode",
  k.skpd_id as "skpdId", k.register, k.nama, k.asal_usul as "asalUsul",
  k.tanggal_perolehan as "tanggalPerolehan", k.kondisi, k.status, k.is_ekstrakomptabel as "isEkstrakomptabel",
  k.is_warisan as "isWarisan", k.masa_semester as "masaSemester", k.susut_mulai as "susutMulai", k.rincian,
  k.keterangan, k.ruang_id as "ruangId", r.nama as ruang, k.lat, k.lon, k.poligon, k.luas_batas_m2::text as "luasBatas", k.nilai::text as nilai,
  k.akumulasi::text as akumulasi, k.sisa_semester as "sisaSemester", k.dicatat_at as "dicatatAt", k.versi`
const FROM = sql`assets.kartu k join assets.kode_barang b on b.id = k.kode_barang_id
  left join assets.ruang r on r.id = k.ruang_id`

export async function findKartu(tx: Tx, id: string): Promise<Kartu | undefined> {
  const row = await maybeRow(tx, sql<Row>`select ${COLUMNS} from ${FROM} where k.id = ${id}`)
  return row && toKartu(row)
}

export async function findKartuByLabel(tx: Tx, label: string): Promise<Kartu | undefined> {
  const row = await maybeRow(tx, sql<Row>`select ${COLUMNS} from ${FROM} where k.label = ${label}`)
  return row && toKartu(row)
}

export async function findKartuForUpdate(tx: Tx, label: string): Promise<Kartu | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from ${FROM} where k.label = ${label} for update of k`,
  )
  return row && toKartu(row)
}

export type KartuFilter = Readonly<{
  /** undefined: every SKPD. */
  skpdIds: readonly number[] | undefined
  kib: Kib | undefined
  kondisi: Kondisi | undefined
  status: StatusKartu
  ruangId: number | undefined
  /** Beginning of a goods code, a label, or words of the name. */
  q: string
  after: Readonly<{ at: Date; id: string }> | undefined
  limit: number
}>

/** Newest first; the search reads what the other filters leave. */
export async function listKartu(tx: Tx, filter: KartuFilter): Promise<readonly Kartu[]> {
  const { skpdIds, kib, kondisi, ruangId, q, after } = filter
  const words = `%${q.replaceAll(/[\\%_]/g, '\\$&')}%`
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from ${FROM} where k.status = ${filter.status}
      ${skpdIds === undefined ? sql`` : sql`and k.skpd_id = any(${skpdIds as number[]}::int[])`}
      ${kib === undefined ? sql`` : sql`and k.kib = ${kib}`}
      ${kondisi === undefined ? sql`` : sql`and k.kondisi = ${kondisi}`}
      ${ruangId === undefined ? sql`` : sql`and k.ruang_id = ${ruangId}`}
      ${q === '' ? sql`` : sql`and (k.nama ilike ${words} or b.kode like ${`${q}%`} or k.label = upper(${q}) or k.rincian::text ilike ${words})`}
      ${after === undefined ? sql`` : sql`and (k.dicatat_at, k.id) < (${after.at}, ${after.id})`}
    order by k.dicatat_at desc, k.id desc limit ${filter.limit}`,
  )
  return found.map(toKartu)
}

/** Cards of one KIB in the order of the official list: by code and register, for export. */
export async function listForExport(
  tx: Tx,
  page: Readonly<{
    skpdId: number
    kib: Kib | undefined
    ruangId: number | undefined
    after: Readonly<{ kode: string; register: number }>
    limit: number
  }>,
): Promise<readonly Kartu[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from ${FROM} where k.skpd_id = ${page.skpdId} and k.status = 'aktif'
      ${page.kib === undefined ? sql`` : sql`and k.kib = ${page.kib}`}
      ${page.ruangId === undefined ? sql`` : sql`and k.ruang_id = ${page.ruangId}`}
      and (b.kode, k.register) > (${page.after.kode}, ${page.after.register})
    order by b.kode, k.register limit ${page.limit}`,
  )
  return found.map(toKartu)
}

/** Cards by their labels, for printing and counting. */
export async function listByLabels(tx: Tx, labels: readonly string[]): Promise<readonly Kartu[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from ${FROM} where k.label = any(${labels as string[]}::text[])
    order by b.kode, k.register`,
  )
  return found.map(toKartu)
}

export type NewKartu = Readonly<{
  id: string
  label: string
  kib: Kib
  kodeBarangId: number
  skpdId: number
  register: number
  nama: string
  asalUsul: AsalUsul
  tanggalPerolehan: Tanggal
  kondisi: Kondisi
  isEkstrakomptabel: boolean
  isWarisan: boolean
  masaSemester: number
  susutMulai: Periode
  rincian: Rincian
  keterangan: string
  ruangId: number | null
  lat: number | null
  lon: number | null
  poligon: Area | null
  oleh: string
  at: string
}>

/** Many cards by one statement; their value comes with their first movement. */
export async function insertKartu(tx: Tx, list: readonly NewKartu[]): Promise<void> {
  await run(
    tx,
    sql`insert into assets.kartu (id, label, kib, kode_barang_id, skpd_id, register, nama, asal_usul, tanggal_perolehan,
      kondisi, is_ekstrakomptabel, is_warisan, masa_semester, susut_mulai, rincian, keterangan, ruang_id, lat, lon,
      poligon, dicatat_oleh, dicatat_at, berubah_at)
    select r.id, r.label, r.kib, r."kodeBarangId", r."skpdId", r.register, r.nama, r."asalUsul", r."tanggalPerolehan",
      r.kondisi, r."isEkstrakomptabel", r."isWarisan", r."masaSemester", r."susutMulai", r.rincian, r.keterangan,
      r."ruangId", r.lat, r.lon, nullif(r.poligon, 'null'::jsonb), r.oleh, r.at, r.at
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, label text, kib text, "kodeBarangId" integer,
      "skpdId" integer, register integer, nama text, "asalUsul" text, "tanggalPerolehan" date, kondisi text,
      "isEkstrakomptabel" boolean, "isWarisan" boolean, "masaSemester" smallint, "susutMulai" text, rincian jsonb,
      keterangan text, "ruangId" integer, lat double precision, lon double precision, poligon jsonb, oleh uuid, at timestamptz)`,
  )
}

/** Numbers for so many cards of a code, one after another. @returns the last of them */
export async function takeRegister(
  tx: Tx,
  {
    skpdId,
    kodeBarangId,
    count,
  }: Readonly<{ skpdId: number; kodeBarangId: number; count: number }>,
): Promise<number> {
  const { terakhir } = await oneRow(
    tx,
    sql<{
      terakhir: number
    }>`insert into assets.register_urut as u (skpd_id, kode_barang_id, terakhir)
    values (${skpdId}, ${kodeBarangId}, ${count})
    on conflict (skpd_id, kode_barang_id) do update set terakhir = u.terakhir + ${count}
    returning u.terakhir`,
  )
  return terakhir
}

/** Vehicles are registered one after another, so that the look for their numbers holds. */
export async function lockIdentities(tx: Tx): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtext('assets'), hashtext('identitas'))`)
}

export type Kembar = Readonly<{ ruas: string; label: string }>

/** Other cards with one of these numbers of a vehicle. */
export function findKembar(
  tx: Tx,
  { rincian, exceptId }: Readonly<{ rincian: Rincian; exceptId?: string }>,
): Promise<readonly Kembar[]> {
  const one = (name: string, typed: string | undefined) => sql`select ${name}::text as ruas, k.label
    from assets.kartu k where k.status = 'aktif' and not k.is_warisan and k.kib = 'B'
      and assets.bersih(k.rincian ->> ${sql.lit(name)}) = assets.bersih(${typed ?? ''})
      and k.id is distinct from ${exceptId ?? null}::uuid`
  return rows(
    tx,
    sql<Kembar>`${one('nomor_rangka', rincian.nomor_rangka)} union all ${one('nomor_mesin', rincian.nomor_mesin)}
    union all ${one('nomor_bpkb', rincian.nomor_bpkb)} union all ${one('nomor_polisi', rincian.nomor_polisi)}`,
  )
}

export type KartuChange = Readonly<{
  id: string
  nama: string
  kondisi: Kondisi
  isWarisan: boolean
  rincian: Rincian
  keterangan: string
  ruangId: number | null
  lat: number | null
  lon: number | null
  poligon: Area | null
  at: Date
}>

export async function updateKartu(tx: Tx, row: KartuChange): Promise<void> {
  await run(
    tx,
    sql`update assets.kartu set nama = ${row.nama}, kondisi = ${row.kondisi}, is_warisan = ${row.isWarisan},
      rincian = ${JSON.stringify(row.rincian)}::jsonb, keterangan = ${row.keterangan}, ruang_id = ${row.ruangId},
      lat = ${row.lat}, lon = ${row.lon},
      poligon = ${row.poligon === null ? null : JSON.stringify(row.poligon)}::jsonb, berubah_at = ${row.at},
      versi = versi + 1 where id = ${row.id}`,
  )
}

/** What a movement changes beside the value. */
export async function moveKartu(
  tx: Tx,
  row: Readonly<{
    id: string
    at: Date
    /** Its number in the life of the card, where the movement is an act of its own. */
    versi?: number
    status?: StatusKartu
    skpdId?: number
    register?: number
    isEkstrakomptabel?: boolean
    masaSemester?: number
    kondisi?: Kondisi
  }>,
): Promise<void> {
  const isMoved = row.skpdId !== undefined
  await run(
    tx,
    sql`update assets.kartu set status = coalesce(${row.status ?? null}, status),
      skpd_id = coalesce(${row.skpdId ?? null}::int, skpd_id), register = coalesce(${row.register ?? null}::int, register),
      ruang_id = case when ${isMoved} then null else ruang_id end,
      is_ekstrakomptabel = coalesce(${row.isEkstrakomptabel ?? null}::boolean, is_ekstrakomptabel),
      masa_semester = coalesce(${row.masaSemester ?? null}::smallint, masa_semester),
      kondisi = coalesce(${row.kondisi ?? null}, kondisi), berubah_at = ${row.at},
      versi = coalesce(${row.versi ?? null}::int, versi)
    where id = ${row.id}`,
  )
}

export async function hasKartu(tx: Tx, skpdId: number): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql<{ id: string }>`select k.id from assets.kartu k where k.skpd_id = ${skpdId} limit 1`,
  )
  return found !== undefined
}
