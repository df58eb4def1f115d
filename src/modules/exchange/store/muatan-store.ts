import { sql } from 'kysely'
import { toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'
import type { DokumenLuar, JenisTukar } from '../domain/bentuk.ts'

export type Muatan = Readonly<{
  id: string
  bentukKode: string
  bentukNama: string
  jenis: JenisTukar
  isTerverifikasi: boolean
  tahun: number
  berkas: string
  sha256: string
  baris: number
  nilai: string
  oleh: string
  waktu: Date
}>

const COLUMNS = sql`m.id::text as id, m.bentuk_kode as "bentukKode", b.nama as "bentukNama", b.jenis,
  b.is_terverifikasi as "isTerverifikasi", m.tahun, m.berkas, m.sha256, m.baris, m.nilai::text as nilai, m.oleh, m.waktu`

export function listMuatan(tx: Tx, limit: number): Promise<Muatan[]> {
  return rows(
    tx,
    sql<Muatan>`select ${COLUMNS} from exchange.muatan m join exchange.bentuk b on b.kode = m.bentuk_kode
    order by m.waktu desc, m.id limit ${limit}`,
  )
}

export function findMuatan(tx: Tx, id: string): Promise<Muatan | undefined> {
  return maybeRow(
    tx,
    sql<Muatan>`select ${COLUMNS} from exchange.muatan m join exchange.bentuk b on b.kode = m.bentuk_kode where m.id = ${id}::uuid`,
  )
}

export type NewMuatan = Readonly<{
  id: string
  bentukKode: string
  tahun: number
  berkas: string
  sha256: string
  baris: number
  nilai: string
  oleh: string
  now: Date
}>

/** @returns false when the same bytes were taken in before */
export async function insertMuatan(tx: Tx, row: NewMuatan): Promise<boolean> {
  const added = await run(
    tx,
    sql`insert into exchange.muatan (id, bentuk_kode, tahun, berkas, sha256, baris, nilai, oleh, waktu)
    values (${row.id}, ${row.bentukKode}, ${row.tahun}, ${row.berkas}, ${row.sha256}, ${row.baris}, ${row.nilai}, ${row.oleh}, ${row.now})
    on conflict (bentuk_kode, tahun, sha256) do nothing`,
  )
  return added > 0
}

export function insertDokumen(
  tx: Tx,
  muatanId: string,
  dokumen: readonly DokumenLuar[],
): Promise<number> {
  const lines = JSON.stringify(
    dokumen.map((one) => ({
      ...one,
      nilai: toDecimalString(one.nilai),
      tanggal: one.tanggal ?? null,
    })),
  )
  return run(
    tx,
    sql`insert into exchange.dokumen (muatan_id, baris, kunci, nomor, tanggal, skpd_kode, sub_kode, rekening_kode, uraian, nilai)
    select ${muatanId}::uuid, d.baris, d.kunci, d.nomor, d.tanggal, d."skpdKode", d."subKode", d."rekeningKode", d.uraian, d.nilai
    from jsonb_to_recordset(${lines}::jsonb) as d (baris int, kunci text, nomor text, tanggal date, "skpdKode" text, "subKode" text,
      "rekeningKode" text, uraian text, nilai numeric)`,
  )
}
