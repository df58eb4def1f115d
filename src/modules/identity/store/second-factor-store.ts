import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

/**
 * Say whose second factors this transaction may see; row level security hides all others. Must be
 * called first in every transaction that uses this file.
 */
export async function actForAccount(tx: Tx, akunId: string): Promise<void> {
  await run(tx, sql`select set_config('pendopo.akun', ${akunId}, true)`)
}

export type FactorCounts = Readonly<{ totp: number; passkeys: number; recoveryLeft: number }>

export async function countFactors(tx: Tx, akunId: string): Promise<FactorCounts> {
  const row = await maybeRow(
    tx,
    sql<FactorCounts>`select
      (select count(*)::int from identity.totp t where t.akun_id = ${akunId} and t.dipasang is not null) as totp,
      (select count(*)::int from identity.passkey p where p.akun_id = ${akunId}) as passkeys,
      (select count(*)::int from identity.kode_cadangan k where k.akun_id = ${akunId} and k.dipakai is null) as "recoveryLeft"`,
  )
  return row ?? { totp: 0, passkeys: 0, recoveryLeft: 0 }
}

export type TotpRow = Readonly<{
  id: string
  rahasiaTersegel: Buffer
  langkahTerakhir: number
  dibuat: Date
}>

export function findTotpForUpdate(
  tx: Tx,
  akunId: string,
  state: 'dipasang' | 'menunggu',
): Promise<TotpRow | undefined> {
  const isInstalled = state === 'dipasang'
  return maybeRow(
    tx,
    sql<TotpRow>`select t.id, t.rahasia_tersegel as "rahasiaTersegel", t.langkah_terakhir::float8 as "langkahTerakhir", t.dibuat
    from identity.totp t where t.akun_id = ${akunId} and (t.dipasang is not null) = ${isInstalled} for update`,
  )
}

/** Keep a new secret waiting for its first code; an older waiting one is dropped. */
export async function insertWaitingTotp(
  tx: Tx,
  row: Readonly<{ id: string; akunId: string; sealed: Buffer; at: Date }>,
): Promise<void> {
  await run(tx, sql`delete from identity.totp where akun_id = ${row.akunId} and dipasang is null`)
  await run(
    tx,
    sql`insert into identity.totp (id, akun_id, rahasia_tersegel, dibuat)
    values (${row.id}, ${row.akunId}, ${row.sealed}, ${row.at})`,
  )
}

/** The waiting secret becomes the one in use. */
export async function installTotp(
  tx: Tx,
  change: Readonly<{ id: string; akunId: string; step: number; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`delete from identity.totp where akun_id = ${change.akunId} and dipasang is not null`,
  )
  await run(
    tx,
    sql`update identity.totp set dipasang = ${change.at}, langkah_terakhir = ${change.step} where id = ${change.id}`,
  )
}

export async function saveTotpStep(tx: Tx, id: string, step: number): Promise<void> {
  await run(tx, sql`update identity.totp set langkah_terakhir = ${step} where id = ${id}`)
}

export function deleteTotp(tx: Tx, akunId: string): Promise<number> {
  return run(tx, sql`delete from identity.totp where akun_id = ${akunId} and dipasang is not null`)
}

export type PasskeyRow = Readonly<{
  id: string
  kredensialId: string
  kunciPublik: Buffer
  penghitung: number
  transport: readonly string[]
  nama: string
  dibuat: Date
  terakhirDipakai: Date | null
}>

export function listPasskeys(tx: Tx, akunId: string): Promise<PasskeyRow[]> {
  return rows(
    tx,
    sql<PasskeyRow>`select p.id, p.kredensial_id as "kredensialId", p.kunci_publik as "kunciPublik",
      p.penghitung::float8 as penghitung, p.transport, p.nama, p.dibuat, p.terakhir_dipakai as "terakhirDipakai"
    from identity.passkey p where p.akun_id = ${akunId} order by p.dibuat, p.id limit 20`,
  )
}

export type NewPasskey = Readonly<{
  id: string
  akunId: string
  kredensialId: string
  kunciPublik: Uint8Array
  penghitung: number
  transport: readonly string[]
  nama: string
  at: Date
}>

/** @returns 0 when the credential is known already */
export function insertPasskey(tx: Tx, row: NewPasskey): Promise<number> {
  return run(
    tx,
    sql`insert into identity.passkey (id, akun_id, kredensial_id, kunci_publik, penghitung, transport, nama, dibuat)
    values (${row.id}, ${row.akunId}, ${row.kredensialId}, ${Buffer.from(row.kunciPublik)}, ${row.penghitung},
      ${[...row.transport]}::text[], ${row.nama}, ${row.at})
    on conflict (kredensial_id) do nothing`,
  )
}

export async function savePasskeyUse(
  tx: Tx,
  use: Readonly<{ id: string; counter: number; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update identity.passkey set penghitung = ${use.counter}, terakhir_dipakai = ${use.at} where id = ${use.id}`,
  )
}

export function deletePasskey(tx: Tx, akunId: string, id: string): Promise<number> {
  return run(tx, sql`delete from identity.passkey where akun_id = ${akunId} and id = ${id}`)
}

/** New recovery codes replace all older ones. */
export async function replaceRecoveryCodes(
  tx: Tx,
  set: Readonly<{ akunId: string; digests: readonly Buffer[]; at: Date }>,
): Promise<void> {
  await run(tx, sql`delete from identity.kode_cadangan where akun_id = ${set.akunId}`)
  await run(
    tx,
    sql`insert into identity.kode_cadangan (akun_id, kode_hmac, dibuat)
    select ${set.akunId}, digest, ${set.at} from unnest(${[...set.digests]}::bytea[]) as digest`,
  )
}

/** @returns 1 when the code was there and unused, else 0 */
export function useRecoveryCode(
  tx: Tx,
  use: Readonly<{ akunId: string; digest: Buffer; at: Date }>,
): Promise<number> {
  return run(
    tx,
    sql`update identity.kode_cadangan set dipakai = ${use.at}
    where akun_id = ${use.akunId} and kode_hmac = ${use.digest} and dipakai is null`,
  )
}

/** Everything a second factor consists of: when an administrator resets it, or the account is erased. */
export async function deleteFactors(tx: Tx, akunId: string): Promise<void> {
  await run(tx, sql`delete from identity.totp where akun_id = ${akunId}`)
  await run(tx, sql`delete from identity.passkey where akun_id = ${akunId}`)
  await run(tx, sql`delete from identity.kode_cadangan where akun_id = ${akunId}`)
}
