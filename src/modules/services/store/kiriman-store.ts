import { maybeRow, run, sql, type Tx } from '../../../platform/db/database.ts'

type Json = Readonly<Record<string, unknown>>

/** An inspection that came from a phone: used for its step, or kept beside a case that had moved on. */
export type Kiriman = Readonly<{
  id: string
  permohonanId: string
  akunId: string
  tahap: string
  tindakan: string
  hasil: 'dipakai' | 'susulan'
  isian: Json
  alasan: string | null
  diisiAt: Date
  diterimaAt: Date
}>

const COLUMNS =
  sql.raw(`k.id, k.permohonan_id as "permohonanId", k.akun_id as "akunId", k.tahap, k.tindakan,
  k.hasil, k.isian, k.alasan, k.diisi_at as "diisiAt", k.diterima_at as "diterimaAt"`)

/** Of the application this transaction opened; row-level security shows no other. */
export function findKiriman(
  tx: Tx,
  key: Readonly<{ id: string; permohonanId: string }>,
): Promise<Kiriman | undefined> {
  return maybeRow(
    tx,
    sql<Kiriman>`select ${COLUMNS} from services.kiriman_lapangan k
    where k.id = ${key.id}::uuid and k.permohonan_id = ${key.permohonanId}::uuid`,
  )
}

/** @returns false when the id was used before */
export async function insertKiriman(tx: Tx, k: Kiriman): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into services.kiriman_lapangan (id, permohonan_id, akun_id, tahap, tindakan, hasil, isian, alasan, diisi_at,
      diterima_at)
    values (${k.id}::uuid, ${k.permohonanId}::uuid, ${k.akunId}::uuid, ${k.tahap}, ${k.tindakan}, ${k.hasil},
      ${JSON.stringify(k.isian)}::jsonb, ${k.alasan}, ${k.diisiAt}, ${k.diterimaAt}) on conflict (id) do nothing`,
  )
  return made === 1
}

/** What came too late for its step, oldest first. */
export function susulanOf(permohonanId: string, limit: number) {
  return sql<Kiriman>`select ${COLUMNS} from services.kiriman_lapangan k
    where k.permohonan_id = ${permohonanId}::uuid and k.hasil = 'susulan' order by k.diterima_at, k.id limit ${limit}`
}
