import { z } from 'zod'
import { JENIS, KANAL, STATUS } from '../domain/laporan.ts'
import { HASIL_INSPEKSI, LIST_STATUS, LIST_URUT } from '../domain/list-filter.ts'

/** Shapes of our own API. Names are Indonesian where a law or form names the thing. */

export const PAGE_MAX = 1_000

const instant = z.string().describe('RFC 3339 dengan selisih waktu')
const nullable = <Schema extends z.ZodType>(schema: Schema) => schema.nullable()

export const CaseSchema = z.object({
  nomor: z.string(),
  url: z.string(),
  jenis: z.enum(JENIS),
  kategori: z.object({ kode: z.string(), nama: z.string() }),
  judul: z.string(),
  isi: z.string(),
  status: z.enum(STATUS),
  cara_tutup: nullable(z.enum(['dikonfirmasi', 'tanpa_konfirmasi', 'ditolak', 'digabung'])),
  kanal: z.enum(KANAL),
  kecamatan: nullable(z.object({ kode: z.string(), nama: z.string() })),
  desa: nullable(z.object({ kode: z.string(), nama: z.string() })),
  lintang: nullable(z.number()).describe('Dibulatkan sekitar 100 meter'),
  bujur: nullable(z.number()).describe('Dibulatkan sekitar 100 meter'),
  unit: nullable(z.object({ kode: z.string(), nama: z.string() })),
  diterima: instant,
  diubah: instant,
  tenggat: nullable(
    z.object({ jenis: z.string(), waktu: instant, pasti: z.boolean(), lewat: z.boolean() }),
  ),
  selesai: nullable(instant),
  hari_kerja_selesai: nullable(z.int()),
  tepat_waktu: nullable(z.boolean()),
  berbukti: z.boolean(),
  dibuka_kembali: z.int(),
  dukungan: z.int(),
  komentar: z.int(),
})
export type ApiCase = z.infer<typeof CaseSchema>

export const CaseListSchema = z.object({
  items: z.array(CaseSchema),
  next: nullable(z.string()).describe('Kirim kembali sebagai cursor; null di halaman terakhir'),
  total: nullable(z.int()).describe('null bila terlalu banyak untuk dihitung tepat'),
})

export const CaseDetailSchema = CaseSchema.extend({
  induk: nullable(z.string()).describe('Nomor laporan tempat laporan ini digabung'),
  gabungan: z.array(z.string()).describe('Nomor laporan sejenis yang digabung ke sini'),
  linimasa: z.array(
    z.object({
      waktu: instant,
      kejadian: z.string(),
      judul: z.string(),
      status: nullable(z.string()),
      pelaku: z.string(),
      pesan: nullable(z.string()),
    }),
  ),
  foto: z.array(
    z.object({ peran: z.string(), waktu: instant, url: z.string(), kecil: z.string() }),
  ),
})

const text = (max: number) => z.string().max(max)

export const CaseQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(100),
  cursor: text(100).optional(),
  q: text(200).optional(),
  kategori: text(100).optional(),
  kecamatan: text(20).optional(),
  desa: text(20).optional(),
  unit: text(60).optional(),
  status: z.enum(LIST_STATUS).optional(),
  jenis: z.enum(JENIS).optional(),
  dari: z.iso.date().optional(),
  sampai: z.iso.date().optional(),
  tepat: z.enum(['ya', 'tidak']).optional(),
  bukti: z.enum(['ya', 'tidak']).optional(),
  dibuka: z.enum(['ya']).optional(),
  inspeksi: z.enum(HASIL_INSPEKSI).optional(),
  kotak: text(100).optional().describe('barat,selatan,timur,utara dalam derajat'),
  urut: z.enum(LIST_URUT).optional(),
})

export const NomorSchema = z.object({ nomor: z.string().min(1).max(60) })

export const NewCaseSchema = z.object({
  id_klien: z.uuid().optional().describe('Kiriman ulang dengan id yang sama tidak menggandakan'),
  kategori: text(100),
  jenis: z.enum(JENIS).default('pengaduan'),
  judul: text(200),
  isi: text(8_000),
  jawaban: z
    .record(z.string().max(60), z.union([text(500), z.array(text(100)).max(20)]))
    .optional(),
  lokasi: z
    .object({
      lintang: z.number().min(-90).max(90).optional(),
      bujur: z.number().min(-180).max(180).optional(),
      patokan: text(200).optional(),
      kecamatan: text(20).optional(),
      desa: text(20).optional(),
    })
    .optional(),
  pelapor: z
    .object({
      nama: text(100).optional(),
      telepon: text(30).optional(),
      email: text(254).optional(),
      tampilkan_nama: z.boolean().optional(),
    })
    .optional(),
  anonim: z.boolean().default(false),
  rahasia: z.boolean().default(false),
  bahasa: z.enum(['id', 'en']).default('id'),
})
export type NewCase = z.infer<typeof NewCaseSchema>

export const TakenSchema = z.object({
  nomor: z.string(),
  kode_lacak: z.string().describe('Membuka laporan sebagai pelapor; sampaikan hanya kepadanya'),
  url: z.string(),
  baru: z.boolean().describe('false bila kiriman ini sudah diterima sebelumnya'),
})

export const KategoriListSchema = z.object({
  items: z.array(
    z.object({
      kode: z.string(),
      induk: nullable(z.string()),
      nama: z.object({ id: z.string(), en: z.string() }),
      jenis: z.array(z.enum(JENIS)),
      butuh_lokasi: z.boolean(),
      rahasia: z.boolean(),
      pertanyaan: z.array(
        z.object({
          kode: z.string(),
          label: z.object({ id: z.string(), en: z.string() }),
          tipe: z.string(),
          wajib: z.boolean(),
          pilihan: z.array(z.string()),
        }),
      ),
    }),
  ),
  next: z.null(),
  total: z.int(),
})

export const STATISTIK_PER = ['unit', 'kecamatan', 'kategori'] as const
export const StatistikQuerySchema = z.object({
  per: z.enum(STATISTIK_PER).default('unit'),
  dari: z.iso.date().optional().describe('Bulan pertama, dihitung per bulan penuh'),
  sampai: z.iso.date().optional().describe('Bulan terakhir, dihitung per bulan penuh'),
})
export const StatistikSchema = z.object({
  items: z.array(
    z.object({
      kode: z.string(),
      nama: z.string(),
      masuk: z.int(),
      terbuka: z.int(),
      dikonfirmasi: z.int(),
      tanpa_konfirmasi: z.int(),
      ditolak: z.int(),
      tepat: z.int(),
      terlambat: z.int(),
      berbukti: z.int(),
      dibuka_kembali: z.int(),
      median_hari_kerja: nullable(z.int()),
      p90_hari_kerja: nullable(z.int()),
      bagian_tepat_waktu: nullable(z.number()).describe('0 sampai 1; null di bawah 20 laporan'),
    }),
  ),
  next: z.null(),
  total: z.int(),
})
