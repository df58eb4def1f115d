import { createHmac } from 'node:crypto'
import type { Kit } from '../../../platform/kit.ts'

type Keyed = Pick<Kit, 'secretKey'>

/** A person behind an account or a telephone, told apart without keeping either. */
export function pemesanOf(
  { secretKey }: Keyed,
  person: Readonly<{ akunId: string | null; telepon: string | null }>,
): string | undefined {
  const of = person.akunId ?? person.telepon
  if (of === null) return undefined
  return createHmac('sha256', secretKey).update(`antrean pemesan ${of}`).digest('base64url')
}

/** A browser, told apart without keeping its id. */
export function perangkatOf({ secretKey }: Keyed, deviceId: string): string {
  return createHmac('sha256', secretKey).update(`antrean perangkat ${deviceId}`).digest('base64url')
}
