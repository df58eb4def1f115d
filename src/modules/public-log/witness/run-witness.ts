import { mkdir } from 'node:fs/promises'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { formatVerifierKey } from '../../../kernel/tlog/note.ts'
import { openEvidence } from './evidence.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { openKeptNotes } from './kept-notes.ts'
import { openWitnessKey } from './key-file.ts'
import { readLogList } from './log-list.ts'
import { type ServeLimits, serveWitness } from './serve.ts'
import { createWitness } from './witness.ts'

export type WitnessOptions = Readonly<{
  /** Everything it has: key, what it signed, evidence, list of logs. */
  dir: string
  /** Needed once, when the key is made. */
  name?: string | undefined
  host: string
  /** 0 takes a free one. */
  port: number
  /** Verifier keys of logs, besides those in the folder's logs.txt. */
  logs: readonly string[]
  now: () => Date
  /** Told what an operator must see, a line at a time. */
  shout: (line: string) => void
  limits?: Partial<ServeLimits>
}>

export type RunningWitness = Readonly<{
  /** "http://127.0.0.1:3100" */
  address: string
  /** Verifier key, for the list of witnesses of a log. */
  vkey: string
  origins: readonly string[]
  /** Ends what is being answered, then gives the folder free. */
  close: () => Promise<void>
}>

export type StartedWitness =
  | Readonly<{ ok: true; witness: RunningWitness }>
  | Readonly<{ ok: false; reason: string }>

/**
 * A witness for logs of others (C2SP tlog-witness), without a database.
 *
 * @returns a sentence when something in the folder or the options is not right; throws when the disk or the
 * network fails, and when what it signed cannot be read
 */
export async function startWitness(options: WitnessOptions): Promise<StartedWitness> {
  const { dir } = options
  await mkdir(dir, { recursive: true })
  const locked = await lockFolder(dir)
  if (!locked.ok) return refusal(`Folder ${dir} sedang dipakai saksi lain (proses ${locked.pid}).`)
  const { lock } = locked
  const started = await startLocked(options, lock).catch(async (error: unknown) => {
    await lock.release()
    throw error
  })
  if (!started.ok) await lock.release()
  return started
}

async function startLocked(options: WitnessOptions, lock: FolderLock): Promise<StartedWitness> {
  const { dir, shout, limits = {} } = options
  const logs = await readLogList(options.logs, join(dir, 'logs.txt'))
  if (!logs.ok) return logs
  if (logs.keys.length === 0)
    return refusal(`Sebutkan log dengan --log <kunci>, atau tulis di ${join(dir, 'logs.txt')}.`)
  const opened = await openWitnessKey(dir, options.name)
  if (!opened.ok) return opened
  const { key } = opened
  if (opened.isOpenToOthers)
    shout(`Berkas kunci terbuka untuk akun lain. Jalankan: chmod 600 ${opened.path}`)
  const notes = await openKeptNotes(dir, key.key)
  const evidence = await openEvidence({ dir, shout })
  const witness = createWitness({
    key,
    logKeys: logs.keys,
    notes,
    evidence,
    lock,
    now: options.now,
  })
  const server = serveWitness(witness, { shout, limits })
  const port = await listen(server, options)
  const host = options.host.includes(':') ? `[${options.host}]` : options.host
  const close = async () => {
    await closeServer(server)
    await lock.release()
  }
  const vkey = formatVerifierKey(key.key)
  const address = `http://${host}:${port}`
  return { ok: true, witness: { address, vkey, origins: witness.origins, close } }
}

const refusal = (reason: string) => ({ ok: false, reason }) as const

function listen(
  server: Server,
  { host, port }: Pick<WitnessOptions, 'host' | 'port'>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

const CLOSES_WITHIN_MS = 5_000

function closeServer(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done())
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), CLOSES_WITHIN_MS).unref()
  })
}
