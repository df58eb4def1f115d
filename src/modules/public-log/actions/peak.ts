import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hexOf } from '../../../kernel/digest-format.ts'
import { writeWhole } from '../../../platform/files/write-whole.ts'

/** The largest tree this machine has signed, kept outside the database: an old dump brought back cannot hide. */
export type Peak = Readonly<{ size: number; root: string }>

export type PeakFinding = 'grown' | 'same' | 'shrunk' | 'forked'

export function comparePeak(
  kept: Peak | undefined,
  now: Readonly<{ size: number; root: Uint8Array }>,
): PeakFinding {
  if (kept === undefined || now.size > kept.size) return 'grown'
  if (now.size < kept.size) return 'shrunk'
  return hexOf(now.root) === kept.root ? 'same' : 'forked'
}

export type PeakFile = Readonly<{
  read: () => Peak | undefined
  /** On the disk when this returns. */
  write: (now: Readonly<{ size: number; root: Uint8Array }>) => void
}>

/** @param dataDir of the installation; the file is text, so that a person can read it out over the telephone */
export function peakFile(dataDir: string): PeakFile {
  const path = join(dataDir, 'log-puncak.txt')
  return {
    read: () => {
      const [, size, root] = /^(\d{1,15}) ([0-9a-f]{64})\n$/.exec(readIfThere(path)) ?? []
      return size === undefined || root === undefined ? undefined : { size: Number(size), root }
    },
    write: ({ size, root }) => writeWhole(path, `${size} ${hexOf(root)}\n`),
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
