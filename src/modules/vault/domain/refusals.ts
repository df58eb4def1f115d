import type { Refusal } from '../../../kernel/result.ts'

/** What this module refuses or warns of, with the sentence for the person who reads it. */
export const REFUSALS = {
  BERKAS_KOSONG: 'Pilih foto atau PDF dokumennya.',
  BERKAS_TIDAK_DIKENAL:
    'Berkas ini bukan foto dan bukan PDF, apa pun namanya. Pilih foto JPG atau PNG, atau PDF.',
  BERKAS_DOKUMEN_KANTOR:
    'Berkas ini dokumen Word, Excel, atau arsip. Simpan sebagai PDF dari aplikasinya, lalu kirim PDF itu.',
  BERKAS_HARUS_PDF: 'Dokumen ini dikirim sebagai PDF, bukan foto. Pindai menjadi satu PDF.',
  BERKAS_HARUS_FOTO: 'Untuk dokumen ini kirim fotonya (JPG atau PNG), bukan PDF.',
  BERKAS_PDF_TERLALU_BESAR:
    'PDF ini {ukuran} kB, paling besar {batas} kB. Pindai ulang pada 150 sampai 200 dpi, atau kirim fotonya.',
  BERKAS_TERLALU_BANYAK_HALAMAN:
    'PDF ini {jumlah} halaman, paling banyak {batas}. Kirim halaman yang diminta saja.',
  BERKAS_TERLALU_KECIL:
    'Sisi pendek foto hanya {sisi} piksel, paling sedikit {batas}. Ambil ulang lebih dekat, bukan tangkapan layar.',
  BERKAS_GELAP:
    'Foto terlalu gelap untuk dibaca. Ambil ulang di tempat terang, dekat jendela, tanpa bayangan tangan.',
  BERKAS_KABUR:
    'Tulisan pada foto kabur. Ambil ulang: tahan ponsel diam, ketuk layar di tengah dokumen agar fokus.',
  BERKAS_PUDAR:
    'Tulisan pada foto hampir sewarna kertasnya. Ambil ulang tanpa pantulan lampu, atau pindai dokumennya.',
  BERKAS_POLOS:
    'Tidak ada tulisan atau gambar yang tampak pada foto ini. Periksa fotonya, lalu kirim lagi.',
  BERKAS_HALAMAN_TIDAK_TERBACA:
    'Halaman {halaman} tidak terbaca: terlalu gelap, kabur, atau kosong. Pindai ulang halaman itu.',
  BERKAS_TANGGAL_KOSONG: 'Isi tanggal yang tertulis pada dokumen.',
  BERKAS_TANGGAL_TIDAK_SAH: 'Tanggal ini tidak ada di kalender. Tulis seperti 17/08/2026.',
  BERKAS_TANGGAL_DEPAN: 'Tanggal terbit tidak mungkin sesudah hari ini. Periksa tanggalnya.',
  BERKAS_KEDALUWARSA:
    'Dokumen ini berlaku sampai {tanggal}, jadi sudah habis masa berlakunya. Kirim yang masih berlaku.',
  BERKAS_KUOTA_JUMLAH:
    'Anda sudah menyimpan {batas} berkas, batas tiap akun. Hapus yang tidak diperlukan, lalu kirim lagi.',
  BERKAS_KUOTA_UKURAN:
    'Simpanan Anda akan melebihi {batas} MB, batas tiap akun. Hapus yang tidak diperlukan, lalu kirim lagi.',
  BERKAS_TERLALU_SERING:
    'Banyak berkas dikirim dalam waktu singkat. Tunggu beberapa menit, lalu kirim lagi.',
  BERKAS_JENIS_TIDAK_ADA: 'Pilih jenis dokumen dari daftar.',
  BERKAS_TIDAK_DITEMUKAN:
    'Berkas itu tidak ada pada simpanan Anda. Pilih dari daftar, atau unggah lagi.',
  BERKAS_BELUM_DISETUJUI:
    'Ada peringatan pada berkas ini. Putuskan dahulu: pakai apa adanya, atau ganti dengan yang lebih jelas.',
  BERKAS_TUJUAN_KOSONG:
    'Tulis untuk apa Anda membukanya, 3 sampai 200 huruf. Tujuan itu dapat dibaca pemiliknya.',
  BERKAS_AGAK_GELAP: 'Fotonya agak gelap. Bila setiap huruf masih terbaca, boleh dipakai.',
  BERKAS_AGAK_KABUR: 'Tulisannya agak kabur. Bila setiap huruf masih terbaca, boleh dipakai.',
  BERKAS_AGAK_PUDAR: 'Tulisannya agak pudar. Bila setiap huruf masih terbaca, boleh dipakai.',
  BERKAS_AGAK_KECIL:
    'Sisi pendek foto {sisi} piksel, jadi huruf kecil mungkin sulit dibaca. Bila terbaca, boleh dipakai.',
  BERKAS_HALAMAN_SULIT_DIBACA:
    'Halaman {halaman} agak gelap, kabur, atau pudar. Bila setiap huruf masih terbaca, boleh dipakai.',
  BERKAS_HALAMAN_KOSONG: 'Halaman {halaman} kosong. Bila memang begitu, boleh dipakai.',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** Form field of the file itself. */
export const FILE_FIELD = 'berkas'
/** Form field of the date on the document. */
export const DATE_FIELD = 'tanggal'

/** A refusal with its sentence, values filled in. */
export function refusal(
  code: RefusalCode,
  more: Readonly<{ field?: string; values?: Readonly<Record<string, string | number>> }> = {},
): Refusal {
  const message = REFUSALS[code].replace(/\{([a-z]{1,20})\}/g, (whole, name: string) =>
    String(more.values?.[name] ?? whole),
  )
  return { code, message, ...(more.field === undefined ? {} : { field: more.field }) }
}
