import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import { listDokumenIds, readDokumen } from '../store/hasil-store.ts'

/** Rule, options, electorate and hours are fixed; so are the key and the digest of the lot's seed. */
export const TETAP: RecordKind = {
  name: 'suara.tetap',
  log: 'publik',
  label: { id: 'Aturan pemungutan suara ditetapkan', en: 'Rule of a vote fixed' },
}
export const BUKA: RecordKind = {
  name: 'suara.buka',
  log: 'publik',
  label: { id: 'Pemungutan suara dibuka', en: 'Vote opened' },
  keepsDocument: true,
}
export const TUTUP: RecordKind = {
  name: 'suara.tutup',
  log: 'publik',
  label: { id: 'Pemungutan suara ditutup', en: 'Vote closed' },
  keepsDocument: true,
}
export const HASIL: RecordKind = {
  name: 'suara.hasil',
  log: 'publik',
  label: { id: 'Hasil pemungutan suara terbit', en: 'Result of a vote published' },
}

export const pungutanPath = (nomor: string) => `/pemungutan-suara/${nomor}`

/** Where the documents of our records lie: what was fixed, and what was published. */
export const BALLOT_RECORDS: DocumentSource = {
  kinds: [TETAP, BUKA, TUTUP, HASIL],
  read: async (tx, refs) => {
    const found = await readDokumen(tx, refs)
    return new Map(
      found.map(({ id, nomor, dokumen }) => [
        id,
        { document: dokumen, isOpen: true, href: pungutanPath(nomor) },
      ]),
    )
  },
  list: listDokumenIds,
}
