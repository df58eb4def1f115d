import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Bidang } from '../domain/kamus.ts'
import type { Pemilik, Status } from '../domain/kedudukan.ts'
import { type Volume, volumeFromDecimal, volumeToDecimal } from '../domain/volume.ts'

export type Usulan = Readonly<{
  id: string
  nomor: string
  tahun: number
  sumber: 'musrenbang' | 'pokir'
  wilayahKode: string
  kecamatanKode: string
  rw: string
  rt: string
  patokan: string
  lat: number | null
  lon: number | null
  kamusKode: string
  bidang: Bidang
  judul: string
  uraian: string
  volume: Volume
  satuan: string
  swadaya: string
  biaya: Sen | null
  hargaKode: string | null
  hargaTahun: number | null
  unitKode: string
  jenjang: string
  status: Status
  pemilikJenis: Pemilik['jenis'] | null
  pemilikKode: string
  tenggat: string | null
  gabungKe: string | null
  rencanaId: string | null
  rencanaNomor: string | null
  pengusulAkun: string | null
  pendukung: number
  urutan: number
}>

type Row = Omit<Usulan, 'volume' | 'biaya'> & Readonly<{ volume: string; biaya: string | null }>

const COLUMNS = sql`u.id, u.nomor, u.tahun, u.sumber, u.wilayah_kode as "wilayahKode", u.kecamatan_kode as "kecamatanKode", u.rw, u.rt,
  u.patokan, u.lat, u.lon, u.kamus_kode as "kamusKode", u.bidang, u.judul, u.uraian, u.volume::text as volume, u.satuan, u.swadaya,
  u.biaya::text as biaya, u.harga_kode as "hargaKode", u.harga_tahun as "hargaTahun", u.unit_kode as "unitKode", u.jenjang, u.status,
  u.pemilik_jenis as "pemilikJenis", u.pemilik_kode as "pemilikKode", u.tenggat, u.gabung_ke as "gabungKe",
  u.rencana_id as "rencanaId", u.rencana_nomor as "rencanaNomor", u.pengusul_akun as "pengusulAkun", u.pendukung, u.urutan`

const toUsulan = (row: Row): Usulan => ({
  ...row,
  volume: volumeFromDecimal(row.volume),
  biaya: row.biaya === null ? null : fromDecimalString(row.biaya),
})

export const moneyOrNull = (amount: Sen | null): string | null =>
  amount === null ? null : toDecimalString(amount)

/** Many at once, each with its first step written by `moveUsulan`. */
export async function insertUsulan(
  tx: Tx,
  list: readonly (Usulan & Readonly<{ at: Date }>)[],
): Promise<void> {
  const flat = list.map((row) => ({
    ...row,
    volume: volumeToDecimal(row.volume),
    biaya: moneyOrNull(row.biaya),
  }))
  await run(
    tx,
    sql`insert into musrenbang.usulan (id, nomor, tahun, sumber, wilayah_kode, kecamatan_kode, rw, rt, patokan, lat, lon, kamus_kode, bidang,
      judul, uraian, volume, satuan, swadaya, biaya, harga_kode, harga_tahun, unit_kode, jenjang, status, pemilik_jenis, pemilik_kode,
      tenggat, gabung_ke, rencana_id, rencana_nomor, pengusul_akun, pendukung, urutan, dilihat_at, dibuat_at)
    select x.id, x.nomor, x.tahun, x.sumber, x."wilayahKode", x."kecamatanKode", x.rw, x.rt, x.patokan, x.lat, x.lon, x."kamusKode", x.bidang,
      x.judul, x.uraian, x.volume, x.satuan, x.swadaya, x.biaya, x."hargaKode", x."hargaTahun", x."unitKode", x.jenjang, x.status,
      x."pemilikJenis", x."pemilikKode", x.tenggat, x."gabungKe", x."rencanaId", x."rencanaNomor", x."pengusulAkun", x.pendukung, x.urutan,
      x.at, x.at
    from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) as x (id uuid, nomor text, tahun integer, sumber text, "wilayahKode" text,
      "kecamatanKode" text, rw text, rt text, patokan text, lat double precision, lon double precision, "kamusKode" text, bidang text,
      judul text, uraian text, volume numeric, satuan text, swadaya text, biaya numeric, "hargaKode" text, "hargaTahun" integer,
      "unitKode" text, jenjang text, status text, "pemilikJenis" text, "pemilikKode" text, tenggat date, "gabungKe" uuid,
      "rencanaId" uuid, "rencanaNomor" text, "pengusulAkun" uuid, pendukung integer, urutan smallint, at timestamptz)`,
  )
}

export async function findUsulan(tx: Tx, nomor: string): Promise<Usulan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from musrenbang.usulan u where u.nomor = ${nomor}`,
  )
  return row && toUsulan(row)
}

/** By ids, locked in the order of the ids so that two who lock the same never wait for each other in a circle. */
export async function lockUsulan(tx: Tx, ids: readonly string[]): Promise<readonly Usulan[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from musrenbang.usulan u where u.id = any(${[...ids]}::uuid[]) order by u.id for update`,
  )
  return found.map(toUsulan)
}

export async function listByIds(tx: Tx, ids: readonly string[]): Promise<readonly Usulan[]> {
  if (ids.length === 0) return []
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from musrenbang.usulan u where u.id = any(${[...ids]}::uuid[]) order by u.nomor`,
  )
  return found.map(toUsulan)
}

/** What a meeting has before it. */
export type DiRapat = Readonly<{
  tahun: number
  jenjang: string
  lingkup: 'rw' | 'desa' | 'kecamatan' | 'perangkat' | 'daerah'
  wilayahKode: string
  rw: string
  unitKode: string
}>

/** Most proposals one meeting discusses; a regency's list in one go stays far below. */
export const RAPAT_MAX = 5_000

/** Proposals that wait for this meeting, or that it has decided. */
export async function listDiRapat(tx: Tx, at: DiRapat): Promise<readonly Usulan[]> {
  const place = {
    rw: sql`u.wilayah_kode = ${at.wilayahKode} and u.rw = ${at.rw}`,
    desa: sql`u.wilayah_kode = ${at.wilayahKode}`,
    kecamatan: sql`u.kecamatan_kode = ${at.wilayahKode}`,
    perangkat: sql`u.unit_kode = ${at.unitKode}`,
    daerah: sql`true`,
  }[at.lingkup]
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from musrenbang.usulan u
    where u.tahun = ${at.tahun} and u.jenjang = ${at.jenjang} and u.status = 'dibahas' and ${place}
    order by u.nomor limit ${RAPAT_MAX}`,
  )
  return found.map(toUsulan)
}

export type UsulanFilter = Readonly<{
  tahun: number
  wilayah?: string
  kecamatan?: string
  jenjang?: string
  status?: Status
  sumber?: 'musrenbang' | 'pokir'
  unit?: string
  lewatPada?: string
  kata?: string
  after?: string
  limit: number
}>

export async function listUsulan(tx: Tx, filter: UsulanFilter): Promise<readonly Usulan[]> {
  const where = [sql`u.tahun = ${filter.tahun}`, sql`u.nomor > ${filter.after ?? ''}`]
  if (filter.wilayah !== undefined) where.push(sql`u.wilayah_kode = ${filter.wilayah}`)
  if (filter.kecamatan !== undefined) where.push(sql`u.kecamatan_kode = ${filter.kecamatan}`)
  if (filter.jenjang !== undefined) where.push(sql`u.jenjang = ${filter.jenjang}`)
  if (filter.status !== undefined) where.push(sql`u.status = ${filter.status}`)
  if (filter.sumber !== undefined) where.push(sql`u.sumber = ${filter.sumber}`)
  if (filter.unit !== undefined) where.push(sql`u.unit_kode = ${filter.unit}`)
  if (filter.lewatPada !== undefined) where.push(sql`u.tenggat < ${filter.lewatPada}::date`)
  if (filter.kata !== undefined) {
    const words = `%${filter.kata.replaceAll(/[\\%_]/g, '\\$&')}%`
    where.push(sql`(u.judul ilike ${words} or u.nomor ilike ${words} or u.patokan ilike ${words})`)
  }
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from musrenbang.usulan u where ${sql.join(where, sql` and `)} order by u.nomor limit ${filter.limit}`,
  )
  return found.map(toUsulan)
}

/** What waits for an owner, the most urgent first. */
export async function listMeja(
  tx: Tx,
  owner: Readonly<{ jenis: Pemilik['jenis']; kode: readonly string[]; limit: number }>,
): Promise<readonly Usulan[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from musrenbang.usulan u
    where u.tenggat is not null and u.pemilik_jenis = ${owner.jenis} and u.pemilik_kode = any(${[...owner.kode]}::text[])
    order by u.tenggat, u.id limit ${owner.limit}`,
  )
  return found.map(toUsulan)
}

/** Others of a place that one may be like, the newest first. */
export async function listSekitar(
  tx: Tx,
  at: Readonly<{ wilayahKode: string; sejakTahun: number }>,
): Promise<readonly Usulan[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from musrenbang.usulan u
    where u.wilayah_kode = ${at.wilayahKode} and u.tahun >= ${at.sejakTahun} order by u.tahun desc, u.nomor desc limit 400`,
  )
  return found.map(toUsulan)
}

export async function countByAkun(tx: Tx, akunId: string, tahun: number): Promise<number> {
  const row = await maybeRow(
    tx,
    sql<{ jumlah: number }>`select count(*)::int as jumlah from musrenbang.usulan u
    where u.pengusul_akun = ${akunId}::uuid and u.tahun = ${tahun}`,
  )
  return row?.jumlah ?? 0
}

export type Hitungan = Readonly<{
  kecamatanKode: string
  status: Status
  jumlah: number
  lewat: number
}>

/** How many proposals of a round stand where, per district, and how many of them wait too long. */
export function countUsulan(tx: Tx, tahun: number, today: string): Promise<Hitungan[]> {
  return rows(
    tx,
    sql<Hitungan>`select u.kecamatan_kode as "kecamatanKode", u.status, count(*)::int as jumlah,
      count(*) filter (where u.tenggat < ${today}::date)::int as lewat
    from musrenbang.usulan u where u.tahun = ${tahun} group by u.kecamatan_kode, u.status order by u.kecamatan_kode, u.status`,
  )
}

export type Foto = Readonly<{
  id: string
  sha256: string
  kecilSha256: string
  isFormulir: boolean
}>

export async function insertFoto(
  tx: Tx,
  usulanId: string,
  row: Foto & Readonly<{ at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into musrenbang.foto (id, usulan_id, sha256, kecil_sha256, is_formulir, dibuat_at)
    values (${row.id}, ${usulanId}, ${row.sha256}, ${row.kecilSha256}, ${row.isFormulir}, ${row.at})`,
  )
}

export function listFoto(tx: Tx, usulanId: string): Promise<Foto[]> {
  return rows(
    tx,
    sql<Foto>`select f.id, f.sha256, f.kecil_sha256 as "kecilSha256", f.is_formulir as "isFormulir" from musrenbang.foto f
    where f.usulan_id = ${usulanId}::uuid order by f.id limit 10`,
  )
}
