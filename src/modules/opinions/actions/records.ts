import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import type { DokumenGambar } from '../domain/dokumen.ts'
import { listGambarIds, readGambar } from '../store.ts'

/** A picture of opinion groups was published, with the digest of the votes it was made from. */
export const GAMBAR: RecordKind = {
  name: 'pendapat.gambar',
  log: 'publik',
  label: { id: 'Gambar kelompok pendapat terbit', en: 'Picture of opinion groups published' },
}

/** Name of a picture in the log: `PENDAPAT/k3m9xq/2`. */
export function objectOf({ kode, urutan }: Pick<DokumenGambar, 'kode' | 'urutan'>): string {
  return `PENDAPAT/${kode}/${urutan}`
}

/** Where the documents of our records lie: published pictures, read again for every check. */
export const OPINION_RECORDS: DocumentSource = {
  kinds: [GAMBAR],
  read: async (tx, refs) => {
    const found = await readGambar(tx, refs)
    return new Map(
      found.map(({ id, dokumen }) => [
        id,
        { document: dokumen, isOpen: true, href: `/pendapat/${dokumen.kode}/hasil` },
      ]),
    )
  },
  list: listGambarIds,
}
