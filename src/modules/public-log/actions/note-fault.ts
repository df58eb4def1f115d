import { isSameHash } from '../../../kernel/tlog/merkle.ts'
import type { VerifierKey } from '../../../kernel/tlog/note.ts'
import { openCheckpoint } from '../../../kernel/tlog/verify.ts'
import { CHECK_TOOLS } from '../../../platform/sha256.ts'
import type { SignedRoot } from '../store/check-store.ts'

/** What is wrong with a kept checkpoint by itself: nobody of ours signed it, or its row says something else. */
export function faultOfNote(
  { ukuran, akar, nota }: Pick<SignedRoot, 'ukuran' | 'akar' | 'nota'>,
  { keys, origin }: Readonly<{ keys: readonly VerifierKey[]; origin: string }>,
): string | undefined {
  const opened = openCheckpoint(CHECK_TOOLS, nota, { logKeys: keys })
  if (!opened.ok) return 'tanda tangannya tidak sah'
  const { checkpoint } = opened
  if (checkpoint.origin !== origin) return `atas nama log lain (${checkpoint.origin})`
  return checkpoint.size === ukuran && isSameHash(checkpoint.root, akar)
    ? undefined
    : 'isinya bukan yang ditandatangani'
}
