import { hash, verify } from '@node-rs/argon2'
import { normalPassword } from '../domain/password.ts'

/** argon2id, 19 MiB and two passes: the package's default algorithm, the OWASP minimum (ASVS 11.4.2). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 }

export type PasswordHasher = Readonly<{
  hash: (password: string) => Promise<string>
  /**
   * Does the password match? Without a hash (no such account, no password set) the same work is done
   * on a hash nobody knows the password of, so the time of the answer tells nothing.
   */
  verify: (stored: string | null | undefined, password: string) => Promise<boolean>
}>

export function createPasswordHasher(randomBytes: (count: number) => Uint8Array): PasswordHasher {
  let decoy: Promise<string> | undefined
  const decoyHash = () => {
    decoy ??= hash(Buffer.from(randomBytes(32)), COST)
    return decoy
  }
  return {
    hash: (password) => hash(normalPassword(password), COST),
    verify: async (stored, password) => {
      const isReal = stored !== null && stored !== undefined
      const against = isReal ? stored : await decoyHash()
      const isMatch = await verify(against, normalPassword(password))
      return isReal && isMatch
    },
  }
}
