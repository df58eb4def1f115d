import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, normalize, relative } from 'node:path'
import type { BackupFiles } from '../platform/db/backup.ts'

/** What lies beside the database and must come back with it. The embedded cluster itself does not. */
const KEPT = ['berkas', 'tersegel', 'model', 'log-kunci', 'pki', 'secret.key']

export function backupFiles(dataDir: string): BackupFiles {
  return {
    list: async function* () {
      for (const name of KEPT) yield* filesUnder(dataDir, join(dataDir, name))
    },
    write: async (name, bytes) => {
      const path = normalize(join(dataDir, name))
      if (!path.startsWith(`${normalize(dataDir)}/`) || !KEPT.includes(name.split('/')[0] ?? '')) {
        throw new Error(`Cadangan menyebut berkas di luar DATA_DIR: ${name}`)
      }
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeFile(path, bytes, { mode: 0o600 })
    },
  }
}

async function* filesUnder(
  root: string,
  path: string,
): AsyncGenerator<{ name: string; read: () => Promise<Uint8Array> }> {
  const entries = await readdir(path, { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      if (error.code === 'ENOTDIR') return 'file' as const
      throw error
    },
  )
  if (entries === undefined) return
  if (entries === 'file') {
    yield { name: relative(root, path), read: () => readFile(path) }
    return
  }
  for (const entry of entries) yield* filesUnder(root, join(path, entry.name))
}
