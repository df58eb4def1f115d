import { z } from 'zod'
import type { TimeZone } from '../../../../kernel/date.ts'
import type { AkhirImpor, KasusImpor } from '../../domain/impor/kasus.ts'
import {
  degreesCell,
  jenisCell,
  optionalCell,
  optionalTimeCell,
  textCell,
  timeCell,
  yesNoCell,
} from '../lapor-cell.ts'
import { toDateCell } from './cells.ts'

/** Columns of our own form; those with a star must be there. Documented in docs/guide/pengelola. */
export const GENERIC_KOLOM = {
  rujukan: '* Nomor di sistem asal, tidak ganda',
  waktu_lapor: '* Tanggal dan jam; tanpa zona berarti waktu daerah ini',
  isi: '* Isi laporan',
  judul: 'Judul; tanpa ini dibuat dari kata-kata pertama',
  jenis: 'pengaduan, aspirasi, atau permintaan informasi',
  kategori: 'Kode atau nama jenis masalah, atau nama yang ada di pemetaan',
  unit: 'Kode atau nama perangkat daerah, atau nama yang ada di pemetaan',
  wilayah: 'Kode desa atau kelurahan',
  kecamatan: 'Nama kecamatan',
  kelurahan: 'Nama desa atau kelurahan',
  lintang: 'Derajat desimal',
  bujur: 'Derajat desimal',
  patokan: 'Tempat dalam kata-kata',
  status: 'terbuka, ditutup, ditolak, atau arsip',
  waktu_tanggapan: 'Tanggapan pertama',
  tanggapan: 'Isi tanggapan, dapat dibaca umum',
  waktu_selesai: 'Kapan ditutup',
  anonim: 'ya atau tidak',
  rahasia: 'ya atau tidak',
  nama: 'Nama pelapor; hanya untuk petugas',
  telepon: 'Telepon pelapor; hanya untuk petugas',
  email: 'Surel pelapor; hanya untuk petugas',
} as const

const ISI_READ_MAX = 32_000
const STATUS = ['terbuka', 'ditutup', 'ditolak', 'arsip'] as const

/** A column that the file does not have takes its value without being read at every row. */
export function genericSchema(zone: TimeZone) {
  return z
    .object({
      rujukan: textCell(1, 60),
      waktu_lapor: timeCell(zone),
      isi: textCell(1, ISI_READ_MAX),
      judul: optionalCell(500).default(null),
      jenis: z
        .string()
        .transform((text) => (text.trim() === '' ? 'pengaduan' : text))
        .pipe(jenisCell)
        .default('pengaduan'),
      kategori: optionalCell(200).default(null),
      unit: optionalCell(200).default(null),
      wilayah: optionalCell(20).default(null),
      kecamatan: optionalCell(100).default(null),
      kelurahan: optionalCell(100).default(null),
      lintang: degreesCell(90).default(null),
      bujur: degreesCell(180).default(null),
      patokan: optionalCell(200).default(null),
      status: z
        .string()
        .trim()
        .toLowerCase()
        .transform((text) => (text === '' ? 'terbuka' : text))
        .pipe(z.enum(STATUS, { error: `Pilih salah satu: ${STATUS.join(', ')}.` }))
        .default('terbuka'),
      waktu_tanggapan: optionalTimeCell(zone).default(null),
      tanggapan: optionalCell(4_000).default(null),
      waktu_selesai: optionalTimeCell(zone).default(null),
      anonim: yesNoCell.default(false),
      rahasia: yesNoCell.default(false),
      nama: optionalCell(120).default(null),
      telepon: optionalCell(30).default(null),
      email: optionalCell(200).default(null),
    })
    .refine(({ lintang, bujur }) => (lintang === null) === (bujur === null), {
      path: ['lintang'],
      error: 'Isi lintang dan bujur bersama-sama, atau kosongkan keduanya.',
    })
    .refine(({ status, waktu_selesai }) => status !== 'terbuka' || waktu_selesai === null, {
      path: ['status'],
      error:
        'Laporan terbuka tidak punya waktu selesai. Isi status ditutup, atau kosongkan waktunya.',
    })
}

export function fromGeneric(
  cells: z.infer<ReturnType<typeof genericSchema>>,
  row: number,
  sumber: string,
): KasusImpor {
  const { lintang, bujur, status } = cells
  const at = toDateCell(cells.waktu_selesai)
  const akhir: AkhirImpor =
    status === 'terbuka' || status === 'arsip' ? { kind: status } : { kind: status, at }
  return {
    row,
    sumber,
    rujukan: cells.rujukan,
    jenis: cells.jenis,
    judul: cells.judul,
    isi: cells.isi,
    topik: cells.kategori,
    instansi: cells.unit,
    wilayahKode: cells.wilayah,
    kecamatan: cells.kecamatan,
    kelurahan: cells.kelurahan,
    titik: lintang === null || bujur === null ? null : { lat: lintang, lon: bujur },
    patokan: cells.patokan,
    diterimaAt: toDateCell(cells.waktu_lapor) as Date,
    isWaktuPasti: true,
    dijawabAt: toDateCell(cells.waktu_tanggapan),
    tanggapan: cells.tanggapan,
    akhir,
    kelasAkhir: null,
    isAnonim: cells.anonim,
    isRahasia: cells.rahasia,
    nama: cells.nama,
    telepon: cells.telepon,
    email: cells.email,
  }
}
