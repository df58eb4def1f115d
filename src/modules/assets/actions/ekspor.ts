import { toDecimalString } from '../../../kernel/money.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kib } from '../domain/kib.ts'
import { KOLOM, kolomOf } from '../domain/kolom.ts'
import { type Kartu, listForExport } from '../store/kartu-store.ts'

export type Lembar = Readonly<{
  kepala: readonly string[]
  rows: readonly (readonly (string | number | Readonly<{ decimal: string }>)[])[]
}>

const PAGE = 1_000
const ROWS_MAX = 50_000

/** Cards of a KIB, or of a room, in the order of the official list. */
export async function readForExport(
  tx: Tx,
  asked: Readonly<{ skpdId: number; kib: Kib | undefined; ruangId: number | undefined }>,
): Promise<readonly Kartu[]> {
  const all: Kartu[] = []
  let after = { kode: '', register: 0 }
  let isMore = true
  while (isMore && all.length < ROWS_MAX) {
    const rows = await listForExport(tx, { ...asked, after, limit: PAGE })
    all.push(...rows)
    const last = rows.at(-1)
    isMore = rows.length === PAGE && last !== undefined
    if (last !== undefined) after = { kode: last.kode, register: last.register }
  }
  return all
}

/** One KIB with its official columns; a file of this shape can be brought in again. */
export function lembarKib(kib: Kib, rows: readonly Kartu[]): Lembar {
  const rincian = kolomOf(kib)
  return {
    kepala: [
      'No',
      KOLOM.kode,
      KOLOM.register,
      KOLOM.nama,
      ...rincian.map(({ kepala }) => kepala),
      KOLOM.tanggal,
      KOLOM.asal,
      KOLOM.kondisi,
      KOLOM.harga,
      KOLOM.akumulasi,
      KOLOM.sisa,
      KOLOM.keterangan,
      KOLOM.lat,
      KOLOM.lon,
    ],
    rows: rows.map((row, index) => [
      index + 1,
      row.kode,
      String(row.register).padStart(4, '0'),
      row.nama,
      ...rincian.map(({ nama }) => row.rincian[nama] ?? ''),
      row.tanggalPerolehan,
      row.asalUsul,
      row.kondisi,
      { decimal: toDecimalString(row.nilai) },
      { decimal: toDecimalString(row.akumulasi) },
      row.sisaSemester,
      row.keterangan,
      row.lat ?? '',
      row.lon ?? '',
    ]),
  }
}

/** The room list (KIR) with its fourteen columns. */
export function lembarKir(rows: readonly Kartu[]): Lembar {
  return {
    kepala: [
      'No',
      KOLOM.nama,
      'Merk/Model',
      'No. Seri Pabrik',
      'Ukuran',
      'Bahan',
      'Tahun Pembuatan/Pembelian',
      'No. Kode Barang',
      'Jumlah/Register',
      KOLOM.harga,
      'B',
      'KB',
      'RB',
      KOLOM.keterangan,
    ],
    rows: rows.map((row, index) => [
      index + 1,
      row.nama,
      [row.rincian.merek, row.rincian.tipe].filter(Boolean).join(' '),
      row.rincian.nomor_pabrik ?? '',
      row.rincian.ukuran ?? '',
      row.rincian.bahan ?? '',
      row.tanggalPerolehan.slice(0, 4),
      row.kode,
      `1/${String(row.register).padStart(4, '0')}`,
      { decimal: toDecimalString(row.nilai) },
      row.kondisi === 'B' ? 'x' : '',
      row.kondisi === 'KB' ? 'x' : '',
      row.kondisi === 'RB' ? 'x' : '',
      row.keterangan,
    ]),
  }
}
