import type { Tier } from '../../../kernel/actor.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { AccountKind } from '../domain/password.ts'

export type AccountStatus = 'aktif' | 'ditangguhkan' | 'dihapus'

export type AkunRow = Readonly<{
  id: string
  jenis: AccountKind
  namaPengguna: string
  nama: string
  hasNik: boolean
  telepon: string | null
  teleponDiverifikasi: Date | null
  email: string | null
  emailDiverifikasi: Date | null
  tier: Tier
  bahasa: 'id' | 'en'
  sandi: string | null
  sandiSementaraSampai: Date | null
  status: AccountStatus
  isDemo: boolean
  dibuat: Date
}>

const COLUMNS = sql.raw(`a.id, a.jenis, a.nama_pengguna as "namaPengguna", a.nama,
  a.nik_hmac is not null as "hasNik", a.telepon, a.telepon_diverifikasi as "teleponDiverifikasi",
  a.email, a.email_diverifikasi as "emailDiverifikasi", a.tier, a.bahasa, a.sandi,
  a.sandi_sementara_sampai as "sandiSementaraSampai", a.status, a.is_demo as "isDemo", a.dibuat`)

export function findAkun(tx: Tx, id: string): Promise<AkunRow | undefined> {
  return maybeRow(tx, sql<AkunRow>`select ${COLUMNS} from identity.akun a where a.id = ${id}`)
}

/** Lock the account against a second change at the same moment. */
export function findAkunForUpdate(tx: Tx, id: string): Promise<AkunRow | undefined> {
  return maybeRow(
    tx,
    sql<AkunRow>`select ${COLUMNS} from identity.akun a where a.id = ${id} for update`,
  )
}

export function findAkunByUsername(tx: Tx, username: string): Promise<AkunRow | undefined> {
  return maybeRow(
    tx,
    sql<AkunRow>`select ${COLUMNS} from identity.akun a where a.nama_pengguna = ${username}`,
  )
}

/** A citizen by number or address; officers sign in by username only. */
export function findCitizenByContact(
  tx: Tx,
  contact: Readonly<{ phone?: string | undefined; email?: string | undefined }>,
): Promise<AkunRow | undefined> {
  const phone = contact.phone ?? null
  const email = contact.email ?? null
  return maybeRow(
    tx,
    sql<AkunRow>`select ${COLUMNS} from identity.akun a
    where a.jenis = 'citizen' and (a.telepon = ${phone} or a.email = ${email})
    order by (a.telepon = ${phone}) desc nulls last limit 1`,
  )
}

export type NewAkun = Readonly<{
  id: string
  jenis: AccountKind
  namaPengguna: string
  nama: string
  telepon: string | null
  teleponDiverifikasi: Date | null
  email: string | null
  emailDiverifikasi: Date | null
  bahasa: 'id' | 'en'
  sandi: string | null
  sandiSementaraSampai: Date | null
  dibuat: Date
}>

/** @returns 0 when the username, number or address is taken */
export function insertAkun(tx: Tx, row: NewAkun): Promise<number> {
  return run(
    tx,
    sql`insert into identity.akun (id, jenis, nama_pengguna, nama, telepon, telepon_diverifikasi, email,
      email_diverifikasi, bahasa, sandi, sandi_diubah, sandi_sementara_sampai, dibuat)
    values (${row.id}, ${row.jenis}, ${row.namaPengguna}, ${row.nama}, ${row.telepon},
      ${row.teleponDiverifikasi}, ${row.email}, ${row.emailDiverifikasi}, ${row.bahasa}, ${row.sandi},
      ${row.sandi === null ? null : row.dibuat}, ${row.sandiSementaraSampai}, ${row.dibuat})
    on conflict do nothing`,
  )
}

/** A person registered at a counter or by message makes the account their own. */
export async function claimAkun(
  tx: Tx,
  claim: Readonly<{ id: string; nama: string; sandi: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update identity.akun set nama = ${claim.nama}, sandi = ${claim.sandi}, sandi_diubah = ${claim.at}
    where id = ${claim.id} and sandi is null`,
  )
}

export async function updateSandi(
  tx: Tx,
  change: Readonly<{ id: string; sandi: string; temporaryUntil: Date | null; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update identity.akun set sandi = ${change.sandi}, sandi_diubah = ${change.at},
      sandi_sementara_sampai = ${change.temporaryUntil} where id = ${change.id}`,
  )
}

export async function updateNama(tx: Tx, id: string, nama: string): Promise<void> {
  await run(tx, sql`update identity.akun set nama = ${nama} where id = ${id}`)
}

export async function updateBahasa(tx: Tx, id: string, lang: 'id' | 'en'): Promise<void> {
  await run(
    tx,
    sql`update identity.akun set bahasa = ${lang} where id = ${id} and bahasa <> ${lang}`,
  )
}

export type ContactChange = Readonly<{
  id: string
  phone?: string | undefined
  email?: string | undefined
  verifiedAt: Date | null
}>

/** @returns 0 when another account of the same kind has it */
export async function updateContact(tx: Tx, change: ContactChange): Promise<number> {
  if (change.phone !== undefined) {
    return run(
      tx,
      sql`update identity.akun a set telepon = ${change.phone}, telepon_diverifikasi = ${change.verifiedAt}
      where a.id = ${change.id} and not exists (select 1 from identity.akun o
        where o.jenis = a.jenis and o.telepon = ${change.phone} and o.id <> a.id)`,
    )
  }
  const email = change.email ?? null
  return run(
    tx,
    sql`update identity.akun a set email = ${email}, email_diverifikasi = ${change.verifiedAt}
    where a.id = ${change.id} and not exists (select 1 from identity.akun o
      where o.jenis = a.jenis and o.email = ${email} and o.id <> a.id)`,
  )
}

export async function updateStatus(tx: Tx, id: string, status: AccountStatus): Promise<void> {
  await run(tx, sql`update identity.akun set status = ${status} where id = ${id}`)
}

export type NikHolder = Readonly<{ id: string; tier: Tier }>

/** Who holds the NIK; until the end of the transaction nobody else can take it. */
export async function findNikHolder(tx: Tx, nikHmac: Buffer): Promise<NikHolder | undefined> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${nikHmac.toString('hex')}, 0))`)
  return maybeRow(
    tx,
    sql<NikHolder>`select a.id, a.tier from identity.akun a where a.nik_hmac = ${nikHmac} for update`,
  )
}

export type NikChange = Readonly<{
  id: string
  nikHmac: Buffer
  nikTersegel: Buffer
  tier: Tier
}>

export async function updateNik(tx: Tx, change: NikChange): Promise<void> {
  await run(
    tx,
    sql`update identity.akun set nik_hmac = ${change.nikHmac}, nik_tersegel = ${change.nikTersegel},
      tier = ${change.tier} where id = ${change.id}`,
  )
}

/** Someone else proved at a counter that the NIK is theirs. */
export async function releaseNik(tx: Tx, id: string): Promise<void> {
  await run(
    tx,
    sql`update identity.akun set nik_hmac = null, nik_tersegel = null, tier = 'unverified' where id = ${id}`,
  )
}

export async function updateTier(tx: Tx, id: string, tier: Tier): Promise<void> {
  await run(tx, sql`update identity.akun set tier = ${tier} where id = ${id}`)
}

export async function findNikSealed(tx: Tx, id: string): Promise<Buffer | undefined> {
  const row = await maybeRow(
    tx,
    sql<{
      sealed: Buffer | null
    }>`select a.nik_tersegel as sealed from identity.akun a where a.id = ${id}`,
  )
  return row?.sealed ?? undefined
}

/** What law does not make us keep is emptied; the row stays so that cases keep pointing at something. */
export async function eraseAkun(tx: Tx, id: string, placeholder: string): Promise<void> {
  await run(
    tx,
    sql`update identity.akun set status = 'dihapus', nama = ${placeholder}, nama_pengguna = 'x-' || left(replace(id::text, '-', ''), 32),
      nik_hmac = null, nik_tersegel = null, telepon = null, telepon_diverifikasi = null, email = null,
      email_diverifikasi = null, sandi = null, sandi_sementara_sampai = null, tier = 'unverified'
    where id = ${id}`,
  )
}

export type DemoLogin = Readonly<{ username: string; name: string; position: string | null }>

/** Demo accounts in the order they were loaded, with their position, for the sign-in page in demo mode. */
export function listDemoLogins(tx: Tx): Promise<DemoLogin[]> {
  return rows(
    tx,
    sql<DemoLogin>`select a.nama_pengguna as username, a.nama as name,
      (select j.nama from identity.jabatan j where j.akun_id = a.id order by j.berlaku_mulai desc, j.id desc limit 1) as position
    from identity.akun a where a.is_demo and a.status = 'aktif'
      and exists (select 1 from identity.peran_akun p where p.akun_id = a.id)
    order by a.jenis, a.dibuat, a.nama_pengguna limit 60`,
  )
}

/** Officers only: a citizen's name is personal data and goes through readContact. */
export function listOfficerNames(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; nama: string }[]> {
  return rows(
    tx,
    sql<{ id: string; nama: string }>`select a.id, a.nama from identity.akun a
    where a.id = any(${[...ids]}::uuid[]) and a.jenis = 'officer'`,
  )
}
