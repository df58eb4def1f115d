import { sql } from 'kysely'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'
import type { BarisKode, KodeAda, RencanaMuat, TabelKode } from '../domain/muatan.ts'

const TABLES = {
  rekening: sql.table('fiscal.rekening'),
  nomenklatur: sql.table('fiscal.nomenklatur'),
  skpd: sql.table('fiscal.skpd'),
  sumber_dana: sql.table('fiscal.sumber_dana'),
} as const

/** Codes in force from a year on. */
export function listKodeAda(tx: Tx, tabel: TabelKode, mulai: number): Promise<KodeAda[]> {
  return rows(
    tx,
    sql<KodeAda>`select t.id, t.kode, t.nama, t.induk_kode as "indukKode" from ${TABLES[tabel]} t
    where t.tahun_mulai <= ${mulai} and coalesce(t.tahun_sampai, 2100) >= ${mulai}`,
  )
}

/** End codes with the year before `mulai`. */
export function closeKode(
  tx: Tx,
  tabel: TabelKode,
  ids: readonly number[],
  mulai: number,
): Promise<number> {
  return run(
    tx,
    sql`update ${TABLES[tabel]} set tahun_sampai = ${mulai - 1} where id = any(${ids}::int[])`,
  )
}

export type KodeBaru = BarisKode & Readonly<{ di: string | undefined }>
type From = Readonly<{ mulai: number; dasar: string }>

/** Insert codes; what each hangs under is checked when the transaction ends. */
export function insertKode(
  tx: Tx,
  tabel: TabelKode,
  baru: readonly KodeBaru[],
  from: From,
): Promise<number> {
  const lines = baru.map((row) => ({
    kode: row.kode,
    nama: row.nama,
    di: row.di ?? null,
    level: row.kode.split('.').length,
    saldo_normal: row.saldoNormal ?? 'D',
    jenis: row.jenis ?? '',
    unit_kode: row.unitKode ?? null,
    is_ditentukan: row.isDitentukan ?? false,
    is_terverifikasi: row.isTerverifikasi,
  }))
  return run(tx, INSERTS[tabel](JSON.stringify(lines), from))
}

const LINES = sql`as b (kode text, nama text, di text, level int, saldo_normal text, jenis text, unit_kode text,
  is_ditentukan boolean, is_terverifikasi boolean)`

const INSERTS = {
  rekening: (json: string, { mulai, dasar }: From) => sql`
    insert into fiscal.rekening (kode, level, induk_kode, nama, saldo_normal, tahun_mulai, dasar, is_terverifikasi)
    select b.kode, b.level, b.di, b.nama, b.saldo_normal, ${mulai}, ${dasar}, b.is_terverifikasi
    from jsonb_to_recordset(${json}::jsonb) ${LINES}`,
  nomenklatur: (json: string, { mulai, dasar }: From) => sql`
    insert into fiscal.nomenklatur (kode, jenis, induk_kode, nama, tahun_mulai, dasar, is_terverifikasi)
    select b.kode, b.jenis, b.di, b.nama, ${mulai}, ${dasar}, b.is_terverifikasi
    from jsonb_to_recordset(${json}::jsonb) ${LINES}`,
  skpd: (json: string, { mulai }: From) => sql`
    insert into fiscal.skpd (kode, nama, jenis, induk_kode, unit_kode, tahun_mulai)
    select b.kode, b.nama, b.jenis, b.di, b.unit_kode, ${mulai}
    from jsonb_to_recordset(${json}::jsonb) ${LINES}`,
  sumber_dana: (json: string, { mulai, dasar }: From) => sql`
    insert into fiscal.sumber_dana (kode, nama, induk_kode, is_ditentukan, tahun_mulai, dasar, is_terverifikasi)
    select b.kode, b.nama, b.di, b.is_ditentukan, ${mulai}, ${dasar}, b.is_terverifikasi
    from jsonb_to_recordset(${json}::jsonb) ${LINES}`,
} as const

/** Write which code followed which, by their codes in the new year. */
export function insertPadanan(
  tx: Tx,
  tabel: TabelKode,
  pairs: RencanaMuat['padanan'],
  mulai: number,
): Promise<number> {
  const lines = JSON.stringify(pairs.map(({ dari, ke, cara }) => ({ dari: dari.id, ke, cara })))
  return run(
    tx,
    sql`insert into fiscal.padanan (jenis, dari_id, ke_id, cara)
    select ${tabel}, b.dari, k.id, b.cara from jsonb_to_recordset(${lines}::jsonb) as b (dari int, ke text, cara text)
    join ${TABLES[tabel]} k on k.kode = b.ke and k.tahun_mulai <= ${mulai} and coalesce(k.tahun_sampai, 2100) >= ${mulai}`,
  )
}

export type MuatanRow = Readonly<{
  id: string
  apa: string
  sumber: string
  sha256: string
  baris: number
  oleh: string
  now: Date
}>

export function insertMuatan(tx: Tx, row: MuatanRow): Promise<number> {
  return run(
    tx,
    sql`insert into fiscal.muatan (id, apa, sumber, sha256, baris, oleh, waktu)
    values (${row.id}, ${row.apa}, ${row.sumber}, ${row.sha256}, ${row.baris}, ${row.oleh}, ${row.now})`,
  )
}

/** The hash of what was last loaded under a name. */
export function findLastMuatan(
  tx: Tx,
  apa: string,
): Promise<Readonly<{ sha256: string }> | undefined> {
  return maybeRow(
    tx,
    sql<{
      sha256: string
    }>`select m.sha256 from fiscal.muatan m where m.apa = ${apa} order by m.waktu desc limit 1`,
  )
}

export type PolaNomor = Readonly<{
  jenis: string
  tahunMulai: number
  lingkup: string
  pola: string
  isTerverifikasi: boolean
  sumber: string
}>

/** Add patterns of numbers; one that is there stays as the region has it. */
export function insertPola(tx: Tx, pola: readonly PolaNomor[]): Promise<number> {
  return run(
    tx,
    sql`insert into fiscal.pola_nomor (jenis, tahun_mulai, pola, lingkup, sumber, is_terverifikasi)
    select p.jenis, p."tahunMulai", p.pola, p.lingkup, p.sumber, p."isTerverifikasi"
    from jsonb_to_recordset(${JSON.stringify(pola)}::jsonb)
      as p (jenis text, "tahunMulai" int, pola text, lingkup text, sumber text, "isTerverifikasi" boolean)
    on conflict (jenis, tahun_mulai) do nothing`,
  )
}
