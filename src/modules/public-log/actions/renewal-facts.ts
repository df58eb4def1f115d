import { present } from '../../../kernel/assert.ts'
import { isSameHash } from '../../../kernel/tlog/merkle.ts'
import type { VerifierKey } from '../../../kernel/tlog/note.ts'
import { openCheckpoint } from '../../../kernel/tlog/verify.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { CHECK_TOOLS } from '../../../platform/sha256.ts'
import { evidenceIn } from '../domain/alarm-evidence.ts'
import type { RenewalFacts, SignedTree } from '../domain/renewal.ts'
import { listVerifierKeys } from '../store/kunci-store.ts'
import { listLogLama } from '../store/lama-store.ts'
import { listGoneBack } from '../store/peringatan-store.ts'
import { readLatestCheckpoint } from '../store/titik-store.ts'
import { type Pohon, readPohon, UNNAMED } from '../store/titipan-store.ts'
import { type Peak, peakOf } from './peak.ts'
import { refuseTree } from './publish.ts'
import { rootsAt } from './stored-roots.ts'

/** What is known outside the database of what was signed. */
export type Remembered = Readonly<{
  kept: Peak | undefined
  /** A checkpoint that a witness or a reader holds. */
  nota: string | undefined
}>

const ALARMS_MAX = 100

/** @returns that the checkpoint which was handed in is none of this log */
export async function readFacts(
  tx: Tx,
  { kept, nota }: Remembered,
): Promise<RenewalFacts | 'unsigned-note'> {
  const pohon = present(await readPohon(tx, 'publik'), 'the migration made the trees')
  const { asal } = pohon
  const ended = (await listLogLama(tx)).map((one) => one.asal)
  if (asal === UNNAMED) return { asal: undefined, ended, signed: [], isWrong: false }
  const logKeys = await listVerifierKeys(tx)
  const given = nota === undefined ? undefined : openNote(nota, logKeys)
  if (nota !== undefined && given?.asal !== asal) return 'unsigned-note'
  const last = await readLatestCheckpoint(tx, 'publik')
  const alarms = await listGoneBack(tx, asal, ALARMS_MAX)
  const shown = alarms.flatMap(({ rincian }) => openNote(evidenceIn(rincian) ?? '', logKeys) ?? [])
  const counting = await peakOf(tx, kept, asal)
  const isRefused = refuseTree(pohon, { last, kept: counting }) !== undefined
  return {
    asal,
    ended,
    signed: [
      ...(given === undefined ? [] : [given]),
      ...shown,
      ...(counting === undefined ? [] : [treeOf(counting, asal)]),
      ...(last === undefined ? [] : [{ asal, ukuran: last.ukuran, akar: last.akar }]),
    ],
    isWrong: isRefused || alarms.length > 0 || (await isLost(tx, pohon, given)),
  }
}

const treeOf = ({ origin = '', size, root }: Peak, asal: string): SignedTree => ({
  asal: origin === '' ? asal : origin,
  ukuran: size,
  akar: Buffer.from(root, 'hex'),
})

/** What others show counts when a key of ours has signed it. */
function openNote(note: string, logKeys: readonly VerifierKey[]): SignedTree | undefined {
  const opened = openCheckpoint(CHECK_TOOLS, note, { logKeys })
  if (!opened.ok) return undefined
  const { origin, size, root } = opened.checkpoint
  return { asal: origin, ukuran: size, akar: root }
}

/** Does the stored tree no longer hold a tree that was signed? */
async function isLost(tx: Tx, pohon: Pohon, given: SignedTree | undefined): Promise<boolean> {
  if (given === undefined) return false
  if (given.ukuran > pohon.ukuran) return true
  const root = (await rootsAt(tx, 'publik', [given.ukuran])).get(given.ukuran)
  return root === undefined || !isSameHash(root, given.akar)
}
