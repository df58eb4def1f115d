// Shapes of everything under data/, as data/README.md describes them.
import { z } from 'zod'
import type { Role } from '../../src/kernel/actor.ts'

const kode = z.string().regex(/^[a-z0-9-]+$/)
const kategoriKode = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)?$/)
const kalimat = z.string().min(2).max(600)
const dwibahasa = z.strictObject({ id: kalimat, en: kalimat })
const tanggal = z.iso.date()

export const pendudukSchema = z.array(
  z.strictObject({
    nik: z.string().regex(/^\d{16}$/),
    nkk: z.string().regex(/^\d{16}$/),
    nama: kalimat,
    tempatLahir: kalimat,
    lahir: tanggal,
    kelamin: z.enum(['laki-laki', 'perempuan']),
    kawin: z.enum(['belum_kawin', 'kawin', 'cerai_hidup', 'cerai_mati']),
    hubungan: z.enum(['kepala_keluarga', 'istri', 'anak']),
    alamat: kalimat,
    rt: z.string().regex(/^\d{3}$/),
    rw: z.string().regex(/^\d{3}$/),
    desaKode: z.string().regex(/^99\.01\.\d\d\.\d{4}$/),
    agama: kalimat,
    pekerjaan: kalimat,
  }),
)

export const usahaSchema = z.array(
  z.strictObject({
    nib: z.string().regex(/^9901\d{9}$/),
    nama: kalimat,
    nikPenanggungJawab: z.string().nullable(),
    kbli: z.array(z.string().regex(/^\d{5}$/)).min(1),
    risiko: z.enum(['rendah', 'menengah_rendah', 'menengah_tinggi', 'tinggi']),
  }),
)

export const jenisSchema = z.enum(['pengaduan', 'aspirasi', 'permintaan_informasi'])
export const kelasSchema = z.enum(['ringan', 'normatif', 'bukan_pengawasan', 'berkadar_pengawasan'])

const IKON =
  'jalan lampu sampah air pohon lalu-lintas orang kesehatan sekolah sosial dokumen pasar bencana kabel bus uang bangunan tani kerja lainnya'

const pertanyaan = z.strictObject({
  kode: z.string().regex(/^[a-z_]+$/),
  label: dwibahasa,
  tipe: z.enum(['text', 'number', 'date', 'choice', 'multi']),
  pilihan: z
    .array(z.strictObject({ kode, label: dwibahasa }))
    .min(2)
    .optional(),
  wajib: z.boolean(),
  bantuan: dwibahasa.optional(),
  hentikan: z.strictObject({ jawaban: kode, pesan: dwibahasa }).optional(),
})

export const kategoriSchema = z.strictObject({
  grup: z.array(z.strictObject({ kode, nama: dwibahasa, ikon: z.enum(IKON.split(' ')) })),
  daun: z.array(
    z.strictObject({
      kode: kategoriKode,
      nama: dwibahasa,
      kataKunci: z.array(z.string().min(2).max(60)).min(8).max(20),
      kelas: kelasSchema,
      jenis: z.array(jenisSchema).min(1),
      rahasiaDefault: z.boolean(),
      butuhLokasi: z.boolean(),
      radiusSerupaM: z.int().min(0).max(5_000),
      fotoDianjurkan: z.boolean(),
      pertanyaan: z.array(pertanyaan),
    }),
  ),
})

export const wewenangSchema = z.strictObject({
  catatan: kalimat,
  luarDaerah: z.array(z.strictObject({ kode, nama: dwibahasa, saran: dwibahasa })),
  aturan: z.array(
    z.strictObject({
      kategoriKode,
      wilayahKode: z.string().nullable(),
      jenisTempat: kode.nullable(),
      unitKode: z
        .string()
        .regex(/^@?[a-z0-9-]+$/)
        .nullable(),
      luarDaerah: kode.nullable(),
      prioritas: z.int().min(0).max(99),
      berlakuMulai: tanggal,
      berlakuSampai: tanggal.nullable(),
      catatan: kalimat.optional(),
    }),
  ),
})

export const alasanSchema = z.strictObject({ kode, teks: dwibahasa, saran: dwibahasa.nullable() })

const aturanTenggat = <Kode extends readonly string[]>(kodes: Kode) =>
  z.strictObject({
    kode: z.enum(kodes),
    jenis: jenisSchema.nullable(),
    kelas: kelasSchema.nullable(),
    hariKerja: z.int().min(1).max(400),
    berlakuMulai: tanggal,
    berlakuSampai: tanggal.nullable(),
    dasar: kalimat,
    sumber: z.string().min(1),
    terverifikasi: z.boolean(),
  })

export const tenggatSchema = z.strictObject({
  catatan: kalimat,
  aturan: z.array(
    aturanTenggat(['verifikasi', 'tindak_lanjut', 'penyelesaian', 'konfirmasi', 'buka_kembali']),
  ),
  aturanLain: z.array(aturanTenggat(['perpanjangan_informasi', 'validasi_orang_kedua'])),
  eskalasi: z.array(
    z.strictObject({
      kode: z.string(),
      tingkat: z.int().min(0).max(3),
      bagianWaktu: z.number().positive(),
      kepada: z.array(z.string()),
      keterangan: dwibahasa,
      dasar: kalimat,
      terverifikasi: z.boolean(),
    }),
  ),
  alasanJeda: z.array(alasanSchema),
  alasanKoordinasi: z.array(alasanSchema),
})

export const templatSchema = z.strictObject({
  isian: z.array(
    z.strictObject({
      kode: z.string().regex(/^[a-z_]{1,40}$/),
      sumber: z.enum(['sistem', 'petugas']),
      arti: dwibahasa,
    }),
  ),
  templat: z.array(
    z.strictObject({
      kode,
      nama: kalimat,
      untukTindakan: z.string(),
      kategoriKode: kategoriKode.nullable(),
      teks: dwibahasa,
    }),
  ),
})

export const laporanBankSchema = z.strictObject({
  isian: z.strictObject({
    pembuka: z.array(z.string().min(2)).min(5),
    penutup: z.array(z.string().min(2)).min(5),
    lama: z.array(z.string().min(2)).min(5),
    jalan: z.array(z.string().min(2)).min(20),
    patokan: z.array(z.string().min(2)).min(20),
  }),
  daun: z.record(
    z.string(),
    z.array(
      z.strictObject({
        judul: z.string().min(8).max(90),
        isi: z.string().min(40).max(400),
        jenis: jenisSchema,
      }),
    ),
  ),
})

export const unitSchema = z.array(
  z.strictObject({
    kode,
    nama: z.string().min(3),
    singkatan: z.string().min(2),
    jenis: z.string().min(3),
    indukKode: kode.nullable(),
    wilayahKode: z.string().nullable(),
    alamat: z.string().min(5),
    jamLayanan: z.string().min(5),
    telepon: z.string().regex(/^\(0999\) \d{4}$/),
  }),
)

/** Written as a record so that a role missing here, or one too many, does not compile. */
const ROLES: Readonly<Record<Role, true>> = {
  warga: true,
  rt: true,
  kades: true,
  lurah: true,
  camat: true,
  'operator-aduan': true,
  'petugas-lapangan': true,
  'kepala-opd': true,
  'penghubung-opd': true,
  loket: true,
  'petugas-layanan': true,
  'perancang-layanan': true,
  perencana: true,
  tapd: true,
  kpa: true,
  'ppk-skpd': true,
  pptk: true,
  'bendahara-penerimaan': true,
  'pengurus-barang': true,
  ppkd: true,
  pa: true,
  ppk: true,
  bendahara: true,
  bud: true,
  akuntansi: true,
  pajak: true,
  aset: true,
  walidata: true,
  ppid: true,
  inspektorat: true,
  dprd: true,
  bupati: true,
  admin: true,
}

export const ALL_ROLES = Object.keys(ROLES) as readonly Role[]

export const akunSchema = z.array(
  z.strictObject({
    username: kode,
    name: z.string().min(3),
    position: z.string().min(3).nullable(),
    unitKode: kode.nullable(),
    roles: z.array(z.enum(ALL_ROLES)).min(1),
    wilayahKode: z.string().nullable(),
    jenis: z.enum(['citizen', 'officer']),
    isKontrak: z.boolean(),
    email: z
      .string()
      .regex(/^[a-z0-9.-]+@pendopo\.example$/)
      .optional(),
    nik: z
      .string()
      .regex(/^99\d{14}$/)
      .optional(),
  }),
)

export const hariLiburSchema = z.array(
  z.strictObject({
    tanggal,
    nama: z.string().min(4),
    jenis: z.enum(['libur_nasional', 'cuti_bersama', 'prakiraan']),
    dasar: z.string().min(8),
  }),
)

export const wilayahSchema = z.array(
  z.strictObject({
    kode: z.string().regex(/^99(\.01(\.\d{2}(\.[12]\d{3})?)?)?$/),
    nama: z.string().min(3),
    tingkat: z.enum(['provinsi', 'kabupaten', 'kecamatan', 'kelurahan', 'desa']),
    induk_kode: z.string(),
    lat: z.string(),
    lon: z.string(),
    penduduk: z.string(),
    luas_km2: z.string(),
  }),
)

const position = z.tuple([z.number(), z.number()])

export const batasSchema = z.strictObject({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.strictObject({
      type: z.literal('Feature'),
      properties: z.strictObject({
        kode: z.string(),
        nama: z.string(),
        tingkat: z.enum(['kecamatan', 'kelurahan', 'desa']),
        indukKode: z.string(),
        lat: z.number(),
        lon: z.number(),
      }),
      geometry: z.strictObject({
        type: z.literal('Polygon'),
        coordinates: z.tuple([z.array(position).min(4)]),
      }),
    }),
  ),
})

export const latarSchema = z.strictObject({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.strictObject({
      type: z.literal('Feature'),
      properties: z.strictObject({
        jenis: z.enum(['jalan', 'sungai']),
        nama: z.string(),
        kelas: z.enum(['jalan-nasional', 'jalan-provinsi', 'jalan-kabupaten']).optional(),
      }),
      geometry: z.strictObject({
        type: z.literal('LineString'),
        coordinates: z.array(position).min(2),
      }),
    }),
  ),
})

export const petaSketsaSchema = z.strictObject({
  width: z.int(),
  height: z.int(),
  bounds: z.strictObject({
    minLat: z.number(),
    minLon: z.number(),
    maxLat: z.number(),
    maxLon: z.number(),
  }),
  kecamatan: z.array(
    z.strictObject({
      kode: z.string(),
      nama: z.string(),
      path: z.string().regex(/^M\d+ \d+l[-\d ]+z$/),
      labelX: z.int(),
      labelY: z.int(),
    }),
  ),
  roads: z.array(z.string().regex(/^M\d+ \d+l[-\d ]+$/)),
  rivers: z.array(z.string().regex(/^M\d+ \d+l[-\d ]+$/)),
})
