import { Secret, TOTP } from 'otpauth'
import { TOTP_PERIOD_SECONDS } from '../domain/second-factor.ts'

const SECRET_BYTES = 20
const WINDOW_STEPS = 1

/** A new secret in base 32, as authenticator apps take it. */
export function newTotpSecret(randomBytes: (count: number) => Uint8Array): string {
  const bytes = Uint8Array.from(randomBytes(SECRET_BYTES))
  return new Secret({ buffer: bytes.buffer }).base32
}

export type TotpLabel = Readonly<{ secret: string; issuer: string; account: string }>

/** Address that an authenticator app reads from the QR code. */
export function totpUri({ secret, issuer, account }: TotpLabel): string {
  return new TOTP({ issuer, label: account, secret, period: TOTP_PERIOD_SECONDS }).toString()
}

/**
 * The time step a code belongs to: the current one, or one before or after, because clocks differ.
 *
 * @param atMs milliseconds of the epoch
 * @returns undefined when the code is of none of them
 */
export function totpStepOf(secret: string, code: string, atMs: number): number | undefined {
  const delta = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    period: TOTP_PERIOD_SECONDS,
    timestamp: atMs,
    window: WINDOW_STEPS,
  })
  if (delta === null) return undefined
  return TOTP.counter({ period: TOTP_PERIOD_SECONDS, timestamp: atMs }) + delta
}
