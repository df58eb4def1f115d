import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type SalinanKey = Readonly<{ sistem: string; kunci: Buffer; tujuan: string }>
export type Salinan = Readonly<{ bidang: readonly string[]; isiTersegel: Buffer; diambilAt: Date }>

export function findSalinan(tx: Tx, key: SalinanKey, now: Date): Promise<Salinan | undefined> {
  return maybeRow(
    tx,
    sql<Salinan>`select s.bidang, s.isi_tersegel as "isiTersegel", s.diambil_at as "diambilAt"
    from partners.salinan s
    where s.sistem = ${key.sistem} and s.kunci = ${key.kunci} and s.tujuan = ${key.tujuan} and s.sampai > ${now}`,
  )
}

export async function saveSalinan(
  tx: Tx,
  { sistem, kunci, tujuan, ...row }: SalinanKey & Salinan & Readonly<{ sampai: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into partners.salinan (sistem, kunci, tujuan, bidang, isi_tersegel, diambil_at, sampai)
    values (${sistem}, ${kunci}, ${tujuan}, ${[...row.bidang]}, ${row.isiTersegel}, ${row.diambilAt}, ${row.sampai})
    on conflict (sistem, kunci, tujuan) do update set bidang = excluded.bidang,
      isi_tersegel = excluded.isi_tersegel, diambil_at = excluded.diambil_at, sampai = excluded.sampai`,
  )
}

/** What a register says of this number is asked anew: it was found to be wrong. */
export async function forgetSalinan(tx: Tx, sistem: string, kunci: Buffer): Promise<void> {
  await run(tx, sql`delete from partners.salinan where sistem = ${sistem} and kunci = ${kunci}`)
}

/** @returns how many copies ended; a bounded bite each time */
export function deleteEndedSalinan(tx: Tx, now: Date, limit: number): Promise<number> {
  return run(
    tx,
    sql`delete from partners.salinan s using (
      select c.sistem, c.kunci, c.tujuan from partners.salinan c where c.sampai <= ${now}
      order by c.sampai limit ${limit}) ended
    where s.sistem = ended.sistem and s.kunci = ended.kunci and s.tujuan = ended.tujuan`,
  )
}

export type PenelusuranRow = Readonly<{
  id: string
  sistem: string
  pemilikId: string | null
  pelakuJenis: string
  pelakuId: string | null
  tujuan: string
  subjekJenis: string
  subjekId: string
  bidang: readonly string[]
  hasil: string
  dariSalinan: boolean
  waktu: Date
}>

export async function insertPenelusuran(tx: Tx, row: PenelusuranRow): Promise<void> {
  await run(
    tx,
    sql`insert into partners.penelusuran (id, sistem, pemilik_id, pelaku_jenis, pelaku_id, tujuan,
      subjek_jenis, subjek_id, bidang, hasil, dari_salinan, waktu)
    values (${row.id}, ${row.sistem}, ${row.pemilikId}, ${row.pelakuJenis}, ${row.pelakuId}, ${row.tujuan},
      ${row.subjekJenis}, ${row.subjekId}, ${[...row.bidang]}, ${row.hasil}, ${row.dariSalinan}, ${row.waktu})`,
  )
}

/** Has this actor been shown these fields of this case for this purpose before? */
export async function hasLooked(
  tx: Tx,
  look: Pick<
    PenelusuranRow,
    'sistem' | 'subjekJenis' | 'subjekId' | 'pelakuId' | 'tujuan' | 'bidang' | 'hasil'
  >,
): Promise<boolean> {
  const row = await maybeRow(
    tx,
    sql<{ ada: number }>`select 1 as ada from partners.penelusuran p
    where p.subjek_jenis = ${look.subjekJenis} and p.subjek_id = ${look.subjekId} and p.sistem = ${look.sistem}
      and p.pelaku_id is not distinct from ${look.pelakuId} and p.tujuan = ${look.tujuan}
      and p.bidang = ${[...look.bidang]} and p.hasil = ${look.hasil} limit 1`,
  )
  return row !== undefined
}

const OWN_MAX = 1_000

/** Looks into registers about one person, newest first, for the download of what we hold. */
export function listOwnPenelusuran(tx: Tx, pemilikId: string) {
  return rows(
    tx,
    sql<
      Pick<PenelusuranRow, 'sistem' | 'tujuan' | 'bidang' | 'hasil' | 'waktu'>
    >`select p.sistem, p.tujuan, p.bidang, p.hasil, p.waktu
    from partners.penelusuran p where p.pemilik_id = ${pemilikId} order by p.waktu desc limit ${OWN_MAX}`,
  )
}

/** The look stays as proof of what was asked; whose it was is forgotten. */
export async function disownPenelusuran(tx: Tx, pemilikId: string): Promise<void> {
  await run(
    tx,
    sql`update partners.penelusuran set pemilik_id = null where pemilik_id = ${pemilikId}`,
  )
}
