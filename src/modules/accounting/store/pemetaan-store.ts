import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { BarisPemetaan, JenisPeristiwa } from '../domain/pemetaan.ts'

export type StatusPemetaan = 'usulan' | 'berlaku' | 'ditolak' | 'diganti'

export type PemetaanRow = Readonly<{
  id: string
  peristiwa: string
  awalan: string
  tahunMulai: number
  status: StatusPemetaan
  sumber: string
  isTerverifikasi: boolean
  diusulkanOleh: string
  diusulkanAt: Date
  diputuskanOleh: string | null
  diputuskanAt: Date | null
  alasan: string | null
  baris: readonly BarisPemetaan[]
}>

export async function readPemetaanVersi(tx: Tx): Promise<string> {
  const row = await oneRow(
    tx,
    sql<{
      versi: string
    }>`select v.versi::text as versi from accounting.pemetaan_versi v where v.id = 1`,
  )
  return row.versi
}

export function listPeristiwa(tx: Tx): Promise<JenisPeristiwa[]> {
  return rows(
    tx,
    sql<JenisPeristiwa>`select p.kode, p.nama, p.jenis_jurnal as "jenisJurnal", p.rincian_nomor as "rincianNomor"
    from accounting.peristiwa p order by p.kode`,
  )
}

export type AkunAnggaran = Readonly<{ awalan: string; tahunMulai: number; isRealisasi: boolean }>

export function listAkunAnggaran(tx: Tx): Promise<AkunAnggaran[]> {
  return rows(
    tx,
    sql<AkunAnggaran>`select a.awalan, a.tahun_mulai as "tahunMulai", a.is_realisasi as "isRealisasi"
    from accounting.akun_anggaran a order by a.awalan`,
  )
}

const COLUMNS = sql`p.id, p.peristiwa, p.awalan, p.tahun_mulai as "tahunMulai", p.status, p.sumber,
  p.is_terverifikasi as "isTerverifikasi", p.diusulkan_oleh as "diusulkanOleh", p.diusulkan_at as "diusulkanAt",
  p.diputuskan_oleh as "diputuskanOleh", p.diputuskan_at as "diputuskanAt", p.alasan,
  (select coalesce(json_agg(json_build_object('buku', b.buku, 'sisi', b.sisi, 'cara', b.cara, 'tujuan', b.tujuan)
    order by b.urutan), '[]') from accounting.pemetaan_baris b where b.pemetaan_id = p.id) as baris`

/** Mappings of one state, in the order of happenings and codes; they are hundreds at most. */
export function listPemetaan(
  tx: Tx,
  status: StatusPemetaan,
  limit = 2_000,
): Promise<PemetaanRow[]> {
  return rows(
    tx,
    sql<PemetaanRow>`select ${COLUMNS} from accounting.pemetaan p where p.status = ${status}
    order by p.peristiwa, p.awalan, p.tahun_mulai, p.id limit ${limit}`,
  )
}

/** Everything that ever stood for a happening, newest first. */
export function listRiwayatPemetaan(tx: Tx, peristiwa: string): Promise<PemetaanRow[]> {
  return rows(
    tx,
    sql<PemetaanRow>`select ${COLUMNS} from accounting.pemetaan p where p.peristiwa = ${peristiwa}
    order by p.diusulkan_at desc, p.awalan, p.id limit 200`,
  )
}

export function findPemetaanForUpdate(tx: Tx, id: string): Promise<PemetaanRow | undefined> {
  return maybeRow(
    tx,
    sql<PemetaanRow>`select ${COLUMNS} from accounting.pemetaan p where p.id = ${id}::uuid for update of p`,
  )
}

export type NewPemetaan = Omit<PemetaanRow, 'diputuskanOleh' | 'diputuskanAt' | 'alasan'> &
  Readonly<{ diputuskanOleh?: string; diputuskanAt?: Date }>

/** @returns false when the same happening, beginning and year has one of this state already */
export async function insertPemetaan(tx: Tx, row: NewPemetaan): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into accounting.pemetaan (id, peristiwa, awalan, tahun_mulai, status, sumber, is_terverifikasi,
      diusulkan_oleh, diusulkan_at, diputuskan_oleh, diputuskan_at)
    values (${row.id}, ${row.peristiwa}, ${row.awalan}, ${row.tahunMulai}, ${row.status}, ${row.sumber},
      ${row.isTerverifikasi}, ${row.diusulkanOleh}, ${row.diusulkanAt}, ${row.diputuskanOleh ?? null},
      ${row.diputuskanAt ?? null})
    on conflict do nothing`,
  )
  if (made === 0) return false
  const { baris } = row
  await run(
    tx,
    sql`insert into accounting.pemetaan_baris (pemetaan_id, urutan, buku, sisi, cara, tujuan)
    select ${row.id}::uuid, b.urutan, b.buku, b.sisi, b.cara, b.tujuan
    from unnest(${baris.map(({ buku }) => buku)}::text[], ${baris.map(({ sisi }) => sisi)}::text[],
      ${baris.map(({ cara }) => cara)}::text[], ${baris.map(({ tujuan }) => tujuan)}::text[])
      with ordinality as b (buku, sisi, cara, tujuan, urutan)`,
  )
  return true
}

export type PemetaanDecision = Readonly<{
  id: string
  status: Exclude<StatusPemetaan, 'usulan'>
  oleh: string
  at: Date
  alasan: string | null
}>

export async function decidePemetaanRow(tx: Tx, decision: PemetaanDecision): Promise<void> {
  const { id, status, oleh, at, alasan } = decision
  await run(
    tx,
    sql`update accounting.pemetaan set status = ${status}, diputuskan_oleh = ${oleh}, diputuskan_at = ${at},
      alasan = ${alasan} where id = ${id}::uuid`,
  )
}

/** What was in force for the same happening, beginning and year gives way. */
export async function replacePemetaan(
  tx: Tx,
  { peristiwa, awalan, tahunMulai }: Pick<PemetaanRow, 'peristiwa' | 'awalan' | 'tahunMulai'>,
): Promise<void> {
  await run(
    tx,
    sql`update accounting.pemetaan set status = 'diganti'
    where peristiwa = ${peristiwa} and awalan = ${awalan} and tahun_mulai = ${tahunMulai} and status = 'berlaku'`,
  )
}

export async function savePeristiwa(tx: Tx, rowsToSave: readonly JenisPeristiwa[]): Promise<void> {
  await run(
    tx,
    sql`insert into accounting.peristiwa (kode, nama, jenis_jurnal, rincian_nomor)
    select p.kode, p.nama, p.jenis, p.rincian
    from unnest(${rowsToSave.map(({ kode }) => kode)}::text[], ${rowsToSave.map(({ nama }) => nama)}::text[],
      ${rowsToSave.map(({ jenisJurnal }) => jenisJurnal)}::text[], ${rowsToSave.map(({ rincianNomor }) => rincianNomor)}::text[])
      as p (kode, nama, jenis, rincian)
    on conflict (kode) do update set nama = excluded.nama, rincian_nomor = excluded.rincian_nomor
    where (peristiwa.nama, peristiwa.rincian_nomor) is distinct from (excluded.nama, excluded.rincian_nomor)`,
  )
}
