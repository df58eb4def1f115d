import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Lampiran = Readonly<{
  dokumenId: string
  berkasId: string
  versi: number
  penggunaanId: string | null
}>

/** The newest document for each requirement. */
export function lampiranOf(permohonanId: string) {
  return sql<Lampiran>`select distinct on (l.dokumen_id) l.dokumen_id as "dokumenId", l.berkas_id as "berkasId", l.versi,
      l.penggunaan_id as "penggunaanId"
    from services.lampiran l where l.permohonan_id = ${permohonanId}::uuid order by l.dokumen_id, l.versi desc`
}

export function listLampiran(tx: Tx, permohonanId: string): Promise<Lampiran[]> {
  return rows(tx, lampiranOf(permohonanId))
}

export async function insertLampiran(
  tx: Tx,
  l: Readonly<{
    permohonanId: string
    dokumenId: string
    berkasId: string
    penggunaanId: string | null
    at: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.lampiran (permohonan_id, dokumen_id, berkas_id, penggunaan_id, versi, dilampirkan_at)
    select ${l.permohonanId}::uuid, ${l.dokumenId}, ${l.berkasId}::uuid, ${l.penggunaanId}::uuid,
      coalesce(max(o.versi), 0) + 1, ${l.at} from services.lampiran o
    where o.permohonan_id = ${l.permohonanId}::uuid and o.dokumen_id = ${l.dokumenId}`,
  )
}
