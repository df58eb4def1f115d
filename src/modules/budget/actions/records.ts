import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import { listDokumenIds, readDokumen } from '../store/versi-store.ts'

/** A budget came into force: its kind, regulation, sums and the digest of all its lines. */
export const BERLAKU: RecordKind = {
  name: 'anggaran.berlaku',
  log: 'publik',
  label: { id: 'Anggaran berlaku', en: 'Budget in force' },
}

/** Where the documents of our records lie: enacted versions, read again for every check. */
export const BUDGET_RECORDS: DocumentSource = {
  kinds: [BERLAKU],
  read: async (tx, refs) => {
    const found = await readDokumen(tx, refs)
    return new Map(
      found.map(({ id, tahun, dokumen }) => [
        id,
        { document: dokumen, isOpen: true, href: `/anggaran/${tahun}` },
      ]),
    )
  },
  list: listDokumenIds,
}
