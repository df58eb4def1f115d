// Checks a live program's log with the verifier that others' code judges in (tests/oracle/verifier) and with
// our own monitor: a log of 70,000 entries is all right, and after one entry was changed by who owns the
// database both name it. Run by .ci/check-log: tsx scripts/check-log.ts <verifier program>
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from '../src/env.ts'
import { type Installation, openInstallation } from '../src/installation.ts'
import { canonicalJson } from '../src/kernel/canonical-json.ts'
import { packEntries, TILE_WIDTH, unpackEntries } from '../src/kernel/tlog/tiles.ts'
import { prove } from '../src/modules/public-log/actions/prove.ts'
import { findEntri } from '../src/modules/public-log/store/entri-store.ts'
import { packageRoot } from '../src/package-root.ts'
import { oneRow, openDatabase, run, sql, transaction } from '../src/platform/db/database.ts'
import { freePort } from '../tests/support/addresses.ts'
import { pause, startProgram } from '../tests/support/program.ts'

const ENTRIES = 70_000
const BATCH = 1_000
const GROW_SECONDS_MAX = 300
const KIND = {
  name: 'uji.catatan',
  log: 'publik',
  label: { id: 'Catatan uji', en: 'Test record' },
} as const

const [verifier] = process.argv.slice(2)
if (verifier === undefined) throw new Error('usage: tsx scripts/check-log.ts <verifier program>')

const failed: string[] = []
let passed = 0
function expectThat(what: string, isTrue: boolean, said: string): void {
  process.stdout.write(`${isTrue ? 'ok' : 'FAILED'}: ${what}\n`)
  if (isTrue) passed += 1
  else {
    failed.push(what)
    process.stdout.write(`${said}\n`)
  }
}

type Ended = Readonly<{ code: number | null; said: string }>

function execute(command: string, args: readonly string[]): Promise<Ended> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', fail)
    child.once('close', (code) => done({ code, said }))
  })
}

const pendopo = (...args: readonly string[]) =>
  execute(process.execPath, [join(packageRoot, 'bin/pendopo.mjs'), ...args])

type Kept = Readonly<{ ref: string; document: unknown }>

/** Through the module's own call, beside the running program, whose sequencer finds them. */
async function fillLog({ app }: Installation, count: number): Promise<readonly Kept[]> {
  const kept: Kept[] = []
  for (let first = 0; first < count; first += BATCH) {
    const records = Array.from({ length: Math.min(BATCH, count - first) }, (_, n) => ({
      kind: KIND,
      object: `UJI-${first + n}`,
      version: 1,
      ref: app.kit.newId(),
      actor: { kind: 'system', name: 'uji' } as const,
      at: app.kit.now(),
      document: { nomor: `UJI-${first + n}`, isi: 'Lampu jalan padam' },
    }))
    await transaction(app.jobDb, (tx) => app.publicLog.appendMany(tx, records))
    kept.push(...records.slice(0, 1))
  }
  return kept
}

async function sizeOf(log: string): Promise<number> {
  const checkpoint = await (await fetch(`${log}/checkpoint`)).text()
  return Number(checkpoint.split('\n')[1])
}

async function waitForSize(log: string, size: number): Promise<number> {
  for (let left = GROW_SECONDS_MAX; left > 0; left -= 1) {
    const now = await sizeOf(log)
    if (now >= size) return now
    await pause(1_000)
  }
  throw new Error(`the log did not grow to ${size} entries in ${GROW_SECONDS_MAX} s`)
}

/** Proof files and documents of some records, as their readers keep them. */
async function keepProofs(
  { app }: Installation,
  kept: readonly Kept[],
  folder: string,
): Promise<readonly string[]> {
  const paths: string[] = []
  for (const [at, { ref, document }] of kept.entries()) {
    const entri = await findEntri(app.jobDb, 'publik', ref)
    const proven = entri === undefined ? undefined : await prove(app.jobDb, entri)
    if (proven === undefined) throw new Error(`record ${at} is not in the log`)
    const path = join(folder, `${at}.tlog-proof`)
    writeFileSync(path, proven.proofFile)
    writeFileSync(join(folder, `${at}.json`), canonicalJson(document))
    paths.push(path)
  }
  return paths
}

/** What the trigger on the table forbids, done by who may switch triggers off. */
async function changeEntry({ cluster }: Installation, index: number): Promise<void> {
  const owner = openDatabase({ url: cluster.ownerUrl, poolMax: 1 })
  const nomor = Math.floor(index / TILE_WIDTH)
  try {
    const { isi } = await oneRow(
      owner.db,
      sql<{
        isi: Buffer
      }>`select b.isi from public_log.bundel b where b.log = 'publik' and b.nomor = ${nomor}`,
    )
    const entries = (unpackEntries(isi) ?? []).map((entry) => Uint8Array.from(entry))
    const changed = Buffer.from(
      Buffer.from(entries[index % TILE_WIDTH] ?? [])
        .toString()
        .replace('"version":1', '"version":2'),
    )
    const packed = packEntries(entries.with(index % TILE_WIDTH, changed))
    await transaction(owner.db, async (tx) => {
      await run(tx, sql`set local session_replication_role = replica`)
      await run(
        tx,
        sql`update public_log.bundel set isi = ${Buffer.from(packed)} where log = 'publik' and nomor = ${nomor}`,
      )
    })
  } finally {
    await owner.close()
  }
}

async function check(installation: Installation, address: string, folder: string): Promise<void> {
  const log = `${address}/log`
  const kept = await fillLog(installation, ENTRIES)
  const size = await waitForSize(log, ENTRIES)
  const key = (await (await fetch(`${log}/kunci`)).text()).trim().split('\n').at(-1) ?? ''
  const some = [kept[0], kept[Math.floor(kept.length / 2)], kept.at(-1)].flatMap((one) => one ?? [])
  const proofs = await keepProofs(installation, some, folder)

  const good = await execute(verifier ?? '', [log, key, ...proofs])
  const isGood = good.code === 0 && good.said.startsWith(`good: `)
  expectThat(`x/mod finds ${size} entries and ${proofs.length} proofs right`, isGood, good.said)
  const audited = await pendopo('log', 'audit', address, '--key', key)
  expectThat(`the monitor finds ${size} entries right`, audited.code === 0, audited.said)
  const offline = await execute('unshare', [
    '--net',
    '--map-root-user',
    process.execPath,
    join(packageRoot, 'bin/pendopo.mjs'),
    'log',
    'verify',
    proofs[1] ?? '',
    (proofs[1] ?? '').replace(/tlog-proof$/, 'json'),
    '--key',
    key,
  ])
  expectThat('a record is proved with the network off', offline.code === 0, offline.said)

  const bad = 1_234
  await changeEntry(installation, bad)
  const judged = await execute(verifier ?? '', [log, key])
  const isNamed = judged.code === 1 && judged.said === `entry ${bad} is not the one in the tree\n`
  expectThat(`x/mod names entry ${bad}, changed by the owner of the database`, isNamed, judged.said)
  const seen = await pendopo('log', 'audit', address, '--key', key)
  const sentence = `Salah: entri ${bad}: isi tidak sama dengan daunnya.\n`
  expectThat(`the monitor names entry ${bad}`, seen.code === 1 && seen.said === sentence, seen.said)
}

const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-check-log-'))
const folder = mkdtempSync(join(tmpdir(), 'pendopo-check-log-bukti-'))
const port = await freePort()
const program = await startProgram({ dataDir, port, env: { DEMO: 'on' } })
try {
  const parsed = parseEnv({
    DATA_DIR: dataDir,
    BASE_URL: program.address,
    PORT: String(port),
    DEMO: 'on',
    LOG_LEVEL: 'warn',
  })
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  const installation = await openInstallation(parsed.env, { mayJoin: true })
  try {
    await check(installation, program.address, folder)
  } finally {
    await installation.close()
  }
} finally {
  await program.stop()
  for (const path of [dataDir, folder]) rmSync(path, { recursive: true, force: true })
}
process.stdout.write(`log: ${passed} passed, ${failed.length} failed\n`)
process.exitCode = failed.length === 0 ? 0 : 1
