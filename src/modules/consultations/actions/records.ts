import type { Actor } from '../../../kernel/actor.ts'
import { NIL_UUID } from '../../../kernel/id.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import type { Deps } from '../deps.ts'
import type { Konsultasi } from '../store/konsultasi-store.ts'
import { insertRekaman, listRekamanIds, type Rekaman, readRekaman } from '../store/naskah-store.ts'

const KINDS: Readonly<Record<Rekaman['jenis'], RecordKind>> = {
  buka: {
    name: 'konsultasi.buka',
    log: 'publik',
    label: { id: 'Konsultasi dibuka', en: 'Consultation opened' },
  },
  versi: {
    name: 'konsultasi.versi',
    log: 'publik',
    label: { id: 'Versi naskah konsultasi terbit', en: 'Version of a consulted text published' },
  },
  tutup: {
    name: 'konsultasi.tutup',
    log: 'publik',
    label: { id: 'Konsultasi ditutup', en: 'Consultation closed' },
  },
  'berita-acara': {
    name: 'konsultasi.berita-acara',
    log: 'publik',
    label: { id: 'Berita acara konsultasi terbit', en: 'Minutes of a consultation published' },
  },
}

/** Keep what happened, and put it into the public log, in the caller's transaction. */
export async function record(
  { kit, publicLog }: Pick<Deps, 'kit' | 'publicLog'>,
  tx: Tx,
  {
    actor,
    konsultasi,
    jenis,
    dokumen,
    versi = 1,
  }: Readonly<{
    actor: Actor
    konsultasi: Pick<Konsultasi, 'id' | 'kode'>
    jenis: Rekaman['jenis']
    dokumen: Rekaman['dokumen']
    versi?: number
  }>,
): Promise<void> {
  const id = kit.newId()
  const at = kit.now()
  await insertRekaman(tx, { id, konsultasiId: konsultasi.id, jenis, dokumen, at })
  await publicLog.append(tx, {
    kind: KINDS[jenis],
    object: `KONSULTASI/${konsultasi.kode}/${jenis}`,
    version: versi,
    ref: id,
    actor,
    at,
    document: dokumen,
  })
}

const PAGES: Readonly<Record<Rekaman['jenis'], string>> = {
  buka: '',
  versi: '/perubahan',
  tutup: '/masukan',
  'berita-acara': '/berita-acara',
}

/** Where the documents of our records lie. */
export const KONSULTASI_RECORDS: DocumentSource = {
  kinds: Object.values(KINDS),
  read: async (tx, refs) => {
    const found = await readRekaman(tx, refs)
    return new Map(
      found.map(({ id, kode, jenis, dokumen }) => [
        id,
        { document: dokumen, isOpen: true, href: `/konsultasi/${kode}${PAGES[jenis]}` },
      ]),
    )
  },
  list: (tx, { after, limit }) => listRekamanIds(tx, { after: after ?? NIL_UUID, limit }),
}
