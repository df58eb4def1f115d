/**
 * Machine ids. People never see them: they see a nomor (nomor.ts). Randomness and the clock are
 * handed in, so that tests and seeds are repeatable.
 */
import { assert } from './assert.ts'
import { hexOf } from './digest-format.ts'

/** A UUID in lower case, told apart per entity by the compiler: Id<'laporan'> is no Id<'akun'>. */
export type Id<Entity extends string> = string & { readonly entity: Entity }

/** Nobody's id, and the one before all others (RFC 9562, section 5.9). */
export const NIL_UUID = '00000000-0000-0000-0000-000000000000'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const LATEST_MS = 2 ** 48 - 1

/**
 * A UUID that sorts by its time of making (RFC 9562, version 7). It tells that time to whoever sees
 * it: for anonymous reports, whistleblowing and health use `uuidV4` in anything public.
 *
 * @param nowMs milliseconds since 1970
 * @param random ten fresh random bytes; two ids of one millisecond sort by chance
 */
export function uuidV7<Entity extends string>(nowMs: number, random: Uint8Array): Id<Entity> {
  assert(
    Number.isInteger(nowMs) && nowMs >= 0 && nowMs <= LATEST_MS,
    'the clock is in milliseconds',
  )
  assert(random.length === 10, 'a version 7 id takes ten random bytes')
  const bytes = new Uint8Array(16)
  let left = nowMs
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = left % 256
    left = Math.floor(left / 256)
  }
  bytes.set(random, 6)
  return stamp(bytes, 7)
}

/**
 * A UUID that tells nothing (RFC 9562, version 4).
 *
 * @param random sixteen fresh random bytes
 */
export function uuidV4<Entity extends string>(random: Uint8Array): Id<Entity> {
  assert(random.length === 16, 'a version 4 id takes sixteen random bytes')
  return stamp(Uint8Array.from(random), 4)
}

/** @returns whether the text is a UUID of any version, in either case; for ids in an address */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** An id known to be sound: from our own store, or checked with `isUuid`. Unsound is a bug. */
export function toId<Entity extends string>(text: string): Id<Entity> {
  assert(isUuid(text), 'an id is a UUID')
  return text.toLowerCase() as Id<Entity>
}

/** Writes version and variant over the random bits, then the text with its dashes. */
function stamp<Entity extends string>(bytes: Uint8Array, version: 4 | 7): Id<Entity> {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = hexOf(bytes)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as Id<Entity>
}
