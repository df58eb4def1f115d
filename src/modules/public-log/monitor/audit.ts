/**
 * A monitor's look at a log: is the checkpoint signed, does the tree continue what was signed before and
 * what witnesses hold, and is every entry since then the one in the tree? Reads in a stream; needs no
 * account, no database, and nobody's permission.
 */
import { isSameHash } from '../../../kernel/tlog/merkle.ts'
import { parseNote, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { tilesFor, wantedForRoot } from '../../../kernel/tlog/prove.ts'
import type { Signed, Tools } from '../../../kernel/tlog/verify.ts'
import { diagnoseEdge } from './diagnose.ts'
import type { Exhibit } from './evidence.ts'
import type { AuditFault } from './faults.ts'
import type { FetchBytes } from './fetch-bytes.ts'
import { createFindings } from './findings.ts'
import { keysToday, readRotations } from './follow-keys.ts'
import { createParts } from './read-parts.ts'
import { findRenewal } from './renewals.ts'
import {
  newSignersOf,
  openServed,
  originOf,
  readOfferedKeys,
  readText,
  type Served,
} from './served-checkpoint.ts'
import type { Memory } from './state-file.ts'
import { createTree, type Head, leadsToRoot, readEdge } from './tree.ts'
import { walkEntries } from './walk-entries.ts'
import { type AskedWitness, askWitnesses } from './witness-view.ts'

export type AuditDeps = Readonly<{
  tools: Tools
  fetchBytes: FetchBytes
  now: () => Date
  /** Waits before a checkpoint is asked for again because a witness was ahead. */
  waitForLog: () => Promise<void>
  /** Told how many entries have been looked at. */
  onProgress: (entries: number) => void
}>

export type AuditOrder = Readonly<{
  /** Of the log, without a slash at the end. */
  prefix: string
  /** The log's keys; with none, those remembered, or on a first look those the log hands out. */
  keys: readonly VerifierKey[]
  witnessKeys: readonly VerifierKey[]
  /** Addresses of witnesses to be asked what they have seen. */
  witnessUrls: readonly string[]
  memory?: Memory
  /** Look at entries that were looked at before as well. */
  isFromScratch: boolean
}>

export type AuditReport = Readonly<{
  faults: readonly AuditFault[]
  /** Signed checkpoints that contradict each other; empty for faults that nobody signed. */
  exhibits: readonly Exhibit[]
  /** The log's checkpoint, once a key vouched for it. */
  served?: Served
  /** Entries looked at: from this one up to the tree's size. */
  from: number
  signed: readonly Signed[]
  witnesses: readonly AskedWitness[]
  keys: readonly VerifierKey[]
  /** The keys came from the log itself, because nobody gave any. */
  isFirstUse: boolean
  /** Keys the log hands out that signed as well and that nobody has vouched for. */
  newKeys: readonly string[]
}>

/** @returns what was found; a network that fails is an exception */
export async function auditLog(deps: AuditDeps, order: AuditOrder): Promise<AuditReport> {
  const { prefix, memory } = order
  const first = await readText(deps.fetchBytes, `${prefix}/checkpoint`)
  const chosen = await chooseKeys(deps, order, first)
  const { isFirstUse } = chosen
  const keys = await followChange(deps, prefix, { note: first ?? '', known: chosen.keys })
  const opened = openLog(deps, order, { note: first, keys })
  const blank = { exhibits: [], from: 0, signed: [], witnesses: [], keys, isFirstUse, newKeys: [] }
  const renewed = await beganAnew(deps, order, {
    origin: originOf(first ?? '') ?? '',
    known: keys.map(({ name }) => name),
  })
  if (renewed !== undefined) return { ...blank, faults: [renewed] }
  if (!opened.ok) {
    const { fault } = opened
    if (fault.kind !== 'not-signed') return { ...blank, faults: [fault] }
    const offered = await newKeysIn(deps, prefix, { note: first ?? '', known: keys })
    return { ...blank, faults: [{ ...fault, offered }] }
  }
  const { origin } = opened.value.checkpoint
  if (memory !== undefined && memory.checkpoint.origin !== origin)
    throw new Error(`Berkas keadaan itu milik log ${memory.checkpoint.origin}, bukan ${origin}.`)
  const asked = await askWitnesses(deps, order.witnessUrls, { origin, keys })
  const served = await catchUp(deps, order, { served: opened.value, keys, asked })
  const others = [...(memory === undefined ? [] : [rememberedOf(memory)]), ...seenBy(asked)]
  const judged = await judge(deps, order, { served, others })
  return {
    ...blank,
    ...judged,
    served,
    signed: served.signed,
    witnesses: asked,
    newKeys: await newKeysIn(deps, prefix, { note: served.note, known: keys }),
  }
}

/** Asked only when the name is another than the one we know: is there more to say of it than that? */
async function beganAnew(
  { fetchBytes }: AuditDeps,
  { prefix, memory }: AuditOrder,
  { origin, known }: Readonly<{ origin: string; known: readonly string[] }>,
): Promise<AuditFault | undefined> {
  const remembered = memory?.checkpoint
  const names = remembered === undefined ? known : [remembered.origin]
  if (origin === '' || names.includes(origin)) return undefined
  const renewed = await findRenewal(fetchBytes, prefix, { known: names, origin })
  return renewed && remembered ? { ...renewed, remembered: remembered.size } : renewed
}

async function chooseKeys(
  deps: AuditDeps,
  { prefix, keys, memory }: AuditOrder,
  note: string | undefined,
): Promise<Readonly<{ keys: readonly VerifierKey[]; isFirstUse: boolean }>> {
  if (keys.length > 0) return { keys, isFirstUse: false }
  if (memory !== undefined) return { keys: memory.keys, isFirstUse: false }
  const origin = note === undefined ? undefined : originOf(note)
  if (origin === undefined) return { keys: [], isFirstUse: false }
  return { keys: await readOfferedKeys(deps, prefix, origin), isFirstUse: true }
}

/** A key we do not know has signed: perhaps the log has said, under a key we do know, that it would. */
async function followChange(
  deps: AuditDeps,
  prefix: string,
  { note, known }: Readonly<{ note: string; known: readonly VerifierKey[] }>,
): Promise<readonly VerifierKey[]> {
  const isAllKnown = (await newKeysIn(deps, prefix, { note, known })).length === 0
  if (isAllKnown || known.length === 0) return known
  const rotations = await readRotations(deps.fetchBytes, prefix)
  return keysToday(deps.tools, { known, rotations, now: deps.now() })
}

const openLog = (
  { tools }: AuditDeps,
  { prefix, witnessKeys }: AuditOrder,
  { note, keys }: Readonly<{ note: string | undefined; keys: readonly VerifierKey[] }>,
) =>
  openServed(
    tools,
    { source: { kind: 'log', url: prefix }, note },
    { logKeys: keys, others: witnessKeys },
  )

/** Signatures in the log's name by keys that nobody gave: asked for only when there are any. */
async function newKeysIn(
  deps: AuditDeps,
  prefix: string,
  { note, known }: Readonly<{ note: string; known: readonly VerifierKey[] }>,
): Promise<readonly string[]> {
  const origin = originOf(note) ?? ''
  const own = (parseNote(note)?.signatures ?? []).filter(({ name }) => name === origin)
  const isKnown = own.every(({ keyId }) => known.some(({ id }) => isSameHash(id, keyId)))
  if (isKnown) return []
  // What was found already must be told even when the log does not answer this question.
  const offered = await readOfferedKeys(deps, prefix, origin).catch(() => [])
  return newSignersOf(deps.tools, note, { offered, known })
}

const TRIES = 3

/** A witness may have been quicker than the log's own page; only what stays behind is withheld. */
async function catchUp(
  deps: AuditDeps,
  order: AuditOrder,
  {
    served,
    keys,
    asked,
  }: Readonly<{ served: Served; keys: readonly VerifierKey[]; asked: readonly AskedWitness[] }>,
): Promise<Served> {
  let latest = served
  for (let left = TRIES; left > 0; left -= 1) {
    if (seenBy(asked).every(({ checkpoint }) => checkpoint.size <= latest.checkpoint.size)) break
    await deps.waitForLog()
    const note = await readText(deps.fetchBytes, `${order.prefix}/checkpoint`)
    const again = openLog(deps, order, { note, keys })
    if (again.ok && again.value.checkpoint.size > latest.checkpoint.size) latest = again.value
  }
  return latest
}

const seenBy = (asked: readonly AskedWitness[]) =>
  asked.flatMap((one) => (one.kind === 'seen' ? [one.served] : []))

const rememberedOf = ({ note, checkpoint }: Memory): Served => ({
  source: { kind: 'memory', url: '' },
  note,
  checkpoint,
  signed: [],
})

type Judged = Pick<AuditReport, 'faults' | 'exhibits' | 'from'>

async function judge(
  deps: AuditDeps,
  { prefix, memory, isFromScratch }: AuditOrder,
  { served, others }: Readonly<{ served: Served; others: readonly Served[] }>,
): Promise<Judged> {
  const { size, root } = served.checkpoint
  const from = isFromScratch ? 0 : (memory?.checkpoint.size ?? 0)
  const none = { exhibits: [], from }
  const atOnce = others.filter((other) => contradicts(other, served))
  if (atOnce.length > 0) return accuse(served, atOnce, from)
  const { fetchBytes, tools } = deps
  const head: Head = { sha: tools.sha, parts: createParts(fetchBytes, prefix, size), size, root }
  const edge = await readEdge(head)
  if (!edge.ok) return { ...none, faults: [edge.fault] }
  if (!leadsToRoot(head, edge.value)) {
    const tiles = tilesFor(wantedForRoot(size)).toReversed()
    return { ...none, faults: await diagnoseEdge(head, edge.value, tiles) }
  }
  const findings = createFindings()
  const tree = createTree(head, edge.value, findings.report)
  const rewritten: Served[] = []
  for (const other of others)
    if ((await tree.beginsWith(other.checkpoint)) === false) rewritten.push(other)
  if (rewritten.length > 0) return accuse(served, rewritten, from)
  await walkEntries({ head, tree, from, findings, onProgress: deps.onProgress })
  return { ...none, faults: findings.list() }
}

/** Seen without reading the tree: a larger one was signed, or another of the same size. */
function contradicts({ checkpoint: other }: Served, { checkpoint }: Served): boolean {
  return (
    other.size > checkpoint.size ||
    (other.size === checkpoint.size && !isSameHash(other.root, checkpoint.root))
  )
}

function accuse(served: Served, others: readonly Served[], from: number): Judged {
  const { size } = served.checkpoint
  return {
    from,
    faults: others.map(({ checkpoint: { size: seen }, source }) => {
      const kind = seen > size ? 'behind' : seen === size ? 'forked' : 'rewritten'
      return { kind, seen, size, source }
    }),
    exhibits: [served, ...others].map(({ source, note }) => ({ source, note })),
  }
}
