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
