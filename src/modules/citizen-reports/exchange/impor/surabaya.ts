import { z } from 'zod'
import { DAY_MS } from '../../../../kernel/date.ts'
import type { AkhirImpor, KasusImpor } from '../../domain/impor/kasus.ts'
import { optionalCell, textCell } from '../lapor-cell.ts'
import { utcCell } from './cells.ts'

/** Columns by which the file is recognised; its annotation columns are not read. */
export const SURABAYA_KOLOM = [
  'kasus',
  'tanggal_lapor',
  'tanggal_ditanggapi',
  'respon_kelompok',
  'kecamatan',
  'kelurahan',
  'instansi',
  'topik',
  'teks',
] as const

/** What the office says of how long it took, as days after the report: from (exclusive) to (inclusive). */
const KELAS_AKHIR: Readonly<Record<string, readonly [after: number, until: number]>> = {
  '1 Sampai 3 Hari': [-1, 3],
  '4 Sampai 7 Hari': [3, 7],
  'Lebih 7 Hari': [7, Number.POSITIVE_INFINITY],
}

export const SurabayaSchema = z.object({
  kasus: textCell(1, 60),
  tanggal_lapor: utcCell.refine((at): at is Date => at !== null, 'Isi kolom ini.'),
  tanggal_ditanggapi: utcCell,
  respon_kelompok: z
    .string()
    .trim()
    .refine(
      (text) => text === '' || Object.hasOwn(KELAS_AKHIR, text),
      `Kosongkan, atau isi salah satu: ${Object.keys(KELAS_AKHIR).join(', ')}.`,
    ),
  kecamatan: optionalCell(100),
  kelurahan: optionalCell(100),
  instansi: optionalCell(200),
  topik: optionalCell(200),
  teks: textCell(1, 32_000),
})

export function fromSurabaya(cells: z.infer<typeof SurabayaSchema>, row: number): KasusImpor {
  const kelas = cells.respon_kelompok
  return {
    row,
    sumber: 'surabaya-media-center',
    rujukan: cells.kasus,
    jenis: 'pengaduan',
    judul: null,
    isi: cells.teks,
    topik: cells.topik,
    instansi: cells.instansi,
    wilayahKode: null,
    kecamatan: cells.kecamatan,
    kelurahan: cells.kelurahan,
    titik: null,
    patokan: null,
    diterimaAt: cells.tanggal_lapor,
    isWaktuPasti: true,
    dijawabAt: cells.tanggal_ditanggapi,
    tanggapan: null,
    akhir: endOf(kelas, cells.tanggal_lapor, cells.tanggal_ditanggapi),
    kelasAkhir: kelas === '' ? null : kelas,
    isAnonim: true,
    isRahasia: false,
    nama: null,
    telepon: null,
    email: null,
  }
}

/**
 * The file has the time of the answer and a class of how long the office took. Where the two agree, the
 * answer was the end. Where they do not, the case was closed at a time that nobody wrote down.
 */
function endOf(kelas: string, from: Date, answered: Date | null): AkhirImpor {
  const range = KELAS_AKHIR[kelas]
  if (range === undefined) return { kind: 'terbuka' }
  if (answered === null || answered < from) return { kind: 'ditutup', at: null }
  const days = (answered.getTime() - from.getTime()) / DAY_MS
  const [after, until] = range
  return { kind: 'ditutup', at: days > after && days <= until ? answered : null }
}
