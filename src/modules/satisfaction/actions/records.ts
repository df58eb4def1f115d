import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import { skorPath } from '../domain/alamat.ts'
import type { DokumenSkor } from '../domain/dokumen.ts'
import { listTerbitanIds, readTerbitan } from '../store/terbitan-store.ts'

/** A score was published, with everything its report says. */
export const TERBIT: RecordKind = {
  name: 'skm.terbit',
  log: 'publik',
  label: { id: 'Nilai kepuasan masyarakat terbit', en: 'Satisfaction score published' },
}
export const RENCANA: RecordKind = {
  name: 'skm.rencana',
  log: 'publik',
  label: { id: 'Rencana tindak lanjut ditulis', en: 'Plan of follow-up written' },
  keepsDocument: true,
}
export const RENCANA_SELESAI: RecordKind = {
  name: 'skm.rencana-selesai',
  log: 'publik',
  label: { id: 'Rencana tindak lanjut selesai', en: 'Plan of follow-up done' },
  keepsDocument: true,
}

/** Name of a score in the log: `SKM/2026-Q3/unit/dukcapil`. */
export function objectOf({
  sisi,
  periode,
  unitKode,
  layananKode,
}: Pick<DokumenSkor, 'sisi' | 'periode' | 'unitKode' | 'layananKode'>): string {
  return ['SKM', periode, sisi, unitKode, layananKode].filter((part) => part !== '').join('/')
}

/** Where the documents of our records lie: published scores, read again for every check. */
export const SKM_RECORDS: DocumentSource = {
  kinds: [TERBIT, RENCANA, RENCANA_SELESAI],
  read: async (tx, refs) => {
    const found = await readTerbitan(tx, refs)
    return new Map(
      found.map((row) => [
        row.id,
        { document: row.dokumen, isOpen: true, href: skorPath(row, row.periode) },
      ]),
    )
  },
  list: listTerbitanIds,
}
