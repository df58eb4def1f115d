import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'
import type { Sebab } from '../domain/pendapatan.ts'

export type Setoran = Readonly<{
  acuan: string
  kodeBayar: string
  pungutan: string
  skpdId: number | null
  akunRekening: string | null
  jumlah: Sen
  tanggal: Tanggal
}>
type SetoranText = Omit<Setoran, 'jumlah'> & Readonly<{ jumlah: string }>
const SETORAN = sql`s.acuan, s.kode_bayar as "kodeBayar", s.pungutan, s.skpd_id as "skpdId",
  s.akun_rekening as "akunRekening", s.jumlah::text as jumlah, s.tanggal`
const toSetoran = (row: SetoranText): Setoran => ({
  ...row,
  jumlah: fromDecimalString(row.jumlah),
})

/** @returns false when this settlement was told of before */
export async function insertSetoran(
  tx: Tx,
  one: Setoran & Readonly<{ sebab: Sebab; dicatatAt: Date }>,
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into treasury.setoran_layanan (acuan, kode_bayar, pungutan, skpd_id, akun_rekening, jumlah, tanggal, sebab, dicatat_at)
    values (${one.acuan}, ${one.kodeBayar}, ${one.pungutan}, ${one.skpdId}, ${one.akunRekening},
      ${toDecimalString(one.jumlah)}, ${one.tanggal}, ${one.sebab}, ${one.dicatatAt})
    on conflict (acuan) do nothing`,
  )
  return made === 1
}

/** A settlement that waits, locked; undefined when it is in the books. */
export async function lockSetoran(tx: Tx, acuan: string): Promise<Setoran | undefined> {
  const row = await maybeRow(
    tx,
    sql<SetoranText>`select ${SETORAN} from treasury.setoran_layanan s
    where s.acuan = ${acuan} and s.penerimaan_id is null for no key update`,
  )
  return row && toSetoran(row)
}

export async function markBooked(
  tx: Tx,
  at: Readonly<{ acuan: string; skpdId: number; penerimaanId: string }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.setoran_layanan set penerimaan_id = ${at.penerimaanId}, skpd_id = ${at.skpdId}, sebab = null
    where acuan = ${at.acuan}`,
  )
}

export async function markWaiting(
  tx: Tx,
  at: Readonly<{ acuan: string; sebab: Sebab }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.setoran_layanan set sebab = ${at.sebab} where acuan = ${at.acuan} and penerimaan_id is null`,
  )
}

/** Settlements that wait, by key: for whoever tries again. */
export async function listWaiting(
  tx: Tx,
  at: Readonly<{ after: string; limit: number; pungutan?: string; skpdId?: number }>,
): Promise<readonly string[]> {
  const kind = at.pungutan === undefined ? sql`true` : sql`s.pungutan = ${at.pungutan}`
  const own =
    at.skpdId === undefined ? sql`true` : sql`(s.skpd_id = ${at.skpdId} or s.skpd_id is null)`
  const found = await rows(
    tx,
    sql<{ acuan: string }>`select s.acuan from treasury.setoran_layanan s
    where s.penerimaan_id is null and s.acuan > ${at.after} and ${kind} and ${own} order by s.acuan limit ${at.limit}`,
  )
  return found.map(({ acuan }) => acuan)
}

export type WaitingKind = Readonly<{
  pungutan: string
  sebab: Sebab
  banyak: number
  jumlah: Sen
  sejak: Tanggal
}>

/** What waits for an SKPD's treasurer of revenue, by kind of charge. Bounded by what is not in the books yet. */
export async function listWaitingKinds(
  tx: Tx,
  at: Readonly<{ skpdId: number; limit: number }>,
): Promise<readonly WaitingKind[]> {
  const found = await rows(
    tx,
    sql<
      Omit<WaitingKind, 'jumlah'> & { jumlah: string }
    >`select w.pungutan, w.sebab, count(w.acuan)::int as banyak, sum(w.jumlah)::text as jumlah, min(w.tanggal)::text as sejak
    from (select s.acuan, s.pungutan, s.sebab, s.jumlah, s.tanggal from treasury.setoran_layanan s
      where s.penerimaan_id is null and (s.skpd_id = ${at.skpdId} or s.skpd_id is null) limit 10000) w
    group by w.pungutan, w.sebab order by w.pungutan, w.sebab limit ${at.limit}`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

export type AkunPungutan = Readonly<{
  skpdId: number
  pungutan: string
  berlakuMulai: Tanggal
  rekeningKode: string
  sumber: string
}>

/** Account of a kind of charge on a day. */
export async function findAkun(
  tx: Tx,
  at: Readonly<{ skpdId: number; pungutan: string; tanggal: Tanggal }>,
): Promise<string | undefined> {
  const row = await maybeRow(
    tx,
    sql<{ kode: string }>`select a.rekening_kode as kode from treasury.akun_pungutan a
    where a.skpd_id = ${at.skpdId} and a.pungutan = ${at.pungutan} and a.berlaku_mulai <= ${at.tanggal}
    order by a.berlaku_mulai desc limit 1`,
  )
  return row?.kode
}

/** @returns false when the day has an account already: what was in force is not rewritten */
export async function insertAkun(
  tx: Tx,
  one: AkunPungutan & Readonly<{ oleh: string; now: Date }>,
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into treasury.akun_pungutan (skpd_id, pungutan, berlaku_mulai, rekening_kode, sumber, dibuat_oleh, dibuat_at)
    values (${one.skpdId}, ${one.pungutan}, ${one.berlakuMulai}, ${one.rekeningKode}, ${one.sumber}, ${one.oleh}, ${one.now})
    on conflict (skpd_id, pungutan, berlaku_mulai) do nothing`,
  )
  return made === 1
}

/** Accounts of an SKPD's charges, newest first within a kind. */
export function listAkun(
  tx: Tx,
  at: Readonly<{ skpdId: number; limit: number }>,
): Promise<AkunPungutan[]> {
  return rows(
    tx,
    sql<AkunPungutan>`select a.skpd_id as "skpdId", a.pungutan, a.berlaku_mulai as "berlakuMulai",
      a.rekening_kode as "rekeningKode", a.sumber
    from treasury.akun_pungutan a where a.skpd_id = ${at.skpdId}
    order by a.pungutan, a.berlaku_mulai desc limit ${at.limit}`,
  )
}
