import { createHmac } from 'node:crypto'
import { rows, run, sql, type Tx } from './database.ts'

/**
 * Roles of the database (ADR 0009). The owner migrates and nothing else. The program connects as
 * `pendopo_app`, which owns nothing; it is a member of one role per module, and store tests put on
 * that one role, so a query into another module's schema fails there and in review.
 */
export const APP_ROLE = 'pendopo_app'
export const QUEUE_ROLE = 'pendopo_queue'
const MODULES_ROLE = 'pendopo_modules'

export function schemaOf(module: string): string {
  return module.replaceAll('-', '_')
}

export function moduleRole(module: string): string {
  return `mod_${schemaOf(module)}`
}

/** Password of a login role, derived so that nothing has to be stored; only used with DATABASE_URL. */
export function rolePassword(secretKey: string, role: string): string {
  return createHmac('sha256', secretKey).update(`database role ${role}`).digest('base64url')
}

export type RolePlan = Readonly<{ modules: readonly string[]; secretKey: string }>

/** Create or refresh all roles. Safe to run again; two starts at once are serialised by a lock. */
export async function createRoles(owner: Tx, plan: RolePlan): Promise<void> {
  await run(owner, sql`select pg_advisory_xact_lock(hashtext('pendopo roles'))`)
  const existing = new Set(
    (await rows(owner, sql<{ rolname: string }>`select rolname from pg_roles`)).map(
      (row) => row.rolname,
    ),
  )
  const make = async (role: string, options: string) => {
    if (!existing.has(role)) await run(owner, sql.raw(`create role ${role} ${options}`))
  }
  await make(MODULES_ROLE, 'nologin')
  for (const login of [APP_ROLE, QUEUE_ROLE]) {
    await make(login, 'login nosuperuser nocreatedb nocreaterole')
    await run(
      owner,
      sql.raw(`alter role ${login} password '${rolePassword(plan.secretKey, login)}'`),
    )
  }
  for (const module of plan.modules) {
    const role = moduleRole(module)
    await make(role, 'nologin')
    await run(owner, sql.raw(`grant ${MODULES_ROLE} to ${role}`))
    await run(owner, sql.raw(`grant ${role} to ${APP_ROLE}`))
  }
}

/**
 * Swap user and password of a connection address, for connecting as a plain role. An address without a
 * host ("postgres://u@/db?host=/run/postgresql", a socket) gets one that the driver does not use.
 */
export function urlForRole(url: string, role: string, password: string): string {
  const changed = new URL(url.replace(/^(postgres(?:ql)?:\/\/(?:[^/@]*@)?)\//, '$1localhost/'))
  changed.username = role
  changed.password = password
  return changed.href
}
