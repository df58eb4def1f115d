import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { KeyAfter } from './pelunasan-store.ts'

export type Selisih = Readonly<{
  id: string
  jenis: 'hanya_kita' | 'bertentangan'
  gerbangTransaksi: string
  tagihanId: string | null
  jumlahKita: Sen
  jumlahGerbang: Sen | null
  ditemukanAt: Date
}>

/** The same difference is told once. */
export async function insertSelisih(tx: Tx, row: Selisih): Promise<void> {
  const theirs = row.jumlahGerbang === null ? null : toDecimalString(row.jumlahGerbang)
  await run(
    tx,
    sql`insert into payments.selisih (id, jenis, gerbang_transaksi, tagihan_id, jumlah_kita, jumlah_gerbang, ditemukan_at)
    values (${row.id}, ${row.jenis}, ${row.gerbangTransaksi}, ${row.tagihanId},
      ${toDecimalString(row.jumlahKita)}::numeric, ${theirs}::numeric, ${row.ditemukanAt})
    on conflict (jenis, gerbang_transaksi) do nothing`,
  )
}

const COLUMNS = sql`s.id, s.jenis, s.gerbang_transaksi as "gerbangTransaksi", s.tagihan_id as "tagihanId",
  s.jumlah_kita::text as "jumlahKita", s.jumlah_gerbang::text as "jumlahGerbang", s.ditemukan_at as "ditemukanAt"`

type Row = Omit<Selisih, 'jumlahKita' | 'jumlahGerbang'> &
  Readonly<{ jumlahKita: string; jumlahGerbang: string | null }>

const toSelisih = (row: Row): Selisih => ({
  ...row,
  jumlahKita: fromDecimalString(row.jumlahKita),
  jumlahGerbang: row.jumlahGerbang === null ? null : fromDecimalString(row.jumlahGerbang),
})

const FIRST = { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' }

/** Differences nobody has explained yet, oldest first. */
export async function listOpenSelisih(
  tx: Tx,
  { limit, after = FIRST }: Readonly<{ limit: number; after?: KeyAfter }>,
): Promise<readonly Selisih[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from payments.selisih s
    where s.diselesaikan_at is null and (s.ditemukan_at, s.id) > (${after.at}, ${after.id}::uuid)
    order by s.ditemukan_at, s.id limit ${limit}`,
  )
  return found.map(toSelisih)
}

/** @returns false when there is none, or somebody has explained it already */
export async function solveSelisih(
  tx: Tx,
  { id, alasan, oleh, at }: Readonly<{ id: string; alasan: string; oleh: string; at: Date }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update payments.selisih set diselesaikan_at = ${at}, diselesaikan_oleh = ${oleh}, alasan = ${alasan}
    where id = ${id} and diselesaikan_at is null`,
  )
  return changed === 1
}

export type Settled = Readonly<{
  tagihanId: string
  gerbangTransaksi: string
  jumlah: Sen
  dibayarAt: Date
}>

/** What we hold as settled through the gateway within a span, by key. */
export async function listSettledBetween(
  tx: Tx,
  span: Readonly<{ from: Date; to: Date; limit: number; after?: KeyAfter }>,
): Promise<readonly Settled[]> {
  const { at = span.from, id = FIRST.id } = span.after ?? {}
  const found = await rows(
    tx,
    sql<
      Omit<Settled, 'jumlah'> & { jumlah: string }
    >`select p.tagihan_id as "tagihanId", p.gerbang_transaksi as "gerbangTransaksi", p.jumlah::text as jumlah,
      p.dibayar_at as "dibayarAt"
    from payments.pelunasan p
    where p.jalur <> 'tunai' and p.dibayar_at < ${span.to} and (p.dibayar_at, p.tagihan_id) > (${at}, ${id}::uuid)
    order by p.dibayar_at, p.tagihan_id limit ${span.limit}`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

export type Rekonsiliasi = Readonly<{
  tanggal: string
  selesaiAt: Date
  jumlahGerbang: number
  baru: number
}>

export async function saveRekonsiliasi(tx: Tx, row: Rekonsiliasi): Promise<void> {
  await run(
    tx,
    sql`insert into payments.rekonsiliasi (tanggal, selesai_at, jumlah_gerbang, baru)
    values (${row.tanggal}::date, ${row.selesaiAt}, ${row.jumlahGerbang}, ${row.baru})
    on conflict (tanggal) do update set selesai_at = excluded.selesai_at,
      jumlah_gerbang = excluded.jumlah_gerbang, baru = excluded.baru`,
  )
}

export async function isReconciled(tx: Tx, tanggal: string): Promise<boolean> {
  const row = await maybeRow(
    tx,
    sql<{
      tanggal: string
    }>`select r.tanggal from payments.rekonsiliasi r where r.tanggal = ${tanggal}::date`,
  )
  return row !== undefined
}

/** The last days that were compared, newest first. */
export function listRekonsiliasi(tx: Tx, limit: number): Promise<Rekonsiliasi[]> {
  return rows(
    tx,
    sql<Rekonsiliasi>`select r.tanggal, r.selesai_at as "selesaiAt", r.jumlah_gerbang as "jumlahGerbang", r.baru
    from payments.rekonsiliasi r order by r.tanggal desc limit ${limit}`,
  )
}

/** Cash one officer took since a moment: how often and how much. */
export async function sumCash(
  tx: Tx,
  { petugasId, since }: Readonly<{ petugasId: string; since: Date }>,
): Promise<Readonly<{ kali: number; jumlah: Sen }>> {
  const row = await oneRow(
    tx,
    sql<{ kali: number; jumlah: string }>`select count(*)::int as kali,
      coalesce(sum(p.jumlah), 0)::numeric(20,2)::text as jumlah
    from payments.pelunasan p
    where p.jalur = 'tunai' and p.petugas_id = ${petugasId} and p.dicatat_at >= ${since}`,
  )
  return { kali: row.kali, jumlah: fromDecimalString(row.jumlah) }
}
