import type { Tx } from '../../../platform/db/database.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import type { DocumentSource, RecordKind } from '../../public-log/index.ts'

/** A meeting closed, with the digests of its forms. */
export const DITUTUP: RecordKind = {
  name: 'musrenbang.ditutup',
  log: 'publik',
  label: { id: 'Musyawarah perencanaan ditutup', en: 'Planning meeting closed' },
}

/** Where the documents of our records lie: the minutes of closed meetings. */
export const MUSRENBANG_RECORDS: DocumentSource = {
  kinds: [DITUTUP],
  read: async (tx: Tx, refs) => {
    const found = await rows(
      tx,
      sql<{
        id: string
        beritaAcara: unknown
      }>`select m.id, m.berita_acara as "beritaAcara" from musrenbang.musyawarah m
      where m.id = any(${[...refs]}::uuid[]) and m.status = 'ditutup'`,
    )
    return new Map(
      found.map(({ id, beritaAcara }) => [
        id,
        { document: beritaAcara, isOpen: true, href: `/musrenbang/rapat/${id}` },
      ]),
    )
  },
  list: async (tx, { after, limit }) => {
    const found = await rows(
      tx,
      sql<{ id: string }>`select m.id from musrenbang.musyawarah m
      where m.status = 'ditutup' and m.id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by m.id limit ${limit}`,
    )
    return found.map(({ id }) => id)
  },
}
