import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '../../../platform/db/database.ts'
import { readLatestCheckpoint } from '../store/titik-store.ts'
import { readPohon } from '../store/titipan-store.ts'
import type { Peak, PeakFile } from './peak.ts'

const LOOK_MS = 50
const WAIT_MAX_MS = 5_000

/**
 * The largest signed tree, once its checkpoint is stored. The file is written before the signature and the
 * checkpoint is committed after it, so that a look between the two would miss a checkpoint nobody has been
 * given yet: a program that signs just now is waited for, at most five seconds.
 *
 * @returns the peak as the file tells it; its checkpoint is missing only when nobody is about to store it
 */
export async function readSettledPeak(db: Db, file: PeakFile): Promise<Peak | undefined> {
  const peak = file.read()
  for (let waitedMs = 0; peak !== undefined && waitedMs < WAIT_MAX_MS; waitedMs += LOOK_MS) {
    const signed = (await readLatestCheckpoint(db, 'publik'))?.ukuran ?? 0
    const pohon = await readPohon(db, 'publik')
    // A tree that is smaller, or bears another name, will not get this checkpoint however long one waits.
    const couldCome = pohon?.asal === peak.origin && (pohon?.ukuran ?? 0) >= peak.size
    if (signed >= peak.size || !couldCome) break
    await pause(LOOK_MS)
  }
  return peak
}
