/** A check as people follow it: five steps, each right, wrong or left out. */
import { hexOf } from '../../../kernel/digest-format.ts'
import type { CheckedRecord, RecordFault } from './verify-record.ts'

export type StepName = 'file' | 'document' | 'tree' | 'signed' | 'witness'

export type CheckStep = Readonly<{
  name: StepName
  /** `open`: nothing is wrong, and nothing was shown either. */
  state: 'good' | 'bad' | 'open'
  /** Why a document was not looked at. */
  why?: 'salt-erased' | 'no-document'
  /** What the sentence of the step names: place, key, witnesses. */
  values?: Readonly<Record<string, string>>
}>

const FILE: readonly RecordFault['kind'][] = [
  'not-a-proof',
  'no-entry',
  'not-a-leaf',
  'not-a-checkpoint',
]
const SIGNED: readonly RecordFault['kind'][] = ['no-key', 'unknown-key', 'wrong-signature']

/** @param hasDocument false when only the proof file was at hand */
export function stepsOf(checked: CheckedRecord, hasDocument: boolean): readonly CheckStep[] {
  const has = (...kinds: readonly RecordFault['kind'][]) =>
    checked.faults.some(({ kind }) => kinds.includes(kind))
  if (has(...FILE)) return [{ name: 'file', state: 'bad' }]
  const { place, signed, witnesses } = checked
  const [signature] = signed
  return [
    { name: 'file', state: 'good' },
    documentStep(has('salt-erased'), has('document-changed'), hasDocument),
    {
      name: 'tree',
      state: has('not-included') ? 'bad' : 'good',
      values: { indeks: String(place?.index ?? ''), ukuran: String(place?.size ?? '') },
    },
    {
      name: 'signed',
      state: has(...SIGNED) ? 'bad' : 'good',
      values: { kunci: signature === undefined ? '' : hexOf(signature.key.id) },
    },
    {
      name: 'witness',
      state: witnesses.length > 0 ? 'good' : 'open',
      values: { saksi: witnesses.map(({ key }) => key.name).join(', ') },
    },
  ]
}

function documentStep(isForgotten: boolean, isChanged: boolean, hasDocument: boolean): CheckStep {
  if (!hasDocument) return { name: 'document', state: 'open', why: 'no-document' }
  if (isForgotten) return { name: 'document', state: 'open', why: 'salt-erased' }
  return { name: 'document', state: isChanged ? 'bad' : 'good' }
}

/** What the steps come to; a document that was not looked at is no fault of the record. */
export function verdictOf(steps: readonly CheckStep[]): 'good' | 'bad' | 'without-document' {
  if (steps.some(({ state }) => state === 'bad')) return 'bad'
  return steps.some(({ name, state }) => name === 'document' && state === 'good')
    ? 'good'
    : 'without-document'
}

export type ChangedLetter = Readonly<{ bytes: Uint8Array; before: string; after: string }>

/**
 * Another document, of which one letter is the next of the alphabet: in the middle of its longest text, where
 * people see it.
 *
 * @returns undefined for a document without letters; `before` and `after` are the word it stands in
 */
export function changeOneLetter(document: Uint8Array): ChangedLetter | undefined {
  const { from, to } = longestText(document)
  const middle = Math.floor((from + to) / 2)
  const near = (at: number) => Math.abs(at - middle)
  let found = -1
  for (const [at, byte] of document.entries())
    if (isLetter(byte) && (found < 0 || near(at) < near(found))) found = at
  const letter = document[found]
  if (letter === undefined) return undefined
  const bytes = Uint8Array.from(document)
  bytes[found] = letter === LAST_LETTER ? FIRST_LETTER : letter + 1
  return { bytes, before: wordAt(document, found), after: wordAt(bytes, found) }
}

const FIRST_LETTER = 97
const LAST_LETTER = 122
const QUOTE = 34
const BACKSLASH = 92

const isLetter = (byte: number | undefined) =>
  byte !== undefined && byte >= FIRST_LETTER && byte <= LAST_LETTER

/** Between which bytes the longest string of the JSON stands. */
function longestText(document: Uint8Array): Readonly<{ from: number; to: number }> {
  let longest = { from: 0, to: 0 }
  let start = -1
  for (let at = 0; at < document.length; at += 1) {
    if (document[at] === BACKSLASH) at += 1
    else if (document[at] === QUOTE && start < 0) start = at + 1
    else if (document[at] === QUOTE) {
      if (at - start > longest.to - longest.from) longest = { from: start, to: at }
      start = -1
    }
  }
  return longest.to > 0 ? longest : { from: 0, to: document.length }
}

function wordAt(document: Uint8Array, at: number): string {
  let from = at
  let to = at + 1
  while (isLetter(document[from - 1])) from -= 1
  while (isLetter(document[to])) to += 1
  return String.fromCharCode(...document.subarray(from, to))
}
