import { maybeRow, oneRow, run, sql, type Tx } from '../../../platform/db/database.ts'

export type AturanBukti = Readonly<{
  berlakuMulai: Date
  radiusM: number
  ketelitianM: number
  umurMenit: number
  umurLuringJam: number
  /** Part of closed cases that is looked at again, 0 to 1. */
  bagianPeriksaUlang: number
}>

/** The house rules that count now. */
export function findAturanBukti(tx: Tx): Promise<AturanBukti> {
  return oneRow(
    tx,
    sql<AturanBukti>`select a.berlaku_mulai as "berlakuMulai", a.radius_m as "radiusM", a.ketelitian_m as "ketelitianM",
      a.umur_menit as "umurMenit", a.umur_luring_jam as "umurLuringJam",
      a.bagian_periksa_ulang::float8 as "bagianPeriksaUlang"
    from citizen_reports.aturan_bukti a order by a.berlaku_mulai desc limit 1`,
  )
}

export async function insertAturanBukti(
  tx: Tx,
  row: AturanBukti & Readonly<{ oleh: string }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.aturan_bukti (berlaku_mulai, radius_m, ketelitian_m, umur_menit, umur_luring_jam,
      bagian_periksa_ulang, oleh)
    values (${row.berlakuMulai}, ${row.radiusM}, ${row.ketelitianM}, ${row.umurMenit}, ${row.umurLuringJam},
      ${row.bagianPeriksaUlang}, ${row.oleh})`,
  )
}

export type UsedNonce = Readonly<{
  nonce: string
  fotoId: string | null
  kirimanSha256: string | null
}>

/** A number that was used, with the photo it was used for. */
export function findUsedNonce(tx: Tx, nonce: string): Promise<UsedNonce | undefined> {
  return maybeRow(
    tx,
    sql<UsedNonce>`select n.nonce, n.foto_id as "fotoId", f.kiriman_sha256 as "kirimanSha256"
    from citizen_reports.nonce_bukti n left join citizen_reports.foto f on f.id = n.foto_id
    where n.nonce = ${nonce}`,
  )
}

/** Use a number: of two at once the second waits, and its transaction ends. */
export async function insertUsedNonce(
  tx: Tx,
  row: Readonly<{
    nonce: string
    laporanId: string
    petugasId: string
    terbitAt: Date
    kedaluwarsaAt: Date
    isLuring: boolean
    dipakaiAt: Date
    fotoId: string
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.nonce_bukti (nonce, laporan_id, petugas_id, terbit_at, kedaluwarsa_at, is_luring,
      dipakai_at, foto_id)
    values (${row.nonce}, ${row.laporanId}, ${row.petugasId}, ${row.terbitAt}, ${row.kedaluwarsaAt}, ${row.isLuring},
      ${row.dipakaiAt}, ${row.fotoId})`,
  )
}
