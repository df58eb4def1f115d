import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'

export type SpdStatus = 'konsep' | 'sah' | 'ditolak'
export type Spd = Readonly<{
  id: string
  nomor: string | null
  tahun: number
  skpdId: number
  bulanMulai: number
  bulanSampai: number
  tanggal: Tanggal | null
  jumlah: Sen
  status: SpdStatus
  dibuatOleh: string
  dibuatAt: Date
  ditandatanganiOleh: string | null
  alasan: string | null
}>
type SpdText = Omit<Spd, 'jumlah'> & Readonly<{ jumlah: string }>
const COLUMNS = sql`s.id, s.nomor, s.tahun, s.skpd_id as "skpdId", s.bulan_mulai as "bulanMulai",
  s.bulan_sampai as "bulanSampai", s.tanggal, s.jumlah::text as jumlah, s.status, s.dibuat_oleh as "dibuatOleh",
  s.dibuat_at as "dibuatAt", s.ditandatangani_oleh as "ditandatanganiOleh", s.alasan`
const toSpd = (row: SpdText): Spd => ({ ...row, jumlah: fromDecimalString(row.jumlah) })

export type NewSpd = Pick<
  Spd,
  'id' | 'tahun' | 'skpdId' | 'bulanMulai' | 'bulanSampai' | 'jumlah' | 'dibuatOleh' | 'dibuatAt'
>

export async function insertSpd(tx: Tx, spd: NewSpd): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.spd (id, tahun, skpd_id, bulan_mulai, bulan_sampai, jumlah, dibuat_oleh, dibuat_at)
    values (${spd.id}, ${spd.tahun}, ${spd.skpdId}, ${spd.bulanMulai}, ${spd.bulanSampai},
      ${toDecimalString(spd.jumlah)}, ${spd.dibuatOleh}, ${spd.dibuatAt})`,
  )
}

export type SpdBaris = Readonly<{ subKegiatanId: number | null; jumlahSen: Sen }>

export async function insertSpdBaris(
  tx: Tx,
  spdId: string,
  lines: readonly SpdBaris[],
): Promise<void> {
  const list = lines.map((one) => ({
    sub: one.subKegiatanId,
    jumlah: toDecimalString(one.jumlahSen),
  }))
  await run(
    tx,
    sql`insert into treasury.spd_baris (spd_id, sub_kegiatan_id, jumlah)
    select ${spdId}, r.sub, r.jumlah from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(sub integer, jumlah numeric)`,
  )
}

export async function listSpdBaris(tx: Tx, spdId: string): Promise<readonly SpdBaris[]> {
  const found = await rows(
    tx,
    sql<{
      subKegiatanId: number | null
      jumlah: string
    }>`select b.sub_kegiatan_id as "subKegiatanId",
      b.jumlah::text as jumlah
    from treasury.spd_baris b where b.spd_id = ${spdId} order by b.sub_kegiatan_id nulls last`,
  )
  return found.map((row) => ({
    subKegiatanId: row.subKegiatanId,
    jumlahSen: fromDecimalString(row.jumlah),
  }))
}

export async function findSpd(tx: Tx, id: string): Promise<Spd | undefined> {
  const row = await maybeRow(
    tx,
    sql<SpdText>`select ${COLUMNS} from treasury.spd s where s.id = ${id}`,
  )
  return row && toSpd(row)
}

export async function lockSpd(tx: Tx, id: string): Promise<Spd | undefined> {
  const row = await maybeRow(
    tx,
    sql<SpdText>`select ${COLUMNS} from treasury.spd s where s.id = ${id} for no key update`,
  )
  return row && toSpd(row)
}

export type SpdQuestion = Readonly<{
  tahun: number
  skpdIds: readonly number[] | undefined
  limit: number
  after?: Readonly<{ at: Date; id: string }> | undefined
}>

/** Releases of a year, newest first; of the region when no SKPD is named. */
export async function listSpd(
  tx: Tx,
  { tahun, skpdIds, limit, after }: SpdQuestion,
): Promise<readonly Spd[]> {
  const own = skpdIds === undefined ? sql`true` : sql`s.skpd_id = any(${[...skpdIds]}::integer[])`
  const later =
    after === undefined ? sql`true` : sql`(s.dibuat_at, s.id) < (${after.at}, ${after.id}::uuid)`
  const found = await rows(
    tx,
    sql<SpdText>`select ${COLUMNS} from treasury.spd s where s.tahun = ${tahun} and ${own} and ${later}
    order by s.dibuat_at desc, s.id desc limit ${limit}`,
  )
  return found.map(toSpd)
}

export type SpdDecision = Readonly<{
  id: string
  status: 'sah' | 'ditolak'
  nomor: string | null
  tanggal: Tanggal | null
  oleh: string
  alasan: string | null
}>

export async function decideSpdRow(tx: Tx, one: SpdDecision): Promise<void> {
  await run(
    tx,
    sql`update treasury.spd set status = ${one.status}, nomor = ${one.nomor}, tanggal = ${one.tanggal},
      ditandatangani_oleh = ${one.oleh}, alasan = ${one.alasan} where id = ${one.id}`,
  )
}

/** Drafts that wait for a signature, the oldest first. */
export async function listKonsep(tx: Tx, limit: number): Promise<readonly Spd[]> {
  const found = await rows(
    tx,
    sql<SpdText>`select ${COLUMNS} from treasury.spd s where s.status = 'konsep'
    order by s.dibuat_at, s.id limit ${limit}`,
  )
  return found.map(toSpd)
}
