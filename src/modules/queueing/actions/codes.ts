import { formatPublicCode, type PublicCode } from '../../../kernel/nomor.ts'
import type { Kit } from '../../../platform/kit.ts'

/** A ticket, an appointment, a place on a waiting list. */
export const TICKET_PREFIX = 'ANT'
export const JANJI_PREFIX = 'JNJ'
export const TUNGGU_PREFIX = 'TGU'

const CODE_BYTES = 10

/** A code that nobody can guess: whoever has it holds what it names. */
export function newKode({ randomBytes }: Pick<Kit, 'randomBytes'>, prefix: string): PublicCode {
  return formatPublicCode(prefix, randomBytes(CODE_BYTES))
}
