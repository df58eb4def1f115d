import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const RECORD = Buffer.alloc(1_024, 7)

/** How many times a second this disk takes a kilobyte at the end of a file for good. */
export function fdatasyncRate(folder: string, ms: number): number {
  const path = join(folder, 'ukur-cakram')
  const file = openSync(path, 'w')
  try {
    const startedMs = performance.now()
    let count = 0
    for (; performance.now() - startedMs < ms; count += 1) {
      writeSync(file, RECORD)
      fdatasyncSync(file)
    }
    return (count * 1_000) / (performance.now() - startedMs)
  } finally {
    closeSync(file)
    rmSync(path)
  }
}
