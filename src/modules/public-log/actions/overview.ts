import { type Db, together } from '../../../platform/db/database.ts'
import { listShownSaksi, type ShownSaksi } from '../store/bukti-store.ts'
import { type Kunci, listKunci } from '../store/kunci-store.ts'
import { type LogLama, listLogLama } from '../store/lama-store.ts'
import { listPeringatan, type Peringatan } from '../store/peringatan-store.ts'
import { listStempel, type ShownStempel } from '../store/stempel-store.ts'
import { readLatestCheckpoint, type Titik } from '../store/titik-store.ts'
import type { Documents } from './documents.ts'
import { type ListedRecord, listRecords } from './list-records.ts'

const ALARMS_SHOWN = 10
const STAMPS_SHOWN = 7
const RECORDS_SHOWN = 20

/** Where the log stands, good or bad. */
export type Overview = Readonly<{
  titik: Titik | undefined
  saksi: readonly ShownSaksi[]
  kunci: readonly Kunci[]
  peringatan: readonly Peringatan[]
  stempel: readonly ShownStempel[]
  records: readonly ListedRecord[]
  /** Names under which the log has ended, oldest first. */
  lama: readonly LogLama[]
}>

export async function readOverview(documents: Documents, db: Db): Promise<Overview> {
  const [titik, saksi, kunci, peringatan, stempel, records, lama] = await together([
    readLatestCheckpoint(db, 'publik'),
    listShownSaksi(db),
    listKunci(db),
    listPeringatan(db, ALARMS_SHOWN),
    listStempel(db, STAMPS_SHOWN),
    listRecords(documents, db, RECORDS_SHOWN),
    listLogLama(db),
  ])
  const standing = saksi.map((one) => ({ ...one, keadaan: standingOf(one, titik) }))
  return { titik, saksi: standing, kunci, peringatan, stempel, records, lama }
}

/** Longer than a witness that is asked takes to answer. */
const PATIENCE_MS = 600_000

/** One that the settings no longer name is not asked any more: what it did last is not what it does now. */
function standingOf(
  { keadaan, ukuran, terakhir }: ShownSaksi,
  titik: Titik | undefined,
): ShownSaksi['keadaan'] {
  if (keadaan !== 'menyaksikan' || titik === undefined || ukuran >= titik.ukuran) return keadaan
  const behindMs = titik.waktu.getTime() - (terakhir?.getTime() ?? 0)
  return behindMs > PATIENCE_MS ? 'diam' : keadaan
}
