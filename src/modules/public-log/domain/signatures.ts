/** Who signed a checkpoint, read from the signatures themselves. */
import { hexOf } from '../../../kernel/digest-format.ts'
import { COSIGNATURE, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { openCheckpoint, type VerifyEd25519 } from '../../../kernel/tlog/verify.ts'

export type Signature =
  | Readonly<{ kind: 'log'; name: string; keyId: string }>
  | Readonly<{ kind: 'witness'; name: string; at: Date }>

const SECOND_MS = 1_000
/** End of the year 9999: a later moment is none that a page could tell. */
const SECONDS_MAX = 253_402_300_799

/** @returns only signatures that hold, those of the log first; none for what is no checkpoint */
export function signaturesUnder(
  tools: Readonly<{ verify: VerifyEd25519 }>,
  signedNote: string,
  keys: Readonly<{ logKeys: readonly VerifierKey[]; others: readonly VerifierKey[] }>,
): readonly Signature[] {
  const opened = openCheckpoint(tools, signedNote, keys)
  if (!opened.ok) return []
  return opened.signed
    .filter(({ seconds = 0 }) => seconds <= SECONDS_MAX)
    .map(({ key, seconds = 0 }) =>
      key.algorithm === COSIGNATURE
        ? { kind: 'witness', name: key.name, at: new Date(seconds * SECOND_MS) }
        : { kind: 'log', name: key.name, keyId: hexOf(key.id) },
    )
}
