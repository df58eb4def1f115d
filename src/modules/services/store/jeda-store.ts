import { run, sql, type Tx } from '../../../platform/db/database.ts'

/** A stretch in which the applicant was at work. */
export type JedaRow = Readonly<{
  tahap: string
  isMenghentikanJam: boolean
  mulai: Date
  sampai: Date | null
}>

export function jedaOf(permohonanId: string) {
  return sql<JedaRow>`select j.tahap, j.is_menghentikan_jam as "isMenghentikanJam", j.mulai, j.sampai from services.jeda j
    where j.permohonan_id = ${permohonanId}::uuid order by j.mulai`
}

export async function insertJeda(
  tx: Tx,
  j: Readonly<{
    id: string
    permohonanId: string
    tahap: string
    sebab: 'perbaikan' | 'bayar' | 'pemohon'
    isMenghentikanJam: boolean
    mulai: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.jeda (id, permohonan_id, tahap, sebab, is_menghentikan_jam, mulai)
    values (${j.id}::uuid, ${j.permohonanId}::uuid, ${j.tahap}, ${j.sebab}, ${j.isMenghentikanJam}, ${j.mulai})`,
  )
}

export async function endJeda(tx: Tx, permohonanId: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update services.jeda set sampai = ${at} where permohonan_id = ${permohonanId}::uuid and sampai is null`,
  )
}
