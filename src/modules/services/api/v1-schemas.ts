import { z } from 'zod'
import { COMPONENTS } from '../domain/catalogue/standard.ts'
import { FIELD_TYPES, KINDS } from '../domain/definition/types.ts'

/** Shapes of the service portal's API. Names are Indonesian where a law or form names the thing. */

export const PAGE_MAX = 200

const instant = z.string().describe('RFC 3339 dengan selisih waktu')
const named = z.object({ kode: z.string(), nama: z.string() })
const twoTongues = z.object({ id: z.string(), en: z.string() })
const jam = z.number().describe('Jam kerja')

export const KodeSchema = z.object({ kode: z.string().min(1).max(60) })
export const NomorSchema = z.object({ nomor: z.string().min(1).max(60) })

export const LayananQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
  cursor: z.string().max(60).optional().describe('next dari halaman sebelumnya'),
  q: z.string().max(120).optional().describe('Kata sehari-hari; salah ketik dimaafkan'),
  instansi: z.string().max(60).optional().describe('Kode unit, desa, kecamatan, atau pusat'),
  peristiwa: z.string().max(60).optional().describe('Kode peristiwa hidup'),
})

const WaktuSchema = z
  .object({
    jumlah: z.int().describe('Permohonan yang selesai'),
    median_total: jam,
    p90_total: jam,
    median_bersih: jam.describe('Jam kerja tanpa masa pemohon melengkapi'),
    p90_bersih: jam.describe('Jam kerja tanpa masa pemohon melengkapi'),
  })
  .nullable()
  .describe('Dua belas bulan terakhir; null bila belum ada yang selesai')

const JanjiSchema = z
  .object({
    jam: z.number().describe('Jam kerja, atau jam siang malam bila siang_malam'),
    siang_malam: z.boolean(),
    hari: z.number().nullable(),
    teks: z.string(),
  })
  .nullable()
  .describe('null untuk layanan pemerintah pusat')

export const LayananItemSchema = z.object({
  kode: z.string(),
  url: z.string(),
  nama: twoTongues,
  ringkasan: twoTongues,
  instansi: named,
  pusat: z.boolean().describe('Diberikan pemerintah pusat; di sini hanya ditunjukkan alamatnya'),
  jenis: z.enum(KINDS).nullable(),
  gratis: z.boolean().nullable(),
  janji: JanjiSchema,
  peristiwa: z.array(z.string()),
  versi: z.int(),
})

export const LayananListSchema = z.object({
  items: z.array(LayananItemSchema),
  next: z.string().nullable().describe('Kirim kembali sebagai cursor; null di halaman terakhir'),
  total: z.int(),
})

const hukum = z.object({
  nama: z.string(),
  tentang: z.string().nullable(),
  terverifikasi: z.boolean().describe('false: belum dicocokkan dengan naskah resminya'),
})

const SYARAT = ['ya', 'tidak', 'bersyarat'] as const
export type Wajib = (typeof SYARAT)[number]

export const LayananDetailSchema = LayananItemSchema.extend({
  alamat_pusat: z.string().nullable(),
  berlaku_sejak: z.string().nullable(),
  pemohon: z.array(z.string()),
  perwakilan: z.array(z.string()),
  tingkat_identitas: z.int().nullable(),
  dasar_hukum: z.array(hukum),
  standar: z
    .array(
      z.object({
        komponen: z.enum(COMPONENTS),
        baris: z.array(z.object({ teks: z.string(), catatan: z.string().nullable() })),
      }),
    )
    .describe('Empat belas komponen standar pelayanan; kosong untuk layanan pusat'),
  berkas: z.array(
    z.object({
      id: z.string(),
      nama: twoTongues,
      wajib: z.enum(SYARAT),
      jenis_berkas: z.string().nullable(),
      asli_dibawa: z.boolean(),
      bentuk: z.array(z.string()),
      maks_kb: z.number(),
    }),
  ),
  biaya: z.object({ jenis: z.string(), rincian: z.array(z.string()) }).nullable(),
  formulir: z.array(
    z.object({
      id: z.string(),
      judul: twoTongues,
      isian: z.array(
        z.object({
          id: z.string(),
          tipe: z.enum(FIELD_TYPES),
          label: twoTongues,
          wajib: z.enum(SYARAT),
          dari_register: z.string().nullable().describe('Terisi dari register bila ada'),
          terkunci: z.boolean().describe('Nilai register; tidak dapat diganti'),
          pilihan: z.array(z.object({ kode: z.string(), label: twoTongues })),
          kolom: z.array(z.string()).describe('Isian tiap baris; ditulis <id>.<nomor>.<kolom>'),
        }),
      ),
    }),
  ),
  waktu: WaktuSchema,
  skm: z
    .object({ ikm: z.number(), mutu: z.string(), responden: z.int(), url: z.string() })
    .nullable()
    .describe('Nilai survei kepuasan empat triwulan terakhir; null bila belum cukup'),
})
export type LayananDetail = z.infer<typeof LayananDetailSchema>

export const VersiListSchema = z.object({
  items: z.array(
    z.object({
      versi: z.int(),
      terbit: instant,
      berlaku_sejak: z.string(),
      perubahan: z.array(z.string()).describe('Dibandingkan versi sebelumnya'),
    }),
  ),
  next: z.null(),
  total: z.int(),
})

export const WaktuListSchema = z.object({
  items: z.array(
    z.object({
      kode: z.string(),
      nama: twoTongues,
      janji: JanjiSchema,
      waktu: WaktuSchema,
      selesai: z.int(),
      tepat: z.int().describe('Selesai tanpa satu tahap pun melewati janjinya'),
      ditolak: z.int(),
      fiktif_positif: z.int(),
    }),
  ),
  next: z.null(),
  total: z.int(),
})

export const OwnQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(80).optional(),
})

const PermohonanSchema = z.object({
  nomor: z.string(),
  url: z.string(),
  layanan: z.object({ kode: z.string(), nama: twoTongues, versi: z.int() }),
  tahap: z.string(),
  keadaan: z.string().describe('Kalimat untuk pemohon'),
  akhir: z.enum(['terbit', 'selesai', 'tolak', 'batal']).nullable(),
  giliran_pemohon: z.boolean().describe('Jam instansi berhenti; pemohon yang melanjutkan'),
  diajukan: instant,
  tenggat: instant.nullable(),
})

export const PermohonanListSchema = z.object({
  items: z.array(PermohonanSchema),
  next: z.string().nullable(),
})

export const PermohonanDetailSchema = PermohonanSchema.extend({
  linimasa: z.array(
    z.object({
      waktu: instant,
      kejadian: z.string(),
      judul: z.string(),
      pesan: z.string().nullable(),
    }),
  ),
  surat: z.array(
    z.object({
      judul: z.string(),
      nomor: z.string().nullable(),
      status: z.enum(['menunggu', 'berlaku', 'dicabut', 'diganti']),
      verifikasi: z.string().nullable(),
    }),
  ),
  tagihan: z.array(
    z.object({
      kode_bayar: z.string(),
      status: z.enum(['belum', 'lunas', 'kedaluwarsa', 'batal']),
    }),
  ),
})

const NAMES_MAX = 400

export const NewPermohonanSchema = z.strictObject({
  layanan: z.string().max(60),
  id_klien: z.uuid().optional().describe('Kiriman ulang dengan id yang sama tidak menggandakan'),
  jawaban: z
    .record(
      z.string().max(120),
      z.union([z.string().max(4_000), z.array(z.string().max(200)).max(100)]),
    )
    .refine((all) => Object.keys(all).length <= NAMES_MAX, `paling banyak ${NAMES_MAX} isian`)
    .default({})
    .describe('Isian seperti ditulis di formulir, menurut id-nya'),
  berkas: z
    .record(z.string().max(60), z.uuid())
    .refine((all) => Object.keys(all).length <= 60, 'paling banyak 60 berkas')
    .default({})
    .describe('Berkas dari simpanan pemohon, menurut id syaratnya'),
  bahasa: z.enum(['id', 'en']).default('id'),
})
export type NewPermohonan = z.infer<typeof NewPermohonanSchema>

export const TakenSchema = z.object({
  nomor: z.string(),
  url: z.string(),
  baru: z.boolean().describe('false bila kiriman ini sudah diterima sebelumnya'),
})
