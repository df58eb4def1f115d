import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import { oneRow, openDatabase, run, sql, transaction } from '../../platform/db/database.ts'
import { openLogHouse, testSigner } from './testing/log-house.ts'

const FAILURE = 'planned failure'
let failAt = Number.POSITIVE_INFINITY
let seen = 0
const { owner, appUrl } = await useTestDatabase()
const program = openDatabase({
  url: appUrl,
  onQuery: () => {
    seen += 1
    if (seen === failAt) throw new Error(FAILURE)
  },
})
const signer = testSigner()
const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-log-'))
/** A program started anew on the same database and folder: nothing in memory is kept. */
const startAgain = () => openLogHouse(program.db, { dataDir, signer })
afterAll(async () => {
  await program.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const sizeNow = async () =>
  (
    await oneRow(
      owner,
      sql<{
        ukuran: number
      }>`select p.ukuran::int as ukuran from public_log.pohon p where p.log = 'publik'`,
    )
  ).ukuran
const signedNow = async () =>
  (
    await oneRow(
      owner,
      sql<{
        ukuran: number
      }>`select coalesce(max(t.ukuran), -1)::int as ukuran from public_log.titik_periksa t`,
    )
  ).ukuran

describe('a program that dies in the middle', () => {
  it('at any statement of appending, batching, writing tiles and signing loses nothing it acknowledged', async () => {
    let acknowledged = 0
    let isThrough = false
    for (let n = 1; !isThrough; n += 1) {
      const house = await startAgain()
      failAt = n
      seen = 0
      isThrough = await transaction(program.db, (tx) => house.publicLog.append(tx, house.record(n)))
        .then(() => {
          acknowledged += 1
          return house.sequencer.run()
        })
        .then(
          () => true,
          () => false,
        )
      failAt = Number.POSITIVE_INFINITY
      // What follows is another program: it finds the queue, the tree, the file and the checkpoints as they were left.
      const next = await startAgain()
      await next.sequencer.run()
      expect([n, await sizeNow(), await signedNow()]).toEqual([n, acknowledged, acknowledged])
      expect([n, (await next.check()).faults]).toEqual([n, []])
      if (n > 100) throw new Error('never got through')
    }
    expect(acknowledged).toBeGreaterThan(8)
  })

  it('between the file of the largest tree and the signature signs the same tree later', async () => {
    const dies = await openLogHouse(program.db, {
      dataDir,
      signer,
      signers: async () => [
        {
          key: signer.key,
          sign: async () => {
            throw new Error('token away')
          },
        },
      ],
    })
    await dies.append(3)
    await expect(dies.sequencer.run()).rejects.toThrow('token away')
    const size = await sizeNow()
    expect([dies.deps.peak.read()?.size, await signedNow()]).toEqual([size, size - 3])
    const next = await startAgain()
    await next.sequencer.run()
    expect(await signedNow()).toBe(size)
    expect((await next.check()).faults).toEqual([])
  })

  it('is not held to miss a checkpoint while it is being signed', async () => {
    let ask: (letSign: () => void) => void = () => undefined
    const asked = new Promise<() => void>((resolve) => {
      ask = resolve
    })
    const house = await openLogHouse(program.db, {
      dataDir,
      signer,
      signers: async () => [
        {
          key: signer.key,
          sign: (message) => new Promise((resolve) => ask(() => resolve(signer.sign(message)))),
        },
      ],
    })
    await house.append(2)
    const signing = house.sequencer.run()
    const letSign = await asked
    // The file tells of the tree, the database not yet.
    expect(house.deps.peak.read()?.size).toBe((await signedNow()) + 2)
    const checking = house.check()
    setTimeout(letSign, 200)
    expect((await checking).faults).toEqual([])
    await signing
  })

  it('when the file of the largest tree cannot be written signs nothing', async () => {
    const house = await openLogHouse(program.db, { dataDir, signer })
    const broken = await openLogHouse(program.db, {
      dataDir,
      signer,
      peak: {
        read: house.deps.peak.read,
        write: () => {
          throw new Error('ENOSPC: no space left on device')
        },
      },
    })
    const before = await signedNow()
    await broken.append(2)
    await expect(broken.sequencer.run()).rejects.toThrow('ENOSPC')
    expect(await signedNow()).toBe(before)
    await house.sequencer.run()
    expect(await signedNow()).toBe(before + 2)
  })
})

const small = '/tmp/pendopo-piring-kecil'
const isMounted = mountSmall()
if (!isMounted) process.stderr.write('SKIPPED: a full disk needs root and a tmpfs\n')
afterAll(() => {
  if (isMounted) execFileSync('umount', ['-l', small])
})

/** A disk of three megabytes that belongs to the database server. */
function mountSmall(): boolean {
  try {
    mkdirSync(small, { recursive: true })
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', small], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.skipIf(!isMounted)('a full disk', () => {
  it('stops the signing and damages nothing; with room again it goes on', async () => {
    const { folder } = await oneRow(
      owner,
      sql<{ folder: string }>`select current_setting('data_directory') as folder`,
    )
    const { uid, gid } = statSync(folder)
    const place = join(small, `${process.pid}`)
    mkdirSync(place)
    chownSync(place, uid, gid)
    await run(owner, sql.raw(`create tablespace kecil location '${place}'`))
    try {
      await run(owner, sql`alter table public_log.bundel set tablespace kecil`)
      const house = await startAgain()
      let failed: unknown
      for (let round = 0; round < 30 && failed === undefined; round += 1) {
        await house.append(1_000)
        failed = await house.sequencer.run().then(
          () => undefined,
          (error: unknown) => error,
        )
      }
      expect(String(failed)).toMatch(/space|extend/)
      const signed = await signedNow()
      expect(signed).toBe(await sizeNow())
      await expect(house.sequencer.run()).rejects.toThrow()
      expect((await house.check()).faults).toEqual([])
      await run(owner, sql`alter table public_log.bundel set tablespace pg_default`)
      await house.sequencer.run()
      expect(await signedNow()).toBeGreaterThan(signed)
      expect((await (await startAgain()).check()).faults).toEqual([])
    } finally {
      await run(owner, sql`alter table public_log.bundel set tablespace pg_default`)
      await run(owner, sql`drop tablespace kecil`)
    }
  }, 60_000)
})
