import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hexOf } from '../../../kernel/digest-format.ts'
import { type Checkpoint, parseCheckpointNote } from '../../../kernel/tlog/checkpoint.ts'
import type { VerifierKey } from '../../../kernel/tlog/note.ts'
import { signersOf } from '../../../kernel/tlog/verify.ts'
import { ignoreMissing } from '../../../platform/files/missing-file.ts'
import { writeWhole } from '../../../platform/files/write-whole.ts'
import { CHECK_TOOLS, sha256 } from '../../../platform/sha256.ts'

/** The last note that was signed for a log, with the signatures of log and witness. */
export type KeptNote = Readonly<{
  note: string
  checkpoint: Checkpoint
  /** When it was signed, in seconds since 1970. */
  seconds: number
}>

/**
 * What this witness signed last, one file a log. The file is the truth and is read each time: after a
 * write that failed half way, what is on disk counts as signed.
 */
export type KeptNotes = Readonly<{
  /** @returns undefined for a log that nothing was signed for; throws when its file is damaged */
  read: (origin: string) => Promise<KeptNote | undefined>
  /** On the disk when this returns. */
  write: (origin: string, note: string) => void
}>

/** Throws when a file is damaged: a witness that forgot what it signed would sign anything. */
export async function openKeptNotes(dir: string, key: VerifierKey): Promise<KeptNotes> {
  const folder = join(dir, 'titik')
  await mkdir(folder, { recursive: true })
  const names = (await readdir(folder)).filter((name) => name.endsWith('.nota'))
  for (const name of names) {
    const kept = await readKept(join(folder, name), key)
    if (kept !== undefined && nameOf(kept.checkpoint.origin) !== name)
      throw new Error(`${join(folder, name)} berisi catatan untuk log lain.`)
  }
  const pathOf = (origin: string) => join(folder, nameOf(origin))
  return {
    read: (origin) => readKept(pathOf(origin), key),
    write: (origin, note) => writeWhole(pathOf(origin), note, READABLE),
  }
}

/** What was signed is for everyone to see. */
const READABLE = 0o644

/** Names of logs hold slashes, and may be longer than names of files may be. */
const nameOf = (origin: string) => `${hexOf(sha256(Buffer.from(origin)))}.nota`

async function readKept(path: string, key: VerifierKey): Promise<KeptNote | undefined> {
  const written = await readFile(path, 'utf8').catch(ignoreMissing)
  if (written === undefined) return undefined
  const parsed = parseCheckpointNote(written)
  const [own] = parsed === undefined ? [] : signersOf(CHECK_TOOLS, parsed.note, [key])
  if (parsed === undefined || own?.seconds === undefined)
    throw new Error(`${path} rusak: bukan catatan yang ditandatangani saksi ini.`)
  return { note: written, checkpoint: parsed.checkpoint, seconds: own.seconds }
}
