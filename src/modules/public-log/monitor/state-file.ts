/** What a monitor remembers between two looks: the log's keys and the last checkpoint that was all right. */
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type Checkpoint, parseCheckpointNote } from '../../../kernel/tlog/checkpoint.ts'
import type { Sha256 } from '../../../kernel/tlog/merkle.ts'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { ignoreMissing } from '../../../platform/files/missing-file.ts'
import { writeWhole } from '../../../platform/files/write-whole.ts'

export type Memory = Readonly<{
  keys: readonly VerifierKey[]
  /** The signed note, kept whole: half of the proof if the log ever contradicts it. */
  note: string
  checkpoint: Checkpoint
}>

const FILE_BYTES_MAX = 1_000_000
const schema = z.strictObject({
  versi: z.literal(1),
  kunci: z.array(z.string()).min(1).max(100),
  titikPeriksa: z.string(),
})

/** @returns undefined when there is no such file yet */
export async function readMemory(sha: Sha256, path: string): Promise<Memory | undefined> {
  const text = await readFile(path, 'utf8').catch(ignoreMissing)
  if (text === undefined) return undefined
  const memory = text.length > FILE_BYTES_MAX ? undefined : parseMemory(sha, text)
  if (memory === undefined)
    throw new Error(
      `${path} bukan berkas keadaan dari perintah ini. Sebutkan berkas lain, atau pindahkan yang itu.`,
    )
  return memory
}

function parseMemory(sha: Sha256, text: string): Memory | undefined {
  const parsed = schema.safeParse(readJson(text))
  if (!parsed.success) return undefined
  const { kunci, titikPeriksa: note } = parsed.data
  const keys = kunci.flatMap((line) => parseVerifierKey(sha, line) ?? [])
  const checkpoint = parseCheckpointNote(note)?.checkpoint
  if (checkpoint === undefined || keys.length !== kunci.length) return undefined
  return { keys, note, checkpoint }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The old file stands until the new one is whole on disk. */
export function writeMemory(path: string, { keys, note }: Memory): void {
  const kept = { versi: 1, kunci: keys.map(formatVerifierKey), titikPeriksa: note }
  writeWhole(path, `${JSON.stringify(kept, null, 2)}\n`)
}
