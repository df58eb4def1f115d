import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type KeadaanSaksi = 'baru' | 'menyaksikan' | 'diam' | 'menolak' | 'berbohong'

/** A witness of this log, and how it behaves. */
export type Saksi = Readonly<{
  nama: string
  kunci: string
  alamat: string
  /** Size it has signed last; 0 when none. */
  ukuran: number
  keadaan: KeadaanSaksi
  rincian: string | null
  gagalBeruntun: number
  /** Not to be asked before. */
  cobaLagi: Date | null
  /** When it last said anything. */
  dilihat: Date | null
}>

const SAKSI = sql`select s.nama, s.kunci, s.alamat, s.ukuran::float8 as ukuran, s.keadaan, s.rincian,
  s.gagal_beruntun as "gagalBeruntun", s.coba_lagi as "cobaLagi", s.dilihat from public_log.saksi s`

/** Witnesses of these names, those asked today; others have been asked once. */
export function listSaksi(tx: Tx, nama: readonly string[]): Promise<Saksi[]> {
  return rows(tx, sql<Saksi>`${SAKSI} where s.nama = any(${[...nama]}::text[]) order by s.nama`)
}

export function findSaksi(tx: Tx, nama: string): Promise<Saksi | undefined> {
  return maybeRow(tx, sql<Saksi>`${SAKSI} where s.nama = ${nama}`)
}

/** Write a witness down as the settings name it. One with a new key has signed nothing yet. */
export async function keepSaksi(
  tx: Tx,
  { nama, kunci, alamat }: Pick<Saksi, 'nama' | 'kunci' | 'alamat'>,
): Promise<void> {
  await run(
    tx,
    sql`insert into public_log.saksi as s (nama, kunci, alamat) values (${nama}, ${kunci}, ${alamat})
    on conflict (nama) do update set kunci = excluded.kunci, alamat = excluded.alamat, coba_lagi = null, gagal_beruntun = 0,
      ukuran = case when s.kunci = excluded.kunci then s.ukuran else 0 end,
      keadaan = case when s.kunci = excluded.kunci then s.keadaan else 'baru' end,
      rincian = case when s.kunci = excluded.kunci then s.rincian end
    where (s.kunci, s.alamat) is distinct from (excluded.kunci, excluded.alamat)`,
  )
}

/**
 * Take the right to ask a witness until a moment, for one process; nothing stays locked meanwhile.
 *
 * @returns whether it was free
 */
export async function claimSaksi(
  tx: Tx,
  { nama, now, until }: Readonly<{ nama: string; now: Date; until: Date }>,
): Promise<boolean> {
  const claimed = await run(
    tx,
    sql`update public_log.saksi s set coba_lagi = ${until}
    where s.nama = ${nama} and (s.coba_lagi is null or s.coba_lagi <= ${now})`,
  )
  return claimed > 0
}

/** Give the right back without having learnt anything. */
export async function releaseSaksi(tx: Tx, nama: string): Promise<void> {
  await run(tx, sql`update public_log.saksi s set coba_lagi = null where s.nama = ${nama}`)
}

/** It has signed this size. */
export async function setSigned(
  tx: Tx,
  { nama, ukuran, now }: Readonly<{ nama: string; ukuran: number; now: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update public_log.saksi s set ukuran = ${ukuran}, keadaan = 'menyaksikan', rincian = null,
      gagal_beruntun = 0, coba_lagi = null, dilihat = ${now} where s.nama = ${nama}`,
  )
}

/** It has not signed: why, and when to ask again. */
export async function setUnsigned(
  tx: Tx,
  row: Readonly<{
    nama: string
    keadaan: KeadaanSaksi
    rincian: string
    gagalBeruntun: number
    cobaLagi: Date
    /** Absent when it did not say anything. */
    dilihat?: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`update public_log.saksi s set keadaan = ${row.keadaan}, rincian = ${row.rincian},
      gagal_beruntun = ${row.gagalBeruntun}, coba_lagi = ${row.cobaLagi},
      dilihat = coalesce(${row.dilihat ?? null}, s.dilihat) where s.nama = ${row.nama}`,
  )
}

/** Keep a signature that was checked, once for each size and witness. */
export async function insertKosignatur(
  tx: Tx,
  row: Readonly<{ ukuran: number; saksi: string; baris: string; waktu: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into public_log.kosignatur (ukuran, saksi, baris, waktu)
    values (${row.ukuran}, ${row.saksi}, ${row.baris}, ${row.waktu}) on conflict (ukuran, saksi) do nothing`,
  )
}
