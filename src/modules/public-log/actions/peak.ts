import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hexOf } from '../../../kernel/digest-format.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { ignoreMissing } from '../../../platform/files/missing-file.ts'
import { writeWhole } from '../../../platform/files/write-whole.ts'
import { isEnded } from '../store/lama-store.ts'

/** A tree under its name. */
export type NamedTree = Readonly<{ origin: string; size: number; root: Uint8Array }>

/** The largest tree this machine has signed, kept outside the database: an old dump brought back cannot hide. */
export type Peak = Readonly<{
  size: number
  root: string
  /** Under which name; none in a file from before names were written down. */
  origin: string | undefined
}>

export type PeakFinding = 'grown' | 'same' | 'shrunk' | 'forked'

export function comparePeak(kept: Peak | undefined, now: NamedTree): PeakFinding {
  // A database that has never heard of the name was brought back from before the log began anew under it.
  if (kept?.origin !== undefined && kept.origin !== now.origin) return 'shrunk'
  if (kept === undefined || now.size > kept.size) return 'grown'
  if (now.size < kept.size) return 'shrunk'
  return hexOf(now.root) === kept.root ? 'same' : 'forked'
}

/**
 * What was signed under a name that has ended binds the next one no more. So the file needs no change when the
 * log begins anew, and the program may start at any moment of it: its next signature writes the file.
 *
 * @param asal today's name, whose own peak always counts
 */
export async function peakOf(
  tx: Tx,
  kept: Peak | undefined,
  asal: string,
): Promise<Peak | undefined> {
  if (kept?.origin === undefined || kept.origin === asal) return kept
  return (await isEnded(tx, kept.origin)) ? undefined : kept
}

export type PeakFile = Readonly<{
  read: () => Peak | undefined
  /** On the disk when this returns. */
  write: (now: NamedTree) => void
}>

/** @param dataDir of the installation; the file is text, so that a person can read it out over the telephone */
export function peakFile(dataDir: string): PeakFile {
  const path = join(dataDir, 'log-puncak.txt')
  return {
    read: () => {
      const [, size, root, origin] = PEAK.exec(readIfThere(path)) ?? []
      return size === undefined || root === undefined
        ? undefined
        : { size: Number(size), root, origin }
    },
    write: ({ origin, size, root }) => writeWhole(path, `${size} ${hexOf(root)} ${origin}\n`),
  }
}

const PEAK = /^(\d{1,15}) ([0-9a-f]{64})(?: (\S{1,1000}))?\n$/

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return ignoreMissing(error) ?? ''
  }
}
