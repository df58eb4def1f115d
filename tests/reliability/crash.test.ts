import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { oneRow, rows, run, sql } from '../../src/platform/db/database.ts'
import { killDatabase, PROGRAM, type Program, pause, startProgram } from '../support/program.ts'
import { type Burst, makeKeys, openBehind, plainKategori, startBurst } from '../support/writers.ts'

/** Nightly runs raise these by hand: 200 rounds. */
const DATABASE_ROUNDS = 20
const ACKNOWLEDGED_MIN = 10_000
const PROGRAM_ROUNDS = 5
const WRITERS = 8
const KEYS = 600

const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-crash-'))
let program: Program = await startProgram({ dataDir, env: { DEMO: 'off' } })
const port = Number(new URL(program.address).port)
const behind = openBehind(dataDir)
const keys = await makeKeys(behind.db, KEYS)
const kategori = await plainKategori(behind.db)
await behind.close()
afterAll(async () => {
  await program.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

const burst = () => startBurst({ address: program.address, keys, kategori, writers: WRITERS })

/** Wait until this many more reports were acknowledged. */
async function untilMore(running: Burst, count: number): Promise<void> {
  const from = running.acknowledged.size
  while (running.acknowledged.size - from < count) {
    const end = program.endedBy()
    if (end !== undefined) throw new Error(`the program ended by itself: ${end}\n${program.said()}`)
    await pause(20)
  }
}

/** What is in the database now, seen as its owner. */
async function stored() {
  const database = openBehind(dataDir)
  try {
    const cases = await rows(
      database.db,
      sql<{ nomor: string; count: number }>`select l.nomor, count(*)::int as count
      from citizen_reports.laporan l group by l.nomor`,
    )
    const { events } = await oneRow(
      database.db,
      sql<{ events: number }>`select count(*)::int as events from platform.outbox o
      where o.type like 'citizen-reports.laporan-diterima%'`,
    )
    const { torn } = await oneRow(
      database.db,
      sql<{ torn: number }>`select count(*)::int as torn from citizen_reports.laporan l
      where not exists (select 1 from citizen_reports.pelapor p where p.laporan_id = l.id)
        or not exists (select 1 from citizen_reports.riwayat r where r.laporan_id = l.id)`,
    )
    return { cases: new Map(cases.map(({ nomor, count }) => [nomor, count])), events, torn }
  } finally {
    await database.close()
  }
}

async function expectExactlyOnce(acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const { cases, events, torn } = await stored()
  const lost = [...acknowledged.values()].filter((nomor) => !cases.has(nomor))
  expect(lost).toEqual([])
  // Every client key got one number and every number one case: nothing twice, nothing half.
  expect(new Set(acknowledged.values()).size).toBe(acknowledged.size)
  expect(cases.size).toBe(acknowledged.size)
  expect(events).toBe(cases.size)
  expect(torn).toBe(0)
}

const everything = new Map<string, string>()

/** Somebody outside who asks for the checkpoint all the time and never forgets one. */
function watchCheckpoints() {
  const roots = new Map<number, string>()
  const forks: number[] = []
  let isOver = false
  const watching = (async () => {
    while (!isOver) {
      const note = await fetch(`${program.address}/log/checkpoint`)
        .then((answer) => (answer.ok ? answer.text() : ''))
        .catch(() => '')
      const [, size = '', root = ''] = note.split('\n')
      if (root !== '') {
        if ((roots.get(Number(size)) ?? root) !== root) forks.push(Number(size))
        roots.set(Number(size), root)
      }
      await pause(5)
    }
  })()
  return {
    roots,
    forks,
    finish: async () => {
      isOver = true
      await watching
    },
  }
}

/** Everything acknowledged is in the tree, and every checkpoint anybody was given is one of this tree. */
async function expectWholeLog(watch: ReturnType<typeof watchCheckpoints>): Promise<void> {
  await watch.finish()
  const largest = Math.max(...watch.roots.keys())
  process.stderr.write(`${watch.roots.size} checkpoints were seen, up to ${largest} entries\n`)
  const checked = spawnSync(process.execPath, [PROGRAM, 'log', 'check'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, DEMO: 'off', PORT: String(port) },
    encoding: 'utf8',
  })
  expect([checked.status, checked.stderr]).toEqual([0, ''])
  expect(watch.forks).toEqual([])
  const database = openBehind(dataDir)
  const signed = await rows(
    database.db,
    sql<{
      size: number
      root: string
    }>`select t.ukuran::float8 as size, encode(t.akar, 'base64') as root
    from public_log.titik_periksa t`,
  ).finally(() => database.close())
  const known = new Map(signed.map(({ size, root }) => [size, root]))
  for (const [size, root] of watch.roots) expect([size, known.get(size)]).toEqual([size, root])
}

describe('eight writers and a server killed without a farewell', () => {
  it(`lose nothing acknowledged, and nothing is there twice, when the program dies ${PROGRAM_ROUNDS} times`, async () => {
    const running = burst()
    const watch = watchCheckpoints()
    const slowest: number[] = []
    for (let round = 0; round < PROGRAM_ROUNDS; round += 1) {
      await untilMore(running, 100)
      await program.kill()
      const startedMs = Date.now()
      program = await startProgram({ dataDir, port, env: { DEMO: 'off' } })
      slowest.push(Date.now() - startedMs)
    }
    await untilMore(running, 50)
    await running.finish()
    for (const [id, nomor] of running.acknowledged) everything.set(id, nomor)
    process.stderr.write(
      `program killed ${PROGRAM_ROUNDS} times: ${running.acknowledged.size} acknowledged, ${running.retried()} sent again, ready again after at most ${Math.max(...slowest)} ms\n`,
    )
    expect(running.retried()).toBeGreaterThan(0)
    await expectExactlyOnce(everything)
    await expectWholeLog(watch)
  })

  it(`lose nothing acknowledged when the database dies ${DATABASE_ROUNDS} times`, async () => {
    const running = burst()
    const watch = watchCheckpoints()
    const share = Math.ceil(ACKNOWLEDGED_MIN / DATABASE_ROUNDS)
    for (let round = 0; round < DATABASE_ROUNDS; round += 1) {
      await untilMore(running, share)
      killDatabase(program.databasePid())
    }
    await untilMore(running, 50)
    await running.finish()
    for (const [id, nomor] of running.acknowledged) everything.set(id, nomor)
    process.stderr.write(
      `database killed ${DATABASE_ROUNDS} times: ${running.acknowledged.size} acknowledged, ${running.retried()} sent again\n`,
    )
    expect(running.acknowledged.size).toBeGreaterThanOrEqual(ACKNOWLEDGED_MIN)
    expect(running.retried()).toBeGreaterThan(0)
    await expectExactlyOnce(everything)
    await expectWholeLog(watch)
  })

  it('would be seen to lose reports without a durable commit: the test can fail', async () => {
    const owner = openBehind(dataDir)
    await run(owner.db, sql`alter database pendopo set synchronous_commit = off`)
    await owner.close()
    let lost = 0
    for (let round = 0; round < 10 && lost === 0; round += 1) {
      // The setting counts for new connections: the program opens some after each of these deaths.
      killDatabase(program.databasePid())
      const running = burst()
      await untilMore(running, 150)
      killDatabase(program.databasePid())
      await untilMore(running, 1)
      await running.finish()
      const { cases } = await stored()
      lost += [...running.acknowledged.values()].filter((nomor) => !cases.has(nomor)).length
    }
    process.stderr.write(`without a durable commit: ${lost} acknowledged reports were lost\n`)
    expect(lost).toBeGreaterThan(0)
  })
})
