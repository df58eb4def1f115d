import { parseVerifierKey } from '../../../kernel/tlog/note.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import type { ShownRotation } from '../domain/key-chain.ts'
import { readDokumen } from '../store/dokumen-store.ts'
import { findEntri } from '../store/entri-store.ts'
import { type Kunci, listKunci } from '../store/kunci-store.ts'
import { readFirstWith } from '../store/titik-store.ts'
import { readPohon } from '../store/titipan-store.ts'
import { proveUnder } from './prove.ts'

/**
 * Every change of key with its proof, in the order of the log, for who knows an old key only. Each is proved
 * under the first checkpoint that holds it, since the old keys have signed that one; later ones they may
 * not have signed.
 */
export async function showRotations(tx: Tx): Promise<readonly ShownRotation[]> {
  const shown: ShownRotation[] = []
  const origin = (await readPohon(tx, 'publik'))?.asal
  // Keys of a name that has ended name no key of today's log; who knows one of them asks /log/lama.
  const own = (await listKunci(tx)).filter(
    ({ kunci }) => parseVerifierKey(sha256, kunci)?.name === origin,
  )
  for (const key of own) {
    const rotation = await showOne(tx, key)
    if (rotation !== undefined) shown.push(rotation)
  }
  return shown
}

/** @returns undefined for the first key, and for a change that no checkpoint holds yet */
async function showOne(tx: Tx, { acuan }: Kunci): Promise<ShownRotation | undefined> {
  if (acuan === null) return undefined
  const entri = await findEntri(tx, 'publik', acuan)
  const titik = entri === undefined ? undefined : await readFirstWith(tx, entri.indeks)
  const document = await readDokumen(tx, acuan)
  if (entri === undefined || titik === undefined || document === undefined) return undefined
  return { proof: (await proveUnder(tx, entri, titik)).proofFile, document }
}
