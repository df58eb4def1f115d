import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { App } from '../../src/app.ts'
import { type OwnHouse, withOwnHouse } from '../../src/commands/bench/own-house.ts'
import { present } from '../../src/kernel/assert.ts'
import { DAY_MS } from '../../src/kernel/date.ts'
import { hexOf } from '../../src/kernel/digest-format.ts'
import { castWithToken, loadPungutan } from '../../src/modules/ballots/actions/beri-suara.ts'
import { closeAndCount, countExport } from '../../src/modules/ballots/actions/hitung.ts'
import { receiptDigest, rootOf } from '../../src/modules/ballots/domain/pohon.ts'
import { findHasil } from '../../src/modules/ballots/store/hasil-store.ts'
import { listReceipts } from '../../src/modules/ballots/store/kotak-store.ts'
import {
  choiceOf,
  settleVoters,
  voterId,
  votersDeps,
} from '../../src/modules/ballots/testing/many-voters.ts'
import { voteHouse } from '../../src/modules/ballots/testing/vote-house.ts'
import { oneRow, openDatabase, rows, sql, type Tx } from '../../src/platform/db/database.ts'
import { sha256 } from '../../src/platform/sha256.ts'
import { killDatabase, pause, readDatabasePid } from '../support/program.ts'

const LANES = 16
const PROGRAM_ROUNDS = 2
const DATABASE_ROUNDS = 3
const BALLOTS_EACH = 50
const VOTERS = 200_000
const VOTERS_EACH = 40_000
const READY_MS = 180_000
const SYSTEM = { kind: 'system', name: 'uji' } as const

type Votes = Readonly<{ nomor: string; nomorToken: string }>
type People = Readonly<{
  /** Every line told, in its order. */
  told: readonly string[]
  kill: () => Promise<void>
  untilMore: (count: number) => Promise<void>
}>

function sendPeople({ addresses, secretKey }: OwnHouse, votes: Votes, from: number): People {
  const order = JSON.stringify({ addresses, secretKey, ...votes, from, lanes: LANES })
  const file = join(import.meta.dirname, '../support/ballot-voters.ts')
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', file, order], {
    env: { PATH: process.env.PATH ?? '', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise((done) => child.once('close', done))
  const told: string[] = []
  let half = ''
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (half + chunk.toString()).split('\n')
    half = lines.pop() ?? ''
    told.push(...lines)
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    if (said.length < 20_000) said += chunk.toString()
  })
  const answered = () => told.filter((line) => /^(?:terima|sampai)/.test(line)).length
  return {
    told,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
      expect(said.split('\n').filter((line) => line.includes('got no token'))).toEqual([])
    },
    untilMore: async (count) => {
      const before = answered()
      const deadline = Date.now() + READY_MS
      while (answered() - before < count) {
        if (child.exitCode !== null || Date.now() > deadline)
          throw new Error(`nobody votes any more: ${said}`)
        await pause(10)
      }
    },
  }
}

/** Of lines that begin with this word, what stands behind it. */
const toldOf = (told: readonly string[], word: string) =>
  told.flatMap((line) => (line.startsWith(`${word} `) ? [line.split(' ').slice(1)] : []))

type Box = Readonly<{ marks: number; ballots: number; receipts: number; tokens: number }>

/** What lies in a box, after the counters beside it were held against it. */
async function boxOf(owner: Tx, id: string): Promise<Box> {
  const { pemilih, suara, ...box } = await oneRow(
    owner,
    sql<
      Box & { pemilih: number; suara: number }
    >`select k.pemilih_daring as pemilih, k.suara_daring as suara,
      (select count(*)::int from ballots.pemilih m where m.pungutan_id = k.pungutan_id) as marks,
      (select count(*)::int from ballots.suara s where s.pungutan_id = k.pungutan_id) as ballots,
      (select count(*)::int from ballots.tanda_terima r where r.pungutan_id = k.pungutan_id) as receipts,
      (select count(*)::int from ballots.token t where t.pungutan_id = k.pungutan_id) as tokens
    from ballots.kotak k where k.pungutan_id = ${id}::uuid`,
  )
  expect([pemilih, suara, box.receipts, box.tokens]).toEqual([
    box.marks,
    box.ballots,
    box.ballots,
    box.ballots,
  ])
  return box
}

/** How often each choice was made. */
const tally = (choices: readonly (readonly string[])[]) => {
  const counts = new Map<string, number>()
  for (const choice of choices) counts.set(choice.join(), (counts.get(choice.join()) ?? 0) + 1)
  return [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

const choicesIn = async (owner: Tx, id: string) =>
  (
    await rows(
      owner,
      sql<{
        pilihan: string[]
      }>`select s.pilihan from ballots.suara s where s.pungutan_id = ${id}::uuid`,
    )
  ).map(({ pilihan }) => pilihan)

/** Votes of people without a script: mark and ballot came in together, or neither did. */
async function expectPlain(app: App, owner: Tx, { nomor, told }: Told): Promise<void> {
  const { pungutan } = present(await loadPungutan(app.kit.db, nomor), nomor)
  const box = await boxOf(owner, pungutan.id)
  expect(box.marks).toBe(box.ballots)
  const accepted = toldOf(told, 'terima')
  const refused = toldOf(told, 'tolak')
  // Whoever asked again after a lost answer is told that they have voted, and nothing else.
  expect(new Set(refused.map(([, ...codes]) => codes.join()))).toEqual(
    refused.length === 0 ? new Set() : new Set(['SUDAH_MEMILIH']),
  )
  const marked = await rows(
    owner,
    sql<{
      kunci: string
    }>`select encode(m.kunci, 'hex') as kunci from ballots.pemilih m where m.pungutan_id = ${pungutan.id}::uuid`,
  )
  const marks = new Set(marked.map(({ kunci }) => kunci))
  const hasMark = (voter: number) =>
    marks.has(hexOf(app.ballots.deps.personKey(pungutan.id, voterId(voter))))
  const answered = [...accepted, ...refused].map(([voter]) => Number(voter))
  expect(new Set(answered).size).toBe(answered.length)
  expect(answered.filter((voter) => !hasMark(voter))).toEqual([])
  // Those in flight when it happened, at most one a lane and time.
  const unheard = box.ballots - answered.length
  expect(unheard).toBeGreaterThanOrEqual(0)
  expect(unheard).toBeLessThanOrEqual(LANES * (PROGRAM_ROUNDS + 1))
  const voters = Array.from({ length: VOTERS }, (_, at) => at + 1).filter(hasMark)
  expect(voters).toHaveLength(box.marks)
  expect(tally(await choicesIn(owner, pungutan.id))).toEqual(tally(voters.map(choiceOf)))
  const leaves = new Set((await listReceipts(owner, pungutan.id)).map(hexOf))
  const digestOf = (receipt = '') => hexOf(receiptDigest(sha256, nomor, receipt))
  expect(accepted.filter(([, receipt]) => !leaves.has(digestOf(receipt)))).toEqual([])
}

type Told = Readonly<{ nomor: string; told: readonly string[] }>

/** Votes with tokens: whatever a browser still holds is sent again, and each token counts once. */
async function expectBlinded(app: App, owner: Tx, { nomor, told }: Told): Promise<void> {
  const loaded = present(await loadPungutan(app.kit.db, nomor), nomor)
  const { id } = loaded.pungutan
  const before = await boxOf(owner, id)
  const kept = toldOf(told, 'titip')
  const arrived = new Set(toldOf(told, 'sampai').map(([voter]) => voter))
  expect(toldOf(told, 'gagal')).toEqual([])
  expect(before.ballots).toBeGreaterThanOrEqual(arrived.size)
  expect(before.ballots).toBeLessThanOrEqual(kept.length)
  const deps = votersDeps(app)
  for (const [voter = '', token = '', signature = '', receipt = ''] of kept) {
    const titipan = {
      token: Buffer.from(token, 'hex'),
      tandaTangan: Buffer.from(signature, 'hex'),
      sidikTandaTerima: receiptDigest(sha256, nomor, receipt),
      suara: { pilihan: choiceOf(Number(voter)), poin: [] },
    }
    expect(await castWithToken(deps, loaded, titipan)).toEqual({ ok: true, value: undefined })
    const other = { ...titipan, sidikTandaTerima: sha256(Buffer.from(`lain ${voter}`)) }
    const twice = await castWithToken(deps, loaded, other)
    expect(twice.ok ? [] : twice.refusals.map(({ code }) => code)).toEqual(['TOKEN_TERPAKAI'])
  }
  const after = await boxOf(owner, id)
  expect(after.ballots).toBe(kept.length)
  expect(after.marks).toBeGreaterThanOrEqual(after.ballots)
  const chosen = kept.map(([voter]) => choiceOf(Number(voter)))
  expect(tally(await choicesIn(owner, id))).toEqual(tally(chosen))
}

/** The published count holds every ballot, and every acknowledged receipt leads to its root. */
async function expectCounted(app: App, { nomor, told }: Told): Promise<void> {
  const { deps } = app.ballots
  const later = new Date(app.kit.now().getTime() + 2 * DAY_MS)
  const done = await closeAndCount(
    { ...deps, kit: { ...deps.kit, now: () => later } },
    SYSTEM,
    nomor,
  )
  expect(done).toEqual({ ok: true, value: undefined })
  const { pungutan } = present(await loadPungutan(app.kit.db, nomor), nomor)
  const hasil = present(await findHasil(app.kit.db, pungutan.id), 'a result')
  const leaves = await listReceipts(app.kit.db, pungutan.id)
  expect(countExport(hasil.pb)).toBe(hasil.hitungan)
  expect((JSON.parse(hasil.hitungan) as { ballots: number }).ballots).toBe(leaves.length)
  expect(hexOf(rootOf(sha256, leaves))).toBe(hexOf(hasil.akar))
  const known = new Set(leaves.map(hexOf))
  const receipts = [
    ...toldOf(told, 'terima').map(([, receipt]) => receipt),
    ...toldOf(told, 'titip').map((words) => words.at(-1)),
  ]
  expect(receipts.length).toBeGreaterThan(LANES)
  const digestOf = (receipt = '') => hexOf(receiptDigest(sha256, nomor, receipt))
  expect(receipts.filter((receipt) => !known.has(digestOf(receipt)))).toEqual([])
}

describe('people who vote while program and database are killed without a farewell', () => {
  it('lose no acknowledged ballot, none counts twice, and every receipt is in the count', async () => {
    await withOwnHouse('on', async (house) => {
      await house.app.seedFirst('fresh')
      const { open } = voteHouse(house.app)
      const votes = { nomor: await open(), nomorToken: await open() }
      await settleVoters(house.owner, VOTERS, house.app.kit.today())
      const told: string[] = []
      for (let round = 0; round < PROGRAM_ROUNDS; round += 1) {
        const people = sendPeople(house, votes, 1 + round * VOTERS_EACH)
        await people.untilMore(BALLOTS_EACH)
        await people.kill()
        told.push(...people.told)
      }
      const people = sendPeople(house, votes, 1 + PROGRAM_ROUNDS * VOTERS_EACH)
      for (let round = 0; round < DATABASE_ROUNDS; round += 1) {
        await people.untilMore(BALLOTS_EACH)
        killDatabase(readDatabasePid(house.dataDir))
      }
      await people.untilMore(BALLOTS_EACH)
      await people.kill()
      told.push(...people.told)
      const behind = openDatabase({
        url: house.addresses.ownerUrl,
        poolMax: 1,
        statementTimeoutMs: 0,
      })
      await expectPlain(house.app, behind.db, { nomor: votes.nomor, told })
      await expectBlinded(house.app, behind.db, { nomor: votes.nomorToken, told })
      const of = (words: RegExp) => told.filter((line) => words.test(line))
      await expectCounted(house.app, { nomor: votes.nomor, told: of(/^terima/) })
      await expectCounted(house.app, { nomor: votes.nomorToken, told: of(/^titip/) })
      await behind.close()
      process.stderr.write(
        `program killed ${PROGRAM_ROUNDS + 1}, database ${DATABASE_ROUNDS} times: ${of(/^(?:terima|sampai)/).length} ballots\n`,
      )
    })
  })
})
