import { maybeRow, run, sql, type Tx } from '../../../platform/db/database.ts'

export type CodePurpose = 'daftar' | 'sandi' | 'kontak'
export type CodeChannel = 'sms' | 'email'

export type NewCode = Readonly<{
  id: string
  tujuan: CodePurpose
  akunId: string | null
  kanal: CodeChannel
  alamat: string
  kodeHmac: Buffer
  isi: object | null
  at: Date
  until: Date
}>

export async function insertCode(tx: Tx, row: NewCode): Promise<void> {
  const isi = row.isi === null ? null : JSON.stringify(row.isi)
  await run(
    tx,
    sql`insert into identity.kode_verifikasi (id, tujuan, akun_id, kanal, alamat, kode_hmac, isi, dibuat, sampai)
    values (${row.id}, ${row.tujuan}, ${row.akunId}, ${row.kanal}, ${row.alamat}, ${row.kodeHmac},
      ${isi}::jsonb, ${row.at}, ${row.until})`,
  )
}

export type CodeRow = Readonly<{
  id: string
  tujuan: CodePurpose
  akunId: string | null
  kanal: CodeChannel
  alamat: string
  kodeHmac: Buffer
  isi: unknown
  percobaan: number
  sampai: Date
  dipakai: Date | null
}>

/** Lock the code, so that of two tries at once each is counted. */
export function findCodeForUpdate(
  tx: Tx,
  id: string,
  tujuan: CodePurpose,
): Promise<CodeRow | undefined> {
  return maybeRow(
    tx,
    sql<CodeRow>`select k.id, k.tujuan, k.akun_id as "akunId", k.kanal, k.alamat, k.kode_hmac as "kodeHmac",
      k.isi, k.percobaan, k.sampai, k.dipakai
    from identity.kode_verifikasi k where k.id = ${id} and k.tujuan = ${tujuan} for update`,
  )
}

export async function countCodeTry(tx: Tx, id: string): Promise<void> {
  await run(
    tx,
    sql`update identity.kode_verifikasi set percobaan = least(percobaan + 1, 3) where id = ${id}`,
  )
}

/** A used code opens nothing again, and what waited for it is forgotten. */
export async function useCode(tx: Tx, id: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update identity.kode_verifikasi set dipakai = ${at}, isi = null where id = ${id}`,
  )
}

export function purgeCodes(tx: Tx, before: Date): Promise<number> {
  return run(tx, sql`delete from identity.kode_verifikasi where sampai < ${before}`)
}
