import { createServer } from 'node:net'
import { rolePassword, urlForRole } from '../../src/platform/db/roles.ts'

export const TEST_SECRET = 'test-secret-that-is-long-enough-for-hmac'

/** The same server and role, another database. Socket addresses have an empty host, which URL refuses. */
export function inDatabase(url: string, database: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${database}`)
}

export function asRole(url: string, role: string): string {
  if (/^postgres:\/\/[^/]*@\//.test(url))
    return url.replace(/^postgres:\/\/[^@]*@/, `postgres://${role}@`)
  return urlForRole(url, role, rolePassword(TEST_SECRET, role))
}

/** A port nobody listens on, for programs that must know their own address before they start. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
