import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, oneRow, rows, run, type Tx } from '../../../platform/db/database.ts'

export type Belanja = Readonly<{
  id: string
  tahun: number
  skpdId: number
  sumber: 'UP' | 'TU'
  sppTuId: string | null
  lpjId: string | null
  nomor: string
  tanggal: Tanggal
  uraian: string
  penerima: string
  kasId: string
  mataAnggaranId: string
  sppBarisId: string | null
  jumlah: Sen
  pajakKode: string | null
  pajakMulai: Tanggal | null
  pajak: Sen
  pajakSetor: Tanggal | null
  dibuatOleh: string
  dibuatAt: Date
}>

type BelanjaText = Omit<Belanja, 'jumlah' | 'pajak'> & Readonly<{ jumlah: string; pajak: string }>
const COLUMNS = sql`b.id, b.tahun, b.skpd_id as "skpdId", b.sumber, b.spp_tu_id as "sppTuId", b.lpj_id as "lpjId",
  b.nomor, b.tanggal, b.uraian, b.penerima, b.kas_id as "kasId", b.mata_anggaran_id as "mataAnggaranId",
  b.spp_baris_id as "sppBarisId", b.jumlah::text as jumlah, b.pajak_kode as "pajakKode",
  b.pajak_mulai as "pajakMulai", b.pajak::text as pajak, b.pajak_setor as "pajakSetor",
  b.dibuat_oleh as "dibuatOleh", b.dibuat_at as "dibuatAt"`
const toBelanja = (row: BelanjaText): Belanja => ({
  ...row,
  jumlah: fromDecimalString(row.jumlah),
  pajak: fromDecimalString(row.pajak),
})

export type NewBelanja = Omit<Belanja, 'lpjId' | 'pajakSetor'>

/** @returns false when this SKPD has a receipt of this number */
export async function insertBelanja(tx: Tx, one: NewBelanja): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into treasury.belanja (id, tahun, skpd_id, sumber, spp_tu_id, nomor, tanggal, uraian, penerima, kas_id,
      mata_anggaran_id, spp_baris_id, jumlah, pajak_kode, pajak_mulai, pajak, dibuat_oleh, dibuat_at)
    values (${one.id}, ${one.tahun}, ${one.skpdId}, ${one.sumber}, ${one.sppTuId}, ${one.nomor}, ${one.tanggal},
      ${one.uraian}, ${one.penerima}, ${one.kasId}, ${one.mataAnggaranId}, ${one.sppBarisId},
      ${toDecimalString(one.jumlah)}, ${one.pajakKode}, ${one.pajakMulai}, ${toDecimalString(one.pajak)},
      ${one.dibuatOleh}, ${one.dibuatAt})
    on conflict (skpd_id, tahun, nomor) do nothing`,
  )
  return made === 1
}

export type BelanjaQuestion = Readonly<{
  tahun: number
  skpdId: number
  sumber: 'UP' | 'TU'
  /** Undefined: those in no account yet. */
  lpjId?: string
}>

/** Receipts in the order of their days: of an account, or not yet in one. */
export async function listBelanja(
  tx: Tx,
  { tahun, skpdId, sumber, lpjId }: BelanjaQuestion,
): Promise<readonly Belanja[]> {
  const part = lpjId === undefined ? sql`b.lpj_id is null` : sql`b.lpj_id = ${lpjId}`
  const found = await rows(
    tx,
    sql<BelanjaText>`select ${COLUMNS} from treasury.belanja b
    where b.tahun = ${tahun} and b.skpd_id = ${skpdId} and b.sumber = ${sumber} and ${part}
    order by b.tanggal, b.id limit 2000`,
  )
  return found.map(toBelanja)
}

/** Put receipts that are in no account yet into one. @returns what they sum to */
export async function collectBelanja(
  tx: Tx,
  at: Readonly<{
    lpjId: string
    tahun: number
    skpdId: number
    sppTuId: string | null
    sampai: string
  }>,
): Promise<void> {
  const source =
    at.sppTuId === null
      ? sql`b.sumber = 'UP'`
      : sql`b.sumber = 'TU' and b.spp_tu_id = ${at.sppTuId}`
  await run(
    tx,
    sql`update treasury.belanja b set lpj_id = ${at.lpjId}
    where b.tahun = ${at.tahun} and b.skpd_id = ${at.skpdId} and ${source} and b.lpj_id is null
      and b.tanggal <= ${at.sampai}::date`,
  )
}

/** What receipts in no account yet sum to; their rows stay locked. */
export async function sumOpenBelanja(
  tx: Tx,
  at: Readonly<{ tahun: number; skpdId: number; sppTuId: string | null; sampai: string }>,
): Promise<Sen> {
  const source =
    at.sppTuId === null
      ? sql`b.sumber = 'UP'`
      : sql`b.sumber = 'TU' and b.spp_tu_id = ${at.sppTuId}`
  const row = await oneRow(
    tx,
    sql<{ jumlah: string }>`select coalesce(sum(o.jumlah), 0)::text as jumlah from (select b.jumlah
      from treasury.belanja b where b.tahun = ${at.tahun} and b.skpd_id = ${at.skpdId} and ${source}
        and b.lpj_id is null and b.tanggal <= ${at.sampai}::date order by b.id for update) o`,
  )
  return fromDecimalString(row.jumlah)
}

export async function lockBelanja(tx: Tx, id: string): Promise<Belanja | undefined> {
  const row = await maybeRow(
    tx,
    sql<BelanjaText>`select ${COLUMNS} from treasury.belanja b where b.id = ${id} for no key update`,
  )
  return row && toBelanja(row)
}

export async function saveTaxDeposit(
  tx: Tx,
  one: Readonly<{ id: string; tanggal: string; ntpn: string }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.belanja set pajak_setor = ${one.tanggal}, pajak_ntpn = ${one.ntpn} where id = ${one.id}`,
  )
}

export type TuOpen = Readonly<{
  sppId: string
  nomor: string
  sp2dId: string
  cairTanggal: Tanggal
  jumlah: Sen
  terpakai: Sen
  /** Bound budget that was given back already. */
  kembali: Sen
}>

/** TU that an SKPD was paid in a year, with what is accounted for and what came back. */
export async function listTu(
  tx: Tx,
  at: Readonly<{ tahun: number; skpdId: number }>,
): Promise<readonly TuOpen[]> {
  const found = await rows(
    tx,
    sql<
      Omit<TuOpen, 'jumlah' | 'terpakai' | 'kembali'> &
        Readonly<{ jumlah: string; terpakai: string; kembali: string }>
    >`select s.id as "sppId", s.nomor, d.id as "sp2dId", d.cair_tanggal as "cairTanggal", s.jumlah::text as jumlah,
      (select sum(b.terpakai) from treasury.spp_baris b where b.spp_id = s.id)::text as terpakai,
      (select coalesce(-sum(i.terikat), 0) from treasury.ikatan i where i.spp_id = s.id and i.sebab = 'kembali')::text as kembali
    from treasury.spp s join treasury.sp2d d on d.spp_id = s.id and d.status in ('cair', 'selesai')
    where s.tahun = ${at.tahun} and s.skpd_id = ${at.skpdId} and s.jenis = 'TU'
    order by s.dibuat_at desc, s.id desc limit 50`,
  )
  return found.map((row) => ({
    ...row,
    jumlah: fromDecimalString(row.jumlah),
    terpakai: fromDecimalString(row.terpakai),
    kembali: fromDecimalString(row.kembali),
  }))
}
