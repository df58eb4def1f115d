import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { BarisJurnal, JenisJurnal } from '../domain/jurnal.ts'
import type { Posted } from '../types.ts'

/** A journal ready to be stored. */
export type JurnalRow = Readonly<{
  nomor: string
  tahun: number
  tanggal: string
  jenis: JenisJurnal
  kelas: number
  skpdId: number
  uraian: string
  dokumenJenis: string
  dokumenId: string
  dokumenNomor: string
  peristiwa: string | null
  bagian: number
  membalikId: string | null
  jumlah: Sen
  oleh: string
  at: Date
  baris: readonly BarisJurnal[]
}>

const NO_SEN = '0'
const amount = (value: Sen) => (value === 0n ? NO_SEN : toDecimalString(value))

/** Headers and lines in one statement, in the order given. */
export async function insertJurnal(tx: Tx, journals: readonly JurnalRow[]): Promise<Posted[]> {
  const of = <Value>(pick: (row: JurnalRow) => Value) => journals.map(pick)
  const lines = journals.flatMap(({ baris }, at) =>
    baris.map((line, index) => ({ line, urutan: index + 1, kepala: at + 1 })),
  )
  const ofLine = <Value>(pick: (line: BarisJurnal) => Value) => lines.map(({ line }) => pick(line))
  return rows(
    tx,
    sql<Posted>`with kepala as (
      insert into accounting.jurnal (nomor, tahun, tanggal, jenis, kelas, skpd_id, uraian, dokumen_jenis, dokumen_id,
        dokumen_nomor, peristiwa, bagian, membalik_id, jumlah_debit, jumlah_kredit, jumlah_baris, dibuat_oleh, dibuat_at)
      select k.nomor, k.tahun, k.tanggal, k.jenis, k.kelas, k.skpd_id, k.uraian, k.dokumen_jenis, k.dokumen_id,
        k.dokumen_nomor, k.peristiwa, k.bagian, k.membalik_id, k.jumlah, k.jumlah, k.banyak, k.oleh, k.at
      from unnest(${of((row) => row.nomor)}::text[], ${of((row) => row.tahun)}::int[], ${of((row) => row.tanggal)}::date[],
        ${of((row) => row.jenis)}::text[], ${of((row) => row.kelas)}::smallint[], ${of((row) => row.skpdId)}::int[],
        ${of((row) => row.uraian)}::text[], ${of((row) => row.dokumenJenis)}::text[], ${of((row) => row.dokumenId)}::text[],
        ${of((row) => row.dokumenNomor)}::text[], ${of((row) => row.peristiwa)}::text[], ${of((row) => row.bagian)}::int[],
        ${of((row) => row.membalikId)}::bigint[], ${of((row) => amount(row.jumlah))}::numeric[],
        ${of((row) => row.baris.length)}::smallint[], ${of((row) => row.oleh)}::text[], ${of((row) => row.at)}::timestamptz[])
        with ordinality as k (nomor, tahun, tanggal, jenis, kelas, skpd_id, uraian, dokumen_jenis, dokumen_id, dokumen_nomor,
          peristiwa, bagian, membalik_id, jumlah, banyak, oleh, at, urut)
      order by k.urut
      returning id, nomor, skpd_id, tahun, tanggal
    ), baris as (
      insert into accounting.jurnal_baris (jurnal_id, urutan, skpd_id, tahun, tanggal, rekening_id, debit, kredit,
        rekening_anggaran_id, mata_anggaran_id, sub_kegiatan_id)
      select k.id, b.urutan, k.skpd_id, k.tahun, k.tanggal, b.rekening_id, b.debit, b.kredit, b.rekening_anggaran_id,
        b.mata_anggaran_id, b.sub_kegiatan_id
      from unnest(${lines.map(({ kepala }) => journals[kepala - 1]?.nomor ?? '')}::text[], ${lines.map(({ urutan }) => urutan)}::smallint[],
        ${ofLine((line) => line.rekeningId)}::int[], ${ofLine((line) => amount(line.debitSen))}::numeric[],
        ${ofLine((line) => amount(line.kreditSen))}::numeric[], ${ofLine((line) => line.rekeningAnggaranId ?? null)}::int[],
        ${ofLine((line) => line.mataAnggaranId ?? null)}::uuid[], ${ofLine((line) => line.subKegiatanId ?? null)}::int[])
        as b (nomor, urutan, rekening_id, debit, kredit, rekening_anggaran_id, mata_anggaran_id, sub_kegiatan_id)
      join kepala k on k.nomor = b.nomor
    )
    select k.id::text as id, k.nomor from kepala k order by k.id`,
  )
}

/** @returns places in the list of those that are journalled already, the first is 1 */
export async function listDoubles(
  tx: Tx,
  asked: readonly Readonly<{ jenis: string; id: string; peristiwa: string; bagian: number }>[],
): Promise<ReadonlySet<number>> {
  const found = await rows(
    tx,
    sql<{ urut: number }>`select distinct t.urut::int as urut
    from unnest(${asked.map(({ jenis }) => jenis)}::text[], ${asked.map(({ id }) => id)}::text[],
      ${asked.map(({ peristiwa }) => peristiwa)}::text[], ${asked.map(({ bagian }) => bagian)}::int[])
      with ordinality as t (jenis, id, peristiwa, bagian, urut)
    join accounting.jurnal j on j.dokumen_jenis = t.jenis and j.dokumen_id = t.id and j.peristiwa = t.peristiwa
      and j.bagian = t.bagian`,
  )
  return new Set(found.map(({ urut }) => urut))
}

/** A stored journal, and what took it back. */
export type JurnalHead = Omit<JurnalRow, 'bagian' | 'baris'> &
  Readonly<{
    id: string
    dibalikId: string | null
    dibalikNomor: string | null
  }>
type HeadRow = Omit<JurnalHead, 'jumlah'> & Readonly<{ jumlah: string }>

const HEAD = sql`j.id::text as id, j.nomor, j.tahun, j.tanggal, j.jenis, j.kelas, j.skpd_id as "skpdId", j.uraian,
  j.dokumen_jenis as "dokumenJenis", j.dokumen_id as "dokumenId", j.dokumen_nomor as "dokumenNomor", j.peristiwa,
  j.membalik_id::text as "membalikId", balik.id::text as "dibalikId", balik.nomor as "dibalikNomor",
  j.jumlah_debit::text as jumlah, j.dibuat_oleh as oleh, j.dibuat_at as at
  from accounting.jurnal j left join accounting.jurnal balik on balik.membalik_id = j.id`
const toHead = (row: HeadRow): JurnalHead => ({ ...row, jumlah: fromDecimalString(row.jumlah) })

export async function findJurnal(tx: Tx, id: string): Promise<JurnalHead | undefined> {
  const row = await maybeRow(tx, sql<HeadRow>`select ${HEAD} where j.id = ${id}::bigint`)
  return row && toHead(row)
}

export type JurnalPage = Readonly<{
  tahun: number
  sampai: string
  skpdIds: readonly number[]
  before?: Readonly<{ tanggal: string; id: string }> | undefined
  limit: number
}>

/** Newest first. Over several books each gives its newest, so that one index answers. */
export async function listJurnal(
  tx: Tx,
  { tahun, sampai, skpdIds, before, limit }: JurnalPage,
): Promise<JurnalHead[]> {
  const after =
    before === undefined
      ? sql`true`
      : sql`(j.tanggal, j.id) < (${before.tanggal}::date, ${before.id}::bigint)`
  const found = await rows(
    tx,
    sql<HeadRow>`select ${HEAD}
    where j.id in (
      select p.id from unnest(${[...skpdIds]}::int[]) as buku (skpd_id)
      cross join lateral (
        select j.tanggal, j.id from accounting.jurnal j where j.skpd_id = buku.skpd_id and j.tahun = ${tahun} and j.tanggal <= ${sampai}::date and ${after}
        order by j.tanggal desc, j.id desc limit ${limit}) p
      order by p.tanggal desc, p.id desc limit ${limit})
    order by j.tanggal desc, j.id desc limit ${limit}`,
  )
  return found.map(toHead)
}

type LineRow = Omit<BarisJurnal, 'debitSen' | 'kreditSen'> &
  Readonly<{ debit: string; kredit: string }>

export async function listBaris(tx: Tx, jurnalId: string): Promise<BarisJurnal[]> {
  const found = await rows(
    tx,
    sql<LineRow>`select b.rekening_id as "rekeningId", b.debit::text as debit, b.kredit::text as kredit,
      b.mata_anggaran_id as "mataAnggaranId", b.sub_kegiatan_id as "subKegiatanId",
      b.rekening_anggaran_id as "rekeningAnggaranId"
    from accounting.jurnal_baris b where b.jurnal_id = ${jurnalId}::bigint order by b.urutan`,
  )
  return found.map(({ debit, kredit, ...line }) => ({
    ...line,
    debitSen: fromDecimalString(debit),
    kreditSen: fromDecimalString(kredit),
  }))
}

export function listOfDokumen(
  tx: Tx,
  { jenis, id }: Readonly<{ jenis: string; id: string }>,
): Promise<Posted[]> {
  return rows(
    tx,
    sql<Posted>`select j.id::text as id, j.nomor from accounting.jurnal j
    where j.dokumen_jenis = ${jenis} and j.dokumen_id = ${id} and j.membalik_id is null
      and not exists (select 1 from accounting.jurnal balik where balik.membalik_id = j.id)
    order by j.id limit 1000`,
  )
}

export type EntryPage = Readonly<{
  rekeningId: number
  skpdId: number
  tahun: number
  sampai: string
  after?: Readonly<{ tanggal: string; jurnalId: string; urutan: number }> | undefined
  limit: number
}>

export type Entry = Readonly<{
  jurnalId: string
  urutan: number
  nomor: string
  tanggal: string
  uraian: string
  dokumenNomor: string
  kelas: number
  debitSen: Sen
  kreditSen: Sen
}>

/** The sheet of an account in a book, oldest first. */
export async function listEntries(tx: Tx, page: EntryPage): Promise<Entry[]> {
  const { rekeningId, skpdId, tahun, sampai, after, limit } = page
  const from =
    after === undefined
      ? sql`true`
      : sql`(b.tanggal, b.jurnal_id, b.urutan) > (${after.tanggal}::date, ${after.jurnalId}::bigint, ${after.urutan}::smallint)`
  const found = await rows(
    tx,
    sql<Omit<Entry, 'debitSen' | 'kreditSen'> & Readonly<{ debit: string; kredit: string }>>`
    select b.jurnal_id::text as "jurnalId", b.urutan, j.nomor, b.tanggal, j.uraian, j.kelas,
      j.dokumen_nomor as "dokumenNomor", b.debit::text as debit, b.kredit::text as kredit
    from accounting.jurnal_baris b join accounting.jurnal j on j.id = b.jurnal_id
    where b.rekening_id = ${rekeningId} and b.skpd_id = ${skpdId} and b.tahun = ${tahun} and b.tanggal <= ${sampai}::date
      and ${from}
    order by b.tanggal, b.jurnal_id, b.urutan limit ${limit}`,
  )
  return found.map(({ debit, kredit, ...entry }) => ({
    ...entry,
    debitSen: fromDecimalString(debit),
    kreditSen: fromDecimalString(kredit),
  }))
}

/** Has the book its closing journal of the year, one that stands? */
export async function isClosed(tx: Tx, skpdId: number, tahun: number): Promise<boolean> {
  const { closed } = await oneRow(
    tx,
    sql<{ closed: boolean }>`select exists (
      select 1 from accounting.jurnal j where j.skpd_id = ${skpdId} and j.tahun = ${tahun} and j.jenis = 'penutup'
        and not exists (select 1 from accounting.jurnal balik where balik.membalik_id = j.id)) as closed`,
  )
  return closed
}

/** How often the book was closed for the year, closings taken back included. */
export async function countClosings(tx: Tx, skpdId: number, tahun: number): Promise<number> {
  const { kali } = await oneRow(
    tx,
    sql<{ kali: number }>`select coalesce(max(j.bagian), 0)::int as kali from accounting.jurnal j
    where j.skpd_id = ${skpdId} and j.tahun = ${tahun} and j.jenis = 'penutup'`,
  )
  return kali
}

/** Has the book an opening balance of the year that stands? */
export async function hasOpening(tx: Tx, skpdId: number, tahun: number): Promise<boolean> {
  const { opened } = await oneRow(
    tx,
    sql<{ opened: boolean }>`select exists (
      select 1 from accounting.jurnal j where j.skpd_id = ${skpdId} and j.tahun = ${tahun} and j.jenis = 'saldo-awal'
        and j.tanggal = make_date(${tahun}, 1, 1)
        and not exists (select 1 from accounting.jurnal balik where balik.membalik_id = j.id)) as opened`,
  )
  return opened
}

/** A book's year-end is one person's at a time. */
export async function lockBook(tx: Tx, skpdId: number, tahun: number): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(7303, ${skpdId} * 100 + ${tahun} % 100)`)
}

export type BookStateRow = Readonly<{
  skpdId: number
  isClosed: boolean
  hasOpening: boolean
  hasUsulan: boolean
}>

/** Every book with a closing or a proposal of the year, or an opening of the next. */
export function listBookStates(tx: Tx, tahun: number): Promise<BookStateRow[]> {
  return rows(
    tx,
    sql<BookStateRow>`select s.skpd_id as "skpdId", bool_or(s.tutup) as "isClosed", bool_or(s.buka) as "hasOpening",
      bool_or(s.usul) as "hasUsulan"
    from (
      select j.skpd_id, j.jenis = 'penutup' as tutup, j.jenis = 'saldo-awal' as buka, false as usul
      from accounting.jurnal j
      where ((j.jenis = 'penutup' and j.tahun = ${tahun})
        or (j.jenis = 'saldo-awal' and j.tahun = ${tahun} + 1 and j.tanggal = make_date(${tahun} + 1, 1, 1)))
        and not exists (select 1 from accounting.jurnal balik where balik.membalik_id = j.id)
      union all
      select u.skpd_id, false, false, true from accounting.usulan_jurnal u where u.tahun = ${tahun} and u.status = 'menunggu'
    ) s group by s.skpd_id order by s.skpd_id`,
  )
}

/** Books in which anything was journalled in a year. */
export async function listUsedBooks(
  tx: Tx,
  tahun: number,
  skpdIds: readonly number[],
): Promise<readonly number[]> {
  const found = await rows(
    tx,
    sql<{ id: number }>`select s.id from unnest(${[...skpdIds]}::integer[]) as s (id)
    where exists (select 1 from accounting.jurnal j where j.skpd_id = s.id and j.tahun = ${tahun}) order by s.id`,
  )
  return found.map(({ id }) => id)
}
