import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatAddCheckpoint } from '../domain/add-checkpoint.ts'
import { startWitness, type WitnessOptions } from '../witness/run-witness.ts'
import type { TestLog } from './test-log.ts'

export type TestWitness = Readonly<{
  address: string
  vkey: string
  dir: string
  /** Lines it shouted. */
  shouted: readonly string[]
  /** POST a body as it is. */
  post: (body: string | Uint8Array) => Promise<Response>
  /** POST what an honest log would. */
  submit: (log: TestLog, oldSize: number, size: number) => Promise<Response>
  /** Stop, and start again on the same folder. */
  restart: () => Promise<TestWitness>
  close: () => Promise<void>
  /** Stop, and remove the folder. */
  remove: () => Promise<void>
}>

/** A real witness on a free port of this machine. */
export async function testWitness(
  logs: readonly Pick<TestLog, 'vkey'>[],
  options: Partial<WitnessOptions> = {},
): Promise<TestWitness> {
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'pendopo-saksi-'))
  const shouted: string[] = []
  const started = await startWitness({
    dir,
    name: 'saksi.example/uji',
    host: '127.0.0.1',
    port: 0,
    logs: logs.map(({ vkey }) => vkey),
    now: () => new Date(),
    shout: (line) => shouted.push(line),
    ...options,
  })
  if (!started.ok) throw new Error(started.reason)
  const { address, vkey, close } = started.witness
  const post = (body: string | Uint8Array) =>
    fetch(`${address}/add-checkpoint`, { method: 'POST', body: Buffer.from(body) })
  return {
    address,
    vkey,
    dir,
    shouted,
    post,
    submit: (log, oldSize, size) =>
      post(
        formatAddCheckpoint({
          oldSize,
          proof: log.proofOf(oldSize, size),
          checkpoint: log.checkpointAt(size),
        }),
      ),
    restart: async () => {
      await close()
      return testWitness(logs, { ...options, dir })
    },
    close,
    remove: async () => {
      await close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
