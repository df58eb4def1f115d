import type { Role } from '../../../kernel/actor.ts'
import type { Tanggal } from '../../../kernel/date.ts'
import { run, sql, type Tx } from '../../../platform/db/database.ts'

export type DemoRow = Readonly<{
  id: string
  jenis: 'citizen' | 'officer'
  nama_pengguna: string
  nama: string
  telepon: string | null
  email: string | null
  /** Digest and sealed NIK in hexadecimal. */
  nik_hmac: string | null
  nik_tersegel: string | null
}>

export type DemoLoad = Readonly<{
  accounts: readonly DemoRow[]
  roles: readonly Readonly<{
    id: string
    akun_id: string
    peran: Role
    unit_kode: string | null
    wilayah_kode: string | null
  }>[]
  positions: readonly Readonly<{
    id: string
    akun_id: string
    nama: string
    unit_kode: string | null
  }>[]
  sandi: string
  since: Tanggal
  created: Date
  dasar: string
}>

/** Three statements whatever the number of accounts; rows that are there already stay as they are. */
export async function insertDemoAccounts(tx: Tx, load: DemoLoad): Promise<void> {
  const { sandi, since, created, dasar } = load
  await run(
    tx,
    sql`insert into identity.akun (id, jenis, nama_pengguna, nama, telepon, telepon_diverifikasi, email,
      email_diverifikasi, nik_hmac, nik_tersegel, tier, sandi, sandi_diubah, is_demo, dibuat)
    select r.id, r.jenis, r.nama_pengguna, r.nama, r.telepon,
      case when r.telepon is null then null else ${created}::timestamptz end, r.email,
      case when r.email is null then null else ${created}::timestamptz end,
      decode(r.nik_hmac, 'hex'), decode(r.nik_tersegel, 'hex'),
      case when r.nik_hmac is null then 'unverified' else 'nik-checked' end, ${sandi}, ${created}, true, ${created}
    from jsonb_to_recordset(${JSON.stringify(load.accounts)}::jsonb)
      as r(id uuid, jenis text, nama_pengguna text, nama text, telepon text, email text,
        nik_hmac text, nik_tersegel text)
    on conflict do nothing`,
  )
  await run(
    tx,
    sql`insert into identity.peran_akun (id, akun_id, peran, unit_kode, wilayah_kode, berlaku_mulai, dasar, dibuat)
    select r.id, r.akun_id, r.peran, r.unit_kode, r.wilayah_kode, ${since}, ${dasar}, ${created}
    from jsonb_to_recordset(${JSON.stringify(load.roles)}::jsonb)
      as r(id uuid, akun_id uuid, peran text, unit_kode text, wilayah_kode text)
    on conflict do nothing`,
  )
  await run(
    tx,
    sql`insert into identity.jabatan (id, akun_id, nama, unit_kode, berlaku_mulai, dasar)
    select r.id, r.akun_id, r.nama, r.unit_kode, ${since}, ${dasar}
    from jsonb_to_recordset(${JSON.stringify(load.positions)}::jsonb)
      as r(id uuid, akun_id uuid, nama text, unit_kode text)
    on conflict do nothing`,
  )
}
