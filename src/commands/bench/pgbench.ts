import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { QuerySeen } from '../../platform/db/database.ts'

/** Debian keeps it out of the path of plain users. */
const PLACES = ['pgbench', '/usr/bin/pgbench']

export function findPgbench(): string | undefined {
  return PLACES.find((path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0)
}

/**
 * The inserts of one submission as a pgbench script: what differed between two submissions (ids, numbers,
 * digests) is drawn anew in every transaction, everything else stands as it was sent.
 */
export function scriptOf(first: readonly QuerySeen[], second: readonly QuerySeen[]): string {
  const drawn = new Map<string, string>()
  const nameOf = (value: unknown) => {
    const key = String(value)
    const name = drawn.get(key) ?? `v${drawn.size + 1}`
    drawn.set(key, name)
    return name
  }
  const statements = first.map(({ text, values }, at) => {
    const others = second[at]?.values ?? []
    const shown = values.map((value, index) =>
      isDrawn(value, others[index]) ? drawOf(value, nameOf(value)) : literalOf(value),
    )
    return `${text.replace(/\$(\d+)/g, (_, index: string) => shown[Number(index) - 1] ?? 'null')};`
  })
  const draws = [...drawn.values()].map((name) => `\\set ${name} random(1, 9000000000000000)`)
  return [...draws, 'begin;', ...statements, 'commit;', ''].join('\n')
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const NOMOR = /^[A-Z]{3}-\d{4}-\d{6}-[A-Z]$/

/** Must this value be another one in every transaction? */
export function isDrawn(value: unknown, other: unknown): boolean {
  if (Buffer.isBuffer(value)) return Buffer.isBuffer(other) && !value.equals(other)
  return typeof value === 'string' && value !== other && (UUID.test(value) || NOMOR.test(value))
}

/** Rising with time like our own ids, so that the indexes grow at the same end. */
function drawOf(value: unknown, name: string): string {
  const number = `:${name}::bigint`
  if (Buffer.isBuffer(value)) return `sha256(int8send(${number}))`
  if (!UUID.test(String(value))) return `('UKR-' || ${number})`
  const time = `lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0')`
  return `(${time} || '7000' || lpad(to_hex(${number}), 16, '0'))::uuid`
}

function literalOf(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return quoted(value.toISOString())
  if (Buffer.isBuffer(value)) return `'\\x${value.toString('hex')}'`
  if (Array.isArray(value)) return `array[${value.map(literalOf).join(', ')}]`
  return quoted(String(value))
}

/** A colon would begin a variable of pgbench, inside a literal too. */
function quoted(text: string): string {
  const safe = text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a')
  return `E'${safe}'`
}

export type PgbenchRun = Readonly<{
  pgbench: string
  url: string
  script: string
  clients: number
  ms: number
}>

/** @returns transactions per second */
export async function runPgbench({
  pgbench,
  url,
  script,
  clients,
  ms,
}: PgbenchRun): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'pendopo-pgbench-'))
  const file = join(dir, 'kirim.sql')
  writeFileSync(file, script)
  const seconds = String(Math.max(1, Math.round(ms / 1000)))
  const lanes = ['-c', String(clients), '-j', '2', '-T', seconds]
  const child = spawn(pgbench, ['-n', '-M', 'prepared', ...lanes, '-f', file, url], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      if (said.length < 20_000) said += chunk.toString()
    })
  await new Promise((done) => child.once('close', done))
  rmSync(dir, { recursive: true, force: true })
  const perSecond = Number(/tps = ([\d.]+)/.exec(said)?.[1])
  if (!(perSecond > 0)) throw new Error(`pgbench measured nothing: ${said}`)
  return perSecond
}
