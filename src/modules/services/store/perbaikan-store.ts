import { run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Butir, Perbaikan } from '../domain/permohonan.ts'

const PERBAIKAN = sql.raw(`b.id, b.tahap, b.butir, b.pesan, b.diminta_at as "dimintaAt",
  b.is_menghentikan_jam as "isMenghentikanJam", b.dijawab_at as "dijawabAt"`)

/** Fix lists of an application, the oldest first. */
export function perbaikanOf(permohonanId: string) {
  return sql<Perbaikan>`select ${PERBAIKAN} from services.perbaikan b where b.permohonan_id = ${permohonanId}::uuid
    order by b.diminta_at`
}

export async function insertPerbaikan(
  tx: Tx,
  b: Readonly<{
    id: string
    permohonanId: string
    tahap: string
    butir: readonly Butir[]
    pesan: string | null
    dimintaOleh: string | null
    at: Date
    isMenghentikanJam: boolean
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.perbaikan (id, permohonan_id, tahap, butir, pesan, diminta_oleh, diminta_at, is_menghentikan_jam)
    values (${b.id}::uuid, ${b.permohonanId}::uuid, ${b.tahap}, ${JSON.stringify(b.butir)}::jsonb, ${b.pesan},
      ${b.dimintaOleh}::uuid, ${b.at}, ${b.isMenghentikanJam})`,
  )
}

export async function answerPerbaikan(tx: Tx, permohonanId: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update services.perbaikan set dijawab_at = ${at} where permohonan_id = ${permohonanId}::uuid and dijawab_at is null`,
  )
}
