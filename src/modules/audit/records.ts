import type { Actor } from '../../kernel/actor.ts'
import { hexOf } from '../../kernel/digest-format.ts'
import type { DocumentSource, LogRecord, RecordKind } from '../public-log/index.ts'
import { type AksesRow, type CatatanRow, findAkses, findCatatan, listIds } from './store.ts'

const CATATAN: RecordKind = {
  name: 'audit.catatan',
  log: 'audit',
  label: { id: 'Perubahan keadaan', en: 'Change of state' },
}
const AKSES: RecordKind = {
  name: 'audit.akses',
  log: 'audit',
  label: { id: 'Data pribadi dilihat', en: 'Personal data seen' },
}

export function catatanRecord(row: CatatanRow, actor: Actor): LogRecord {
  return recordOf(CATATAN, row, { actor, document: catatanDocument(row) })
}

export function aksesRecord(row: AksesRow, actor: Actor): LogRecord {
  return recordOf(AKSES, row, { actor, document: aksesDocument(row) })
}

function recordOf(
  kind: RecordKind,
  row: Readonly<{ id: string; waktu: Date }>,
  rest: Pick<LogRecord, 'actor' | 'document'>,
): LogRecord {
  return { kind, object: row.id, version: 1, ref: row.id, at: row.waktu, ...rest }
}

/** Where the documents of the private log lie: the tables of the audit trail, read again for every check. */
export const AUDIT_RECORDS: readonly DocumentSource[] = [
  {
    kinds: [CATATAN],
    read: async (tx, refs) => closed(await findCatatan(tx, refs), catatanDocument),
    list: (tx, page) => listIds(tx, 'catatan', page),
  },
  {
    kinds: [AKSES],
    read: async (tx, refs) => closed(await findAkses(tx, refs), aksesDocument),
    list: (tx, page) => listIds(tx, 'akses', page),
  },
]

/** By their ids; nobody but who may read the table reads them. */
function closed<Row extends Readonly<{ id: string }>>(
  rows: readonly Row[],
  documentOf: (row: Row) => unknown,
) {
  return new Map(rows.map((row) => [row.id, { document: documentOf(row), isOpen: false }]))
}

function catatanDocument({ waktu, digestSebelum, digestSesudah, ...row }: CatatanRow) {
  return {
    format: 'pendopo.catatan/1',
    ...row,
    waktu: waktu.toISOString(),
    digestSebelum: digestSebelum && hexOf(digestSebelum),
    digestSesudah: digestSesudah && hexOf(digestSesudah),
  }
}

function aksesDocument({ waktu, data, ...row }: AksesRow) {
  return { format: 'pendopo.akses/1', ...row, waktu: waktu.toISOString(), data: [...data] }
}
