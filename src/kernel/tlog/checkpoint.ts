/** Checkpoints (C2SP tlog-checkpoint): which log, how many entries, and the root over them. */
import type { Hash } from './merkle.ts'
import { fromBase64, type Note, parseNote, toBase64 } from './note.ts'

export type Checkpoint = Readonly<{
  /** Name of the log, one line. */
  origin: string
  size: number
  root: Hash
  /** Lines of others, kept as they are. */
  extensions: readonly string[]
}>

const HASH_BYTES = 32

/** The text that is signed; it ends with a line feed. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, String(size), toBase64(root), ...extensions, ''].join('\n')
}

/** @returns undefined for a text that is no checkpoint */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!text.endsWith('\n')) return undefined
  const [origin = '', size = '', base64 = '', ...extensions] = text.slice(0, -1).split('\n')
  const root = fromBase64(base64)
  if (origin === '' || !/^(?:0|[1-9]\d{0,15})$/.test(size)) return undefined
  if (root === undefined || root.length !== HASH_BYTES || extensions.includes('')) return undefined
  const entries = Number(size)
  return Number.isSafeInteger(entries) ? { origin, size: entries, root, extensions } : undefined
}

/** A checkpoint with the note it stands in. */
export type CheckpointNote = Readonly<{ note: Note; checkpoint: Checkpoint }>

/** @returns undefined for what is no signed note with a checkpoint in it; who signed it is not asked here */
export function parseCheckpointNote(signedNote: string): CheckpointNote | undefined {
  const note = parseNote(signedNote)
  const checkpoint = note === undefined ? undefined : parseCheckpoint(note.text)
  return note === undefined || checkpoint === undefined ? undefined : { note, checkpoint }
}
