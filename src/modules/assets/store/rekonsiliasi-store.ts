import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type PerKode = Readonly<{ skpdId: number; kode: string; nilai: Sen; susut: Sen }>

/** What the ledgers of all cards in the books sum to at the end of a day, by SKPD and goods code. */
export async function sumPerKode(tx: Tx, tanggal: Tanggal): Promise<readonly PerKode[]> {
  const found = await rows(
    tx,
    sql<{
      skpdId: number
      kode: string
      nilai: string
      susut: string
    }>`select m.skpd_id as "skpdId", b.kode, sum(m.nilai)::numeric(20,2)::text as nilai, sum(m.susut)::numeric(20,2)::text as susut
    from assets.mutasi m join assets.kartu k on k.id = m.kartu_id join assets.kode_barang b on b.id = k.kode_barang_id
    where m.tanggal <= ${tanggal} and m.pembukuan <> 'ekstrakomptabel' group by m.skpd_id, b.kode order by m.skpd_id, b.kode`,
  )
  return found.map((row) => ({
    ...row,
    nilai: fromDecimalString(row.nilai),
    susut: fromDecimalString(row.susut),
  }))
}

export type Banding = Readonly<{ skpdId: number; rekeningId: number; kartu: Sen; buku: Sen }>

export async function saveRekonsiliasi(
  tx: Tx,
  { tanggal, list }: Readonly<{ tanggal: Tanggal; list: readonly Banding[] }>,
): Promise<void> {
  const toSend = list.map((row) => ({
    ...row,
    kartu: toDecimalString(row.kartu),
    buku: toDecimalString(row.buku),
  }))
  await run(
    tx,
    sql`insert into assets.rekonsiliasi (tanggal, skpd_id, rekening_id, kartu, buku)
    select ${tanggal}, r."skpdId", r."rekeningId", r.kartu, r.buku
    from jsonb_to_recordset(${JSON.stringify(toSend)}::jsonb) as r("skpdId" integer, "rekeningId" integer, kartu numeric, buku numeric)
    on conflict (tanggal, skpd_id, rekening_id) do update set kartu = excluded.kartu, buku = excluded.buku`,
  )
}

/** The last comparison on or before a day; only what differs, unless all is asked for. */
export async function listBanding(
  tx: Tx,
  asked: Readonly<{ tanggal: Tanggal; skpdIds: readonly number[] | undefined; limit: number }>,
): Promise<readonly (Banding & Readonly<{ tanggal: Tanggal }>)[]> {
  const ids = asked.skpdIds as number[] | undefined
  const found = await rows(
    tx,
    sql<
      Omit<Banding, 'kartu' | 'buku'> & { tanggal: Tanggal; kartu: string; buku: string }
    >`select r.tanggal, r.skpd_id as "skpdId", r.rekening_id as "rekeningId", r.kartu::text as kartu, r.buku::text as buku
    from assets.rekonsiliasi r
    where r.tanggal = (select max(x.tanggal) from assets.rekonsiliasi x where x.tanggal <= ${asked.tanggal})
      ${ids === undefined ? sql`` : sql`and r.skpd_id = any(${ids}::int[])`}
    order by (r.kartu = r.buku), r.skpd_id, r.rekening_id limit ${asked.limit}`,
  )
  return found.map((row) => ({
    ...row,
    kartu: fromDecimalString(row.kartu),
    buku: fromDecimalString(row.buku),
  }))
}
