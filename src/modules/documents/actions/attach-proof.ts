import { createHash } from 'node:crypto'
import { present } from '../../../kernel/assert.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { documentBytes } from '../../public-log/index.ts'
import type { Deps } from '../deps.ts'
import { letterDocument } from '../domain/log-document.ts'
import {
  holdInProofQueue,
  insertRevisi,
  leaveProofQueue,
  listBerkas,
  listProofQueue,
  openLetter,
} from '../store/berkas-store.ts'
import { listPeristiwa, listTold } from '../store/peristiwa-store.ts'

/** Names of the two files by which a letter proves its record without us. */
export const PROOF_FILE = 'catatan.tlog-proof'
export const DOCUMENT_FILE = 'catatan.json'

/**
 * Put the proof of a letter's record behind its end, under the region's seal. The first revision stays a
 * signed beginning of the file, and the digest in the log is that of the first.
 *
 * @returns false while no signed checkpoint holds the record
 */
export async function attachProof(deps: Deps, tx: Tx, suratId: string): Promise<boolean> {
  // Done, or being done by somebody else.
  if (!(await holdInProofQueue(tx, suratId))) return true
  await openLetter(tx, suratId)
  const [first] = await listBerkas(tx, suratId)
  const acts = await listPeristiwa(tx, suratId)
  const act = present(
    acts.find(({ jenis }) => jenis === 'terbit'),
    'a signed letter was issued',
  )
  const proof = await deps.publicLog.proofOf(tx, act.id)
  if (proof === undefined) return false
  const [told] = await listTold(tx, [act.id])
  const { id: _, ...facts } = present(told, 'an act is told of')
  const pdf = present(first, 'a signed letter has its file').isi
  const at = deps.kit.now()
  const file = { mediaType: 'text/plain', at }
  const sealed = await deps.signers.sealProof(pdf, {
    at,
    reason: `Bukti catatan surat nomor ${facts.nomor}`,
    files: [
      {
        ...file,
        filename: PROOF_FILE,
        description: 'Bukti bahwa surat ini tercatat di log publik',
        bytes: Buffer.from(proof),
      },
      {
        ...file,
        mediaType: 'application/json',
        filename: DOCUMENT_FILE,
        description: 'Catatan di log publik, dengan SHA-256 surat ini sebelum bukti ditambahkan',
        bytes: documentBytes(letterDocument(facts)),
      },
    ],
  })
  await insertRevisi(tx, {
    suratId,
    revisi: 2,
    sha256: createHash('sha256').update(sealed).digest(),
    ukuran: sealed.length,
    isi: sealed.subarray(pdf.length),
    at,
  })
  await leaveProofQueue(tx, suratId)
  return true
}

const AT_ONCE = 50

/** Letters whose proof was not there yet when their own job ran. One that fails does not hold up the others. */
export async function attachWaitingProofs(deps: Deps): Promise<number> {
  const { db, log } = deps.kit
  let attached = 0
  for (const suratId of await listProofQueue(db, AT_ONCE)) {
    try {
      if (await transaction(db, (tx) => attachProof(deps, tx, suratId))) attached += 1
    } catch (error) {
      log.error({ suratId, err: error }, 'proof not attached')
    }
  }
  return attached
}
