import type { Role } from '../../../kernel/actor.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { AssignmentKind, PenugasanRow, PeranRow } from '../domain/grants.ts'
import type { AccountKind } from '../domain/password.ts'
import type { AccountStatus } from './account-store.ts'

/**
 * Two columns that say all about the roles of account `a`: those given to it, and those it carries for
 * someone else with the giver's own. Whether they are in force is decided in domain/grants.ts.
 */
export const HELD_ROLES = sql.raw(`
  coalesce((select json_agg(json_build_object('peran', p.peran, 'unitKode', p.unit_kode, 'wilayahKode', p.wilayah_kode,
      'berlakuMulai', p.berlaku_mulai, 'berlakuSampai', p.berlaku_sampai) order by p.dibuat, p.id)
    from identity.peran_akun p where p.akun_id = a.id), '[]') as peran,
  coalesce((select json_agg(json_build_object('jenis', t.jenis, 'dariAkun', t.dari_akun, 'peran', t.peran,
      'unitKode', t.unit_kode, 'wilayahKode', t.wilayah_kode, 'berlakuMulai', t.berlaku_mulai,
      'berlakuSampai', t.berlaku_sampai, 'isRevoked', t.dicabut is not null, 'isGiverActive', g.status = 'aktif',
      'peranPemberi', coalesce((select json_agg(json_build_object('peran', q.peran, 'unitKode', q.unit_kode,
          'wilayahKode', q.wilayah_kode, 'berlakuMulai', q.berlaku_mulai, 'berlakuSampai', q.berlaku_sampai))
        from identity.peran_akun q where q.akun_id = t.dari_akun and q.peran = t.peran), '[]')) order by t.dibuat, t.id)
    from identity.penugasan t join identity.akun g on g.id = t.dari_akun where t.ke_akun = a.id), '[]') as penugasan`)

export type HolderRow = Readonly<{
  id: string
  jenis: AccountKind
  nama: string
  tier: 'unverified' | 'nik-checked' | 'face-to-face'
  isDemo: boolean
  jabatan: string | null
  unitKode: string | null
  peran: readonly PeranRow[]
  penugasan: readonly PenugasanRow[]
}>

const HOLDER = sql.raw(`a.id, a.jenis, a.nama, a.tier, a.is_demo as "isDemo"`)

/** One active account with its roles and its position on the day. */
export function findHolder(tx: Tx, id: string, today: Tanggal): Promise<HolderRow | undefined> {
  return maybeRow(
    tx,
    sql<HolderRow>`select ${HOLDER}, j.nama as jabatan, j.unit_kode as "unitKode", ${HELD_ROLES}
    from identity.akun a left join lateral (select j.nama, j.unit_kode from identity.jabatan j
      where j.akun_id = a.id and j.berlaku_mulai <= ${today} and (j.berlaku_sampai is null or j.berlaku_sampai >= ${today})
      order by j.berlaku_mulai desc, j.id desc limit 1) j on true
    where a.id = ${id} and a.status = 'aktif'`,
  )
}

/** Active officers who may hold the role on the day, themselves or for someone; the domain decides. */
export function listHolders(
  tx: Tx,
  where: Readonly<{ roles: readonly Role[]; unitKode?: string | undefined; today: Tanggal }>,
): Promise<HolderRow[]> {
  const { today } = where
  const roles = [...where.roles]
  const unitKode = where.unitKode ?? null
  return rows(
    tx,
    sql<HolderRow>`select ${HOLDER}, j.nama as jabatan, j.unit_kode as "unitKode", ${HELD_ROLES}
    from identity.akun a left join lateral (select j.nama, j.unit_kode from identity.jabatan j
      where j.akun_id = a.id and j.berlaku_mulai <= ${today} and (j.berlaku_sampai is null or j.berlaku_sampai >= ${today})
      order by j.berlaku_mulai desc, j.id desc limit 1) j on true
    where a.status = 'aktif' and a.jenis = 'officer' and a.id in (
      select p.akun_id from identity.peran_akun p
        where p.peran = any(${roles}) and (${unitKode}::text is null or p.unit_kode = ${unitKode})
      union
      select t.ke_akun from identity.penugasan t
        where t.peran = any(${roles}) and t.dicabut is null and (${unitKode}::text is null or t.unit_kode = ${unitKode}))
    order by a.nama, a.id limit 500`,
  )
}

export type NewPeran = PeranRow &
  Readonly<{ id: string; akunId: string; dasar: string; by: string | null; at: Date }>

export async function insertPeran(tx: Tx, row: NewPeran): Promise<void> {
  await run(
    tx,
    sql`insert into identity.peran_akun
      (id, akun_id, peran, unit_kode, wilayah_kode, berlaku_mulai, berlaku_sampai, dasar, diberikan_oleh, dibuat)
    values (${row.id}, ${row.akunId}, ${row.peran}, ${row.unitKode}, ${row.wilayahKode}, ${row.berlakuMulai},
      ${row.berlakuSampai}, ${row.dasar}, ${row.by}, ${row.at})`,
  )
}

export type PeranListed = PeranRow & Readonly<{ id: string; akunId: string; dasar: string }>

export function listPeran(tx: Tx, akunId: string): Promise<PeranListed[]> {
  return rows(
    tx,
    sql<PeranListed>`select p.id, p.akun_id as "akunId", p.peran, p.unit_kode as "unitKode", p.wilayah_kode as "wilayahKode",
      p.berlaku_mulai as "berlakuMulai", p.berlaku_sampai as "berlakuSampai", p.dasar
    from identity.peran_akun p where p.akun_id = ${akunId} order by p.berlaku_mulai desc, p.id limit 200`,
  )
}

/** End a role the day before; one that had not begun ends before its first day. @returns 0 when it has ended */
export function revokePeran(
  tx: Tx,
  change: Readonly<{ id: string; akunId: string; today: Tanggal; by: string; at: Date }>,
): Promise<number> {
  return run(
    tx,
    sql`update identity.peran_akun set berlaku_sampai = ${change.today}::date - 1, dicabut_oleh = ${change.by},
      dicabut = ${change.at}
    where id = ${change.id} and akun_id = ${change.akunId}
      and (berlaku_sampai is null or berlaku_sampai >= ${change.today})`,
  )
}

export type NewJabatan = Readonly<{
  id: string
  akunId: string
  nama: string
  unitKode: string | null
  berlakuMulai: Tanggal
  dasar: string
}>

/** A new position ends the one before it on the day before. */
export async function insertJabatan(tx: Tx, row: NewJabatan): Promise<void> {
  await run(
    tx,
    sql`update identity.jabatan set berlaku_sampai = greatest(berlaku_mulai, ${row.berlakuMulai}::date - 1)
    where akun_id = ${row.akunId} and berlaku_sampai is null`,
  )
  await run(
    tx,
    sql`insert into identity.jabatan (id, akun_id, nama, unit_kode, berlaku_mulai, dasar)
    values (${row.id}, ${row.akunId}, ${row.nama}, ${row.unitKode}, ${row.berlakuMulai}, ${row.dasar})`,
  )
}

export type NewPenugasan = Readonly<{
  id: string
  jenis: AssignmentKind
  dariAkun: string
  keAkun: string
  peran: Role
  unitKode: string | null
  wilayahKode: string | null
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal
  dasar: string
  by: string
  at: Date
}>

export async function insertPenugasan(tx: Tx, row: NewPenugasan): Promise<void> {
  await run(
    tx,
    sql`insert into identity.penugasan (id, jenis, dari_akun, ke_akun, peran, unit_kode, wilayah_kode,
      berlaku_mulai, berlaku_sampai, dasar, dibuat_oleh, dibuat)
    values (${row.id}, ${row.jenis}, ${row.dariAkun}, ${row.keAkun}, ${row.peran}, ${row.unitKode}, ${row.wilayahKode},
      ${row.berlakuMulai}, ${row.berlakuSampai}, ${row.dasar}, ${row.by}, ${row.at})`,
  )
}

export type PenugasanListed = Readonly<{
  id: string
  jenis: AssignmentKind
  dariAkun: string
  dariNama: string
  keAkun: string
  keNama: string
  peran: Role
  unitKode: string | null
  wilayahKode: string | null
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal
  dasar: string
  isRevoked: boolean
}>

/** Assignments given or carried by the account, newest first. */
export function listPenugasan(tx: Tx, akunId: string): Promise<PenugasanListed[]> {
  return rows(
    tx,
    sql<PenugasanListed>`select t.id, t.jenis, t.dari_akun as "dariAkun", d.nama as "dariNama", t.ke_akun as "keAkun",
      k.nama as "keNama", t.peran, t.unit_kode as "unitKode", t.wilayah_kode as "wilayahKode",
      t.berlaku_mulai as "berlakuMulai", t.berlaku_sampai as "berlakuSampai", t.dasar, t.dicabut is not null as "isRevoked"
    from identity.penugasan t join identity.akun d on d.id = t.dari_akun join identity.akun k on k.id = t.ke_akun
    where t.dari_akun = ${akunId} or t.ke_akun = ${akunId} order by t.dibuat desc, t.id limit 200`,
  )
}

export function findPenugasan(
  tx: Tx,
  id: string,
): Promise<Readonly<{ id: string; dariAkun: string; peran: Role }> | undefined> {
  return maybeRow(
    tx,
    sql<{
      id: string
      dariAkun: string
      peran: Role
    }>`select t.id, t.dari_akun as "dariAkun", t.peran
    from identity.penugasan t where t.id = ${id} and t.dicabut is null`,
  )
}

export function revokePenugasan(
  tx: Tx,
  change: Readonly<{ id: string; by: string; at: Date }>,
): Promise<number> {
  return run(
    tx,
    sql`update identity.penugasan set dicabut_oleh = ${change.by}, dicabut = ${change.at}
    where id = ${change.id} and dicabut is null`,
  )
}

export type OfficerListed = Readonly<{
  id: string
  username: string
  name: string
  status: AccountStatus
  position: string | null
  unitKode: string | null
  roles: readonly string[]
}>

export type OfficerSearch = Readonly<{
  today: Tanggal
  text: string
  after?: Readonly<{ name: string; id: string }> | undefined
  limit: number
}>

/** Officers by name, a page at a time, with position and roles of the day. */
export function listOfficers(tx: Tx, search: OfficerSearch): Promise<OfficerListed[]> {
  const { today, limit } = search
  const pattern = `%${search.text.replace(/[\\%_]/g, '\\$&')}%`
  const afterName = search.after?.name ?? null
  const afterId = search.after?.id ?? null
  return rows(
    tx,
    sql<OfficerListed>`select a.id, a.nama_pengguna as username, a.nama as name, a.status, j.nama as position,
      j.unit_kode as "unitKode",
      coalesce((select array_agg(distinct p.peran order by p.peran) from identity.peran_akun p where p.akun_id = a.id
        and p.berlaku_mulai <= ${today} and (p.berlaku_sampai is null or p.berlaku_sampai >= ${today})), '{}') as roles
    from identity.akun a left join lateral (select j.nama, j.unit_kode from identity.jabatan j
      where j.akun_id = a.id and j.berlaku_mulai <= ${today} and (j.berlaku_sampai is null or j.berlaku_sampai >= ${today})
      order by j.berlaku_mulai desc, j.id desc limit 1) j on true
    where a.jenis = 'officer' and a.status <> 'dihapus'
      and (a.nama ilike ${pattern} or a.nama_pengguna ilike ${pattern})
      and (${afterName}::text is null or (a.nama, a.id) > (${afterName}, ${afterId}::uuid))
    order by a.nama, a.id limit ${limit}`,
  )
}
