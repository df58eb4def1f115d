import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import { letterDocument } from '../domain/log-document.ts'
import { listPeristiwaIds, listTold } from '../store/peristiwa-store.ts'

const kind = (name: string, id: string, en: string): RecordKind => ({
  name: `surat.${name}`,
  log: 'publik',
  label: { id, en },
})

export const LETTER_KINDS = {
  terbit: kind('terbit', 'Surat terbit: …', 'Letter issued: …'),
  dicabut: kind('dicabut', 'Surat dicabut: …', 'Letter revoked: …'),
  diganti: kind('diganti', 'Surat diganti: …', 'Letter replaced: …'),
} as const

/** Where the documents of our records lie: letters and their acts, read again for every check. */
export const LETTER_RECORDS: DocumentSource = {
  kinds: Object.values(LETTER_KINDS),
  read: async (tx, refs) => {
    const found = await listTold(tx, refs)
    return new Map(
      found.map(({ id, ...act }) => [
        id,
        { document: letterDocument(act), isOpen: true, detail: act.nomor },
      ]),
    )
  },
  list: listPeristiwaIds,
}
