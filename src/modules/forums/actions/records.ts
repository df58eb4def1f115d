import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import { listTerbitanIds, readTerbitan } from '../store/terbitan-store.ts'

/** What moderation of the forums did in a month was published. */
export const TERBIT: RecordKind = {
  name: 'forum.transparansi',
  log: 'publik',
  label: { id: 'Laporan moderasi forum terbit', en: 'Moderation report of the forums published' },
}

/** Name of a month's report in the log: `FORUM/2026-10`. */
export function objectOf(bulan: string): string {
  return `FORUM/${bulan}`
}

/** Where the documents of our records lie: published reports, read again for every check. */
export const FORUM_RECORDS: DocumentSource = {
  kinds: [TERBIT],
  read: async (tx, refs) => {
    const found = await readTerbitan(tx, refs)
    return new Map(
      found.map(({ id, dokumen }) => [
        id,
        { document: dokumen, isOpen: true, href: '/forum/transparansi', detail: dokumen.bulan },
      ]),
    )
  },
  list: listTerbitanIds,
}
