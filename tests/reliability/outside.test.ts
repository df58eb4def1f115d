import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseEnv } from '../../src/env.ts'
import { openInstallation } from '../../src/installation.ts'
import { sen } from '../../src/kernel/money.ts'
import { openPayment } from '../../src/stand-ins/payment.ts'
import { serveStandIn } from '../../src/stand-ins/serve.ts'
import { freePort } from '../support/addresses.ts'
import { PROGRAM, pause, startProgram } from '../support/program.ts'

const KEY = 'kunci-gerbang-untuk-uji'
const dataDir = mkdtempSync(join(tmpdir(), 'pendopo-outside-'))
const port = await freePort()
const gateway = openPayment({
  key: KEY,
  now: () => new Date(),
  newId: randomUUID,
  deliver: async ({ headers, body }) => {
    await fetch(`http://127.0.0.1:${port}/gerbang/pembayaran`, { method: 'POST', headers, body })
  },
})
const gatewayPort = await freePort()
let served = await serveStandIn(gateway, { port: gatewayPort, fault: 'timeout' })
const settings = { PAYMENT_URL: served.address, PAYMENT_KEY: KEY }
const program = await startProgram({ dataDir, port, env: { DEMO: 'on', ...settings } })
afterAll(async () => {
  await program.stop()
  await served.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** As a service makes it, beside the running program. */
async function makeBill(): Promise<string> {
  const parsed = parseEnv({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', ...settings })
  if (!parsed.ok) throw new Error(parsed.problems.join('; '))
  const beside = await openInstallation(parsed.env, { mayJoin: true })
  try {
    const { payments, kit } = beside.app
    const made = await payments.bill(kit.db, {
      subject: { kind: 'permohonan', id: randomUUID() },
      judul: 'Retribusi pemakaian lapangan',
      lines: [['Sewa dua jam', sen(5_000_000n)]],
      sampai: new Date(Date.now() + 86_400_000),
      pembayar: { nama: 'Bagas' },
    })
    if (!made.ok) throw new Error('not made')
    return made.value.kodeBayar
  } finally {
    await beside.close()
  }
}

async function read(path: string): Promise<string> {
  const answer = await fetch(`${program.address}${path}`, { headers: { accept: 'text/html' } })
  expect([path, answer.status]).toEqual([path, 200])
  return answer.text()
}

async function until(path: string, words: string, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await read(path)).includes(words)) {
    if (Date.now() > deadline) throw new Error(`${path} never said: ${words}`)
    await pause(500)
  }
}

const BACK_WITHIN_MS = 180_000

describe('a payment gateway that hangs', () => {
  it('is called a few times and then left alone, while bills are made, shown and payable', async () => {
    const kode = await makeBill()
    await until('/status', 'Terganggu', 90_000)
    const asked = served.calls()
    expect(asked).toBeLessThanOrEqual(5)
    for (let visit = 0; visit < 20; visit += 1)
      expect(await read(`/bayar/${kode}`)).toContain('Tunai di loket')
    // One try may have gone through meanwhile: the pause was over.
    expect(served.calls() - asked).toBeLessThanOrEqual(1)
    served.setFault(undefined)
    await until(`/bayar/${kode}`, 'Pindai dengan aplikasi bank', BACK_WITHIN_MS)
    expect(await read('/status')).not.toContain('Terganggu')
    await gateway.pay({ code: kode, amount: '50000.00', method: 'qris' })
    expect(await read(`/bayar/${kode}`)).toContain('Dibayar lewat QRIS')
  })

  it('that is gone altogether holds up nothing either, and is found again on its old address', async () => {
    await served.close()
    const kode = await makeBill()
    await until(`/bayar/${kode}`, 'Tunai di loket', 10_000)
    await pause(2_000)
    served = await serveStandIn(gateway, { port: gatewayPort })
    await until(`/bayar/${kode}`, 'Pindai dengan aplikasi bank', BACK_WITHIN_MS)
    expect(program.endedBy()).toBeUndefined()
    expect(program.said()).not.toMatch(/unhandled|uncaught/i)
  })
})

/** Start the command and wait for the line that tells its address. */
async function startStandIn(...args: readonly string[]): Promise<[ChildProcess, string]> {
  const child = spawn(process.execPath, [PROGRAM, 'stand-in', ...args, '--port', '0'], {
    env: { PATH: process.env.PATH ?? '', HOME: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk)
    const [, address] = /melayani di (http:\S+?)[,\s]/.exec(said) ?? []
    if (address !== undefined) return [child, address]
  }
  throw new Error(`no address: ${said}`)
}

describe('pendopo stand-in', () => {
  const ask = (address: string) =>
    fetch(`${address}/CALL_NIK`, {
      method: 'POST',
      body: JSON.stringify({ NIK: '9901064507900001' }),
      signal: AbortSignal.timeout(5_000),
    })

  it('plays a register on a port, sound or broken', async () => {
    const [sound, address] = await startStandIn('dukcapil')
    const answer = (await (await ask(address)).json()) as { content: { NAMA_LGKP: string }[] }
    expect(answer.content[0]?.NAMA_LGKP).toBe('WAHYUNI LARASATI')
    sound.kill()
    const [broken, elsewhere] = await startStandIn('dukcapil', '--fault', '500')
    expect((await ask(elsewhere)).status).toBe(500)
    broken.kill()
  })

  it.each(['', 'kelurahan', 'dukcapil --fault aneh', 'dukcapil --port x', 'payment'])(
    'says how it is used when called with "%s"',
    async (written) => {
      const args = written.split(' ').filter((word) => word !== '')
      const child = spawn(process.execPath, [PROGRAM, 'stand-in', ...args], {
        env: { PATH: process.env.PATH ?? '', HOME: dataDir },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let said = ''
      child.stderr?.on('data', (chunk) => {
        said += String(chunk)
      })
      const code = await new Promise((done) => child.once('close', done))
      expect([code, said.includes('pendopo stand-in')]).toEqual([2, true])
    },
  )
})
