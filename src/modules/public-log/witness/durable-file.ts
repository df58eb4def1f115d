import { open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Put a text in the place of a file so that after a power cut either the old or the new one is there,
 * whole. When this ends, the new one is. One writer for each path at a time.
 */
export async function writeDurably(path: string, text: string, mode = 0o644): Promise<void> {
  const beside = `${path}.baru`
  // What a killed process left there may be anything, also by its mode.
  await unlink(beside).catch(ignoreMissing)
  const file = await open(beside, 'wx', mode)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, path)
  await syncFolder(dirname(path))
}

/** A name is on disk when its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** For reading what may not be there. @returns undefined for a missing file; everything else is a failure */
export function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
