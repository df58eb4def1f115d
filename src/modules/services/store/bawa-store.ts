import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Permohonan } from '../domain/permohonan.ts'
import type { Lane } from './tugas-store.ts'

export type Taken = Pick<Permohonan, 'id' | 'nomor' | 'kode' | 'versi' | 'tahap' | 'pemilikAkunId'>

/**
 * Give tasks of these offices to an officer, those that nobody else has taken.
 *
 * @returns the applications they belong to
 */
export function takeTugas(
  tx: Tx,
  wish: Readonly<{ nomor: readonly string[]; petugasId: string; lanes: readonly Lane[] }>,
): Promise<Taken[]> {
  const lanes = wish.lanes.map(
    (lane) => sql`(t.unit_kode = ${lane.unitKode} and t.peran && ${[...lane.peran]}::text[])`,
  )
  return rows(
    tx,
    sql<Taken>`update services.tugas t set petugas_id = ${wish.petugasId}::uuid
    from services.permohonan p
    where p.nomor = any(${[...wish.nomor]}::text[]) and t.permohonan_id = p.id and not t.is_pendapat
      and (${sql.join(lanes, sql` or `)}) and (t.petugas_id is null or t.petugas_id = ${wish.petugasId}::uuid)
    returning p.id, p.nomor, p.kode, p.versi, p.tahap, p.pemilik_akun_id as "pemilikAkunId"`,
  )
}

/** Let tasks go again that this officer had taken. */
export function releaseTugas(
  tx: Tx,
  wish: Readonly<{ nomor: readonly string[]; petugasId: string }>,
): Promise<number> {
  return run(
    tx,
    sql`update services.tugas t set petugas_id = null from services.permohonan p
    where p.nomor = any(${[...wish.nomor]}::text[]) and t.permohonan_id = p.id and t.petugas_id = ${wish.petugasId}::uuid`,
  )
}

/** What an officer has taken along, least time left first. */
export function listTaken(
  tx: Tx,
  petugasId: string,
  limit: number,
): Promise<Readonly<{ nomor: string }>[]> {
  return rows(
    tx,
    sql<{
      nomor: string
    }>`select p.nomor from services.tugas t join services.permohonan p on p.id = t.permohonan_id
    where t.petugas_id = ${petugasId}::uuid order by t.tenggat_at, t.id limit ${limit}`,
  )
}
