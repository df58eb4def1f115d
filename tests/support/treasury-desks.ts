import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { z } from 'zod'
import { createApp } from '../../src/app.ts'
import { parseEnv } from '../../src/env.ts'
import { realWorld } from '../../src/installation.ts'
import { createReturnSpending } from '../../src/modules/treasury/actions/sts.ts'
import {
  BUD,
  createHands,
  must,
  rupiah,
} from '../../src/modules/treasury/testing/treasury-house.ts'
import { createLog } from '../../src/platform/log/log.ts'
import { pause } from './program.ts'

/**
 * Run as a process of its own, and killed without a farewell: several desks that take payment after payment from its
 * request to the money, and half of that back. Every document that was answered with its number is told as a line.
 */
const Order = z.object({
  addresses: z.object({ ownerUrl: z.string(), appUrl: z.string(), queueUrl: z.string() }),
  secretKey: z.string(),
  place: z.object({ skpdId: z.number(), mata: z.array(z.string()) }),
  desks: z.number(),
})

const AMOUNT = 1_000
const RETRY_MS = 50

const { addresses, secretKey, place, desks } = Order.parse(JSON.parse(process.argv[2] ?? ''))
const parsed = parseEnv({ DATA_DIR: tmpdir(), PORT: '0', DEMO: 'on', LOG_LEVEL: 'silent' })
if (!parsed.ok) throw new Error(parsed.problems.join('; '))
const app = await createApp({
  env: parsed.env,
  addresses,
  secretKey,
  log: createLog('silent'),
  isDemo: true,
  ...realWorld(parsed.env.REGION_TIMEZONE),
})
const hands = createHands(app, place)
const giveBack = createReturnSpending(app.treasury.deps)

const tell = (jenis: string, nomor: string) => process.stdout.write(`${jenis} ${nomor}\n`)

async function payOne(at: number): Promise<void> {
  const [first = ''] = place.mata
  const { id, nomor } = must(await hands.submit(hands.form(AMOUNT), `meja-${at}-${randomUUID()}`))
  tell('spp', nomor)
  must(await hands.check(id))
  tell('spm', must(await hands.sign(id)).nomor)
  tell('sp2d', must(await hands.issue(id)).nomor)
  must(await hands.pay(id))
  const baris = [{ mataAnggaranId: first, jumlahSen: rupiah(AMOUNT / 2) }]
  tell('sts', must(await giveBack(BUD, { sppId: id, baris, uraian: 'Kelebihan bayar' })).nomor)
}

async function work(at: number): Promise<void> {
  for (;;) {
    try {
      await payOne(at)
    } catch (error) {
      // The database was killed; it is started again. A refusal would be a mistake of the test.
      process.stderr.write(`${error instanceof Error ? error.message : 'failed'}\n`)
      await pause(RETRY_MS)
    }
  }
}

await Promise.all(Array.from({ length: desks }, (_, at) => work(at)))
