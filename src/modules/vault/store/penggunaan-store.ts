import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Subject } from '../domain/uses.ts'
import type { Berkas } from './berkas-store.ts'

export type Penggunaan = Readonly<{
  id: string
  berkasId: string
  subjekJenis: string
  subjekId: string
  subjekNomor: string
  unitKode: string
  tujuan: string
  mulaiAt: Date
  sampai: Tanggal | null
  berakhirAt: Date | null
}>

const COLUMNS = sql.raw(`
  p.id, p.berkas_id as "berkasId", p.subjek_jenis as "subjekJenis", p.subjek_id as "subjekId", p.subjek_nomor as "subjekNomor",
  p.unit_kode as "unitKode", p.tujuan, p.mulai_at as "mulaiAt", p.sampai, p.berakhir_at as "berakhirAt"`)

/** @returns the id of the use that runs: the new one, or the same begun before */
export async function insertPenggunaan(tx: Tx, row: Penggunaan): Promise<string> {
  const added = await run(
    tx,
    sql`insert into vault.penggunaan (id, berkas_id, subjek_jenis, subjek_id, subjek_nomor, unit_kode, tujuan, mulai_at, sampai)
    values (${row.id}, ${row.berkasId}, ${row.subjekJenis}, ${row.subjekId}, ${row.subjekNomor}, ${row.unitKode}, ${row.tujuan},
      ${row.mulaiAt}, ${row.sampai}) on conflict (berkas_id, subjek_jenis, subjek_id, unit_kode) where berakhir_at is null do nothing`,
  )
  if (added === 1) return row.id
  const before = await maybeRow(
    tx,
    sql<{
      id: string
    }>`select p.id from vault.penggunaan p where p.berkas_id = ${row.berkasId}::uuid
      and p.subjek_jenis = ${row.subjekJenis} and p.subjek_id = ${row.subjekId} and p.unit_kode = ${row.unitKode}
      and p.berakhir_at is null`,
  )
  return before?.id ?? row.id
}

export function findPenggunaan(tx: Tx, id: string): Promise<Penggunaan | undefined> {
  return maybeRow(
    tx,
    sql<Penggunaan>`select ${COLUMNS} from vault.penggunaan p where p.id = ${id}::uuid`,
  )
}

/** Uses of one case; bounded by what a form can ask for. */
export function listOfSubject(tx: Tx, { kind, id }: Subject): Promise<Penggunaan[]> {
  return rows(
    tx,
    sql<Penggunaan>`select ${COLUMNS} from vault.penggunaan p where p.subjek_jenis = ${kind} and p.subjek_id = ${id}
    order by p.mulai_at, p.id limit 500`,
  )
}

/** A use, and what its document is, where its file is kept. */
export type UseWithFile = Penggunaan & Pick<Berkas, 'format' | 'ukuran' | 'halaman' | 'jenisKode'>

/** Uses of the case this transaction acts for, each with its document. */
export function listWithFiles(tx: Tx, { kind, id }: Subject): Promise<UseWithFile[]> {
  return rows(
    tx,
    sql<UseWithFile>`select ${COLUMNS}, b.format, b.ukuran, b.halaman, b.jenis_kode as "jenisKode"
    from vault.penggunaan p join vault.berkas b on b.id = p.berkas_id and b.segel_sha256 is not null
    where p.subjek_jenis = ${kind} and p.subjek_id = ${id} order by p.mulai_at, p.id limit 500`,
  )
}

/** Uses of these documents, newest first. */
export function listOfBerkas(tx: Tx, berkasIds: readonly string[]): Promise<Penggunaan[]> {
  return rows(
    tx,
    sql<Penggunaan>`select ${COLUMNS} from vault.penggunaan p where p.berkas_id = any(${berkasIds}::uuid[])
    order by p.mulai_at desc, p.id desc limit 1000`,
  )
}

export type UsePage = Readonly<{ limit: number; after?: Readonly<{ mulaiAt: Date; id: string }> }>

/** Uses of every document of the owner this transaction acts for. */
export function listOfOwner(
  tx: Tx,
  akunId: string,
  { limit, after }: UsePage,
): Promise<(Penggunaan & Readonly<{ jenisKode: string }>)[]> {
  const from =
    after === undefined
      ? sql``
      : sql`and (p.mulai_at, p.id) < (${after.mulaiAt}, ${after.id}::uuid)`
  return rows(
    tx,
    sql<Penggunaan & Readonly<{ jenisKode: string }>>`select ${COLUMNS}, b.jenis_kode as "jenisKode"
    from vault.berkas b join vault.penggunaan p on p.berkas_id = b.id
    where b.pemilik_akun_id = ${akunId}::uuid ${from}
    order by p.mulai_at desc, p.id desc limit ${limit}`,
  )
}

/** @returns how many were running until now */
export async function endOfSubject(tx: Tx, { kind, id }: Subject, at: Date): Promise<number> {
  return run(
    tx,
    sql`update vault.penggunaan set berakhir_at = greatest(${at}::timestamptz, mulai_at)
    where subjek_jenis = ${kind} and subjek_id = ${id} and berakhir_at is null`,
  )
}

export type Pembacaan = Readonly<{
  id: string
  penggunaanId: string
  olehAkunId: string
  olehNama: string
  peran: string
  tujuan: string
  waktu: Date
}>

export async function insertPembacaan(tx: Tx, row: Pembacaan): Promise<void> {
  await run(
    tx,
    sql`insert into vault.pembacaan (id, penggunaan_id, oleh_akun_id, oleh_nama, peran, tujuan, waktu)
    values (${row.id}, ${row.penggunaanId}, ${row.olehAkunId}, ${row.olehNama}, ${row.peran}, ${row.tujuan}, ${row.waktu})`,
  )
}

/** The newest looks of these uses, a few of each. */
export function listPembacaan(tx: Tx, penggunaanIds: readonly string[]): Promise<Pembacaan[]> {
  return rows(
    tx,
    sql<Pembacaan>`select l.id, l.penggunaan_id as "penggunaanId", l.oleh_akun_id as "olehAkunId", l.oleh_nama as "olehNama",
      l.peran, l.tujuan, l.waktu
    from unnest(${penggunaanIds}::uuid[]) as u (id) cross join lateral (
      select m.id, m.penggunaan_id, m.oleh_akun_id, m.oleh_nama, m.peran, m.tujuan, m.waktu
      from vault.pembacaan m where m.penggunaan_id = u.id order by m.waktu desc limit 20) l
    order by l.waktu desc`,
  )
}
