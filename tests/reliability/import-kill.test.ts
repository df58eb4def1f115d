import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { pause } from '../support/program.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-import-'))
const root = join(import.meta.dirname, '../..')
const ROWS = 20_000
const AGAIN_WITHIN_MS = 60_000
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const file = join(dataDir, 'laporan.csv')
const lines = Array.from(
  { length: ROWS },
  (_, n) => `K${n},2025-03-0${1 + (n % 9)} 09:00,Lampu jalan nomor ${n} padam,penerangan.padam`,
)
writeFileSync(file, ['rujukan,waktu_lapor,isi,kategori', ...lines].join('\n'))

function pendopo(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [join(root, 'bin/pendopo.mjs'), ...args], {
    env: {
      PATH: process.env.PATH ?? '',
      HOME: dataDir,
      DATA_DIR: dataDir,
      DEMO: 'on',
      LOG_LEVEL: 'warn',
      MQTT_URL: 'off',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

type Ended = Readonly<{ code: number | null; said: string }>

/** Run to the end, or kill without farewell a moment after these words were said. */
async function runCommand(args: readonly string[], killAfter?: string): Promise<Ended> {
  const child = pendopo(args)
  let said = ''
  let isKilling = false
  const hear = (chunk: Buffer) => {
    said += chunk.toString()
    if (killAfter === undefined || isKilling || !said.includes(killAfter)) return
    isKilling = true
    pause(1_000).then(() => child.kill('SIGKILL'))
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  return new Promise((done) => child.once('close', (code) => done({ code, said })))
}

/** After a kill the database server needs a moment before it lets the next one in. */
async function runAgain(args: readonly string[]): Promise<Ended> {
  const deadline = Date.now() + AGAIN_WITHIN_MS
  for (;;) {
    const ended = await runCommand(args)
    if (ended.code === 0 || Date.now() > deadline) return ended
    await pause(1_000)
  }
}

describe('an import that is killed', () => {
  it('leaves whole batches, and run again completes without a double', {
    timeout: 300_000,
  }, async () => {
    await runCommand(['seed'])
    const killed = await runCommand(['import', 'laporan', file], 'dapat masuk')
    expect(killed.code, killed.said).not.toBe(0)
    const again = await runAgain(['import', 'laporan', file])
    const [, stored, known] = /(\d+) laporan masuk, (\d+) sudah ada/.exec(again.said) ?? []
    expect(Number(stored) + Number(known), again.said).toBe(ROWS)
    expect(Number(stored)).toBeGreaterThan(0)
    expect(Number(known) % 1_000).toBe(0)
    const third = await runAgain(['import', 'laporan', file])
    expect(third.said).toContain(`0 laporan masuk, ${ROWS} sudah ada`)
  })
})
