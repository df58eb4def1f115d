import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { freePort } from './addresses.ts'

const root = join(import.meta.dirname, '../..')
/** The built program's file, as operators call it. */
export const PROGRAM = join(root, 'bin/pendopo.mjs')
/** A loaded machine may take a minute to load the demo region. */
const READY_MS = 150_000

/** The built program as an operator runs it: a process of its own, with the embedded database. */
export type Program = Readonly<{
  address: string
  pid: number
  /** Process id of the database server it keeps running, as the server itself wrote it down. */
  databasePid: () => number
  /** No farewell: what a power cut or the out-of-memory killer does to a process. */
  kill: () => Promise<void>
  stop: () => Promise<number | null>
  /** Ctrl-C as a terminal sends it: to everything in the foreground, and by npm once more. */
  interrupt: () => Promise<number | null>
  said: () => string
  /** How it ended, while it should still run; undefined as long as it lives. */
  endedBy: () => string | undefined
}>

export type ProgramOptions = Readonly<{
  dataDir: string
  /** Kept over restarts, so that writers find the program again. */
  port?: number
  env?: Readonly<Record<string, string>>
  /** A process group of its own, as a terminal gives to what it runs: needed to interrupt it. */
  isForeground?: boolean
}>

/** Start and wait until it answers /readyz. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const port = options.port ?? (await freePort())
  const address = `http://127.0.0.1:${port}`
  let said = ''
  const child = spawn(process.execPath, [PROGRAM, 'start'], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: options.dataDir,
      DATA_DIR: options.dataDir,
      PORT: String(port),
      BASE_URL: address,
      LOG_LEVEL: 'warn',
      MQTT_URL: 'off',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: options.isForeground ?? false,
  })
  const hear = (chunk: Buffer) => {
    if (said.length < 100_000) said += chunk.toString()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<number | null>((done) => child.once('close', done))
  await untilReady(address, child, () => said)
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    address,
    pid: child.pid ?? 0,
    databasePid: () => readDatabasePid(options.dataDir),
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    interrupt: () => {
      process.kill(-(child.pid ?? 0), 'SIGINT')
      return end('SIGINT')
    },
    said: () => said,
    endedBy: () =>
      child.exitCode === null && child.signalCode === null
        ? undefined
        : `exit ${child.exitCode} ${child.signalCode}`,
  }
}

async function untilReady(address: string, child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + READY_MS
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the program ended: ${said()}`)
    if (await isReady(address)) return
    await pause(50)
  }
  throw new Error(`the program was not ready in ${READY_MS} ms: ${said()}`)
}

export async function isReady(address: string): Promise<boolean> {
  const answer = await fetch(`${address}/readyz`).catch(() => undefined)
  return answer?.status === 200
}

export function readDatabasePid(dataDir: string): number {
  const file = join(dataDir, 'pg/postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
}

/** Kill the database server and all it started, as one stroke, and leave its files as they lie. */
export function killDatabase(pid: number): void {
  const children = spawnedBy(pid)
  for (const one of [pid, ...children]) {
    try {
      process.kill(one, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}

function spawnedBy(pid: number): readonly number[] {
  const list = `/proc/${pid}/task/${pid}/children`
  return existsSync(list)
    ? readFileSync(list, 'utf8').trim().split(' ').filter(Boolean).map(Number)
    : []
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}
