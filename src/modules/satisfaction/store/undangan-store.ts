import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Lang } from '../../../ui/page-context.ts'

export type UndanganRow = Readonly<{
  id: string
  sidik: Uint8Array
  subjekJenis: string
  subjekId: string
  nomor: string
  layananKode: string
  unitKode: string
  akunId: string | null
  bahasa: Lang
  kanal: 'web' | 'loket'
  isGratis: boolean
  dibuatAt: Date
  triwulan: Tanggal
  berlakuSampai: Date
}>

/** @returns false when this subject was invited before */
export async function insertUndangan(tx: Tx, row: UndanganRow): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into satisfaction.undangan (id, sidik, subjek_jenis, subjek_id, nomor, layanan_kode, unit_kode, akun_id, bahasa,
      kanal, is_gratis, dibuat_at, triwulan, berlaku_sampai)
    values (${row.id}, ${row.sidik}, ${row.subjekJenis}, ${row.subjekId}, ${row.nomor}, ${row.layananKode}, ${row.unitKode},
      ${row.akunId}, ${row.bahasa}, ${row.kanal}, ${row.isGratis}, ${row.dibuatAt}, ${row.triwulan}, ${row.berlakuSampai})
    on conflict (subjek_jenis, subjek_id) do nothing`,
  )
  return inserted === 1
}

/** What a form needs of its invitation: what it is about, never whose it is. */
export type UndanganSeen = Readonly<{
  layananKode: string
  layananNama: string
  unitKode: string
  bahasa: Lang
  isGratis: boolean
  berlakuSampai: Date
  isTerpakai: boolean
}>

export function findUndangan(tx: Tx, sidik: Uint8Array): Promise<UndanganSeen | undefined> {
  return maybeRow(
    tx,
    sql<UndanganSeen>`select u.layanan_kode as "layananKode", l.nama as "layananNama", u.unit_kode as "unitKode", u.bahasa,
      u.is_gratis as "isGratis", u.berlaku_sampai as "berlakuSampai", u.is_terpakai as "isTerpakai"
    from satisfaction.undangan u join satisfaction.layanan l on l.kode = u.layanan_kode where u.sidik = ${sidik}`,
  )
}

export type UndanganTaken = Readonly<{
  layananKode: string
  unitKode: string
  kanal: 'web' | 'loket'
  triwulan: Tanggal
}>

/**
 * Use an invitation up: of any number at once, one gets it. Whose it was is forgotten in the same moment.
 *
 * @returns undefined when there is none to be used
 */
export function takeUndangan(
  tx: Tx,
  sidik: Uint8Array,
  now: Date,
): Promise<UndanganTaken | undefined> {
  return maybeRow(
    tx,
    sql<UndanganTaken>`update satisfaction.undangan u set is_terpakai = true, akun_id = null
    where u.sidik = ${sidik} and not u.is_terpakai and u.berlaku_sampai > ${now}
    returning u.layanan_kode as "layananKode", u.unit_kode as "unitKode", u.kanal, u.triwulan`,
  )
}

export type OwnUndangan = Readonly<{ nomor: string; dibuatAt: Date; berlakuSampai: Date }>

/** Invitations an account has not answered: those it has are nobody's. */
export function listOwnUndangan(tx: Tx, akunId: string): Promise<OwnUndangan[]> {
  return rows(
    tx,
    sql<OwnUndangan>`select u.nomor, u.dibuat_at as "dibuatAt", u.berlaku_sampai as "berlakuSampai" from satisfaction.undangan u
    where u.akun_id = ${akunId}::uuid order by u.id desc limit 1000`,
  )
}

export async function forgetAkun(tx: Tx, akunId: string): Promise<void> {
  await run(
    tx,
    sql`update satisfaction.undangan set akun_id = null where akun_id = ${akunId}::uuid`,
  )
}

/** Whose an invitation was is forgotten when it has run out. */
export function forgetExpired(tx: Tx, now: Date): Promise<number> {
  return run(
    tx,
    sql`update satisfaction.undangan set akun_id = null where akun_id is not null and berlaku_sampai <= ${now}`,
  )
}

/** Write every used invitation that may still be asked for anew, so that none is told from another by when it was written. */
export function rewriteUsed(tx: Tx, now: Date): Promise<number> {
  return run(
    tx,
    sql`update satisfaction.undangan set is_terpakai = true where is_terpakai and berlaku_sampai > ${now}`,
  )
}
