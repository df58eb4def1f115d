import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Target } from '../classifier/model-file.ts'
import type { Sample } from '../domain/classify/train.ts'
import { KATEGORI_LAIN } from '../domain/kategori-words.ts'

/**
 * Published words of cases with what people decided on them, oldest first: the newest `most`. Secret
 * cases are never read, and of the others only the text that everyone may read. What an archive brought
 * along was decided by people too, in the system it comes from; its leftovers teach no category.
 */
export async function listSamples(tx: Tx, target: Target, most: number): Promise<Sample[]> {
  const found = await rows(
    tx,
    target === 'kategori'
      ? sql<Sample>`select l.judul || ' ' || l.isi as text, l.kategori_kode as label
          from citizen_reports.laporan l
          where l.is_publik and l.status <> 'ditolak'
            and (l.terverifikasi_at is not null or (l.kanal = 'impor' and l.kategori_kode <> ${KATEGORI_LAIN}))
          order by l.diterima_at desc, l.id desc limit ${most}`
      : sql<Sample>`select l.judul || ' ' || l.isi as text, l.unit_kode as label
          from citizen_reports.laporan l
          where l.is_publik and l.unit_kode is not null
            and (l.disposisi_at is not null or l.kanal = 'impor')
          order by l.diterima_at desc, l.id desc limit ${most}`,
  )
  return found.toReversed()
}
