import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { backupFiles } from './backup-files.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-cadangan-'))
const put = (name: string) => {
  mkdirSync(dirname(join(dataDir, name)), { recursive: true })
  writeFileSync(join(dataDir, name), `isi ${name}`)
}
const goesAlong = [
  'berkas/ab/foto',
  'log-kunci/0a1b2c3d.pem',
  'log-kunci/4e5f6071.p11.json',
  'model/pengarah.json',
  'pki/akar.pem',
  'secret.key',
  'tersegel/asli',
]
const staysBehind = ['pg/base/1', 'outbox/surat', 'log-puncak.txt', 'log-kunci-lain/x']
for (const name of [...goesAlong, ...staysBehind]) put(name)

afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function copyTo(target: string): Promise<readonly string[]> {
  const names: string[] = []
  for await (const { name, read } of backupFiles(dataDir).list()) {
    names.push(name)
    await backupFiles(target).write(name, await read())
  }
  return names
}

describe('files of a backup', () => {
  it('are the photos, the models, and every key of the installation, the log’s among them', async () => {
    const target = mkdtempSync(join(tmpdir(), 'pendopo-pulih-'))
    expect((await copyTo(target)).toSorted()).toEqual(goesAlong)
    for (const name of goesAlong)
      expect(readFileSync(join(target, name), 'utf8')).toBe(`isi ${name}`)
    const modeOf = (name: string) => (statSync(join(target, name)).mode & 0o777).toString(8)
    expect([modeOf('log-kunci'), modeOf('log-kunci/0a1b2c3d.pem')]).toEqual(['700', '600'])
    rmSync(target, { recursive: true })
  })

  it.each(['../x', 'log-kunci/../../x', 'pg/base/1', '/etc/x'])(
    'are not written to %s, whatever a backup says',
    (name) => expect(backupFiles(dataDir).write(name, new Uint8Array())).rejects.toThrow('di luar'),
  )
})
