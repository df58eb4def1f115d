import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD, demoAccountId } from '../../src/modules/identity/index.ts'
import { oneRow, rows, sql } from '../../src/platform/db/database.ts'
import { killDatabase, PROGRAM, type Program, pause, startProgram } from '../support/program.ts'
import { openDesk, type Signing, startSigning, waitForSignature } from '../support/signers.ts'
import { openBehind } from '../support/writers.ts'

const PROGRAM_ROUNDS = 3
const DATABASE_ROUNDS = 5
const LETTERS_EACH = 20
const HANDS = 8
const UNIT = 'kel-kauman-jati'

const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-crash-letters-'))
let program: Program = await startProgram({ dataDir })
const port = Number(new URL(program.address).port)
const behind = openBehind(dataDir)
const nomor = await waitForSignature(behind.db, {
  count: (PROGRAM_ROUNDS + DATABASE_ROUNDS + 2) * (LETTERS_EACH + 4 * HANDS),
  akunId: demoAccountId('warga'),
  unit: UNIT,
})
await behind.close()
afterAll(async () => {
  await program.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function untilMore(signing: Signing, count: number): Promise<void> {
  const from = signing.acknowledged.size
  while (signing.acknowledged.size - from < count) {
    const end = program.endedBy()
    if (end !== undefined) throw new Error(`the program ended by itself: ${end}\n${program.said()}`)
    await pause(20)
  }
}

/** What hangs together with a signature, of one application each. */
type Trace = Readonly<{
  nomor: string
  isDone: boolean
  lines: number
  letters: number
  inForce: number
  files: number
  acts: number
  desks: number
}>

/** What is in the database now, seen as its owner. */
async function stored() {
  const database = openBehind(dataDir)
  try {
    const traces = await rows(
      database.db,
      sql<Trace>`select p.nomor, p.akhir is not null as "isDone",
        (select count(*)::int from services.riwayat r where r.permohonan_id = p.id and r.kejadian = 'selesai') as lines,
        (select count(*)::int from services.surat_terbit t where t.permohonan_id = p.id) as letters,
        (select count(*)::int from documents.surat s where s.subjek_id = p.id::text and s.status = 'berlaku') as "inForce",
        (select count(*)::int from documents.surat s join documents.revisi v on v.surat_id = s.id and v.revisi = 1
          join documents.berkas b on b.surat_id = s.id and b.revisi = 1 and sha256(b.isi) = v.sha256
          where s.subjek_id = p.id::text) as files,
        (select count(*)::int from documents.surat s join documents.peristiwa e on e.surat_id = s.id and e.jenis = 'terbit'
          where s.subjek_id = p.id::text) as acts,
        (select count(*)::int from services.tugas w where w.permohonan_id = p.id) as desks
      from services.permohonan p where p.nomor = any(${[...nomor]}::text[])`,
    )
    const { series } = await oneRow(
      database.db,
      sql<{ series: number }>`select count(*)::int as series from (
        select s.deret from documents.surat s where s.deret is not null group by s.deret
        having max(s.urut) <> count(*) or min(s.urut) <> 1 or count(distinct s.urut) <> count(*)
          or max(s.urut) <> (select d.terakhir from documents.deret d where d.kunci = s.deret)) broken`,
    )
    const { half } = await oneRow(
      database.db,
      sql<{ half: number }>`select count(*)::int as half from documents.surat s
      where (s.nomor is null) <> (s.status = 'menunggu') or s.status = 'menunggu'`,
    )
    return { traces: new Map(traces.map((one) => [one.nomor, one])), series, half }
  } finally {
    await database.close()
  }
}

const DONE = { isDone: true, lines: 1, letters: 1, inForce: 1, files: 1, acts: 1, desks: 0 }
const WAITS = { isDone: false, lines: 0, letters: 0, inForce: 0, files: 0, acts: 0, desks: 1 }

/** Decision, number, file, signature and record: each of them, or none; and no number is missing or twice. */
async function expectWhole(signed: ReadonlySet<string>): Promise<void> {
  const { traces, series, half } = await stored()
  expect(traces.size).toBe(nomor.length)
  for (const [one, trace] of traces)
    expect(trace).toEqual({ nomor: one, ...(trace.isDone ? DONE : WAITS) })
  expect([...signed].filter((one) => traces.get(one)?.isDone !== true)).toEqual([])
  expect([series, half]).toEqual([0, 0])
  const checked = spawnSync(process.execPath, [PROGRAM, 'log', 'check'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port) },
    encoding: 'utf8',
  })
  expect([checked.status, checked.stderr]).toEqual([0, ''])
}

const signed = new Set<string>()
const desk = await openDesk(program.address, 'lurah', DEMO_PASSWORD)

async function signWhile(work: (signing: Signing) => Promise<void>): Promise<Signing> {
  const { traces } = await stored()
  const left = nomor.filter((one) => traces.get(one)?.isDone === false)
  const signing = startSigning(desk, { nomor: left, hands: HANDS })
  await work(signing)
  await signing.finish()
  for (const one of signing.acknowledged) signed.add(one)
  return signing
}

describe('eight hands that sign letters, and a server killed without a farewell', () => {
  it(`leave each letter whole or not begun when the program dies ${PROGRAM_ROUNDS} times`, async () => {
    const signing = await signWhile(async (running) => {
      for (let round = 0; round < PROGRAM_ROUNDS; round += 1) {
        await untilMore(running, LETTERS_EACH)
        await program.kill()
        program = await startProgram({ dataDir, port })
      }
      await untilMore(running, 5)
    })
    process.stderr.write(
      `program killed ${PROGRAM_ROUNDS} times: ${signing.acknowledged.size} letters, ${signing.retried()} tried again\n`,
    )
    expect(signing.retried()).toBeGreaterThan(0)
    await expectWhole(signed)
  })

  it(`leave each letter whole or not begun when the database dies ${DATABASE_ROUNDS} times`, async () => {
    const signing = await signWhile(async (running) => {
      for (let round = 0; round < DATABASE_ROUNDS; round += 1) {
        await untilMore(running, LETTERS_EACH)
        killDatabase(program.databasePid())
      }
      await untilMore(running, 5)
    })
    process.stderr.write(
      `database killed ${DATABASE_ROUNDS} times: ${signing.acknowledged.size} letters, ${signing.retried()} tried again\n`,
    )
    expect(signing.retried()).toBeGreaterThan(0)
    await expectWhole(signed)
  })
})
