import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

/** Whose notes, of which year; 0 is the region. */
export type CalkKunci = Readonly<{ tahun: number; skpdId: number; bab: string }>
export type Naskah = Readonly<{
  bab: string
  versi: number
  teks: string
  nama: string
  ditulisAt: Date
}>

const COLUMNS = sql`c.bab, c.versi, c.teks, c.nama, c.ditulis_at as "ditulisAt"`

/** The text of every chapter that was written. */
export function listNaskah(tx: Tx, { tahun, skpdId }: Omit<CalkKunci, 'bab'>): Promise<Naskah[]> {
  return rows(
    tx,
    sql<Naskah>`select distinct on (c.bab) ${COLUMNS} from accounting.calk_naskah c
    where c.tahun = ${tahun} and c.skpd_id = ${skpdId} order by c.bab, c.versi desc`,
  )
}

/** One version of a chapter; the newest when none is named. */
export function findNaskah(
  tx: Tx,
  { tahun, skpdId, bab }: CalkKunci,
  versi: number | undefined,
): Promise<Naskah | undefined> {
  const which = versi === undefined ? sql`true` : sql`c.versi = ${versi}`
  return maybeRow(
    tx,
    sql<Naskah>`select ${COLUMNS} from accounting.calk_naskah c
    where c.tahun = ${tahun} and c.skpd_id = ${skpdId} and c.bab = ${bab} and ${which} order by c.versi desc limit 1`,
  )
}

/** Who wrote a chapter when, newest first. */
export function listVersi(
  tx: Tx,
  { tahun, skpdId, bab }: CalkKunci,
): Promise<Omit<Naskah, 'teks'>[]> {
  return rows(
    tx,
    sql<
      Omit<Naskah, 'teks'>
    >`select c.bab, c.versi, c.nama, c.ditulis_at as "ditulisAt" from accounting.calk_naskah c
    where c.tahun = ${tahun} and c.skpd_id = ${skpdId} and c.bab = ${bab} order by c.versi desc limit 100`,
  )
}

/** @returns false when somebody else wrote this version first */
export async function insertNaskah(
  tx: Tx,
  one: CalkKunci & Readonly<{ versi: number; teks: string; oleh: string; nama: string; now: Date }>,
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into accounting.calk_naskah (tahun, skpd_id, bab, versi, teks, oleh, nama, ditulis_at)
    values (${one.tahun}, ${one.skpdId}, ${one.bab}, ${one.versi}, ${one.teks}, ${one.oleh}, ${one.nama}, ${one.now})
    on conflict (tahun, skpd_id, bab, versi) do nothing`,
  )
  return made === 1
}
