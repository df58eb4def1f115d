import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Cara } from '../domain/permohonan.ts'

type Json = Readonly<Record<string, unknown>>

/** An application that is being filled in. */
export type Draf = Readonly<{
  id: string
  kode: string
  versi: number
  akunId: string
  /** For whom, when it is somebody else. */
  untukAkunId: string | null
  cara: Cara
  kuasaId: string | null
  jawaban: Json
  /** Vault ids by document id. */
  berkas: Readonly<Record<string, string>>
  /** What the applicant says a register has wrong, by field. */
  sanggahan: Readonly<Record<string, string>>
  /** Pages that were answered. */
  halaman: readonly string[]
  /** Counts every change. */
  revisi: number
  /** Ids of what phones sent, newest last. */
  kiriman: readonly string[]
  diubahAt: Date
}>

const COLUMNS =
  sql.raw(`d.id, d.kode, d.versi, d.akun_id as "akunId", d.untuk_akun_id as "untukAkunId", d.cara,
  d.kuasa_id as "kuasaId", d.jawaban, d.berkas, d.sanggahan, d.halaman, d.revisi, d.kiriman, d.diubah_at as "diubahAt"`)

/** Only its own account ever finds a draft. */
export function findDraf(tx: Tx, id: string, akunId: string): Promise<Draf | undefined> {
  return maybeRow(
    tx,
    sql<Draf>`select ${COLUMNS} from services.draf d where d.id = ${id}::uuid and d.akun_id = ${akunId}::uuid`,
  )
}

export function lockDraf(tx: Tx, id: string, akunId: string): Promise<Draf | undefined> {
  return maybeRow(
    tx,
    sql<Draf>`select ${COLUMNS} from services.draf d where d.id = ${id}::uuid and d.akun_id = ${akunId}::uuid for update`,
  )
}

export function listDraf(tx: Tx, akunId: string, limit: number): Promise<Draf[]> {
  return rows(
    tx,
    sql<Draf>`select ${COLUMNS} from services.draf d where d.akun_id = ${akunId}::uuid
    order by d.diubah_at desc limit ${limit}`,
  )
}

export async function insertDraf(
  tx: Tx,
  d: Omit<Draf, 'diubahAt' | 'revisi' | 'kiriman'> & Readonly<{ at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.draf (id, kode, versi, akun_id, untuk_akun_id, cara, kuasa_id, jawaban, berkas, sanggahan,
      halaman, dibuat_at, diubah_at)
    values (${d.id}::uuid, ${d.kode}, ${d.versi}::int, ${d.akunId}::uuid, ${d.untukAkunId}::uuid, ${d.cara},
      ${d.kuasaId}::uuid, ${JSON.stringify(d.jawaban)}::jsonb, ${JSON.stringify(d.berkas)}::jsonb,
      ${JSON.stringify(d.sanggahan)}::jsonb, ${[...d.halaman]}::text[], ${d.at}, ${d.at})
    on conflict (id) do nothing`,
  )
}

export async function updateDraf(
  tx: Tx,
  d: Pick<Draf, 'id' | 'jawaban' | 'berkas' | 'sanggahan' | 'halaman' | 'versi' | 'kiriman'> &
    Readonly<{ at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update services.draf set jawaban = ${JSON.stringify(d.jawaban)}::jsonb, berkas = ${JSON.stringify(d.berkas)}::jsonb,
      sanggahan = ${JSON.stringify(d.sanggahan)}::jsonb, halaman = ${[...d.halaman]}::text[], versi = ${d.versi}::int,
      kiriman = ${[...d.kiriman]}::uuid[], revisi = revisi + 1, diubah_at = ${d.at} where id = ${d.id}::uuid`,
  )
}

export async function deleteDraf(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`delete from services.draf where id = ${id}::uuid`)
}

export function deleteOldDraf(tx: Tx, before: Date): Promise<number> {
  return run(tx, sql`delete from services.draf where diubah_at < ${before}`)
}
