import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Write a small file so that it is there whole or as it was before, whatever ends the machine in between:
 * beside it, to the disk, then over it, and the folder to the disk as well.
 */
export function writeWhole(path: string, bytes: Uint8Array | string, mode = 0o600): void {
  const beside = `${path}.baru`
  const file = openSync(beside, 'w', mode)
  try {
    writeSync(file, Buffer.from(bytes))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(beside, path)
  const folder = openSync(dirname(path), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
