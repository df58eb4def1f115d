/**
 * Attacks on a small log, played with the functions that guard the real one: what the attacker does, which
 * hashes change, and what each of those who look finds. Nothing here knows the answer beforehand.
 */
import { isGrown, isSameHash } from '../../../kernel/tlog/merkle.ts'
import { cosignedText, formatNote, packCosignature, parseNote } from '../../../kernel/tlog/note.ts'
import { openCheckpoint, signersOf } from '../../../kernel/tlog/verify.ts'
import { decideAddCheckpoint, type Verdict } from './add-checkpoint.ts'
import { saltedDigest } from './leaf.ts'
import {
  type ExampleRecord,
  type ExampleSigner,
  type ExampleTools,
  exampleNote,
  exampleRecord,
  growthProof,
  rootOf,
} from './replay-log.ts'
import { type DrawnTree, drawTree } from './replay-tree.ts'

export const ATTACKS = ['ubah', 'hapus', 'pendek', 'cabang', 'mundur', 'dua-wajah'] as const
export type Attack = (typeof ATTACKS)[number]

export type ReplayTools = ExampleTools & Readonly<{ witness: ExampleSigner }>

/** What the example's records say: eight, and those of the attacker. */
export type ReplayTexts = Readonly<{
  records: readonly string[]
  /** Instead of the third. */
  forged: string
  /** Put in afterwards, one after the other: four. */
  added: readonly string[]
}>

/** Whose eyes: who reads the document or the signature, who kept an older checkpoint, the witness, two who compare. */
export type Who = 'document' | 'signature' | 'reader' | 'stamp' | 'witness' | 'compare'

export type FindingKind =
  | 'document-fits'
  | 'document-changed'
  | 'document-gone'
  | 'signed'
  | 'not-signed'
  | 'grown'
  | 'shrunk'
  | 'other-root'
  | 'not-grown'
  | 'cosigned'
  | 'not-cosigned'
  | 'same-root'
  | 'two-roots'
  | `witness-${Verdict['kind']}`

export type Finding = Readonly<{ who: Who; kind: FindingKind; isAlarm: boolean }>

export type ReplayStep = Readonly<{
  /** One, or the two that two people are shown. */
  trees: readonly DrawnTree[]
  findings: readonly Finding[]
}>

const FORGED_AT = 2
const REMOVED_AT = 4
/** Records of the dump that is brought back. */
const DUMPED = 5
/** Records left when the log is cut short. */
const SHORT = 6
/** Records under yesterday's time stamp. */
const STAMPED = 6

/** What happens step by step; the first step is the honest log. */
export function replay(
  tools: ReplayTools,
  attack: Attack,
  texts: ReplayTexts,
): readonly ReplayStep[] {
  const eyes = openEyes(tools, texts)
  const { honest, one } = eyes
  const quiet = one(honest, [eyes.document(honest, FORGED_AT), ...eyes.all(honest)])
  return [quiet, ...STEPS[attack](eyes)]
}

type Records = readonly ExampleRecord[]
type Eyes = ReturnType<typeof openEyes>

const STEPS: Readonly<Record<Attack, (eyes: Eyes) => readonly ReplayStep[]>> = {
  ubah: ({ honest, forged, one, document, all }) => {
    const changed = honest.with(FORGED_AT, forged)
    return [
      one(honest, [document(honest, FORGED_AT, forged.text), ...all(honest)]),
      one(changed, [document(changed, FORGED_AT), ...all(changed)]),
    ]
  },
  hapus: ({ honest, added, one, document, all }) => {
    const without = honest.toSpliced(REMOVED_AT, 1)
    const filled = [...without, ...added.slice(0, 2)]
    return [
      one(honest, [document(honest, REMOVED_AT, null), ...all(honest)]),
      one(without, all(without)),
      one(filled, all(filled)),
    ]
  },
  pendek: ({ honest, added, one, all }) => {
    const short = honest.slice(0, SHORT)
    const filled = [...short, ...added.slice(0, 3)]
    return [one(short, all(short)), one(filled, all(filled))]
  },
  cabang: ({ honest, added, one, two, all, compare }) => {
    const [first, second] = [0, 1].map((at) => [...honest, ...added.slice(at, at + 1)])
    if (first === undefined || second === undefined) return []
    return [
      one(first, all(first)),
      two(first, second, [...all(second, first), compare(first, second)]),
    ]
  },
  mundur: ({ honest, added, one, all }) => {
    const restored = honest.slice(0, DUMPED)
    const onward = [...restored, ...added]
    return [one(restored, all(restored)), one(onward, all(onward))]
  },
  'dua-wajah': ({ honest, forged, two, document, signature, witness, cosignature, compare }) => {
    const other = honest.with(FORGED_AT, forged)
    return [
      two(honest, other, [document(other, FORGED_AT), signature(other)]),
      two(honest, other, [cosignature(honest, other), witness(other), compare(honest, other)]),
    ]
  },
}

/** Those who look, and what they hold from before the attack. */
function openEyes(tools: ReplayTools, texts: ReplayTexts) {
  const { sha } = tools
  const records = [...texts.records, ...texts.added].map((text, at) =>
    exampleRecord(sha, { text, at }),
  )
  const honest: Records = records.slice(0, texts.records.length)
  const added: Records = records.slice(texts.records.length)
  const forged = exampleRecord(sha, { text: texts.forged, at: FORGED_AT })
  const draw = (shown: Records) => drawTree(sha, shown, honest)

  const document = (shown: Records, at: number, text = shown[at]?.text ?? null): Finding => {
    const who = 'document'
    const record = shown[at]
    if (text === null || record === undefined) return { who, kind: 'document-gone', isAlarm: true }
    const digest = saltedDigest(sha, record.salt, new TextEncoder().encode(text))
    const isSame = digest === record.leaf.sha256
    return { who, kind: isSame ? 'document-fits' : 'document-changed', isAlarm: !isSame }
  }
  const signature = (shown: Records): Finding => {
    const isSigned = open(tools, shown).ok
    return { who: 'signature', kind: isSigned ? 'signed' : 'not-signed', isAlarm: !isSigned }
  }
  const witness = (shown: Records, known: Records = honest): Finding => {
    const { kind } = decideAddCheckpoint(tools, {
      request: {
        oldSize: Math.min(known.length, shown.length),
        proof: growthProof(sha, known.length, shown),
        checkpoint: exampleNote(tools, shown),
      },
      known: { size: known.length, root: rootOf(sha, known) },
      logKeys: [tools.log.key],
    })
    return { who: 'witness', kind: `witness-${kind}`, isAlarm: kind !== 'cosign' }
  }
  const all = (shown: Records, known: Records = honest): readonly Finding[] => [
    signature(shown),
    compareWith(tools, 'reader', { kept: honest, shown }),
    compareWith(tools, 'stamp', { kept: honest.slice(0, STAMPED), shown }),
    witness(shown, known),
  ]
  return {
    honest,
    added,
    forged,
    one: (shown: Records, findings: readonly Finding[]): ReplayStep => ({
      trees: [draw(shown)],
      findings,
    }),
    two: (first: Records, second: Records, findings: readonly Finding[]): ReplayStep => ({
      trees: [draw(first), draw(second)],
      findings,
    }),
    document,
    signature,
    witness,
    all,
    cosignature: (signed: Records, shown: Records) => findCosignature(tools, signed, shown),
    compare: (first: Records, second: Records) => findTwoRoots(tools, first, second),
  }
}

const open = (tools: ReplayTools, shown: Records) =>
  openCheckpoint(tools, exampleNote(tools, shown), { logKeys: [tools.log.key] })

/** Somebody who kept an older root asks for the proof that the tree only grew since. */
function compareWith(
  { sha }: ReplayTools,
  who: 'reader' | 'stamp',
  { kept, shown }: Readonly<{ kept: Records; shown: Records }>,
): Finding {
  const [oldSize, size] = [kept.length, shown.length]
  if (size < oldSize) return { who, kind: 'shrunk', isAlarm: true }
  const roots = { oldRoot: rootOf(sha, kept), root: rootOf(sha, shown) }
  const proof = growthProof(sha, oldSize, shown)
  if (isGrown(sha, { oldSize, size, ...roots, proof }))
    return { who, kind: 'grown', isAlarm: false }
  return { who, kind: size === oldSize ? 'other-root' : 'not-grown', isAlarm: true }
}

const WITNESS_SECONDS = 1_795_000_000

/** Does the signature that the witness gave for one tree stand under the other as well? */
function findCosignature(tools: ReplayTools, signed: Records, shown: Records): Finding {
  const { witness } = tools
  const text = parseNote(exampleNote(tools, signed))?.text ?? ''
  const given = packCosignature(WITNESS_SECONDS, witness.sign(cosignedText(WITNESS_SECONDS, text)))
  const line = { name: witness.key.name, keyId: witness.key.id, bytes: given }
  const note = parseNote(exampleNote(tools, shown))
  const claimed = parseNote(formatNote({ text: note?.text ?? '', signatures: [line] }))
  const holds = claimed !== undefined && signersOf(tools, claimed, [witness.key]).length > 0
  return { who: 'signature', kind: holds ? 'cosigned' : 'not-cosigned', isAlarm: !holds }
}

/** Two who lay their checkpoints side by side: one size, one log, two roots, both signed. */
function findTwoRoots(tools: ReplayTools, first: Records, second: Records): Finding {
  const [a, b] = [open(tools, first), open(tools, second)]
  const isFork =
    a.ok &&
    b.ok &&
    a.checkpoint.size === b.checkpoint.size &&
    !isSameHash(a.checkpoint.root, b.checkpoint.root)
  return { who: 'compare', kind: isFork ? 'two-roots' : 'same-root', isAlarm: isFork }
}
