import { afterAll, describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../tests/support/database.ts'
import { isGrown } from '../../kernel/tlog/merkle.ts'
import { parseProofFile } from '../../kernel/tlog/proof-file.ts'
import { wantedForConsistency } from '../../kernel/tlog/prove.ts'
import { checkProof, openCheckpoint } from '../../kernel/tlog/verify.ts'
import { oneRow, run, sql, transaction } from '../../platform/db/database.ts'
import { CHECK_TOOLS, sha256 } from '../../platform/sha256.ts'
import { documentBytes } from './actions/append.ts'
import { BATCH_MAX } from './actions/integrate.ts'
import { proofOf, prove } from './actions/prove.ts'
import { parseExtra, saltedDigest } from './domain/leaf.ts'
import { findEntri } from './store/entri-store.ts'
import { openLogHouse, TEST_AUDIT_KIND, TEST_KIND, TEST_ORIGIN } from './testing/log-house.ts'

const { db, owner } = await useTestDatabase('public-log')
const house = await openLogHouse(db)
afterAll(() => house.close())
const keys = { logKeys: [house.signer.key] }
const sizeOf = () =>
  oneRow(
    owner,
    sql<{ ukuran: number; waiting: number }>`select p.ukuran::int as ukuran,
    (select count(*)::int from public_log.titipan) as waiting from public_log.pohon p where p.log = 'publik'`,
  )

describe('the log', () => {
  it('signs the empty tree first', async () => {
    await house.sequencer.run()
    const opened = openCheckpoint(CHECK_TOOLS, house.seen[0]?.nota ?? '', keys)
    expect(opened).toMatchObject({ ok: true, checkpoint: { size: 0 } })
  })

  it('tells of what was committed and of nothing else', async () => {
    await transaction(db, (tx) => house.publicLog.append(tx, house.record(1)))
    await transaction(db, async (tx) => {
      await house.publicLog.append(tx, house.record(2))
      throw new Error('dibatalkan')
    }).catch(() => undefined)
    await house.sequencer.run()
    expect(await sizeOf()).toEqual({ ukuran: 1, waiting: 0 })
  })

  it('proves an act to who has nothing but the document, the file and the key', async () => {
    const record = house.record(3)
    await house.publicLog.append(db, record)
    await house.append(700)
    await house.sequencer.run()
    const entri = await findEntri(db, 'publik', record.ref)
    const proven = entri && (await prove(db, entri))
    const file = parseProofFile(proven?.proofFile ?? '')
    const extra = parseExtra(file?.extra ?? new Uint8Array())
    expect(
      file && extra && checkProof(CHECK_TOOLS, { entry: extra.entry, proof: file }, keys),
    ).toMatchObject({ ok: true })
    expect(proven?.leaf).toMatchObject({
      type: 'uji.catatan',
      object: 'UJI-3',
      actor: 'sistem:uji',
    })
    const digest = saltedDigest(
      sha256,
      extra?.salt ?? new Uint8Array(),
      documentBytes(record.document),
    )
    expect(proven?.leaf.sha256).toBe(digest)
  })

  it('grows in one order, whoever asks: every checkpoint is consistent with every later one', async () => {
    const sizes = [3, 254, 1, 4_200, 1_000]
    for (const size of sizes) {
      await house.append(size)
      await house.sequencer.run()
    }
    const checkpoints = house.seen.filter(({ ukuran }) => ukuran > 0)
    for (const older of checkpoints)
      for (const newer of checkpoints.filter(({ ukuran }) => ukuran >= older.ukuran)) {
        const proof = await proofOf(db, wantedForConsistency(older.ukuran, newer.ukuran))
        const roots = { oldRoot: older.akar, root: newer.akar }
        const at = { oldSize: older.ukuran, size: newer.ukuran }
        expect([at, isGrown(sha256, { ...at, ...roots, proof })]).toEqual([at, true])
      }
  })

  it('goes on where another process left off', async () => {
    const other = await openLogHouse(db, { signer: house.signer })
    await house.append(10)
    await other.sequencer.run()
    await house.append(300)
    const before = (await sizeOf()).ukuran
    await Promise.all([house.sequencer.run(), other.sequencer.run()])
    other.close()
    expect(await sizeOf()).toEqual({ ukuran: before + 300, waiting: 0 })
  })

  it('is signed while more entries wait: whoever appends without end keeps nobody waiting', async () => {
    const before = house.seen.length
    await house.append(9 * BATCH_MAX)
    await house.sequencer.run()
    const signed = house.seen.slice(before).map(({ ukuran }) => ukuran)
    expect(signed).toHaveLength(2)
    expect((signed[1] ?? 0) - (signed[0] ?? 0)).toBe(BATCH_MAX)
  })

  it('puts acts of both logs that were appended together in their order, each with its own salt', async () => {
    const kinds = [TEST_KIND, TEST_AUDIT_KIND]
    const records = Array.from({ length: 600 }, (_, n) => house.record(n, kinds[n % 2]))
    await house.publicLog.appendMany(db, records)
    await house.sequencer.run()
    for (const { name, log } of kinds) {
      const refs = records.flatMap(({ kind, ref }) => (kind.name === name ? [ref] : []))
      const found = await Promise.all(refs.map((ref) => findEntri(db, log, ref)))
      const first = found[0]?.indeks ?? -1
      expect(found.map((entri) => entri?.indeks)).toEqual(refs.map((_, at) => first + at))
    }
    expect((await house.check()).faults).toEqual([])
  })

  it('keeps a log of its own for what is not public', async () => {
    const before = (await sizeOf()).ukuran
    await house.append(5, TEST_AUDIT_KIND)
    await house.sequencer.run()
    expect(await sizeOf()).toEqual({ ukuran: before, waiting: 0 })
  })

  it('forgets a salt and nothing else', async () => {
    const record = house.record(9)
    await house.publicLog.append(db, record)
    await house.sequencer.run()
    expect(await house.publicLog.forget(db, record.ref)).toBe(true)
    expect(await house.publicLog.forget(db, record.ref)).toBe(false)
    const entri = await findEntri(db, 'publik', record.ref)
    expect(entri?.garam).toBeNull()
    const file = entri && parseProofFile((await prove(db, entri))?.proofFile ?? '')
    const extra = parseExtra(file?.extra ?? new Uint8Array())
    expect(extra?.salt).toBeUndefined()
    expect(
      file && extra && checkProof(CHECK_TOOLS, { entry: extra.entry, proof: file }, keys),
    ).toMatchObject({ ok: true })
  })

  it.each([
    ['an entry changed', sql`update public_log.entri set jenis = 'lain' where indeks = 0`],
    ['an entry removed', sql`delete from public_log.entri where indeks = 0`],
    [
      'a tile rewritten',
      sql`update public_log.ubin set isi = sha256('x') where tingkat = 0 and nomor = 0`,
    ],
    ['a bundle rewritten', sql`update public_log.bundel set isi = 'x' where nomor = 0`],
    ['the tree made smaller', sql`update public_log.pohon set ukuran = 1`],
    ['another root', sql`update public_log.pohon set akar = sha256('x')`],
    ['a checkpoint removed', sql`delete from public_log.titik_periksa`],
    ['an alarm removed', sql`truncate public_log.peringatan`],
  ])('%s: refused by the database, also to the owner', async (_what, statement) => {
    await house.append(1)
    await expect(run(owner, statement)).rejects.toThrow(/public log/)
  })
})

describe('signing', () => {
  it('is refused for a tree that is smaller than one signed before', async () => {
    const peak = house.deps.peak.read()
    house.deps.peak.write({
      origin: TEST_ORIGIN,
      size: (peak?.size ?? 0) + 1_000,
      root: sha256(),
    })
    await house.append(1)
    const before = house.seen.length
    await house.sequencer.run()
    expect(house.seen.length).toBe(before)
    expect(house.logged()).toContain('ALARM')
    const { jenis } = await oneRow(
      owner,
      sql<{ jenis: string }>`select p.jenis from public_log.peringatan p`,
    )
    expect(jenis).toBe('mundur')
  })
})
