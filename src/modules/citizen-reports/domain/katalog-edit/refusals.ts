import type { Refusal } from '../../../../kernel/result.ts'

/** What the editors of catalogues are refused, with the sentence that says how to mend it. */
export const KATALOG_REFUSALS = {
  DIUBAH_ORANG_LAIN:
    'Isian ini baru saja diubah orang lain. Isian Anda belum disimpan: bandingkan dengan isi terbaru pada riwayat, lalu simpan lagi bila masih perlu.',
  KODE_TIDAK_SAH:
    'Isi kode dengan huruf kecil, angka, dan tanda hubung; untuk daun awali dengan kode kelompok dan titik, misalnya jalan.lubang.',
  KODE_SUDAH_ADA: 'Kode ini sudah dipakai. Pilih kode lain.',
  INDUK_TIDAK_ADA: 'Pilih kelompok dari daftar.',
  NAMA_ID_TIDAK_SAH: 'Isi nama dalam bahasa Indonesia, 2 sampai 80 huruf.',
  NAMA_EN_TIDAK_SAH: 'Isi nama dalam bahasa Inggris, 2 sampai 80 huruf.',
  NAMA_SUDAH_ADA: 'Nama ini sudah dipakai dalam kelompok yang sama.',
  KATA_KUNCI_TERLALU_BANYAK: 'Kurangi kata kunci menjadi paling banyak 60.',
  KATA_KUNCI_TIDAK_SAH:
    'Setiap kata kunci 2 sampai 60 huruf. Pisahkan dengan koma atau baris baru.',
  KELAS_TIDAK_SAH: 'Pilih kelas tenggat dari daftar.',
  JENIS_KOSONG: 'Pilih paling sedikit satu jenis laporan.',
  RADIUS_TIDAK_SAH: 'Isi jarak laporan serupa dalam meter, 0 sampai 5.000.',
  URUTAN_TIDAK_SAH: 'Isi urutan dengan angka 0 sampai 9.999.',
  IKON_TIDAK_SAH: 'Pilih gambar dari daftar.',
  KELOMPOK_MASIH_BERISI: 'Nonaktifkan dahulu semua daun kelompok ini.',
  KELOMPOK_NONAKTIF: 'Aktifkan dahulu kelompoknya.',
  RAHASIA_HANYA_ADMIN:
    'Hanya admin yang boleh mengubah kategori rahasia menjadi terbuka. Hubungi admin.',
  KATEGORI_DIPAKAI:
    'Kategori ini sudah dipakai laporan atau aturan, sehingga hanya dapat dinonaktifkan.',
  PERTANYAAN_TERLALU_BANYAK: 'Paling banyak 12 pertanyaan untuk satu kategori.',
  KODE_SOAL_TIDAK_SAH: 'Isi kode dengan 2 sampai 40 huruf kecil, angka, atau garis bawah.',
  LABEL_ID_TIDAK_SAH: 'Tulis dalam bahasa Indonesia, 2 sampai 160 huruf.',
  LABEL_EN_TIDAK_SAH: 'Tulis dalam bahasa Inggris, 2 sampai 160 huruf.',
  TIPE_TIDAK_SAH: 'Pilih bentuk jawaban dari daftar.',
  PILIHAN_KURANG: 'Isi paling sedikit dua pilihan, masing-masing dalam dua bahasa.',
  PILIHAN_TERLALU_BANYAK: 'Kurangi pilihan menjadi paling banyak 30.',
  PILIHAN_TIDAK_LENGKAP: 'Isi kedua bahasa untuk setiap pilihan, paling banyak 120 huruf.',
  PILIHAN_KEMBAR: 'Dua pilihan berkode sama. Beri kode yang berbeda.',
  HENTIKAN_TIDAK_SAH: 'Pilih jawaban yang menghentikan dari daftar pilihan pertanyaan ini.',
  PESAN_HENTIKAN_TIDAK_SAH: 'Tulis nasihatnya dalam dua bahasa, masing-masing 10 sampai 500 huruf.',
  KATEGORI_ATURAN_TIDAK_ADA: 'Pilih kategori atau kelompok dari daftar.',
  WILAYAH_TIDAK_ADA: 'Pilih kecamatan, desa, atau kelurahan dari daftar.',
  JENIS_TEMPAT_TIDAK_ADA:
    'Jenis tempat ini bukan pilihan pada pertanyaan "jenis_tempat" mana pun. Tambahkan dahulu di sana.',
  TUJUAN_TIDAK_SAH:
    'Isi salah satu: perangkat daerah dari daftar, atau ke mana warga harus pergi di luar daerah.',
  UNIT_ATURAN_TIDAK_ADA: 'Pilih perangkat daerah yang aktif dari daftar.',
  LUAR_DAERAH_TIDAK_SAH: 'Tulis nama instansi di luar daerah, 3 sampai 200 huruf.',
  PRIORITAS_TIDAK_SAH: 'Isi prioritas dengan angka 0 sampai 99.',
  TANGGAL_MULAI_TIDAK_SAH: 'Isi tanggal mulai berlaku, misalnya 1/1/2027.',
  TANGGAL_SAMPAI_TIDAK_SAH: 'Isi tanggal terakhir berlaku sesudah tanggal mulai, atau kosongkan.',
  ATURAN_BERTABRAKAN:
    'Aturan lain berlaku untuk kategori, tempat, dan prioritas yang sama pada tanggal itu. Akhiri aturan itu atau beri prioritas lain.',
  HARI_KERJA_TIDAK_SAH: 'Isi hari kerja dengan angka 0 sampai 400.',
  KODE_TENGGAT_TIDAK_SAH: 'Pilih tahap dari daftar.',
  DASAR_TIDAK_SAH: 'Sebutkan sumber angkanya, 5 sampai 300 huruf.',
  TIDAK_BERLAKU_SURUT:
    'Aturan tidak dapat berlaku surut. Isi tanggal mulai hari ini atau sesudahnya.',
  TENGGAT_BERTABRAKAN:
    'Sudah ada aturan yang sama yang mulai berlaku pada atau sesudah tanggal itu. Pilih tanggal yang lebih akhir.',
  ALASAN_JENIS_TIDAK_SAH: 'Pilih untuk apa alasan ini dipakai.',
  TEKS_ID_TIDAK_SAH: 'Tulis teks bahasa Indonesia, 5 sampai 2.000 huruf.',
  TEKS_EN_TIDAK_SAH: 'Tulis teks bahasa Inggris, 5 sampai 2.000 huruf.',
  SARAN_TIDAK_SAH:
    'Isi saran dalam kedua bahasa, paling banyak 500 huruf, atau kosongkan keduanya.',
  TINDAKAN_TIDAK_SAH: 'Pilih tindakan dari daftar.',
  ISIAN_TIDAK_DIKENAL: 'Isian ini tidak dikenal',
  ISIAN_BERBEDA: 'Kedua bahasa harus memakai isian yang sama.',
  RIWAYAT_TIDAK_DAPAT_DIBATALKAN:
    'Perubahan ini tidak dapat dibatalkan dari sini. Buat perubahan baru sebagai gantinya.',
} as const

export type KatalogRefusalCode = keyof typeof KATALOG_REFUSALS

export function katalogRefusal(code: KatalogRefusalCode, field?: string): Refusal {
  return { code, message: KATALOG_REFUSALS[code], ...(field === undefined ? {} : { field }) }
}

/** The refusal when a condition does not hold, for lists of checks. */
export function unless(
  holds: boolean,
  code: KatalogRefusalCode,
  field?: string,
): readonly Refusal[] {
  return holds ? [] : [katalogRefusal(code, field)]
}

/** Is the text between two lengths? */
export function isLength(text: string, min: number, max: number): boolean {
  return text.length >= min && text.length <= max
}

/** Whole number within bounds from a form; undefined when it is none. */
export function wholeNumber(text: string, max: number): number | undefined {
  if (!/^\d{1,5}$/.test(text)) return undefined
  const value = Number(text)
  return value <= max ? value : undefined
}
