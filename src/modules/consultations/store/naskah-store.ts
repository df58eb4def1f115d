import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Bagian } from '../domain/naskah.ts'

export async function insertNaskah(
  tx: Tx,
  row: Readonly<{
    konsultasiId: string
    versi: number
    sidik: string
    oleh: string
    at: Date
    bagian: readonly Bagian[]
    jangkarTerpakai: number
  }>,
): Promise<void> {
  const { konsultasiId, versi } = row
  await run(
    tx,
    sql`insert into consultations.naskah (konsultasi_id, versi, sidik, oleh, dibuat_at)
    values (${konsultasiId}, ${versi}, ${row.sidik}, ${row.oleh}, ${row.at})`,
  )
  await run(
    tx,
    sql`insert into consultations.bagian (konsultasi_id, versi, urutan, jangkar, tingkat, nomor, label, teks)
    select ${konsultasiId}::uuid, ${versi}::integer, x.urutan, x.jangkar, x.tingkat, x.nomor, x.label, x.teks
    from jsonb_to_recordset(${JSON.stringify(row.bagian.map((one, at) => ({ ...one, urutan: at + 1 })))}::jsonb)
      as x (urutan integer, jangkar text, tingkat text, nomor text, label text, teks text)`,
  )
  await run(
    tx,
    sql`update consultations.konsultasi set versi = ${versi}, jangkar_terpakai = ${row.jangkarTerpakai} where id = ${konsultasiId}`,
  )
}

/** Passages of a version in their order. */
export function listBagian(tx: Tx, konsultasiId: string, versi: number): Promise<Bagian[]> {
  return rows(
    tx,
    sql<Bagian>`select b.jangkar, b.tingkat, b.nomor, b.label, b.teks from consultations.bagian b
    where b.konsultasi_id = ${konsultasiId} and b.versi = ${versi} order by b.urutan limit 1500`,
  )
}

export type Naskah = Readonly<{ versi: number; sidik: string; dibuatAt: Date }>

/** All versions of a text, the first first. */
export function listNaskah(tx: Tx, konsultasiId: string): Promise<Naskah[]> {
  return rows(
    tx,
    sql<Naskah>`select n.versi, n.sidik, n.dibuat_at as "dibuatAt" from consultations.naskah n
    where n.konsultasi_id = ${konsultasiId} order by n.versi limit 500`,
  )
}

/** Why a passage changed. */
export type Sebab = Readonly<{ jangkar: string; alasan: string | null; masukan: readonly number[] }>

export async function insertSebab(
  tx: Tx,
  at: Readonly<{ konsultasiId: string; versi: number }>,
  list: readonly Sebab[],
): Promise<void> {
  if (list.length === 0) return
  await run(
    tx,
    sql`insert into consultations.sebab (konsultasi_id, versi, jangkar, alasan, masukan)
    select ${at.konsultasiId}::uuid, ${at.versi}::integer, x.jangkar, x.alasan, x.masukan
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as x (jangkar text, alasan text, masukan integer[])`,
  )
}

/** Reasons of all versions after this one, the latest last. */
export function listSebab(tx: Tx, konsultasiId: string, sesudah: number): Promise<Sebab[]> {
  return rows(
    tx,
    sql<Sebab>`select s.jangkar, s.alasan, s.masukan from consultations.sebab s
    where s.konsultasi_id = ${konsultasiId} and s.versi > ${sesudah} order by s.versi, s.jangkar limit 5000`,
  )
}

/** What the public log holds of a consultation. */
export type Rekaman = Readonly<{
  id: string
  konsultasiId: string
  jenis: 'buka' | 'versi' | 'tutup' | 'berita-acara'
  dokumen: Readonly<Record<string, unknown>>
  at: Date
}>

export async function insertRekaman(tx: Tx, row: Rekaman): Promise<void> {
  await run(
    tx,
    sql`insert into consultations.rekaman (id, konsultasi_id, jenis, dokumen, dicatat_at)
    values (${row.id}, ${row.konsultasiId}, ${row.jenis}, ${JSON.stringify(row.dokumen)}::jsonb, ${row.at})`,
  )
}

/** Documents by their ids, with the code of the consultation they belong to. */
export function readRekaman(
  tx: Tx,
  ids: readonly string[],
): Promise<(Pick<Rekaman, 'id' | 'jenis' | 'dokumen'> & { kode: string })[]> {
  return rows(
    tx,
    sql<
      Pick<Rekaman, 'id' | 'jenis' | 'dokumen'> & { kode: string }
    >`select r.id, r.jenis, r.dokumen, k.kode
    from consultations.rekaman r join consultations.konsultasi k on k.id = r.konsultasi_id
    where r.id = any(${[...ids]}::uuid[]) order by r.id`,
  )
}

export async function listRekamanIds(
  tx: Tx,
  { after, limit }: Readonly<{ after: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select r.id from consultations.rekaman r where r.id > ${after}::uuid order by r.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}

/** The last record of one kind: minutes, closing. */
export async function findRekaman(
  tx: Tx,
  konsultasiId: string,
  jenis: Rekaman['jenis'],
): Promise<Rekaman['dokumen'] | undefined> {
  const found = await rows(
    tx,
    sql<{ dokumen: Rekaman['dokumen'] }>`select r.dokumen from consultations.rekaman r
    where r.konsultasi_id = ${konsultasiId} and r.jenis = ${jenis} order by r.id desc limit 1`,
  )
  return found[0]?.dokumen
}
