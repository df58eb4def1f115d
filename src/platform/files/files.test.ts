import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createFileStores, createLocalStore } from './index.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-files-'))
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
const { files, sealedFiles } = createFileStores({ dataDir, secretKey: 'x'.repeat(40) })
const bytes = Buffer.from('isi sebuah foto yang asli')

describe('files', () => {
  it('come back by their digest, and a missing one is absent', async () => {
    const { sha256, size } = await files.put(bytes)
    expect(size).toBe(bytes.length)
    expect(Buffer.from((await files.get(sha256)) ?? [])).toEqual(bytes)
    expect(await files.get('0'.repeat(64))).toBeUndefined()
  })

  it('refuse any name that is not a digest', () => {
    const store = createLocalStore(dataDir)
    expect(() => store.get('../../etc/passwd')).toThrow(/SHA-256/)
  })

  it('hide sealed contents on disk and open only with the same key', async () => {
    const { sha256 } = await sealedFiles.put(bytes)
    const onDisk = readFileSync(join(dataDir, 'tersegel', sha256.slice(0, 2), sha256))
    expect(onDisk.includes('foto')).toBe(false)
    expect(Buffer.from((await sealedFiles.get(sha256)) ?? [])).toEqual(bytes)
    const other = createFileStores({ dataDir, secretKey: 'y'.repeat(40) })
    await expect(other.sealedFiles.get(sha256)).rejects.toThrow()
  })

  it('leave nothing half-written beside them', async () => {
    await files.put(bytes)
    const left = readdirSync(dataDir, { recursive: true }).filter((name) =>
      String(name).endsWith('.part'),
    )
    expect(left).toEqual([])
  })
})
