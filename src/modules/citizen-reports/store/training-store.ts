import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Target } from '../classifier/model-file.ts'
import type { Sample } from '../domain/classify/train.ts'

/**
 * Published words of cases with what people decided on them, oldest first: the newest `most`. Secret
 * cases are never read, and of the others only the text that everyone may read.
 */
export async function listSamples(tx: Tx, target: Target, most: number): Promise<Sample[]> {
  const found = await rows(
    tx,
    target === 'kategori'
      ? sql<Sample>`select l.judul || ' ' || l.isi as text, l.kategori_kode as label
          from citizen_reports.laporan l
          where l.is_publik and l.terverifikasi_at is not null and l.status <> 'ditolak'
          order by l.diterima_at desc, l.id desc limit ${most}`
      : sql<Sample>`select l.judul || ' ' || l.isi as text, l.unit_kode as label
          from citizen_reports.laporan l
          where l.is_publik and l.disposisi_at is not null and l.unit_kode is not null
          order by l.diterima_at desc, l.id desc limit ${most}`,
  )
  return found.toReversed()
}
