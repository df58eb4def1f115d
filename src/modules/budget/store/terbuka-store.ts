import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { maybeRow, rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { Volume } from '../domain/volume.ts'
import { volumeFromDecimal } from '../domain/volume.ts'

/** A position as the public sees it. */
export type OpenPosition = Readonly<{
  id: string
  tahun: number
  skpdId: number
  subKegiatanId: number | null
  rekeningId: number
  sumberDanaId: number | null
  jumlah: Sen
}>

/** A position of a year with the amount in force. */
export async function findOpenPosition(
  tx: Tx,
  id: string,
  tahun: number,
): Promise<OpenPosition | undefined> {
  const row = await maybeRow(
    tx,
    sql<
      Omit<OpenPosition, 'jumlah'> & { jumlah: string }
    >`select m.id, m.tahun, m.skpd_id as "skpdId",
      m.sub_kegiatan_id as "subKegiatanId", m.rekening_id as "rekeningId", m.sumber_dana_id as "sumberDanaId",
      k.jumlah::text as jumlah
    from budget.mata_anggaran m join budget.berlaku k on k.mata_anggaran_id = m.id where m.id = ${id} and m.tahun = ${tahun}`,
  )
  return row && { ...row, jumlah: fromDecimalString(row.jumlah) }
}

export type OpenLine = Readonly<{
  id: string
  uraian: string
  spesifikasi: string
  volume: Volume
  satuan: string
  harga: Sen
  jumlah: Sen
}>

/** Lines in force of a position, the largest first, at most `limit`. */
export async function listOpenLines(
  tx: Tx,
  mataAnggaranId: string,
  limit: number,
): Promise<readonly OpenLine[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
      uraian: string
      spesifikasi: string
      volume: string
      satuan: string
      harga: string
      jumlah: string
    }>`select g.id, g.uraian, g.spesifikasi, g.volume::text as volume, g.satuan, g.harga::text as harga, g.jumlah::text as jumlah
    from budget.berlaku k join budget.garis g on g.mata_anggaran_id = k.mata_anggaran_id and g.versi_id = k.versi_id
    where k.mata_anggaran_id = ${mataAnggaranId} order by g.jumlah desc, g.id limit ${limit}`,
  )
  return found.map((row) => ({
    ...row,
    volume: volumeFromDecimal(row.volume),
    harga: fromDecimalString(row.harga),
    jumlah: fromDecimalString(row.jumlah),
  }))
}

/** What a position came to in every version that was ever in force. */
export async function listPositionHistory(
  tx: Tx,
  mataAnggaranId: string,
): Promise<readonly Readonly<{ judul: string; dasar: string; tanggal: string; jumlah: Sen }>[]> {
  const found = await rows(
    tx,
    sql<{ judul: string; dasar: string; tanggal: string; jumlah: string }>`select v.judul, v.dasar,
      v.dasar_tanggal::text as tanggal, l.jumlah::text as jumlah
    from (select g.versi_id, sum(g.jumlah) as jumlah from budget.garis g
      where g.mata_anggaran_id = ${mataAnggaranId} group by g.versi_id) l
    join budget.versi v on v.id = l.versi_id and v.status in ('berlaku', 'diganti') order by v.urutan`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}
