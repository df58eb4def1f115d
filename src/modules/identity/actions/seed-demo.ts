import { createHash } from 'node:crypto'
import type { Role } from '../../../kernel/actor.ts'
import { assert } from '../../../kernel/assert.ts'
import { tanggal } from '../../../kernel/date.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { ROLE_RULES } from '../domain/roles.ts'
import { type DemoRow, insertDemoAccounts } from '../store/seed-store.ts'
import type { Deps } from './deps.ts'

export const DEMO_PASSWORD = 'pendopo-demo'

export type DemoAccount = Readonly<{
  username: string
  name: string
  /** Position as on a decree; null for citizens. */
  position: string | null
  unitKode: string | null
  roles: readonly Role[]
  wilayahKode: string | null
  jenis: 'citizen' | 'officer'
  phone?: string
  email?: string
  /** Of the invented region; kept sealed like any other. */
  nik?: string
}>

/** Demo appointments began long before any demo year, and the accounts are older than any real one. */
const SINCE = tanggal('2020-01-01')
const CREATED = new Date('2020-01-01T00:00:00Z')
const DASAR = 'Data contoh'

/** The same id for the same username in every installation, so that other seeds can point at it. */
export function demoAccountId(username: string): string {
  return stableId(`akun ${username}`)
}

/** A UUID of version 8 (RFC 9562: free to define), from a SHA-256 of the name. */
function stableId(name: string): string {
  const bytes = createHash('sha256').update(`pendopo demo ${name}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

/**
 * Load demo accounts, all with one password hashed once. Loading twice changes nothing. Outside demo
 * mode this is a bug: demo accounts must not exist there (spec decision 2).
 */
export async function seedDemo(
  deps: Pick<Deps, 'kit' | 'passwords' | 'vault'>,
  tx: Tx,
  accounts: readonly DemoAccount[],
): Promise<void> {
  assert(deps.kit.isDemo(), 'demo accounts exist only in demo mode')
  const sandi = await deps.passwords.hash(DEMO_PASSWORD)
  await insertDemoAccounts(tx, {
    accounts: accounts.map((account) => toRow(deps, account)),
    roles: accounts.flatMap(rolesOf),
    positions: accounts.flatMap(positionOf),
    sandi,
    since: SINCE,
    created: CREATED,
    dasar: DASAR,
  })
}

function toRow({ vault }: Pick<Deps, 'vault'>, account: DemoAccount): DemoRow {
  const { nik } = account
  return {
    id: demoAccountId(account.username),
    jenis: account.jenis,
    nama_pengguna: account.username,
    nama: account.name,
    telepon: account.phone ?? null,
    email: account.email ?? null,
    nik_hmac: nik === undefined ? null : vault.keyedDigest('nik', nik).toString('hex'),
    nik_tersegel: nik === undefined ? null : vault.seal('nik', nik).toString('hex'),
  }
}

function rolesOf({ username, roles, unitKode, wilayahKode }: DemoAccount) {
  return roles.map((role) => ({
    id: stableId(`peran ${username} ${role}`),
    akun_id: demoAccountId(username),
    peran: role,
    unit_kode: unitKode,
    wilayah_kode: ROLE_RULES[role].needsWilayah ? wilayahKode : null,
  }))
}

function positionOf({ username, position, unitKode }: DemoAccount) {
  if (position === null) return []
  return [
    {
      id: stableId(`jabatan ${username}`),
      akun_id: demoAccountId(username),
      nama: position,
      unit_kode: unitKode,
    },
  ]
}
