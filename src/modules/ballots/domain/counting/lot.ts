import type { Sha256 } from '../../../../kernel/tlog/merkle.ts'

const encoder = new TextEncoder()

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * The public lot: options in the order of SHA-256 over seed and id. The seed is drawn, and its digest published,
 * before the first ballot; the seed itself is published with the count, so that anybody can draw the lot again.
 */
export function lotOf(sha: Sha256, seed: Uint8Array, ids: readonly string[]): readonly string[] {
  return ids
    .map((id) => ({ id, key: hex(sha(seed, encoder.encode(`/${id}`))) }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ id }) => id)
}
