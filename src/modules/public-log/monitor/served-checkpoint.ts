/** The checkpoint a log or a witness hands out, and the keys to check it with. */

import type { Checkpoint } from '../../../kernel/tlog/checkpoint.ts'
import {
  formatVerifierKey,
  parseNote,
  parseVerifierKey,
  type VerifierKey,
} from '../../../kernel/tlog/note.ts'
import { openCheckpoint, type Signed, signersOf, type Tools } from '../../../kernel/tlog/verify.ts'
import { withoutSlashes } from '../../../kernel/without-slashes.ts'
import type { LogSource } from './evidence.ts'
import type { Read } from './faults.ts'
import type { FetchBytes } from './fetch-bytes.ts'

/** A signed checkpoint as it was served. */
export type Served = Readonly<{
  source: LogSource
  note: string
  checkpoint: Checkpoint
  signed: readonly Signed[]
}>

const TEXT_BYTES_MAX = 65_536

/** @returns undefined when there is none at this address, or what is there is no UTF-8 */
export async function readText(fetchBytes: FetchBytes, url: string): Promise<string | undefined> {
  const fetched = await fetchBytes(url, TEXT_BYTES_MAX)
  if (fetched.kind !== 'bytes') return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fetched.bytes)
  } catch {
    return undefined
  }
}

/**
 * Where the log lies: at the address itself, or at `/log` below it.
 *
 * @returns undefined when there is a checkpoint at neither
 */
export async function findPrefix(
  fetchBytes: FetchBytes,
  address: string,
): Promise<string | undefined> {
  const base = withoutSlashes(address)
  for (const prefix of base.endsWith('/log') ? [base] : [`${base}/log`, base])
    if ((await readText(fetchBytes, `${prefix}/checkpoint`)) !== undefined) return prefix
  return undefined
}

export type Keys = Readonly<{ logKeys: readonly VerifierKey[]; others: readonly VerifierKey[] }>

/** @param note as it came, undefined for what was no text */
export function openServed(
  tools: Tools,
  { source, note }: Readonly<{ source: LogSource; note: string | undefined }>,
  { logKeys, others }: Keys,
): Read<Served> {
  if (note === undefined) return { ok: false, fault: { kind: 'not-a-checkpoint' } }
  const opened = openCheckpoint(tools, note, { logKeys, others })
  if (opened.ok) {
    const { checkpoint, signed } = opened
    return { ok: true, value: { source, note, checkpoint, signed } }
  }
  const origin = originOf(note)
  if (opened.fault === 'not-a-checkpoint' || origin === undefined)
    return { ok: false, fault: { kind: 'not-a-checkpoint' } }
  return opened.fault === 'other-log'
    ? { ok: false, fault: { kind: 'other-log', origin } }
    : { ok: false, fault: { kind: 'not-signed', origin, offered: [] } }
}

/** The name in a note's first line, whoever signed it. */
export function originOf(note: string): string | undefined {
  return parseNote(note)?.text.split('\n', 1)[0]
}

const KEYS_MAX = 100

/** Keys that the log itself hands out, of this name. Nobody vouches for them but the log. */
export async function readOfferedKeys(
  { fetchBytes, tools }: Readonly<{ fetchBytes: FetchBytes; tools: Tools }>,
  prefix: string,
  origin: string,
): Promise<readonly VerifierKey[]> {
  const lines = ((await readText(fetchBytes, `${prefix}/kunci`)) ?? '').split('\n')
  return lines
    .slice(0, KEYS_MAX)
    .flatMap((line) => parseVerifierKey(tools.sha, line.trim()) ?? [])
    .filter(({ name }) => name === origin)
}

/** Offered keys that are not among the known ones and did sign this note, as text. */
export function newSignersOf(
  tools: Tools,
  note: string,
  { offered, known }: Readonly<Record<'offered' | 'known', readonly VerifierKey[]>>,
): readonly string[] {
  const parsed = parseNote(note)
  const old = new Set(known.map(formatVerifierKey))
  return (parsed === undefined ? [] : signersOf(tools, parsed, offered))
    .map(({ key }) => formatVerifierKey(key))
    .filter((key) => !old.has(key))
}
