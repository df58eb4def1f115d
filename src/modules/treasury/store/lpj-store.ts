import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'

export type Lpj = Readonly<{
  id: string
  nomor: string
  tahun: number
  skpdId: number
  jenis: 'UP' | 'TU'
  sppTuId: string | null
  sppGuId: string | null
  tanggal: Tanggal
  jumlah: Sen
  status: 'diajukan' | 'disahkan' | 'ditolak'
  dibuatOleh: string
  dibuatAt: Date
}>
type LpjText = Omit<Lpj, 'jumlah'> & Readonly<{ jumlah: string }>
const COLUMNS = sql`l.id, l.nomor, l.tahun, l.skpd_id as "skpdId", l.jenis, l.spp_tu_id as "sppTuId",
  l.spp_gu_id as "sppGuId", l.tanggal, l.jumlah::text as jumlah, l.status, l.dibuat_oleh as "dibuatOleh",
  l.dibuat_at as "dibuatAt"`
const toLpj = (row: LpjText): Lpj => ({ ...row, jumlah: fromDecimalString(row.jumlah) })

type At = Readonly<{ tahun: number; skpdId: number }>

/** Accounts of an SKPD in a year, newest first. */
export async function listLpj(tx: Tx, at: At): Promise<readonly Lpj[]> {
  const found = await rows(
    tx,
    sql<LpjText>`select ${COLUMNS} from treasury.lpj l where l.tahun = ${at.tahun} and l.skpd_id = ${at.skpdId}
    order by l.dibuat_at desc, l.id desc limit 100`,
  )
  return found.map(toLpj)
}

/** Approved accounts of UP that no replenishment rests on yet. */
export async function listLpjForGu(tx: Tx, at: At): Promise<readonly Lpj[]> {
  return (await listLpj(tx, at)).filter(
    (one) => one.jenis === 'UP' && one.status === 'disahkan' && one.sppGuId === null,
  )
}

export async function lockLpj(tx: Tx, id: string): Promise<Lpj | undefined> {
  const row = await maybeRow(
    tx,
    sql<LpjText>`select ${COLUMNS} from treasury.lpj l where l.id = ${id} for no key update`,
  )
  return row && toLpj(row)
}

export type NewLpj = Omit<Lpj, 'sppGuId' | 'status'>

export async function insertLpj(tx: Tx, one: NewLpj): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.lpj (id, nomor, tahun, skpd_id, jenis, spp_tu_id, tanggal, jumlah, dibuat_oleh, dibuat_at)
    values (${one.id}, ${one.nomor}, ${one.tahun}, ${one.skpdId}, ${one.jenis}, ${one.sppTuId}, ${one.tanggal},
      ${toDecimalString(one.jumlah)}, ${one.dibuatOleh}, ${one.dibuatAt})`,
  )
}

export async function approveLpj(
  tx: Tx,
  one: Readonly<{ id: string; oleh: string; jurnalId: string }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.lpj set status = 'disahkan', disahkan_oleh = ${one.oleh}, jurnal_id = ${one.jurnalId}
    where id = ${one.id}`,
  )
}

/** Refused: its receipts are free for another account. */
export async function refuseLpj(
  tx: Tx,
  one: Readonly<{ id: string; oleh: string; alasan: string }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.lpj set status = 'ditolak', disahkan_oleh = ${one.oleh}, alasan = ${one.alasan}
    where id = ${one.id}`,
  )
  await run(tx, sql`update treasury.belanja set lpj_id = null where lpj_id = ${one.id}`)
}

/** A replenishment rests on this account. */
export async function bindLpj(tx: Tx, id: string, sppId: string): Promise<void> {
  await run(tx, sql`update treasury.lpj set spp_gu_id = ${sppId} where id = ${id}`)
}

/** A replenishment came to nothing: its account may be asked for again. */
export async function releaseLpj(tx: Tx, sppId: string): Promise<void> {
  await run(tx, sql`update treasury.lpj set spp_gu_id = null where spp_gu_id = ${sppId}`)
}

export type LpjSum = Readonly<{
  mataAnggaranId: string
  rekeningId: number
  subKegiatanId: number | null
  jumlahSen: Sen
}>

/** What an account spent per budget position. */
export async function sumLpj(tx: Tx, lpjId: string): Promise<readonly LpjSum[]> {
  const found = await rows(
    tx,
    sql<
      Omit<LpjSum, 'jumlahSen'> & Readonly<{ jumlah: string }>
    >`select b.mata_anggaran_id as "mataAnggaranId",
      p.rekening_id as "rekeningId", p.sub_kegiatan_id as "subKegiatanId", sum(b.jumlah)::text as jumlah
    from treasury.belanja b join treasury.pagu p on p.mata_anggaran_id = b.mata_anggaran_id
    where b.lpj_id = ${lpjId} group by b.mata_anggaran_id, p.rekening_id, p.sub_kegiatan_id
    order by b.mata_anggaran_id`,
  )
  return found.map(({ jumlah, ...row }) => ({ ...row, jumlahSen: fromDecimalString(jumlah) }))
}
