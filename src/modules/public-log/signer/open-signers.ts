import { present } from '../../../kernel/assert.ts'
import { parseVerifierKey } from '../../../kernel/tlog/note.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { keysThatSign, type LogKey } from '../domain/keys.ts'
import type { Signer } from '../types.ts'
import { openFileSigner } from './file-signer.ts'
import type { KeyFolder } from './key-folder.ts'
import { openTokenSigner } from './pkcs11-signer.ts'

/**
 * Those who sign at this moment: one, or while keys overlap all of them, because a reader knows either the
 * old key or the new one. A private key that is not there is a failure: a checkpoint without its
 * signature would be worthless to whoever knows only that key.
 */
export function openSigners(
  folder: KeyFolder,
  keys: readonly LogKey[],
  now: Date,
): readonly Signer[] {
  return keysThatSign(keys, now).map(({ id, kunci }) => {
    const key = present(parseVerifierKey(sha256, kunci), 'kunci_log holds verifier keys')
    const signer = openFileSigner(folder, key) ?? openTokenSigner(folder, key)
    if (signer !== undefined) return signer
    throw new Error(
      `Kunci privat log ${id} tidak ada di DATA_DIR/log-kunci. Pulihkan dari cadangan. Bila benar-benar hilang: pendopo log rotate --overlap-days 0 --paksa.`,
    )
  })
}
