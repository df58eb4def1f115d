import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { rows, run, type Tx } from '../../../platform/db/database.ts'

export type JenisSts = 'pendapatan' | 'sisa-up' | 'sisa-tu' | 'pengembalian-belanja'
export type Sts = Readonly<{
  id: string
  nomor: string
  tahun: number
  skpdId: number
  jenis: JenisSts
  tanggal: Tanggal
  jumlah: Sen
  kasDari: string | null
  kasKe: string
  sp2dId: string | null
  uraian: string
  jurnalId: string
  dibuatOleh: string
  dibuatAt: Date
}>

type StsText = Omit<Sts, 'jumlah'> & Readonly<{ jumlah: string }>
const COLUMNS = sql`s.id, s.nomor, s.tahun, s.skpd_id as "skpdId", s.jenis, s.tanggal, s.jumlah::text as jumlah,
  s.kas_dari as "kasDari", s.kas_ke as "kasKe", s.sp2d_id as "sp2dId", s.uraian, s.jurnal_id as "jurnalId",
  s.dibuat_oleh as "dibuatOleh", s.dibuat_at as "dibuatAt"`

export async function insertSts(tx: Tx, one: Sts): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.sts (id, nomor, tahun, skpd_id, jenis, tanggal, jumlah, kas_dari, kas_ke, sp2d_id, uraian,
      jurnal_id, dibuat_oleh, dibuat_at)
    values (${one.id}, ${one.nomor}, ${one.tahun}, ${one.skpdId}, ${one.jenis}, ${one.tanggal},
      ${toDecimalString(one.jumlah)}, ${one.kasDari}, ${one.kasKe}, ${one.sp2dId}, ${one.uraian}, ${one.jurnalId},
      ${one.dibuatOleh}, ${one.dibuatAt})`,
  )
}

/** Deposits of a year, newest first; of the region when no SKPD is named. */
export async function listSts(
  tx: Tx,
  at: Readonly<{ tahun: number; skpdIds: readonly number[] | undefined; limit: number }>,
): Promise<readonly Sts[]> {
  const own =
    at.skpdIds === undefined ? sql`true` : sql`s.skpd_id = any(${[...at.skpdIds]}::integer[])`
  const found = await rows(
    tx,
    sql<StsText>`select ${COLUMNS} from treasury.sts s where s.tahun = ${at.tahun} and ${own}
    order by s.tanggal desc, s.id desc limit ${at.limit}`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

export type Penerimaan = Readonly<{
  id: string
  tahun: number
  skpdId: number
  tanggal: Tanggal
  rekeningId: number
  dari: string
  jumlah: Sen
  bukti: string
  acuan: string | null
  setorSebelum: Tanggal
  stsId: string | null
  dikembalikan: Sen
}>

export type NewPenerimaan = Omit<Penerimaan, 'stsId' | 'dikembalikan'> &
  Readonly<{ dibuatOleh: string | null; dibuatAt: Date }>

/** @returns false when its receipt number or its settlement is on record already */
export async function insertPenerimaan(tx: Tx, one: NewPenerimaan): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into treasury.penerimaan (id, tahun, skpd_id, tanggal, rekening_id, dari, jumlah, bukti, acuan,
      setor_sebelum, dibuat_oleh, dibuat_at)
    values (${one.id}, ${one.tahun}, ${one.skpdId}, ${one.tanggal}, ${one.rekeningId}, ${one.dari},
      ${toDecimalString(one.jumlah)}, ${one.bukti}, ${one.acuan}, ${one.setorSebelum}, ${one.dibuatOleh},
      ${one.dibuatAt})
    on conflict do nothing`,
  )
  return made === 1
}

type PenerimaanText = Omit<Penerimaan, 'jumlah' | 'dikembalikan'> &
  Readonly<{ jumlah: string; dikembalikan: string }>
const PENERIMAAN = sql`p.id, p.tahun, p.skpd_id as "skpdId", p.tanggal, p.rekening_id as "rekeningId", p.dari,
  p.jumlah::text as jumlah, p.bukti, p.acuan, p.setor_sebelum as "setorSebelum", p.sts_id as "stsId",
  p.dikembalikan::text as dikembalikan`
const toPenerimaan = (row: PenerimaanText): Penerimaan => ({
  ...row,
  jumlah: fromDecimalString(row.jumlah),
  dikembalikan: fromDecimalString(row.dikembalikan),
})

/** Revenue that is not deposited yet: what is due first comes first. */
export async function listBelumSetor(
  tx: Tx,
  at: Readonly<{ skpdIds: readonly number[] | undefined; limit: number }>,
): Promise<readonly Penerimaan[]> {
  const own =
    at.skpdIds === undefined ? sql`true` : sql`p.skpd_id = any(${[...at.skpdIds]}::integer[])`
  const found = await rows(
    tx,
    sql<PenerimaanText>`select ${PENERIMAAN} from treasury.penerimaan p where p.sts_id is null and ${own}
    order by p.setor_sebelum, p.id limit ${at.limit}`,
  )
  return found.map(toPenerimaan)
}

/** Revenue of these ids that is not deposited yet, locked. */
export async function lockBelumSetor(
  tx: Tx,
  at: Readonly<{ skpdId: number; ids: readonly string[] }>,
): Promise<readonly Penerimaan[]> {
  const found = await rows(
    tx,
    sql<PenerimaanText>`select ${PENERIMAAN} from treasury.penerimaan p
    where p.skpd_id = ${at.skpdId} and p.id = any(${[...at.ids]}::uuid[]) and p.sts_id is null
    order by p.id for no key update`,
  )
  return found.map(toPenerimaan)
}

export async function markDeposited(
  tx: Tx,
  at: Readonly<{ ids: readonly string[]; stsId: string }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.penerimaan set sts_id = ${at.stsId} where id = any(${[...at.ids]}::uuid[])`,
  )
}
