import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { deriveKey } from '../derive-key.ts'
import type { FileStore } from './file-store.ts'
import { ignoreMissing } from './missing-file.ts'
import { createS3Store, parseS3Url } from './s3-store.ts'

export type { FileStore } from './file-store.ts'

export type FileStoreOptions = Readonly<{
  dataDir: string
  secretKey: string
  /** Address of an S3-like bucket; without it files lie in DATA_DIR. */
  s3Url?: string | undefined
}>

/** The store of cleaned files, and the sealed one for originals that only named roles may open. */
export function createFileStores({ dataDir, secretKey, s3Url }: FileStoreOptions): Readonly<{
  files: FileStore
  sealedFiles: FileStore
}> {
  const place = s3Url === undefined ? undefined : parseS3Url(s3Url)
  const open = (folder: string) =>
    place === undefined ? createLocalStore(join(dataDir, folder)) : createS3Store({ place, folder })
  return {
    files: open('berkas'),
    sealedFiles: createSealedStore(open('tersegel'), secretKey),
  }
}

export function createLocalStore(folder: string): FileStore {
  const pathOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('a stored file is named by its SHA-256')
    return join(folder, sha256.slice(0, 2), sha256)
  }
  return {
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      await writeWhole(pathOf(sha256), bytes)
      return { sha256, size: bytes.length }
    },
    get: (sha256) => readFile(pathOf(sha256)).catch(ignoreMissing),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  }
}

/** Written aside, forced to disk, then renamed: a kill leaves the old state or the new, never half a file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const aside = `${path}.${randomBytes(6).toString('hex')}.part`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(aside, path)
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** AES-256-GCM over another store, with a key derived from the installation's secret. */
export function createSealedStore(store: FileStore, secretKey: string): FileStore {
  const key = deriveKey(secretKey, 'sealed files')
  return {
    put: async (bytes) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const body = Buffer.concat([cipher.update(bytes), cipher.final()])
      return store.put(Buffer.concat([nonce, cipher.getAuthTag(), body]))
    },
    get: async (sha256) => {
      const sealed = await store.get(sha256)
      if (sealed === undefined) return undefined
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      const body = sealed.subarray(NONCE_BYTES + TAG_BYTES)
      return Buffer.concat([decipher.update(body), decipher.final()])
    },
    remove: store.remove,
  }
}
