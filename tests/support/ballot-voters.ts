import { tmpdir } from 'node:os'
import { z } from 'zod'
import { createApp } from '../../src/app.ts'
import { parseEnv } from '../../src/env.ts'
import { realWorld } from '../../src/installation.ts'
import type { SignedIn } from '../../src/kernel/actor.ts'
import {
  castFor,
  castWithToken,
  issueToken,
  type Loaded,
  loadPungutan,
} from '../../src/modules/ballots/actions/beri-suara.ts'
import { makeReceipt, receiptDigest } from '../../src/modules/ballots/domain/pohon.ts'
import { drawBlinded } from '../../src/modules/ballots/secrets/blind-rsa.ts'
import { findKunci } from '../../src/modules/ballots/store/pungutan-store.ts'
import { choiceOf, voterId, votersDeps } from '../../src/modules/ballots/testing/many-voters.ts'
import { createLog } from '../../src/platform/log/log.ts'
import { sha256 } from '../../src/platform/sha256.ts'
import { pause } from './program.ts'

/**
 * Run as a process of its own, and killed without a farewell: people who vote, one after the other in each lane, half
 * without a script of their own and half with tokens their browsers blinded. What they were answered is told as a line;
 * of the others also what their browser keeps before it sends it.
 */
const Order = z.object({
  addresses: z.object({ ownerUrl: z.string(), appUrl: z.string(), queueUrl: z.string() }),
  secretKey: z.string(),
  nomor: z.string(),
  nomorToken: z.string(),
  /** First voter of this process. */
  from: z.number(),
  lanes: z.number(),
})

const RETRY_MS = 40

const order = Order.parse(JSON.parse(process.argv[2] ?? ''))
const parsed = parseEnv({ DATA_DIR: tmpdir(), PORT: '0', DEMO: 'on', LOG_LEVEL: 'silent' })
if (!parsed.ok) throw new Error(parsed.problems.join('; '))
const app = await createApp({
  env: parsed.env,
  addresses: order.addresses,
  secretKey: order.secretKey,
  log: createLog('silent'),
  isDemo: true,
  ...realWorld(parsed.env.REGION_TIMEZONE),
})
const { kit } = app
const deps = votersDeps(app)
const tell = (...words: readonly string[]) => process.stdout.write(`${words.join(' ')}\n`)

const load = async (nomor: string): Promise<Loaded> => {
  const found = await loadPungutan(kit.db, nomor)
  if (found === undefined) throw new Error(`no vote ${nomor}`)
  return found
}

const citizen = (voter: number): SignedIn => ({
  kind: 'citizen',
  accountId: voterId(voter),
  name: 'Pemilih',
  tier: 'face-to-face',
  grants: [],
})

/** Until it was answered: the database is killed now and then, and started again. */
async function untilAnswered<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : 'failed'}\n`)
      await pause(RETRY_MS)
    }
  }
}

async function castPlain(loaded: Loaded, voter: number): Promise<void> {
  const suara = { pilihan: choiceOf(voter), poin: [] }
  const done = await untilAnswered(() => castFor(deps, citizen(voter), { ...loaded, suara }))
  // Taken in before the answer was lost: the voter is told so, and has no receipt.
  if (done.ok) tell('terima', String(voter), done.value.tandaTerima)
  else tell('tolak', String(voter), ...done.refusals.map(({ code }) => code))
}

async function castBlinded(loaded: Loaded, voter: number): Promise<void> {
  const { pungutan } = loaded
  const keys = await untilAnswered(() => findKunci(kit.db, pungutan.id))
  if (keys === undefined) throw new Error('no key')
  const { token, blinded, finish } = await drawBlinded(keys.kunciPublik, kit.randomBytes)
  const signed = await untilAnswered(() => issueToken(deps, citizen(voter), { pungutan, blinded }))
  if (!signed.ok) throw new Error(`voter ${voter} got no token: ${JSON.stringify(signed.refusals)}`)
  const tandaTerima = makeReceipt(kit.randomBytes(26))
  const titipan = {
    token,
    tandaTangan: finish(signed.value),
    sidikTandaTerima: receiptDigest(sha256, pungutan.nomor, tandaTerima),
    suara: { pilihan: choiceOf(voter), poin: [] },
  }
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  tell('titip', String(voter), hex(token), hex(titipan.tandaTangan), tandaTerima)
  const done = await untilAnswered(() => castWithToken(deps, loaded, titipan))
  tell(done.ok ? 'sampai' : 'gagal', String(voter))
}

async function vote(lane: number): Promise<void> {
  const isBlinded = lane % 2 === 1
  const loaded = await load(isBlinded ? order.nomorToken : order.nomor)
  for (let at = 0; ; at += 1) {
    const voter = order.from + at * order.lanes + lane
    await (isBlinded ? castBlinded(loaded, voter) : castPlain(loaded, voter))
  }
}

await Promise.all(Array.from({ length: order.lanes }, (_, lane) => vote(lane)))
