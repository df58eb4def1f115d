import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Kuasa = Readonly<{
  id: string
  pemberiAkunId: string
  penerimaAkunId: string
  jenis: 'keluarga' | 'kuasa'
  layananKode: string | null
  berlakuSampai: string
  disetujuiAt: Date | null
  dicabutAt: Date | null
}>

const KUASA =
  sql.raw(`k.id, k.pemberi_akun_id as "pemberiAkunId", k.penerima_akun_id as "penerimaAkunId", k.jenis,
  k.layanan_kode as "layananKode", k.berlaku_sampai as "berlakuSampai", k.disetujui_at as "disetujuiAt",
  k.dicabut_at as "dicabutAt"`)

/** A running power of attorney of this kind for this service; undefined when there is none. */
export function findKuasa(
  tx: Tx,
  ask: Readonly<{ pemberi: string; penerima: string; kode: string; on: string }>,
): Promise<Kuasa | undefined> {
  return maybeRow(
    tx,
    sql<Kuasa>`select ${KUASA} from services.kuasa k where k.pemberi_akun_id = ${ask.pemberi}::uuid
      and k.penerima_akun_id = ${ask.penerima}::uuid and k.dicabut_at is null and k.berlaku_sampai >= ${ask.on}::date
      and (k.layanan_kode is null or k.layanan_kode = ${ask.kode}) order by k.id desc limit 1`,
  )
}

export function listKuasa(tx: Tx, akunId: string, limit: number): Promise<Kuasa[]> {
  return rows(
    tx,
    sql<Kuasa>`select ${KUASA} from services.kuasa k where (k.pemberi_akun_id = ${akunId}::uuid or k.penerima_akun_id = ${akunId}::uuid)
      and k.dicabut_at is null order by k.id desc limit ${limit}`,
  )
}

export async function insertKuasa(
  tx: Tx,
  k: Omit<Kuasa, 'disetujuiAt' | 'dicabutAt'> & Readonly<{ at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.kuasa (id, pemberi_akun_id, penerima_akun_id, jenis, layanan_kode, berlaku_sampai, dibuat_at, disetujui_at)
    values (${k.id}::uuid, ${k.pemberiAkunId}::uuid, ${k.penerimaAkunId}::uuid, ${k.jenis}, ${k.layananKode},
      ${k.berlakuSampai}::date, ${k.at}, ${k.at})`,
  )
}

/** @returns whether there was one to revoke; either side may end it */
export async function revokeKuasa(
  tx: Tx,
  k: Readonly<{ id: string; akunId: string; at: Date }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update services.kuasa set dicabut_at = ${k.at} where id = ${k.id}::uuid and dicabut_at is null
      and (pemberi_akun_id = ${k.akunId}::uuid or penerima_akun_id = ${k.akunId}::uuid)`,
  )
  return changed === 1
}
