import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { together } from '../../../platform/db/database.ts'
import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import type { Deps } from '../deps.ts'
import { timelineDocument } from '../domain/timeline-document.ts'
import { laporanMessages } from '../messages/index.ts'
import {
  findTold,
  insertRiwayat,
  listForLog,
  listLoggedIds,
  type Riwayat,
} from '../store/riwayat-store.ts'

/** Lines of the timeline that never get a record: notes inside the office, and what came with an import. */
const UNTOLD = new Set([
  'catat',
  'tugaskan',
  'tolak_bukti',
  'lihat_kontak',
  'lihat_asli',
  'diimpor',
  'ditutup_asal',
  'ditutup_asal_diam',
])

type EventLabel = string | ((word: string) => string)

/** Every public line of a timeline is a kind of record, under the words people read there. */
const TIMELINE_KINDS: ReadonlyMap<string, RecordKind> = new Map(
  Object.keys(laporanMessages('id').events)
    .filter((kejadian) => !UNTOLD.has(kejadian))
    .map((kejadian) => [
      kejadian,
      {
        name: `laporan.${kejadian.replaceAll('_', '-')}`,
        log: 'publik',
        label: { id: labelOf('id', kejadian), en: labelOf('en', kejadian) },
      },
    ]),
)

function labelOf(lang: 'id' | 'en', kejadian: string): string {
  const events: Readonly<Record<string, EventLabel>> = laporanMessages(lang).events
  const label = events[kejadian] ?? kejadian
  return typeof label === 'string' ? label : label('…')
}

const redaction = (name: string, id: string, en: string): RecordKind => ({
  name,
  log: 'publik',
  label: { id, en },
  keepsDocument: true,
})

/** What the office covered or hid, and what it showed: told as well, or a log would be easy to empty. */
export const REDACTION_KINDS = {
  fotoTerbit: redaction('laporan.foto-terbit', 'Foto diterbitkan', 'Photo published'),
  fotoTahan: redaction('laporan.foto-tahan', 'Foto ditahan', 'Photo held back'),
  komentarTampil: redaction('laporan.komentar-tampil', 'Komentar ditampilkan', 'Comment shown'),
  komentarSembunyi: redaction(
    'laporan.komentar-sembunyi',
    'Komentar disembunyikan',
    'Comment hidden',
  ),
  impor: redaction(
    'laporan.impor',
    'Laporan dari sistem lain dimasukkan',
    'Reports of another system taken in',
  ),
} as const

export type Told = Readonly<{
  row: Riwayat
  actor: Actor
  /** Looked up when left out. */
  laporan?: Readonly<{ nomor: string; version: number; isRahasia: boolean }>
}>

/**
 * Put a line on a case's timeline. What everybody may read there is told in the public log by the same
 * transaction; a secret case is told of without its number.
 */
export async function addToTimeline(
  { publicLog }: Pick<Deps, 'publicLog'>,
  tx: Tx,
  { row, actor, laporan }: Told,
): Promise<void> {
  const kind = row.isPublik ? TIMELINE_KINDS.get(row.kejadian) : undefined
  if (kind === undefined) return insertRiwayat(tx, row)
  const { nomor, version, isRahasia } = laporan ?? (await findTold(tx, row.laporanId))
  await together([
    insertRiwayat(tx, row),
    publicLog.append(tx, {
      kind,
      object: nomor,
      isSecret: isRahasia,
      version,
      ref: row.id,
      actor,
      at: row.waktu,
      document: timelineDocument({ ...row, nomor }),
    }),
  ])
}

/** Has a line of this kind, where everybody may read it, a record in the public log? */
export const isTold = (kejadian: string): boolean => TIMELINE_KINDS.has(kejadian)

/** What the words of a line are about: an agency, a main report, a level; else who wrote it. */
function detailOf({ data, pelakuLabel }: Pick<Riwayat, 'data' | 'pelakuLabel'>): string {
  return String(data.unit ?? data.induk ?? data.tingkat ?? data.alasan ?? pelakuLabel)
}

/** Where the documents of our records lie: the timeline itself, read again for every check. */
export const REPORT_RECORDS: DocumentSource = {
  kinds: [...TIMELINE_KINDS.values(), ...Object.values(REDACTION_KINDS)],
  read: async (tx, refs) => {
    const found = await listForLog(tx, refs)
    return new Map(
      found.map((row) => [
        row.id,
        {
          document: timelineDocument(row),
          isOpen: row.isOpen,
          href: `/laporan/${row.nomor}`,
          detail: detailOf(row),
        },
      ]),
    )
  },
  list: (tx, page) => listLoggedIds(tx, { ...page, kejadian: [...TIMELINE_KINDS.keys()] }),
}
