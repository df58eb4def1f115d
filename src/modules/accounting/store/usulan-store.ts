import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { BarisJurnal } from '../domain/jurnal.ts'

export type JenisUsulan = 'umum' | 'penyesuaian' | 'saldo-awal'
export type StatusUsulan = 'menunggu' | 'disetujui' | 'ditolak'

export type Usulan = Readonly<{
  id: string
  tahun: number
  tanggal: string
  jenis: JenisUsulan
  skpdId: number
  uraian: string
  jumlah: Sen
  jumlahBaris: number
  status: StatusUsulan
  dibuatOleh: string
  dibuatNama: string
  dibuatAt: Date
  diputuskanNama: string | null
  diputuskanAt: Date | null
  alasan: string | null
  jurnalId: string | null
}>
type Row = Omit<Usulan, 'jumlah'> & Readonly<{ jumlah: string }>

const COLUMNS = sql`u.id, u.tahun, u.tanggal, u.jenis, u.skpd_id as "skpdId", u.uraian, u.jumlah::text as jumlah,
  u.jumlah_baris as "jumlahBaris", u.status, u.dibuat_oleh as "dibuatOleh", u.dibuat_nama as "dibuatNama",
  u.dibuat_at as "dibuatAt", u.diputuskan_nama as "diputuskanNama", u.diputuskan_at as "diputuskanAt", u.alasan,
  u.jurnal_id::text as "jurnalId"`
const toUsulan = (row: Row): Usulan => ({ ...row, jumlah: fromDecimalString(row.jumlah) })

export type NewUsulan = Pick<
  Usulan,
  | 'id'
  | 'tahun'
  | 'tanggal'
  | 'jenis'
  | 'skpdId'
  | 'uraian'
  | 'jumlah'
  | 'dibuatOleh'
  | 'dibuatNama'
  | 'dibuatAt'
> &
  Readonly<{ baris: readonly BarisJurnal[] }>

export async function insertUsulan(tx: Tx, row: NewUsulan): Promise<void> {
  const { baris } = row
  await run(
    tx,
    sql`insert into accounting.usulan_jurnal (id, tahun, tanggal, jenis, skpd_id, uraian, jumlah, jumlah_baris, status,
      dibuat_oleh, dibuat_nama, dibuat_at)
    values (${row.id}, ${row.tahun}, ${row.tanggal}::date, ${row.jenis}, ${row.skpdId}, ${row.uraian},
      ${toDecimalString(row.jumlah)}::numeric, ${baris.length}, 'menunggu', ${row.dibuatOleh}, ${row.dibuatNama}, ${row.dibuatAt})`,
  )
  await run(
    tx,
    sql`insert into accounting.usulan_baris (usulan_id, urutan, rekening_id, debit, kredit, sub_kegiatan_id)
    select ${row.id}::uuid, b.urutan, b.rekening_id, b.debit, b.kredit, b.sub_kegiatan_id
    from unnest(${baris.map((one) => one.rekeningId)}::int[], ${baris.map((one) => toDecimalString(one.debitSen))}::numeric[],
      ${baris.map((one) => toDecimalString(one.kreditSen))}::numeric[], ${baris.map((one) => one.subKegiatanId ?? null)}::int[])
      with ordinality as b (rekening_id, debit, kredit, sub_kegiatan_id, urutan)`,
  )
}

export async function findUsulan(tx: Tx, id: string): Promise<Usulan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from accounting.usulan_jurnal u where u.id = ${id}::uuid`,
  )
  return row && toUsulan(row)
}

export async function findUsulanForUpdate(tx: Tx, id: string): Promise<Usulan | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from accounting.usulan_jurnal u where u.id = ${id}::uuid for update of u`,
  )
  return row && toUsulan(row)
}

export async function listUsulanBaris(tx: Tx, id: string): Promise<BarisJurnal[]> {
  const found = await rows(
    tx,
    sql<{ rekeningId: number; debit: string; kredit: string; subKegiatanId: number | null }>`
    select b.rekening_id as "rekeningId", b.debit::text as debit, b.kredit::text as kredit,
      b.sub_kegiatan_id as "subKegiatanId"
    from accounting.usulan_baris b where b.usulan_id = ${id}::uuid order by b.urutan`,
  )
  return found.map(({ debit, kredit, ...line }) => ({
    ...line,
    debitSen: fromDecimalString(debit),
    kreditSen: fromDecimalString(kredit),
  }))
}

export type UsulanPage = Readonly<{
  skpdIds: readonly number[]
  isOpen: boolean
  limit: number
}>

/** Waiting ones, the oldest first; or decided ones, the newest first. */
export async function listUsulan(
  tx: Tx,
  { skpdIds, isOpen, limit }: UsulanPage,
): Promise<Usulan[]> {
  const which = isOpen
    ? sql`u.status = 'menunggu' order by u.dibuat_at, u.id`
    : sql`u.status <> 'menunggu' order by u.dibuat_at desc, u.id desc`
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from accounting.usulan_jurnal u
    where u.skpd_id = any(${[...skpdIds]}::int[]) and ${which} limit ${limit}`,
  )
  return found.map(toUsulan)
}

/** Does something wait for this book and year? */
export async function hasOpenUsulan(tx: Tx, skpdId: number, tahun: number): Promise<boolean> {
  const { waits } = await oneRow(
    tx,
    sql<{ waits: boolean }>`select exists (select 1 from accounting.usulan_jurnal u
      where u.skpd_id = ${skpdId} and u.tahun = ${tahun} and u.status = 'menunggu') as waits`,
  )
  return waits
}

export type UsulanDecision = Readonly<{
  id: string
  status: Exclude<StatusUsulan, 'menunggu'>
  oleh: string
  nama: string
  at: Date
  alasan: string | null
  jurnalId: string | null
}>

export async function decideUsulanRow(tx: Tx, one: UsulanDecision): Promise<void> {
  await run(
    tx,
    sql`update accounting.usulan_jurnal set status = ${one.status}, diputuskan_oleh = ${one.oleh},
      diputuskan_nama = ${one.nama}, diputuskan_at = ${one.at}, alasan = ${one.alasan}, jurnal_id = ${one.jurnalId}::bigint
    where id = ${one.id}::uuid`,
  )
}
