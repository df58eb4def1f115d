import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import { surveiPath } from '../domain/survei.ts'
import { listTerbitanIds, readTerbitan } from '../store/terbitan-store.ts'

/** A survey's result was published, with how it came about. */
export const TERBIT: RecordKind = {
  name: 'survei.terbit',
  log: 'publik',
  label: { id: 'Hasil survei terbit', en: 'Survey result published' },
}

/** Name of a survey in the log: `SURVEI/k3m9xq`. */
export function objectOf(kode: string): string {
  return `SURVEI/${kode}`
}

/** Where the documents of our records lie: published results, read again for every check. */
export const SURVEY_RECORDS: DocumentSource = {
  kinds: [TERBIT],
  read: async (tx, refs) => {
    const found = await readTerbitan(tx, refs)
    return new Map(
      found.map(({ surveiId, dokumen }) => [
        surveiId,
        {
          document: dokumen,
          isOpen: true,
          href: surveiPath(dokumen.kode, '/hasil'),
          detail: dokumen.judul,
        },
      ]),
    )
  },
  list: listTerbitanIds,
}
