import { fromDecimalString, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Sumber } from '../domain/dokumen.ts'
import { ukuranFromDecimal, ukuranToDecimal } from '../domain/ukuran.ts'
import type { NewUsulan, Putusan, StatusUsulan } from '../domain/usulan.ts'

export type Usulan = Omit<NewUsulan, 'asal'> &
  Readonly<{
    id: string
    nomor: string
    tanggal: string
    asal: string | null
    status: StatusUsulan
    alasanKode: string | null
    alasan: string | null
    didaftarkanOleh: string
    diputusOleh: string | null
    diputusAt: Date | null
    /** Lines of the yearly plan it went into. */
    barisIds: readonly string[]
  }>

const COLUMNS = sql`u.id, u.nomor, u.tahun, u.sumber, u.pengusul_jenis as "pengusulJenis", u.pengusul_wilayah as "pengusulWilayah",
  u.judul, u.uraian, u.lokasi_kode as "lokasiKode", u.lokasi_rinci as "lokasiRinci", u.volume::text as volume, u.satuan,
  u.perkiraan::text as perkiraan, u.pendukung, u.skpd_id as "skpdId", u.asal, u.status, u.alasan_kode as "alasanKode", u.alasan,
  u.tanggal, u.didaftarkan_oleh as "didaftarkanOleh", u.diputus_oleh as "diputusOleh", u.diputus_at as "diputusAt",
  coalesce((select jsonb_agg(b.baris_id order by b.urutan, b.baris_id) from planning.usulan_baris b where b.usulan_id = u.id),
    '[]'::jsonb) as "barisIds"`

type Row = Omit<Usulan, 'volume' | 'perkiraan'> & Readonly<{ volume: string; perkiraan: string }>

const toUsulan = (row: Row): Usulan => ({
  ...row,
  volume: ukuranFromDecimal(row.volume),
  perkiraan: fromDecimalString(row.perkiraan),
})

export type StoredUsulan = NewUsulan &
  Readonly<{
    id: string
    nomor: string
    tanggal: string
    oleh: string
    at: Date
    /** For proposals that were decided before they came here. */
    putusan?: Readonly<{ hasil: Putusan; oleh: string; at: Date }>
  }>

export async function insertUsulan(tx: Tx, list: readonly StoredUsulan[]): Promise<void> {
  const flat = list.map(({ putusan, ...row }) => ({
    ...row,
    volume: ukuranToDecimal(row.volume),
    perkiraan: toDecimalString(row.perkiraan),
    status: 'diajukan',
    ...putusan?.hasil,
    diputusOleh: putusan?.oleh,
    diputusAt: putusan?.at,
  }))
  await run(
    tx,
    sql`insert into planning.usulan (id, nomor, tahun, sumber, pengusul_jenis, pengusul_wilayah, judul, uraian, lokasi_kode,
      lokasi_rinci, volume, satuan, perkiraan, pendukung, skpd_id, asal, tanggal, didaftarkan_oleh, didaftarkan_at,
      status, alasan_kode, alasan, diputus_oleh, diputus_at)
    select x.id, x.nomor, x.tahun, x.sumber, x."pengusulJenis", x."pengusulWilayah", x.judul, x.uraian, x."lokasiKode",
      x."lokasiRinci", x.volume, x.satuan, x.perkiraan, x.pendukung, x."skpdId", x.asal, x.tanggal, x.oleh, x.at,
      x.status, x."alasanKode", x.alasan, x."diputusOleh", x."diputusAt"
    from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) as x (id uuid, nomor text, tahun integer, sumber text,
      "pengusulJenis" text, "pengusulWilayah" text, judul text, uraian text, "lokasiKode" text, "lokasiRinci" text,
      volume numeric, satuan text, perkiraan numeric, pendukung integer, "skpdId" integer, asal text, tanggal date,
      oleh text, at timestamptz, status text, "alasanKode" text, alasan text, "diputusOleh" text, "diputusAt" timestamptz)`,
  )
}

export async function findUsulan(tx: Tx, id: string): Promise<Usulan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from planning.usulan u where u.id = ${id}::uuid`,
  )
  return row && toUsulan(row)
}

export async function findByAsal(tx: Tx, asal: string): Promise<Usulan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from planning.usulan u where u.asal = ${asal}`,
  )
  return row && toUsulan(row)
}

export async function findByNomor(tx: Tx, nomor: string): Promise<Usulan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from planning.usulan u where u.nomor = ${nomor}`,
  )
  return row && toUsulan(row)
}

/** Locked until the transaction ends: of two who decide at once, the second sees the first's decision. */
export async function lockUsulan(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`select u.id from planning.usulan u where u.id = ${id}::uuid for update`)
}

export type UsulanFilter = Readonly<{
  tahun: number
  sumber?: Sumber
  status?: StatusUsulan
  skpdId?: number
  /** Code of a kecamatan or desa: it and what is in it. */
  lokasi?: string
  kata?: string
  /** Number of the last proposal of the page before. */
  after?: string
  limit: number
}>

export async function listUsulan(tx: Tx, filter: UsulanFilter): Promise<readonly Usulan[]> {
  const { sumber = null, status = null, skpdId = null, lokasi = null, kata = null } = filter
  const words = kata === null ? null : `%${kata.replaceAll(/[\\%_]/g, '\\$&')}%`
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from planning.usulan u
    where u.tahun = ${filter.tahun} and u.nomor > ${filter.after ?? ''}
      and (${sumber}::text is null or u.sumber = ${sumber}::text)
      and (${status}::text is null or u.status = ${status}::text)
      and (${skpdId}::integer is null or u.skpd_id = ${skpdId}::integer)
      and (${lokasi}::text is null or u.lokasi_kode = ${lokasi}::text or u.lokasi_kode like ${lokasi}::text || '.%')
      and (${words}::text is null or u.judul ilike ${words}::text or u.nomor ilike ${words}::text)
    order by u.nomor limit ${filter.limit}`,
  )
  return found.map(toUsulan)
}

/** Accepted proposals of a year, for checks and imports. */
export async function listDiterima(tx: Tx, tahun: number): Promise<readonly Usulan[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from planning.usulan u
    where u.tahun = ${tahun} and u.status in ('diterima', 'diubah') order by u.nomor`,
  )
  return found.map(toUsulan)
}

export async function savePutusan(
  tx: Tx,
  { id, putusan, oleh, at }: Readonly<{ id: string; putusan: Putusan; oleh: string; at: Date }>,
): Promise<void> {
  const reason = putusan.status === 'diterima' ? { alasanKode: null, alasan: null } : putusan
  await run(
    tx,
    sql`update planning.usulan set status = ${putusan.status}, alasan_kode = ${reason.alasanKode},
      alasan = ${reason.alasan}, diputus_oleh = ${oleh}, diputus_at = ${at}, revisi = revisi + 1
    where id = ${id}::uuid`,
  )
}

export type Link = Readonly<{ usulanId: string; barisId: string }>

/** Links that are there already stay as they are. */
export async function insertLinks(tx: Tx, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return
  await run(
    tx,
    sql`insert into planning.usulan_baris (usulan_id, baris_id, urutan)
    select x."usulanId", x."barisId", row_number() over (partition by x."barisId" order by x.ke)
      + coalesce((select max(b.urutan) from planning.usulan_baris b where b.baris_id = x."barisId"), 0)
    from rows from (jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as ("usulanId" uuid, "barisId" uuid))
      with ordinality as x ("usulanId", "barisId", ke)
    on conflict (usulan_id, baris_id) do nothing`,
  )
}

export async function deleteLinks(tx: Tx, links: readonly Link[]): Promise<void> {
  if (links.length === 0) return
  await run(
    tx,
    sql`delete from planning.usulan_baris b
    using jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as x ("usulanId" uuid, "barisId" uuid)
    where b.usulan_id = x."usulanId" and b.baris_id = x."barisId"`,
  )
}

export type Alasan = Readonly<{
  kode: string
  untuk: 'ubah' | 'tolak'
  namaId: string
  namaEn: string
}>

export function listAlasan(tx: Tx): Promise<Alasan[]> {
  return rows(
    tx,
    sql<Alasan>`select a.kode, a.untuk, a.nama_id as "namaId", a.nama_en as "namaEn"
    from planning.alasan a where a.is_active order by a.untuk, a.urutan`,
  )
}

export type Hitungan = Readonly<{ status: StatusUsulan; jumlah: number }>

/** How many proposals of a year are in each state. */
export function countUsulan(
  tx: Tx,
  { tahun, skpdId }: Readonly<{ tahun: number; skpdId?: number }>,
): Promise<Hitungan[]> {
  const skpd = skpdId ?? null
  return rows(
    tx,
    sql<Hitungan>`select u.status, count(*)::int as jumlah from planning.usulan u
    where u.tahun = ${tahun} and (${skpd}::integer is null or u.skpd_id = ${skpd}::integer)
    group by u.status order by u.status`,
  )
}
