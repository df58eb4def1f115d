import type { Voice, VoiceKey } from './types.ts'

/** Newest first; at one instant the greater id first, as every source orders its own. */
function compareVoices(a: VoiceKey, b: VoiceKey): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)
}

/**
 * One page out of the pages of every kind. Each list holds the newest of its kind after the same key, at least one
 * more than a page where there are more: so nothing newer can be missing from what is kept.
 *
 * @returns the page, and the key of its last row when there is more behind it
 */
export function mergeVoices<Row extends VoiceKey = Voice>(
  lists: readonly (readonly Row[])[],
  size: number,
): Readonly<{ rows: readonly Row[]; next: VoiceKey | undefined }> {
  const sorted = lists.flat().sort(compareVoices)
  const rows = sorted.slice(0, size)
  const last = rows.at(-1)
  const next = sorted.length > size && last !== undefined ? { at: last.at, id: last.id } : undefined
  return { rows, next }
}
