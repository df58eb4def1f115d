import type { Tx } from '../../../platform/db/database.ts'
import { readLatestCheckpoint } from '../store/titik-store.ts'
import { readPohon } from '../store/titipan-store.ts'
import { comparePeak, type Peak, peakOf } from './peak.ts'
import { refuseTree } from './publish.ts'

/** A log that was brought back, held against what this machine remembers to have signed. */
export type RestoredLog =
  /** Nothing was ever signed. */
  | Readonly<{ kind: 'blank' }>
  /** This machine has signed more, or something else: it will not sign on. */
  | Readonly<{ kind: 'behind'; rincian: string }>
  /** All that this machine has signed is there. */
  | Readonly<{ kind: 'whole'; ukuran: number }>
  /** Nobody here remembers: what was signed after the backup is known to witnesses and readers only. */
  | Readonly<{ kind: 'unknown'; ukuran: number; waktu: Date }>

/** @param kept from the file beside the database, if it has outlived it */
export async function judgeRestored(tx: Tx, kept: Peak | undefined): Promise<RestoredLog> {
  const pohon = await readPohon(tx, 'publik')
  const last = await readLatestCheckpoint(tx, 'publik')
  if (pohon === undefined || last === undefined) return { kind: 'blank' }
  const counting = await peakOf(tx, kept, pohon.asal)
  const refusal = refuseTree(pohon, { last, kept: counting })
  if (refusal !== undefined) return { kind: 'behind', rincian: refusal.rincian }
  const { asal: origin, ukuran: size, akar: root } = pohon
  return counting !== undefined && comparePeak(counting, { origin, size, root }) === 'same'
    ? { kind: 'whole', ukuran: size }
    : { kind: 'unknown', ukuran: last.ukuran, waktu: last.waktu }
}
