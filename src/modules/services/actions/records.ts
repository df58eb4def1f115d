import type { Actor } from '../../../kernel/actor.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { DocumentSource, RecordKind } from '../../public-log/index.ts'
import type { Deps } from '../deps.ts'
import {
  insertRiwayat,
  type LoggedRow,
  listForLog,
  listLoggedIds,
  type Riwayat,
} from '../store/riwayat-store.ts'

const kind = (name: string, id: string, en: string): RecordKind => ({
  name,
  log: 'publik',
  label: { id, en },
})

/** Lines of an application that the public log tells of, without saying whose it is. */
const TOLD: Readonly<Record<string, RecordKind>> = {
  diajukan: kind('permohonan.diterima', 'Permohonan diterima', 'Application received'),
  minta_perbaikan: kind('permohonan.perbaikan', 'Perbaikan diminta', 'Correction asked for'),
  fiktif_positif: kind(
    'permohonan.fiktif-positif',
    'Permohonan dianggap disetujui karena tenggat lewat',
    'Application deemed approved because the deadline passed',
  ),
  selesai: kind('permohonan.selesai', 'Permohonan selesai', 'Application finished'),
}

/** A published definition is told with its whole text: the rules everybody is judged by. */
export const LAYANAN_TERBIT: RecordKind = {
  name: 'layanan.terbit',
  log: 'publik',
  label: { id: 'Definisi layanan terbit', en: 'Service definition published' },
  keepsDocument: true,
}

/** Facts of a line as the log's document holds them: no person, no answer, no words of either. */
function documentOf(row: LoggedRow): object {
  const {
    kejadian,
    dariTahap,
    keTahap,
    olehJenis,
    peran,
    unitKode,
    atasNama,
    waktu,
    nomor,
    kode,
    versi,
    data,
  } = row
  return {
    nomor,
    kode,
    versi,
    kejadian,
    dariTahap,
    keTahap,
    olehJenis,
    peran,
    unitKode,
    atasNama,
    waktu: waktu.toISOString(),
    ...(data.akhir === undefined
      ? {}
      : { akhir: data.akhir, jamTotal: data.jamTotal, jamBersih: data.jamBersih }),
    ...(data.isMenghentikanJam === undefined ? {} : { isMenghentikanJam: data.isMenghentikanJam }),
  }
}

/** Put a line on the timeline; what the promise rests on is told in the public log by the same transaction. */
export async function addRiwayat(
  deps: Pick<Deps, 'publicLog'>,
  tx: Tx,
  {
    row,
    actor,
    permohonan,
  }: Readonly<{
    row: Riwayat
    actor: Actor
    permohonan: Readonly<{ nomor: string; kode: string; versi: number }>
  }>,
): Promise<void> {
  const told = TOLD[row.kejadian]
  if (told === undefined) return insertRiwayat(tx, row)
  await together([
    insertRiwayat(tx, row),
    deps.publicLog.append(tx, {
      kind: told,
      object: permohonan.nomor,
      // Whoever finds the entry must not learn that somebody applied for something.
      isSecret: true,
      version: row.urutan,
      ref: row.id,
      actor,
      at: row.waktu,
      document: documentOf({ ...row, ...permohonan }),
    }),
  ])
}

/** @returns whether a line of this kind has its record in the public log */
export const isTold = (kejadian: string): boolean => Object.hasOwn(TOLD, kejadian)

/** Where the documents of our records lie. */
export const SERVICE_RECORDS: DocumentSource = {
  kinds: [...Object.values(TOLD), LAYANAN_TERBIT],
  read: async (tx, refs) => {
    const found = await listForLog(tx, refs)
    return new Map(
      found.map((row) => [row.id, { document: documentOf(row), isOpen: false, detail: row.kode }]),
    )
  },
  list: (tx, page) => listLoggedIds(tx, { ...page, kejadian: Object.keys(TOLD) }),
}
