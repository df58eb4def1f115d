import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Permohonan } from '../domain/permohonan.ts'

export type OwnData = Pick<
  Permohonan,
  'id' | 'nomor' | 'kode' | 'versi' | 'tahap' | 'akhir' | 'diajukanAt' | 'selesaiAt'
>

/** Everything somebody applied for, newest first. */
export function listOwnData(tx: Tx, akunId: string, limit: number): Promise<OwnData[]> {
  return rows(
    tx,
    sql<OwnData>`select p.id, p.nomor, p.kode, p.versi, p.tahap, p.akhir, p.diajukan_at as "diajukanAt",
      p.selesai_at as "selesaiAt" from services.permohonan p where p.pemilik_akun_id = ${akunId}::uuid
    order by p.diajukan_at desc, p.id desc limit ${limit}`,
  )
}

/** The answers of an application this transaction opened are emptied; that there was one stays. */
export async function anonymiseOwner(tx: Tx, permohonanId: string): Promise<void> {
  await run(
    tx,
    sql`update services.isian set jawaban = '{}', register = '{}', tindakan = '{}', sanggahan = '{}'
    where permohonan_id = ${permohonanId}::uuid`,
  )
}

/** Figures beside opinions go with the answers they rest on. */
export async function emptyIsianPendapatOf(tx: Tx, permohonanId: string): Promise<void> {
  await run(
    tx,
    sql`update services.isian_pendapat set isian = '{}' where permohonan_id = ${permohonanId}::uuid`,
  )
}

/** What officers filled in on the spot too late for a step goes with the answers. */
export async function emptyKirimanOf(tx: Tx, permohonanId: string): Promise<void> {
  await run(
    tx,
    sql`update services.kiriman_lapangan set isian = '{}', alasan = null where permohonan_id = ${permohonanId}::uuid`,
  )
}

export async function deleteDraftsOf(tx: Tx, akunId: string): Promise<void> {
  await run(
    tx,
    sql`delete from services.draf where akun_id = ${akunId}::uuid or untuk_akun_id = ${akunId}::uuid`,
  )
}
