/** Time step of authenticator apps, in seconds (RFC 6238). */
export const TOTP_PERIOD_SECONDS = 30
export const RECOVERY_CODES = 10
const RECOVERY_SIGNS = 10
// No i, l, o, u, 0, 1: nothing that can be misread on paper.
const ALPHABET = '23456789abcdefghjkmnpqrstvwxyz'

/** A code works once: its time step must be later than that of the last code taken. */
export function isUnusedStep(step: number, lastStep: number): boolean {
  return step > lastStep
}

/**
 * A recovery code "xxxxx-xxxxx" from at least ten random bytes: 10 signs of 30, about 49 bits.
 */
export function recoveryCode(bytes: Uint8Array): string {
  const signs = [...bytes.slice(0, RECOVERY_SIGNS)].map((byte) => ALPHABET[byte % ALPHABET.length])
  return `${signs.slice(0, 5).join('')}-${signs.slice(5).join('')}`
}

/** The form a typed recovery code is compared in: capitals, spaces and dashes do not matter. */
export function normalRecoveryCode(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 40)
}
