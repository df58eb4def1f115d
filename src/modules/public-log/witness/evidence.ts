import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { hexOf } from '../../../kernel/digest-format.ts'
import { writeWhole } from '../../../platform/files/write-whole.ts'
import { sha256 } from '../../../platform/sha256.ts'
import type { Signed, Suspicion } from '../domain/add-checkpoint.ts'
import type { KeptNote } from './kept-notes.ts'

/** What a log signed and this witness would not: kept for whoever has to judge it. */
export type Evidence = Readonly<{
  /** Keep it, once; a log that says the same again makes no second file. */
  keep: (found: Found) => void
}>

export type Found = Readonly<{
  signed: Signed
  /** The request as it came. */
  body: string
  /** What the witness signed last for this log. */
  kept: KeptNote | undefined
  at: Date
}>

export type EvidenceOptions = Readonly<{
  dir: string
  /** Told of every new piece, and once when there is no more room. */
  shout: (line: string) => void
  /** Files of each kind: anyone can send old checkpoints, and a folder must not fill a disk. */
  maxOfKind?: number
}>

const MAX_OF_KIND = 200

export async function openEvidence(options: EvidenceOptions): Promise<Evidence> {
  const { shout, maxOfKind = MAX_OF_KIND } = options
  const folder = join(options.dir, 'bukti')
  await mkdir(folder, { recursive: true })
  const names = new Set(await readdir(folder))
  const full = new Set<Suspicion>()
  return {
    keep: (found) => {
      const { suspicion, checkpoint } = found.signed
      if (suspicion === undefined) return
      const name = `${suspicion}-${digestOf(found)}.txt`
      if (names.has(name)) return
      const ofKind = [...names].filter((one) => one.startsWith(`${suspicion}-`)).length
      if (ofKind >= maxOfKind) {
        if (!full.has(suspicion))
          shout(`Folder bukti penuh untuk ${suspicion}: bukti baru tidak disimpan.`)
        full.add(suspicion)
        return
      }
      names.add(name)
      const { origin, size } = checkpoint
      shout(`PERINGATAN: ${origin} ${SAID[suspicion]} (ukuran ${size}). Bukti: bukti/${name}`)
      try {
        writeWhole(join(folder, name), textOf(found, suspicion), 0o644)
      } catch (error) {
        // The log still hears its no: a disk without room must not hide a fork.
        names.delete(name)
        shout(`Bukti bukti/${name} tidak dapat disimpan: ${String(error)}`)
      }
    },
  }
}

const SAID: Readonly<Record<Suspicion, string>> = {
  bercabang: 'bercabang: dua akar untuk satu ukuran',
  mundur: 'mundur: pohonnya lebih kecil daripada yang pernah disaksikan',
  'bukti-ditolak': 'tidak membuktikan bahwa pohonnya hanya bertambah',
}

/** One checkpoint is one piece of evidence, whoever sends it and however often. */
const digestOf = ({ signed: { checkpoint } }: Found) =>
  hexOf(sha256(Buffer.from(`${checkpoint.origin}\n${checkpoint.size}\n`), checkpoint.root)).slice(
    0,
    32,
  )

function textOf({ signed, body, kept, at }: Found, suspicion: Suspicion): string {
  const { origin, size } = signed.checkpoint
  return [
    `${origin} ${SAID[suspicion]}.`,
    `Ukuran ${size}, diterima ${at.toISOString()}.`,
    '',
    '== Yang terakhir disaksikan ==',
    kept?.note ?? 'Belum ada.\n',
    '== Permintaan yang ditolak ==',
    body,
  ].join('\n')
}
