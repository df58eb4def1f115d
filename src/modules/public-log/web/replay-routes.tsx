import { generateKeyPairSync, sign } from 'node:crypto'
import { COSIGNATURE, ED25519, keyIdOf } from '../../../kernel/tlog/note.ts'
import type { Answer } from '../../../platform/http/answer.ts'
import { createPageKeep } from '../../../platform/http/kept-page.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { CHECK_TOOLS, rawPublicOf, sha256 } from '../../../platform/sha256.ts'
import { ATTACKS, type ReplayTools, replay } from '../domain/replay.ts'
import type { ExampleSigner } from '../domain/replay-log.ts'
import { seranganMessages } from '../messages/index.ts'
import { ReplayPage } from './replay.page.tsx'

const KEPT_MAX = 100

/** The page that plays attacks; its log and its keys live in this process only. */
export function replayRoutes(): readonly Route[] {
  const keepPage = createPageKeep(KEPT_MAX)
  const tools: ReplayTools = {
    ...CHECK_TOOLS,
    log: freshSigner('contoh.example/log', ED25519),
    witness: freshSigner('saksi.example/w1', COSIGNATURE),
  }
  const show = (req: Req): Promise<Answer> =>
    keepPage(req, '', () => {
      const { attack, steps, at } = readStep(tools, req)
      return <ReplayPage ctx={req.ctx} {...{ attack, steps, at }} />
    })
  return [{ method: 'GET', url: '/bukti/serangan', access: 'public', kind: 'page', handle: show }]
}

function readStep(tools: ReplayTools, { query, ctx }: Req) {
  const asked = fieldText(query, 'serangan')
  const attack = ATTACKS.find((one) => one === asked) ?? ATTACKS[0]
  const steps = replay(tools, attack, seranganMessages(ctx.lang).texts)
  const step = Number(fieldText(query, 'langkah'))
  const at = Number.isInteger(step) && step >= 1 && step <= steps.length ? step : 1
  return { attack, steps, at }
}

function freshSigner(name: string, algorithm: typeof ED25519 | typeof COSIGNATURE): ExampleSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Uint8Array.from(rawPublicOf(publicKey))
  const key = { name, algorithm, publicKey: raw } as const
  return {
    key: { ...key, id: keyIdOf(sha256, key) },
    sign: (message) => sign(null, message, privateKey),
  }
}
