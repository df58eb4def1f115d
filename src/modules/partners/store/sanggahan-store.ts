import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Sistem } from '../domain/register.ts'
import type { DisputeStatus } from '../types.ts'

export type NewSanggahan = Readonly<{
  id: string
  asal: 'warga' | 'pencocokan'
  sistem: Sistem
  subjekJenis: string
  subjekId: string
  pemilikId: string | null
  kunci: Buffer | null
  bidang: string
  nilaiRegisterTersegel: Buffer
  nilaiKlaimTersegel: Buffer
  dibuatAt: Date
}>

/** @returns id of the one that waits for a decision: this one, or an earlier one about the same value */
export async function insertSanggahan(tx: Tx, row: NewSanggahan): Promise<string> {
  await run(
    tx,
    sql`insert into partners.sanggahan (id, asal, sistem, subjek_jenis, subjek_id, pemilik_id, kunci, bidang,
      nilai_register_tersegel, nilai_klaim_tersegel, dibuat_at)
    values (${row.id}, ${row.asal}, ${row.sistem}, ${row.subjekJenis}, ${row.subjekId}, ${row.pemilikId},
      ${row.kunci}, ${row.bidang}, ${row.nilaiRegisterTersegel}, ${row.nilaiKlaimTersegel}, ${row.dibuatAt})
    on conflict (subjek_jenis, subjek_id, sistem, bidang) where status = 'menunggu'
    do update set nilai_klaim_tersegel = excluded.nilai_klaim_tersegel,
      nilai_register_tersegel = excluded.nilai_register_tersegel`,
  )
  const found = await maybeRow(
    tx,
    sql<{
      id: string
    }>`select s.id from partners.sanggahan s where s.subjek_jenis = ${row.subjekJenis}
      and s.subjek_id = ${row.subjekId} and s.sistem = ${row.sistem} and s.bidang = ${row.bidang}
      and s.status = 'menunggu'`,
  )
  return found?.id ?? row.id
}

export type Sanggahan = NewSanggahan &
  Readonly<{ status: DisputeStatus; alasan: string | null; diputusAt: Date | null }>

const COLUMNS = sql`s.id, s.asal, s.sistem, s.subjek_jenis as "subjekJenis", s.subjek_id as "subjekId",
  s.pemilik_id as "pemilikId", s.kunci, s.bidang, s.nilai_register_tersegel as "nilaiRegisterTersegel",
  s.nilai_klaim_tersegel as "nilaiKlaimTersegel", s.dibuat_at as "dibuatAt", s.status, s.alasan,
  s.diputus_at as "diputusAt"`

export function findSanggahan(tx: Tx, id: string): Promise<Sanggahan | undefined> {
  return maybeRow(
    tx,
    sql<Sanggahan>`select ${COLUMNS} from partners.sanggahan s where s.id = ${id}`,
  )
}

export function findSanggahanForUpdate(tx: Tx, id: string): Promise<Sanggahan | undefined> {
  return maybeRow(
    tx,
    sql<Sanggahan>`select ${COLUMNS} from partners.sanggahan s where s.id = ${id} for update`,
  )
}

export type SanggahanListed = Pick<
  Sanggahan,
  'id' | 'asal' | 'sistem' | 'subjekJenis' | 'subjekId' | 'bidang' | 'dibuatAt'
>

/** Those that wait for these registers' keepers, oldest first. */
export function listWaitingSanggahan(
  tx: Tx,
  page: Readonly<{
    sistem: readonly Sistem[]
    limit: number
    after?: Readonly<{ at: Date; id: string }> | undefined
  }>,
): Promise<SanggahanListed[]> {
  const { at = new Date(0), id = '00000000-0000-0000-0000-000000000000' } = page.after ?? {}
  return rows(
    tx,
    sql<SanggahanListed>`select s.id, s.asal, s.sistem, s.subjek_jenis as "subjekJenis",
      s.subjek_id as "subjekId", s.bidang, s.dibuat_at as "dibuatAt"
    from partners.sanggahan s
    where s.status = 'menunggu' and s.sistem = any(${[...page.sistem]}) and (s.dibuat_at, s.id) > (${at}, ${id}::uuid)
    order by s.dibuat_at, s.id limit ${page.limit}`,
  )
}

export async function decideSanggahan(
  tx: Tx,
  row: Readonly<{
    id: string
    status: Exclude<DisputeStatus, 'menunggu'>
    alasan: string
    oleh: string
    at: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`update partners.sanggahan set status = ${row.status}, alasan = ${row.alasan}, diputus_oleh = ${row.oleh},
      diputus_at = ${row.at} where id = ${row.id} and status = 'menunggu'`,
  )
}

export function listSanggahanOf(
  tx: Tx,
  { kind, id }: Readonly<{ kind: string; id: string }>,
): Promise<Readonly<{ id: string; sistem: Sistem; bidang: string; status: DisputeStatus }>[]> {
  return rows(
    tx,
    sql<{
      id: string
      sistem: Sistem
      bidang: string
      status: DisputeStatus
    }>`select s.id, s.sistem, s.bidang, s.status
    from partners.sanggahan s where s.subjek_jenis = ${kind} and s.subjek_id = ${id} order by s.dibuat_at, s.id`,
  )
}

const OWN_MAX = 500

export function listOwnSanggahan(tx: Tx, pemilikId: string) {
  return rows(
    tx,
    sql<
      Pick<Sanggahan, 'sistem' | 'bidang' | 'status' | 'alasan' | 'dibuatAt' | 'diputusAt'>
    >`select
      s.sistem, s.bidang, s.status, s.alasan, s.dibuat_at as "dibuatAt", s.diputus_at as "diputusAt"
    from partners.sanggahan s where s.pemilik_id = ${pemilikId} order by s.dibuat_at desc limit ${OWN_MAX}`,
  )
}

/** Values and owner go; that and how it was decided stays. */
export async function anonymiseSanggahan(tx: Tx, pemilikId: string): Promise<void> {
  await run(
    tx,
    sql`update partners.sanggahan set pemilik_id = null, kunci = null, nilai_register_tersegel = null,
      nilai_klaim_tersegel = null where pemilik_id = ${pemilikId}`,
  )
}
