import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseCheckpoint } from '../../src/kernel/tlog/checkpoint.ts'
import { parseNote } from '../../src/kernel/tlog/note.ts'
import { formatAddCheckpoint } from '../../src/modules/public-log/domain/add-checkpoint.ts'
import { type TestLog, testLog } from '../../src/modules/public-log/testing/test-log.ts'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'pendopo-saksi-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const log = testLog()
const forked = testLog({ flavour: 'lain', differsFrom: 1 })

type Running = Readonly<{
  address: string
  vkey: string
  child: ChildProcess
  said: () => string
  ended: Promise<number | null>
}>

function pendopo(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(root, 'bin/pendopo.mjs'), ...args], {
    env: { PATH: process.env.PATH ?? '', HOME: folder },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function runToEnd(
  args: readonly string[],
): Promise<Readonly<{ code: number | null; said: string }>> {
  const child = pendopo(args)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => (said += piece))
  return new Promise((done) => child.once('close', (code) => done({ code, said })))
}

const argsFor = (dir: string) =>
  ['witness', '--dir', dir, '--name', 'saksi.example/w1', '--port', '0', '--log', log.vkey] as const

async function startWitness(dir: string): Promise<Running> {
  const child = pendopo(argsFor(dir))
  let said = ''
  const ended = new Promise<number | null>((done) => child.once('close', done))
  const address = await new Promise<string>((done, fail) => {
    const hear = (piece: Buffer) => {
      said += piece.toString()
      const [, found] = /melayani di (\S+)\n/.exec(said) ?? []
      if (found !== undefined) done(found)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    ended.then((code) => fail(new Error(`ended with ${code}: ${said}`)))
  })
  const [, vkey = ''] = /Kunci saksi: (\S+)\n/.exec(said) ?? []
  return { address, vkey, child, said: () => said, ended }
}

type Said = Readonly<{ status: number; text: string }>

async function submit(
  { address }: Running,
  from: TestLog,
  { oldSize, size }: Readonly<{ oldSize: number; size: number }>,
): Promise<Said> {
  const body = formatAddCheckpoint({
    oldSize,
    proof: from.proofOf(oldSize, size),
    checkpoint: from.checkpointAt(size),
  })
  const answer = await fetch(`${address}/add-checkpoint`, { method: 'POST', body })
  return { status: answer.status, text: await answer.text() }
}

/** What lies in the folder: the size that counts as signed. */
function keptIn(dir: string): number {
  const [name] = existsSync(join(dir, 'titik'))
    ? readdirSync(join(dir, 'titik')).filter((one) => one.endsWith('.nota'))
    : []
  const note = name && parseNote(readFileSync(join(dir, 'titik', name), 'utf8'))
  const checkpoint = note ? parseCheckpoint(note.text) : undefined
  return checkpoint?.size ?? 0
}

describe('the command', () => {
  it('prints its key, signs, and stops cleanly when it is told to', async () => {
    const dir = join(folder, 'perintah')
    const witness = await startWitness(dir)
    expect(witness.vkey).toMatch(/^saksi\.example\/w1\+[0-9a-f]{8}\+/)
    expect(witness.said()).toContain(`Log: ${log.key.name}\n`)
    expect(await submit(witness, log, { oldSize: 0, size: 9 })).toMatchObject({ status: 200 })
    const second = await runToEnd(argsFor(dir))
    expect(second.code).toBe(1)
    expect(second.said).toContain(`(proses ${witness.child.pid})`)
    witness.child.kill('SIGTERM')
    expect(await witness.ended).toBe(0)
    expect(readdirSync(dir).toSorted()).toEqual(['bukti', 'kunci-saksi.pem', 'titik'])
    const again = await startWitness(dir)
    expect(again.vkey).toBe(witness.vkey)
    expect(await submit(again, log, { oldSize: 0, size: 9 })).toEqual({ status: 409, text: '9\n' })
    again.child.kill('SIGTERM')
    expect(await again.ended).toBe(0)
  })

  it.each([
    ['no folder', ['witness', '--log', log.vkey], 2],
    ['a port that is none', ['witness', '--dir', 'x', '--port', '70000', '--log', log.vkey], 2],
    ['an option that is none', ['witness', '--dir', 'x', '--lgo', log.vkey], 2],
    ['no log', ['witness', '--dir', 'y', '--name', 'w'], 1],
    ['no name at first', ['witness', '--dir', 'z', '--log', log.vkey], 1],
    ['a question for help', ['witness', '--help'], 0],
  ])('with %s says what to do and ends with its code', async (_what, args, code) => {
    const ended = await runToEnd(args)
    expect(ended.code, ended.said).toBe(code)
    expect(ended.said).toMatch(/--(?:dir|log|name)/)
  })
})

const KILLS = 12

/** Kill the witness the moment the new file takes the place of the old one, before it answers. */
async function killOnceKept(witness: Running, dir: string, size: number): Promise<void> {
  const watcher = watch(join(dir, 'titik'))
  watcher.on('change', (_kind, name) => {
    if (String(name).endsWith('.nota') && keptIn(dir) === size) witness.child.kill('SIGKILL')
  })
  await witness.ended
  watcher.close()
}

describe('a witness that is killed', () => {
  it('between keeping and answering never signs two roots of one size', {
    timeout: 120_000,
  }, async () => {
    const dir = join(folder, 'mati')
    let unanswered = 0
    for (let round = 0; round < KILLS; round += 1) {
      const witness = await startWitness(dir)
      const oldSize = keptIn(dir)
      const size = oldSize + 7
      const killed = killOnceKept(witness, dir, size)
      const answer = await submit(witness, log, { oldSize, size }).catch(() => undefined)
      await killed
      if (answer === undefined) unanswered += 1

      // Whoever holds the key of the log tries another root of that size, in every way there is.
      const next = await startWitness(dir)
      for (const start of [size, oldSize, 0]) {
        const attempt = await submit(next, forked, { oldSize: start, size })
        expect([start, attempt.status]).toEqual([start, 409])
      }
      expect((await submit(next, log, { oldSize: size, size })).status).toBe(200)
      next.child.kill('SIGTERM')
      expect(await next.ended).toBe(0)
    }
    expect(readdirSync(join(dir, 'bukti')), 'one fork of each size').toHaveLength(KILLS)
    expect(unanswered, 'a kill fell between keeping and answering').toBeGreaterThan(0)
  })
})
