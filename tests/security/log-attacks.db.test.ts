import { createPrivateKey, sign } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { formatCheckpoint } from '../../src/kernel/tlog/checkpoint.ts'
import { EMPTY_EDGE, grow, packHashes } from '../../src/kernel/tlog/grow.ts'
import { leafHash } from '../../src/kernel/tlog/merkle.ts'
import { formatNote, parseVerifierKey } from '../../src/kernel/tlog/note.ts'
import { packEntries, TILE_WIDTH, unpackEntries } from '../../src/kernel/tlog/tiles.ts'
import { auditLog, createFetchBytes, type Memory } from '../../src/modules/public-log/index.ts'
import { testWitness } from '../../src/modules/public-log/testing/test-witness.ts'
import { maybeRow, oneRow, rows, run, sql } from '../../src/platform/db/database.ts'
import { CHECK_TOOLS, sha256 } from '../../src/platform/sha256.ts'
import { sendCase } from '../support/case-house.ts'
import { serveLog } from '../support/log-server.ts'
import { createMemoryLog } from '../support/memory-log.ts'
import { asSuperuser, bringBack, dump } from '../support/old-dump.ts'
import { pause } from '../support/program.ts'
import { useRunningApp } from '../support/running-app.ts'
import { witnessedLog } from '../support/witnessed-log.ts'

/**
 * The six attacks, each by somebody who has everything an administrator has: the database as superuser,
 * the key, and the files. What they cannot reach is what others have seen: a witness, and a reader.
 */
const ORIGIN = 'uji.example/log'
const witnessName = 'saksi.example/uji'
const { app, database, dataDir } = await useRunningApp({
  history: 'fresh',
  env: { LOG_ORIGIN: ORIGIN },
})
const { owner } = database
await app.runningLog.prepare()
const keyText = (
  await oneRow(owner, sql<{ kunci: string }>`select k.kunci from public_log.kunci_log k`)
).kunci
const witness = await testWitness([{ vkey: keyText }], { name: witnessName })
const startLog = witnessedLog(app, witness, ORIGIN)
let runningLog = startLog()
const address = await app.server.listen({ port: 0, host: '127.0.0.1' })
afterAll(async () => {
  await runningLog.loop.stop()
  await witness.remove()
})

const logKey = parseVerifierKey(sha256, keyText)
if (logKey === undefined) throw new Error('the log has a key')
const keyFile = () => join(dataDir, 'log-kunci', readdirSync(join(dataDir, 'log-kunci'))[0] ?? '')
const peakPath = join(dataDir, 'log-puncak.txt')

type Signed = Readonly<{ size: number; root: Uint8Array }>

/** What whoever stole the key signs. */
function forge({ size, root }: Signed): string {
  const text = formatCheckpoint({ origin: ORIGIN, size, root, extensions: [] })
  const bytes = sign(null, Buffer.from(text), createPrivateKey(readFileSync(keyFile())))
  return formatNote({ text, signatures: [{ name: ORIGIN, keyId: logKey?.id ?? bytes, bytes }] })
}

async function readEntries(): Promise<readonly Uint8Array[]> {
  const bundles = await rows(
    owner,
    sql<{
      isi: Buffer
    }>`select b.isi from public_log.bundel b where b.log = 'publik' order by b.nomor`,
  )
  return bundles.flatMap(({ isi }) => [...(unpackEntries(isi) ?? [])])
}

/** Another history, complete in itself: entries, tiles, root, signature. Nothing here contradicts anything here. */
async function rewriteHistory(entries: readonly Uint8Array[]): Promise<void> {
  const { tiles, edge, root } = grow(
    sha256,
    EMPTY_EDGE,
    entries.map((entry) => leafHash(sha256, entry)),
  )
  await asSuperuser(owner, async (tx) => {
    for (const table of ['ubin', 'bundel', 'titik_periksa'])
      await run(tx, sql.raw(`delete from public_log.${table} where log = 'publik'`))
    for (const { level, index, hashes } of tiles)
      await run(
        tx,
        sql`insert into public_log.ubin (log, tingkat, nomor, isi) values ('publik', ${level}, ${index}, ${Buffer.from(packHashes(hashes))})`,
      )
    for (let at = 0; at < entries.length; at += TILE_WIDTH)
      await run(
        tx,
        sql`insert into public_log.bundel (log, nomor, isi) values ('publik', ${at / TILE_WIDTH}, ${Buffer.from(packEntries(entries.slice(at, at + TILE_WIDTH)))})`,
      )
    await run(tx, sql`delete from public_log.entri where log = 'publik' and indeks >= ${edge.size}`)
    await run(
      tx,
      sql`update public_log.pohon set ukuran = ${edge.size}, akar = ${Buffer.from(root)} where log = 'publik'`,
    )
    await run(
      tx,
      sql`insert into public_log.titik_periksa (log, ukuran, nomor, akar, nota, waktu)
      values ('publik', ${edge.size}, 1, ${Buffer.from(root)}, ${forge({ size: edge.size, root })}, now())`,
    )
  })
  rmSync(peakPath, { force: true })
}

const TABLES = [
  'public_log.pohon',
  'public_log.entri',
  'public_log.ubin',
  'public_log.bundel',
  'public_log.titik_periksa',
  'public_log.dokumen',
  'public_log.titipan',
  'citizen_reports.riwayat',
  'audit.catatan',
  'audit.akses',
]

/** A reader who looks at the log as `pendopo log audit` does. */
async function look(
  memory?: Memory,
  { at = address, asks = false }: Readonly<{ at?: string; asks?: boolean }> = {},
) {
  const stop = new AbortController()
  return auditLog(
    {
      tools: CHECK_TOOLS,
      fetchBytes: createFetchBytes({ timeoutMs: 5_000, pauseMs: 1 }, stop.signal),
      now: () => new Date(),
      waitForLog: async () => undefined,
      onProgress: () => undefined,
    },
    {
      prefix: `${at}/log`,
      keys: logKey === undefined ? [] : [logKey],
      witnessKeys: [],
      witnessUrls: asks ? [witness.address] : [],
      isFromScratch: true,
      ...(memory === undefined ? {} : { memory }),
    },
  )
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (let left = 600; left > 0; left -= 1) {
    if (await isSo()) return
    await pause(50)
  }
  throw new Error(`did not come to pass: ${what}`)
}

const hasAlarm = async (jenis: string, sumber: string) =>
  (await maybeRow(
    owner,
    sql`select 1 from public_log.peringatan p where p.jenis = ${jenis} and p.sumber = ${sumber}`,
  )) !== undefined

/** The witness has signed the newest checkpoint. */
const isWitnessed = async () =>
  (await maybeRow(
    owner,
    sql`select 1 from public_log.kosignatur k where k.ukuran = (select max(t.ukuran) from public_log.titik_periksa t)`,
  )) !== undefined

/** Everything is in the tree, signed and witnessed: what is looked at next stands still. */
async function settle(): Promise<void> {
  do await runningLog.sequencer.run()
  while ((await maybeRow(owner, sql`select 1 from public_log.titipan t limit 1`)) !== undefined)
  await until('the witness signs', isWitnessed)
}

/** The program started anew, as after a night in which somebody was at the machine. */
async function startAgain(): Promise<void> {
  await runningLog.loop.stop()
  runningLog = startLog()
  await runningLog.loop.start()
}

let memory: Memory
let peak = ''
let serial = 0
let yesterday = ''
/** What is brought back when the attack is over. */
let restored = ''

beforeAll(async () => {
  await runningLog.loop.start()
  await until('the witness signs', isWitnessed)
})

beforeEach(async () => {
  await sendCase(app)
  await settle()
  const report = await look()
  expect(report.faults).toEqual([])
  const { served } = report
  if (served === undefined || logKey === undefined) throw new Error('an honest log is served')
  memory = { keys: [logKey], note: served.note, checkpoint: served.checkpoint }
  peak = readFileSync(peakPath, 'utf8')
  serial += 1
  yesterday = `dump_${serial}`
  restored = yesterday
  await dump(owner, yesterday, TABLES)
})

/** Everything as it was before the attack, and the program anew. */
afterEach(async () => {
  await runningLog.loop.stop()
  await bringBack(owner, restored, TABLES)
  writeFileSync(peakPath, peak)
  await run(owner, sql`update public_log.saksi set coba_lagi = null, gagal_beruntun = 0`)
  await startAgain()
  expect((await runningLog.check()).faults).toEqual([])
})

describe('the six attacks are each detected and named', { timeout: 120_000 }, () => {
  it('1. a row is edited: the check names the record, and a reader the entry', async () => {
    const { id, nomor } = await oneRow(
      owner,
      sql<{ id: string; nomor: string }>`select r.id, l.nomor from citizen_reports.riwayat r
      join citizen_reports.laporan l on l.id = r.laporan_id order by r.waktu desc limit 1`,
    )
    await asSuperuser(owner, async (tx) => {
      await run(
        tx,
        sql`update citizen_reports.riwayat set pelaku_label = 'Dinas lain' where id = ${id}`,
      )
    })
    const { faults } = await runningLog.check()
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({
      place: expect.stringMatching(new RegExp(`^entri \\d+ \\(${nomor}\\)$`)),
      what: `dokumen atau garamnya diubah: laporan.diterima ${id}`,
    })
    const entries = await readEntries()
    const changed = Buffer.from(
      Buffer.from(entries[7] ?? [])
        .toString()
        .replace('laporan', 'lapuran'),
    )
    await asSuperuser(owner, async (tx) => {
      const isi = Buffer.from(packEntries(entries.slice(0, TILE_WIDTH).with(7, changed)))
      await run(
        tx,
        sql`update public_log.bundel set isi = ${isi} where log = 'publik' and nomor = 0`,
      )
    })
    expect((await look(memory)).faults).toEqual([{ kind: 'entry', index: 7 }])
    expect((await runningLog.check()).faults.map(({ place }) => place)).toContain('entri 7')
  })

  it('2. a row is deleted: the check names it, and a reader what is missing', async () => {
    await asSuperuser(owner, async (tx) => {
      await run(
        tx,
        sql`delete from citizen_reports.riwayat where id = (select r.id from citizen_reports.riwayat r order by r.waktu desc limit 1)`,
      )
      await run(tx, sql`delete from public_log.bundel where log = 'publik' and nomor = 0`)
    })
    const places = (await runningLog.check()).faults.map(({ place }) => place)
    expect(places).toContain('entri 0')
    const { faults } = await look(memory)
    expect(faults[0]).toMatchObject({ kind: 'missing', from: 0 })
    await bringBack(owner, yesterday, TABLES)
    await asSuperuser(owner, async (tx) => {
      await run(
        tx,
        sql`delete from citizen_reports.riwayat where id = (select r.id from citizen_reports.riwayat r order by r.waktu desc limit 1)`,
      )
    })
    const [fault] = (await runningLog.check()).faults
    expect(fault?.what).toMatch(/^dokumennya hilang: laporan\.diterima/)
  })

  it('3. a shorter tree is signed again: the witness refuses it, and a reader has seen more', async () => {
    await runningLog.loop.stop()
    const entries = await readEntries()
    await rewriteHistory(entries.slice(0, -3))
    const { faults, exhibits } = await look(memory)
    expect(faults).toMatchObject([
      { kind: 'behind', seen: entries.length, size: entries.length - 3 },
    ])
    expect(exhibits).toHaveLength(2)
    await startAgain()
    await until('the witness says so', () => hasAlarm('mundur', witnessName))
  })

  it('4. a fork: another history of the same length, signed with the true key', async () => {
    await runningLog.loop.stop()
    const entries = await readEntries()
    const last = entries.length - 1
    const other = Buffer.from(
      Buffer.from(entries[last] ?? [])
        .toString()
        .replace(/"time":"\d/, '"time":"3'),
    )
    await rewriteHistory(entries.with(last, other))
    expect((await look(memory)).faults).toMatchObject([{ kind: 'forked', size: entries.length }])
    await startAgain()
    await until('the witness says so', () => hasAlarm('bercabang', witnessName))
    expect(readdirSync(join(witness.dir, 'bukti')).length).toBeGreaterThan(0)
  })

  it('4b. a fork that goes on growing: no proof leads from what was signed to it', async () => {
    await runningLog.loop.stop()
    const entries = await readEntries()
    const swapped = [
      ...entries.slice(0, 3),
      entries[4],
      entries[3],
      ...entries.slice(5),
      entries[0],
    ]
    await rewriteHistory(swapped.flatMap((entry) => entry ?? []))
    expect((await look(memory)).faults).toMatchObject([
      { kind: 'rewritten', seen: entries.length, size: entries.length + 1 },
    ])
    await startAgain()
    await until('the witness says so', () => hasAlarm('bukti-ditolak', witnessName))
  })

  it('5. an old dump is brought back: the program signs nothing on it, whoever hides the file', async () => {
    for (const _more of [1, 2]) await sendCase(app)
    await settle()
    const since = await look()
    const today = since.served
    peak = readFileSync(peakPath, 'utf8')
    await dump(owner, 'hari_ini', TABLES)
    restored = 'hari_ini'
    await runningLog.loop.stop()
    await bringBack(owner, yesterday, TABLES)
    await startAgain()
    await until('the program notices', () => hasAlarm('mundur', 'program'))
    expect(runningLog.sequencer.stalledSince()).toBeInstanceOf(Date)
    const checked = await runningLog.check()
    expect(checked.faults[0]?.what).toMatch(/^mundur: \d+ entri, pernah ditandatangani \d+ entri$/)
    // The file is gone as well: then the witness remembers.
    await runningLog.loop.stop()
    await bringBack(owner, yesterday, TABLES)
    rmSync(peakPath)
    await run(
      owner,
      sql`update public_log.saksi set keadaan = 'menyaksikan', coba_lagi = null, gagal_beruntun = 0`,
    )
    await startAgain()
    await until('the witness refuses', async () => {
      const { keadaan, rincian } = await oneRow(
        owner,
        sql<{
          keadaan: string
          rincian: string | null
        }>`select s.keadaan, s.rincian from public_log.saksi s`,
      )
      return keadaan === 'menolak' && rincian?.includes(`${today?.checkpoint.size} entri`) === true
    })
    if (today === undefined || logKey === undefined) throw new Error('served')
    const kept = { keys: [logKey], note: today.note, checkpoint: today.checkpoint }
    expect((await look(kept)).faults).toMatchObject([{ kind: 'behind' }])
  })

  it('6. a split view: another tree for one reader, who asks the witness what it has seen', async () => {
    const secret = createPrivateKey(readFileSync(keyFile()))
    if (logKey === undefined) throw new Error('the log has a key')
    const forged = createMemoryLog(ORIGIN, [{ key: logKey, text: keyText, privateKey: secret }])
    forged.append((await readEntries()).with(5, forged.entry(0)))
    const split = await serveLog(forged)
    try {
      const alone = await look(undefined, { at: split.address })
      expect(alone.faults).toMatchObject([{ kind: 'not-a-leaf', index: 5 }])
      const asking = await look(undefined, { at: split.address, asks: true })
      expect(asking.faults).toMatchObject([{ kind: 'forked', source: { kind: 'witness' } }])
      expect(asking.exhibits).toHaveLength(2)
      expect((await look(memory, { asks: true })).faults).toEqual([])
    } finally {
      await split.close()
    }
  })
})
