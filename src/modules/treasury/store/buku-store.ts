import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import {
  fromDecimalString,
  type Sen,
  subtractSen,
  sumSen,
  toDecimalString,
} from '../../../kernel/money.ts'
import { maybeRow, oneRow, rows, run, type Tx } from '../../../platform/db/database.ts'
import type { JenisKas } from './dana-store.ts'

export type BukuLine = Readonly<{
  id: string
  tanggal: Tanggal
  kas: JenisKas
  nomor: string
  uraian: string
  masuk: Sen
  keluar: Sen
  saldo: Sen
}>

export type BukuQuestion = Readonly<{
  skpdId: number
  /** Pots the book is of. */
  jenis: readonly JenisKas[]
  dari: string
  sampai: string
}>

const OF_BOOK = (at: BukuQuestion) => sql`treasury.mutasi m join treasury.kas k on k.id = m.kas_id
    where k.skpd_id = ${at.skpdId} and k.jenis = any(${[...at.jenis]}::text[])`

export type Saldo = Readonly<{ awal: Sen; masuk: Sen; keluar: Sen; akhir: Sen }>

/** What the pots of a book held before the first day, what came and went since, and what they held after the last. */
export async function readSaldo(tx: Tx, at: BukuQuestion): Promise<Saldo> {
  const row = await oneRow(
    tx,
    sql<{ awal: string; masuk: string; keluar: string }>`select
      coalesce(sum(m.masuk - m.keluar) filter (where m.tanggal < ${at.dari}::date), 0)::text as awal,
      coalesce(sum(m.masuk) filter (where m.tanggal >= ${at.dari}::date), 0)::text as masuk,
      coalesce(sum(m.keluar) filter (where m.tanggal >= ${at.dari}::date), 0)::text as keluar
    from ${OF_BOOK(at)} and m.tanggal <= ${at.sampai}::date`,
  )
  const awal = fromDecimalString(row.awal)
  const masuk = fromDecimalString(row.masuk)
  const keluar = fromDecimalString(row.keluar)
  return { awal, masuk, keluar, akhir: subtractSen(sumSen([awal, masuk]), keluar) }
}

/** A line of a book to go on after. */
export type BukuKey = Pick<BukuLine, 'tanggal' | 'id'>

/** Lines of a stretch of days, some at a time, with the balance after each. */
export async function listBuku(
  tx: Tx,
  at: BukuQuestion,
  { after, limit }: Readonly<{ after?: BukuKey | undefined; limit: number }>,
): Promise<readonly BukuLine[]> {
  const isBefore =
    after === undefined
      ? sql`m.tanggal < ${at.dari}::date`
      : sql`(m.tanggal, m.id) <= (${after.tanggal}::date, ${after.id}::bigint)`
  const isFurther =
    after === undefined
      ? sql`m.tanggal >= ${at.dari}::date`
      : sql`(m.tanggal, m.id) > (${after.tanggal}::date, ${after.id}::bigint)`
  const found = await rows(
    tx,
    sql<
      Omit<BukuLine, 'masuk' | 'keluar' | 'saldo'> &
        Readonly<{ masuk: string; keluar: string; saldo: string }>
    >`select b.id::text as id, b.tanggal, b.kas, b.nomor, b.uraian, b.masuk::text as masuk, b.keluar::text as keluar,
      ((select coalesce(sum(m.masuk - m.keluar), 0) from ${OF_BOOK(at)} and ${isBefore})
        + sum(b.masuk - b.keluar) over (order by b.tanggal, b.id))::text as saldo
    from (
      select m.id, m.tanggal, k.jenis as kas, m.dokumen_nomor as nomor, m.uraian, m.masuk, m.keluar
      from ${OF_BOOK(at)} and ${isFurther} and m.tanggal <= ${at.sampai}::date
      order by m.tanggal, m.id limit ${limit}) b
    order by b.tanggal, b.id`,
  )
  return found.map((row) => ({
    ...row,
    masuk: fromDecimalString(row.masuk),
    keluar: fromDecimalString(row.keluar),
    saldo: fromDecimalString(row.saldo),
  }))
}

type Month = Readonly<{ skpdId: number; tahun: number; bulan: number }>

export type TutupKas = Readonly<{
  saldoBuku: Sen
  saldoBank: Sen
  tunai: Sen
  penjelasan: string | null
  ditutupAt: Date
}>

export async function findTutup(tx: Tx, at: Month): Promise<TutupKas | undefined> {
  const row = await maybeRow(
    tx,
    sql<{
      saldoBuku: string
      saldoBank: string
      tunai: string
      penjelasan: string | null
      ditutupAt: Date
    }>`select t.saldo_buku::text as "saldoBuku", t.saldo_bank::text as "saldoBank", t.tunai::text as tunai,
      t.penjelasan, t.ditutup_at as "ditutupAt"
    from treasury.tutup_kas t where t.skpd_id = ${at.skpdId} and t.tahun = ${at.tahun} and t.bulan = ${at.bulan}`,
  )
  return (
    row && {
      ...row,
      saldoBuku: fromDecimalString(row.saldoBuku),
      saldoBank: fromDecimalString(row.saldoBank),
      tunai: fromDecimalString(row.tunai),
    }
  )
}

export type NewTutup = Month & TutupKas & Readonly<{ id: string; ditutupOleh: string }>

/** @returns false when the month is closed already */
export async function insertTutup(tx: Tx, one: NewTutup): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into treasury.tutup_kas (id, skpd_id, tahun, bulan, saldo_buku, saldo_bank, tunai, penjelasan,
      ditutup_oleh, ditutup_at)
    values (${one.id}, ${one.skpdId}, ${one.tahun}, ${one.bulan}, ${toDecimalString(one.saldoBuku)},
      ${toDecimalString(one.saldoBank)}, ${toDecimalString(one.tunai)}, ${one.penjelasan}, ${one.ditutupOleh},
      ${one.ditutupAt})
    on conflict (skpd_id, tahun, bulan) do nothing`,
  )
  return made === 1
}

export type JenisSpj = 'administratif' | 'fungsional'
export type Spj = Readonly<{
  id: string
  skpdId: number
  jenis: JenisSpj
  batas: Tanggal
  dikirimAt: Date
  dikirimOleh: string
  diterimaAt: Date | null
}>

const SPJ = sql`s.id, s.skpd_id as "skpdId", s.jenis, s.batas, s.dikirim_at as "dikirimAt",
  s.dikirim_oleh as "dikirimOleh", s.diterima_at as "diterimaAt"`

export function listSpj(tx: Tx, at: Month): Promise<Spj[]> {
  return rows(
    tx,
    sql<Spj>`select ${SPJ} from treasury.spj s
    where s.skpd_id = ${at.skpdId} and s.tahun = ${at.tahun} and s.bulan = ${at.bulan} order by s.jenis`,
  )
}

export function lockSpj(tx: Tx, id: string): Promise<Spj | undefined> {
  return maybeRow(
    tx,
    sql<Spj>`select ${SPJ} from treasury.spj s where s.id = ${id} for no key update`,
  )
}

export type NewSpj = Month &
  Readonly<{
    id: string
    jenis: JenisSpj
    batas: Tanggal
    dikirimAt: Date
    dikirimOleh: string
    isi: unknown
  }>

/** @returns false when it was handed in already */
export async function insertSpj(tx: Tx, one: NewSpj): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into treasury.spj (id, skpd_id, tahun, bulan, jenis, batas, dikirim_at, dikirim_oleh, isi)
    values (${one.id}, ${one.skpdId}, ${one.tahun}, ${one.bulan}, ${one.jenis}, ${one.batas}, ${one.dikirimAt},
      ${one.dikirimOleh}, ${JSON.stringify(one.isi)}::jsonb)
    on conflict (skpd_id, tahun, bulan, jenis) do nothing`,
  )
  return made === 1
}

export async function receiveSpj(
  tx: Tx,
  one: Readonly<{ id: string; oleh: string; now: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.spj set diterima_at = ${one.now}, diterima_oleh = ${one.oleh} where id = ${one.id}`,
  )
}
