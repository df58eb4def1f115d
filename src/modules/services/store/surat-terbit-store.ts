import { run, sql, type Tx } from '../../../platform/db/database.ts'

export async function insertSuratTerbit(
  tx: Tx,
  s: Readonly<{ permohonanId: string; keluaranId: string; suratId: string }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.surat_terbit (permohonan_id, keluaran_id, surat_id)
    values (${s.permohonanId}::uuid, ${s.keluaranId}, ${s.suratId}::uuid)`,
  )
}
