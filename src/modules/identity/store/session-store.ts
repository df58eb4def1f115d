import type { Tier } from '../../../kernel/actor.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { PenugasanRow, PeranRow } from '../domain/grants.ts'
import type { AccountKind } from '../domain/password.ts'
import type { Stage } from '../domain/session-limits.ts'
import type { AccountStatus } from './account-store.ts'
import { HELD_ROLES } from './role-store.ts'

export type SessionSeen = Readonly<{
  id: string
  tahap: Stage
  dibuat: Date
  terakhir: Date
  akunId: string
  jenis: AccountKind
  nama: string
  tier: Tier
  status: AccountStatus
  isDemo: boolean
  peran: readonly PeranRow[]
  penugasan: readonly PenugasanRow[]
}>

/** Everything the gate decides on, in one statement: the session, its account and the roles given to it. */
export function findSessionByDigest(tx: Tx, digest: Buffer): Promise<SessionSeen | undefined> {
  return maybeRow(
    tx,
    sql<SessionSeen>`select s.id, s.tahap, s.dibuat, s.terakhir, a.id as "akunId", a.jenis, a.nama, a.tier,
      a.status, a.is_demo as "isDemo", ${HELD_ROLES}
    from identity.sesi s join identity.akun a on a.id = s.akun_id
    where s.token_sha256 = ${digest} and s.berakhir is null`,
  )
}

export async function touchSession(tx: Tx, id: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update identity.sesi set terakhir = ${at} where id = ${id} and terakhir < ${at}`,
  )
}

export type NewSession = Readonly<{
  id: string
  akunId: string
  digest: Buffer
  tahap: Stage
  at: Date
  mfaAt: Date | null
  perangkat: string
  ip: string | null
}>

export async function insertSession(tx: Tx, row: NewSession): Promise<void> {
  await run(
    tx,
    sql`insert into identity.sesi (id, akun_id, token_sha256, tahap, dibuat, terakhir, disahkan, mfa_at, perangkat, ip)
    values (${row.id}, ${row.akunId}, ${row.digest}, ${row.tahap}, ${row.at}, ${row.at}, ${row.at},
      ${row.mfaAt}, ${row.perangkat}, ${row.ip}::inet)`,
  )
}

export type SessionEnd =
  | 'keluar'
  | 'dicabut'
  | 'sandi-diganti'
  | 'diganti'
  | 'ditangguhkan'
  | 'terlalu-banyak-coba'

/** @returns how many ended: 0 when it is not this account's or has ended already */
export function endSession(
  tx: Tx,
  which: Readonly<{ id: string; akunId?: string }>,
  end: Readonly<{ at: Date; why: SessionEnd }>,
): Promise<number> {
  const akunId = which.akunId ?? null
  return run(
    tx,
    sql`update identity.sesi set berakhir = ${end.at}, sebab_berakhir = ${end.why}
    where id = ${which.id} and (${akunId}::uuid is null or akun_id = ${akunId}) and berakhir is null`,
  )
}

/** End every session of the account, except one to keep. @returns how many ended */
export function endSessionsOf(
  tx: Tx,
  which: Readonly<{ akunId: string; exceptId?: string | undefined }>,
  end: Readonly<{ at: Date; why: SessionEnd }>,
): Promise<number> {
  const exceptId = which.exceptId ?? null
  return run(
    tx,
    sql`update identity.sesi set berakhir = ${end.at}, sebab_berakhir = ${end.why}
    where akun_id = ${which.akunId} and berakhir is null and (${exceptId}::uuid is null or id <> ${exceptId})`,
  )
}

export type SessionListed = Readonly<{
  id: string
  perangkat: string
  ip: string | null
  dibuat: Date
  terakhir: Date
}>

export function listSessions(tx: Tx, akunId: string): Promise<SessionListed[]> {
  return rows(
    tx,
    sql<SessionListed>`select s.id, s.perangkat, host(s.ip) as ip, s.dibuat, s.terakhir
    from identity.sesi s where s.akun_id = ${akunId} and s.berakhir is null and s.tahap = 'penuh'
    order by s.terakhir desc, s.id limit 50`,
  )
}

export type SessionState = Readonly<{
  id: string
  akunId: string
  tahap: Stage
  dibuat: Date
  disahkan: Date
  tantangan: string | null
  tantanganSampai: Date | null
}>

export function findSessionForUpdate(tx: Tx, id: string): Promise<SessionState | undefined> {
  return maybeRow(
    tx,
    sql<SessionState>`select s.id, s.akun_id as "akunId", s.tahap, s.dibuat, s.disahkan, s.tantangan,
      s.tantangan_sampai as "tantanganSampai"
    from identity.sesi s where s.id = ${id} and s.berakhir is null for update`,
  )
}

/** @returns tries made in this unfinished sign-in, this one included */
export async function countSessionTry(tx: Tx, id: string): Promise<number> {
  const row = await maybeRow(
    tx,
    sql<{ tries: number }>`update identity.sesi set percobaan = percobaan + 1
    where id = ${id} and berakhir is null returning percobaan as tries`,
  )
  return row?.tries ?? Number.POSITIVE_INFINITY
}

export async function proveSession(tx: Tx, id: string, at: Date): Promise<void> {
  await run(tx, sql`update identity.sesi set disahkan = ${at} where id = ${id}`)
}

export async function setChallenge(
  tx: Tx,
  id: string,
  challenge: Readonly<{ text: string; until: Date }> | undefined,
): Promise<void> {
  await run(
    tx,
    sql`update identity.sesi set tantangan = ${challenge?.text ?? null},
      tantangan_sampai = ${challenge?.until ?? null} where id = ${id}`,
  )
}

/** Remove sessions too old to be used and those that ended a while ago. @returns how many */
export function purgeSessions(
  tx: Tx,
  before: Readonly<{ lastSeen: Date; ended: Date }>,
): Promise<number> {
  return run(
    tx,
    sql`delete from identity.sesi where terakhir < ${before.lastSeen} or berakhir < ${before.ended}`,
  )
}
