import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatVerifierKey } from '../../../kernel/tlog/note.ts'
import { logKey, testLog, witnessKey } from '../testing/test-log.ts'
import { testWitness } from '../testing/test-witness.ts'
import { lockFolder } from './folder-lock.ts'

const log = testLog({ size: 20 })
let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'pendopo-saksi-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))
const lockPath = () => join(dir, 'penulis.pid')
const keyPath = () => join(dir, 'kunci-saksi.pem')
/** A number that no process has: beyond the largest Linux gives. */
const NOBODY = 2 ** 22 + 1

describe('the folder of a witness', () => {
  it('is written by one process at a time, and free again after it', async () => {
    const witness = await testWitness([log], { dir })
    await expect(testWitness([log], { dir })).rejects.toThrow(`(proses ${process.pid})`)
    expect((await witness.submit(log, 0, 5)).status).toBe(200)
    await witness.close()
    expect(existsSync(lockPath())).toBe(false)
    await (await testWitness([log], { dir })).close()
  })

  it.each([
    ['that has died', `${NOBODY} boot 12345\n`],
    ['whose number another one has now', `${process.pid} boot 12345\n`],
    ['that nobody can make out', 'bukan nomor\n'],
    ['that never got to write its name', ''],
  ])('is taken over from a process %s', async (_what, left) => {
    writeFileSync(lockPath(), left)
    const witness = await testWitness([log], { dir })
    expect(readFileSync(lockPath(), 'utf8')).toMatch(new RegExp(`^${process.pid} `))
    await witness.close()
  })

  it('is not taken over from one that lives', async () => {
    const locked = await lockFolder(dir)
    expect(locked.ok).toBe(true)
    expect(await lockFolder(dir)).toEqual({ ok: false, pid: process.pid })
  })

  it('is taken by exactly one of many that start at once', async () => {
    writeFileSync(lockPath(), `${NOBODY} boot 12345\n`)
    const taken = await Promise.all(Array.from({ length: 8 }, () => lockFolder(dir)))
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1)
    expect(readdirSync(dir)).toEqual(['penulis.pid'])
  })

  it('is taken over also where another died in taking it over', async () => {
    writeFileSync(lockPath(), `${NOBODY} boot 12345\n`)
    writeFileSync(`${lockPath()}.ganti`, '')
    utimesSync(`${lockPath()}.ganti`, 0, 0)
    expect(await lockFolder(dir)).toMatchObject({ ok: true })
    expect(readdirSync(dir)).toEqual(['penulis.pid'])
  })

  it('that was taken away is signed in no more', async () => {
    const witness = await testWitness([log], { dir })
    writeFileSync(lockPath(), `${NOBODY} boot 12345\n`)
    expect((await witness.submit(log, 0, 5)).status).toBe(503)
    expect(witness.shouted).toEqual(['POST gagal: Folder saksi diambil proses lain.'])
    await witness.close()
    expect(readFileSync(lockPath(), 'utf8')).toBe(`${NOBODY} boot 12345\n`)
  })

  it('whose record of what was signed is damaged is not served from', async () => {
    const witness = await testWitness([log], { dir })
    await witness.submit(log, 0, 5)
    await witness.close()
    const [name = ''] = readdirSync(join(dir, 'titik'))
    const path = join(dir, 'titik', name)
    const kept = readFileSync(path, 'utf8')
    for (const damaged of ['', kept.replace('\n5\n', '\n4\n'), log.checkpointAt(5), 'x']) {
      writeFileSync(path, damaged)
      await expect(testWitness([log], { dir })).rejects.toThrow('rusak')
    }
    writeFileSync(path, kept)
    await (await testWitness([log], { dir })).close()
  })

  it('whose record was put under the name of another log is not served from', async () => {
    const witness = await testWitness([log], { dir })
    await witness.submit(log, 0, 5)
    await witness.close()
    const [name = ''] = readdirSync(join(dir, 'titik'))
    const kept = readFileSync(join(dir, 'titik', name), 'utf8')
    writeFileSync(join(dir, 'titik', `${'a'.repeat(64)}.nota`), kept)
    await expect(testWitness([log], { dir })).rejects.toThrow('log lain')
  })

  it('whose record is damaged while it serves is signed from no more', async () => {
    const witness = await testWitness([log], { dir })
    await witness.submit(log, 0, 5)
    const [name = ''] = readdirSync(join(dir, 'titik'))
    writeFileSync(join(dir, 'titik', name), '')
    expect((await witness.submit(log, 5, 9)).status).toBe(503)
    expect((await witness.submit(log, 0, 9)).status).toBe(503)
    await witness.close()
  })
})

describe('the key of a witness', () => {
  it('needs a name when it is made, and keeps it', async () => {
    await expect(testWitness([log], { dir, name: undefined })).rejects.toThrow('--name')
    expect(readdirSync(dir)).toEqual([])
    const named = await testWitness([log], { dir, name: 'saksi.kampus.example/w1' })
    expect(named.vkey).toMatch(/^saksi\.kampus\.example\/w1\+[0-9a-f]{8}\+B/)
    await named.close()
    const again = await testWitness([log], { dir, name: undefined })
    expect(again.vkey).toBe(named.vkey)
    await again.close()
    await expect(testWitness([log], { dir, name: 'lain' })).rejects.toThrow(
      'milik saksi.kampus.example/w1',
    )
  })

  it.each(['dua kata', 'tambah+tambah', '', 'a'.repeat(101)])(
    'has no name like %j',
    async (name) => {
      await expect(testWitness([log], { dir, name })).rejects.toThrow('Nama saksi')
    },
  )

  it('that does not belong to its file is not used', async () => {
    await (await testWitness([log], { dir })).close()
    const [, ...pem] = readFileSync(keyPath(), 'utf8').split('\n')
    for (const broken of ['', 'x', [formatVerifierKey(witnessKey().key), ...pem].join('\n')]) {
      writeFileSync(keyPath(), broken)
      await expect(testWitness([log], { dir })).rejects.toThrow('bukan kunci saksi')
    }
  })

  it('that other accounts can read is pointed out', async () => {
    await (await testWitness([log], { dir })).close()
    chmodSync(keyPath(), 0o644)
    const witness = await testWitness([log], { dir })
    expect(witness.shouted).toEqual([expect.stringContaining(`chmod 600 ${keyPath()}`)])
    await witness.close()
  })
})

describe('the logs of a witness', () => {
  const other = testLog({ size: 5, signer: logKey('log.example/kedua') })

  it('are those given and those in its file, and a log may have two keys', async () => {
    const next = testLog({ size: 20, signer: logKey(log.key.name, 'baru') })
    writeFileSync(join(dir, 'logs.txt'), `# kabupaten\n\n${other.vkey}\n ${next.vkey} \n`)
    const witness = await testWitness([log], { dir })
    expect((await witness.submit(other, 0, 5)).status).toBe(200)
    expect((await witness.submit(log, 0, 5)).status).toBe(200)
    expect((await witness.submit(next, 5, 9)).status).toBe(200)
    await witness.close()
  })

  it('are needed', async () => {
    await expect(testWitness([], { dir })).rejects.toThrow('--log')
  })

  it('are named by whole keys of logs, or the start says which is none', async () => {
    for (const text of ['log.example', formatVerifierKey(witnessKey().key)])
      await expect(testWitness([], { dir, logs: [text] })).rejects.toThrow(`--log ${text}`)
    writeFileSync(join(dir, 'logs.txt'), `${other.vkey}\nx\n`)
    await expect(testWitness([], { dir })).rejects.toThrow('logs.txt baris 2')
    writeFileSync(join(dir, 'logs.txt'), 'a\n'.repeat(1_001))
    await expect(testWitness([], { dir })).rejects.toThrow('Paling banyak 1000')
    writeFileSync(join(dir, 'logs.txt'), '#'.repeat(500_001))
    await expect(testWitness([], { dir })).rejects.toThrow('lebih dari 500000 byte')
  })
})
