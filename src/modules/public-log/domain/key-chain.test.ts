import { describe, expect, it } from 'vitest'
import { canonicalJson } from '../../../kernel/canonical-json.ts'
import { formatCheckpoint } from '../../../kernel/tlog/checkpoint.ts'
import { leafHash } from '../../../kernel/tlog/merkle.ts'
import { formatNote, formatVerifierKey } from '../../../kernel/tlog/note.ts'
import { formatProofFile } from '../../../kernel/tlog/proof-file.ts'
import { CHECK_TOOLS, sha256 } from '../../../platform/sha256.ts'
import { TEST_ORIGIN, testSigner } from '../testing/log-house.ts'
import { followKeys, KEY_KIND, type ShownRotation } from './key-chain.ts'
import { announceKey } from './keys.ts'
import { formatExtra, formatLeaf, saltedDigest } from './leaf.ts'

const [first, second, third, stranger] = [
  testSigner(),
  testSigner(),
  testSigner(),
  testSigner(),
] as const
const day = (number: number) => new Date(Date.UTC(2026, 10, number))
const textOf = (signer: typeof first) => formatVerifierKey(signer.key)
const salt = new Uint8Array(32).fill(7)

type Said = Readonly<{
  by?: readonly (typeof first)[]
  kind?: string
  value?: unknown
  /** Hashed in place of the value that is shown. */
  hashed?: unknown
  origin?: string
  withSalt?: boolean
}>

/** A change of key in a log of one entry. */
async function shown({ by = [first], value, ...more }: Said): Promise<ShownRotation> {
  const { kind = KEY_KIND, hashed = value, origin = TEST_ORIGIN, withSalt = true } = more
  const bytes = (one: unknown) => new TextEncoder().encode(canonicalJson(one))
  const time = day(5).toISOString()
  const sha = saltedDigest(sha256, salt, bytes(hashed))
  const leaf = { type: kind, object: 'kunci', version: 2, actor: 'sistem:uji', time, sha256: sha }
  const entry = formatLeaf(leaf)
  const root = leafHash(sha256, entry)
  const text = formatCheckpoint({ origin, size: 1, root, extensions: [] })
  const signatures = []
  for (const { key, sign } of by)
    signatures.push({
      name: key.name,
      keyId: key.id,
      bytes: await sign(new TextEncoder().encode(text)),
    })
  const extra = formatExtra(withSalt ? { entry, salt } : { entry })
  const checkpoint = formatNote({ text, signatures })
  return {
    proof: formatProofFile({ extra, index: 0, proof: [], checkpoint }),
    document: bytes(value),
  }
}

const change = (fresh: typeof first, old: typeof first, end = day(30)) =>
  announceKey({ kunci: textOf(fresh), mulai: day(5) }, [{ kunci: textOf(old), berhenti: end }])
const toSecond = change(second, first)
const follow = (rotations: readonly ShownRotation[], known = [first.key]) =>
  followKeys(CHECK_TOOLS, known, rotations)

describe('who knows one key of a log', () => {
  it('comes to today’s by changes that the keys before have signed', async () => {
    const steps = [
      await shown({ value: toSecond, by: [first, second] }),
      await shown({ value: change(third, second), by: [second, third] }),
    ]
    expect(follow(steps)).toEqual({
      ok: true,
      keys: [
        { key: first.key, berhenti: day(30) },
        { key: second.key, berhenti: day(30) },
        { key: third.key, berhenti: null },
      ],
    })
  })

  it('may know some of the newer ones already', async () => {
    const steps = [await shown({ value: toSecond, by: [first, second] })]
    expect(follow(steps, [first.key, second.key])).toEqual({
      ok: true,
      keys: [
        { key: first.key, berhenti: day(30) },
        { key: second.key, berhenti: null },
      ],
    })
  })

  const lies: readonly (readonly [string, Said, string])[] = [
    ['signed by the new key alone', { value: toSecond, by: [second] }, 'not-signed'],
    ['signed by a stranger', { value: change(stranger, first), by: [stranger] }, 'not-signed'],
    ['of another log', { value: toSecond, origin: 'lain.example/log' }, 'other-log'],
    ['in an entry of another kind', { value: toSecond, kind: 'laporan.ditutup' }, 'other-record'],
    [
      'whose document was exchanged',
      { value: change(stranger, first), hashed: toSecond },
      'other-document',
    ],
    ['that names no key', { value: { ...toSecond, kunci: 'kunci' } }, 'no-key-of-this-log'],
    ['that is no announcement', { value: 'kunci' }, 'no-key-of-this-log'],
    [
      'to a key of another log',
      { value: change(testSigner('lain.example/log'), first) },
      'no-key-of-this-log',
    ],
    ['from a key nobody knows', { value: change(second, stranger) }, 'unknown-predecessor'],
    ['that leaves a time without keys', { value: change(second, first, day(4)) }, 'gap'],
    ['without its salt', { value: toSecond, withSalt: false }, 'not-a-proof'],
  ]
  it.each(lies)('does not follow a change %s', async (_what, said, fault) =>
    expect(follow([await shown(said)])).toEqual({ ok: false, at: 0, fault }),
  )

  it('does not follow a proof that is cut or altered', async () => {
    const good = await shown({ value: toSecond })
    for (const proof of ['', good.proof.slice(0, 60), good.proof.replace('index 0', 'index 1')])
      expect(follow([{ ...good, proof }]).ok).toBe(false)
    expect(follow([{ ...good, document: new Uint8Array() }])).toMatchObject({
      fault: 'other-document',
    })
  })

  it('is told which change was wrong', async () => {
    const steps = [
      await shown({ value: toSecond }),
      await shown({ value: change(third, second), by: [third] }),
    ]
    expect(follow(steps)).toEqual({ ok: false, at: 1, fault: 'not-signed' })
  })
})
