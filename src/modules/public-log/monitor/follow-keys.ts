import { z } from 'zod'
import type { VerifierKey } from '../../../kernel/tlog/note.ts'
import type { Tools } from '../../../kernel/tlog/verify.ts'
import { followKeys, type ShownRotation } from '../domain/key-chain.ts'
import type { FetchBytes } from './fetch-bytes.ts'
import { readText } from './served-checkpoint.ts'

const Rotations = z.object({
  rotasi: z.array(z.object({ proof: z.string(), document: z.string() })).max(1_000),
})

/** Changes of key as a log hands them out; none when it hands out nothing that can be read. */
export async function readRotations(
  fetchBytes: FetchBytes,
  prefix: string,
): Promise<readonly ShownRotation[]> {
  const text = await readText(fetchBytes, `${prefix}/kunci/rotasi`).catch(() => undefined)
  try {
    const { rotasi } = Rotations.parse(JSON.parse(text ?? ''))
    return rotasi.map(({ proof, document }) => ({
      proof,
      document: new TextEncoder().encode(document),
    }))
  } catch {
    return []
  }
}

/**
 * The keys that may sign today, from those that are known: a key that a known one has named is as good as
 * the known one, and one whose end was named is good no longer.
 */
export function keysToday(
  tools: Tools,
  {
    known,
    rotations,
    now,
  }: Readonly<{
    known: readonly VerifierKey[]
    rotations: readonly ShownRotation[]
    now: Date
  }>,
): readonly VerifierKey[] {
  const followed = followKeys(tools, known, rotations)
  if (!followed.ok) return known
  return followed.keys
    .filter(({ berhenti }) => berhenti === null || berhenti > now)
    .map(({ key }) => key)
}
