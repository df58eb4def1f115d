import { z } from 'zod'
import { startOfDay, type TimeZone, tanggal } from '../../../../kernel/date.ts'
import type { KasusImpor } from '../../domain/impor/kasus.ts'
import { optionalCell, textCell } from '../lapor-cell.ts'

export const LAPOR_2017_KOLOM = ['kasus', 'instansi_tujuan', 'sektor', 'judul', 'teks'] as const

export const Lapor2017Schema = z.object({
  kasus: textCell(1, 60),
  instansi_tujuan: optionalCell(500),
  sektor: optionalCell(100),
  judul: optionalCell(500),
  teks: textCell(1, 32_000),
})

/** The file tells neither time nor end: the year is that of its name, and the cases are archive. */
export function fromLapor2017(
  cells: z.infer<typeof Lapor2017Schema>,
  row: number,
  zone: TimeZone,
): KasusImpor {
  return {
    row,
    sumber: 'lapor-2017',
    rujukan: cells.kasus,
    jenis: 'pengaduan',
    judul: cells.judul,
    isi: cells.teks,
    topik: cells.sektor,
    // Agencies of the whole nation: kept in the timeline, not made agencies of this region.
    instansi: null,
    wilayahKode: null,
    kecamatan: null,
    kelurahan: null,
    titik: null,
    patokan: null,
    diterimaAt: startOfDay(zone, tanggal('2017-01-01')),
    isWaktuPasti: false,
    dijawabAt: null,
    tanggapan: null,
    akhir: { kind: 'arsip' },
    kelasAkhir: cells.instansi_tujuan,
    isAnonim: true,
    isRahasia: false,
    nama: null,
    telepon: null,
    email: null,
  }
}
