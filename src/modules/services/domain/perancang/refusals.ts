import type { Refusal } from '../../../../kernel/result.ts'

/** What the designer refuses, with the sentence for the one who is refused. */
export const DESIGN_REFUSALS = {
  RANCANGAN_TIDAK_ADA: 'Rancangan itu tidak ada. Pilih dari daftar rancangan.',
  RANCANGAN_RUSAK:
    'Isi rancangan ini tidak dapat dibaca. Kembalikan revisi sebelumnya dari riwayat, atau impor berkas yang benar.',
  RANCANGAN_BUKAN_DRAF:
    'Rancangan ini tidak sedang disusun, jadi tidak dapat diubah. Buat versi berikutnya bila perlu.',
  RANCANGAN_BERTABRAKAN:
    'Rekan Anda menyimpan lebih dahulu. Simpanan Anda tidak hilang: bandingkan keduanya di riwayat sebagai revisi {nomor}, lalu pilih.',
  RANCANGAN_KODE_DIPAKAI:
    'Kode ini sudah dipakai layanan lain. Pilih kode lain, atau buat versi berikutnya dari layanan itu.',
  RANCANGAN_KODE_BENTUK:
    'Tulis kode dengan huruf besar dan tanda hubung, misalnya DLH-TEBANG-POHON.',
  RANCANGAN_SUDAH_DISUSUN: 'Versi berikutnya layanan ini sedang disusun. Lanjutkan rancangan itu.',
  RANCANGAN_MASALAH:
    'Masih ada {jumlah} hal yang harus dibenahi. Buka pemeriksaan, benahi semuanya, lalu ulangi.',
  RANCANGAN_PENULIS:
    'Yang ikut menyusun tidak boleh menelaah rancangannya sendiri. Minta rekan lain menelaah.',
  RANCANGAN_BUKAN_TELAAH: 'Rancangan ini tidak sedang menunggu telaah.',
  RANCANGAN_ALASAN: 'Tulis alasannya, paling sedikit 10 huruf, supaya penyusun tahu yang dibenahi.',
  RANCANGAN_BERUBAH:
    'Isi rancangan berubah sejak halaman ini dibuka. Muat ulang, periksa lagi, lalu putuskan.',
  RANCANGAN_VERSI_LAMA:
    'Versi yang lebih baru sudah terbit. Buat versi berikutnya dari yang terbit itu.',
  RANCANGAN_PETA_TAHAP:
    'Permohonan yang berjalan ada di tahap “{tahap}”, tetapi peta pindah tidak membawanya ke tahap yang setara. Lengkapi peta, atau biarkan permohonan selesai di versi lama.',
  RANCANGAN_TAK_BISA_MUNDUR: 'Tidak ada perubahan untuk diurungkan atau diulang.',
  RANCANGAN_REVISI_TIDAK_ADA: 'Revisi itu tidak ada pada rancangan ini.',
  RANCANGAN_WAJIB: 'Isi bagian ini.',
  RANCANGAN_TERLALU_PANJANG: 'Terlalu panjang atau terlalu banyak. Singkatkan.',
  RANCANGAN_BENTUK: 'Isi bagian ini belum benar: {rincian}',
  RANCANGAN_ANGKA: 'Tulis angka, misalnya 12 atau 0,5.',
  RANCANGAN_PASANGAN:
    'Pisahkan dengan garis tegak pada baris “{baris}”, misalnya: kerja | Melamar kerja.',
  RANCANGAN_NILAI: 'Tulis nama = nilai pada baris “{baris}”, misalnya: p.lahir = 1990-01-01.',
  RANCANGAN_PETA: 'Tulis tahap lama = tahap baru pada baris “{baris}”.',
  RANCANGAN_NAMA_TAHAP:
    'Tulis nama pendek tahap: huruf kecil di depan, tanpa spasi, belum dipakai tahap lain.',
  RANCANGAN_JSON: 'Teks ini bukan JSON yang benar. Periksa kurung, koma, dan tanda petiknya.',
  RANCANGAN_SYARAT: '{alasan}',
  RANCANGAN_LEMBAR_BERKAS:
    'Berkas ini tidak dapat dibaca sebagai lembar Excel (.xlsx) biasa. Simpan ulang sebagai .xlsx tanpa makro dan tanpa sandi.',
  RANCANGAN_LEMBAR_BESAR: 'Berkas ini terlalu besar. Paling banyak 2 MB dan 500 baris.',
  RANCANGAN_LEMBAR_KOLOM: 'Baris pertama harus memuat nama kolom: {kolom}.',
  RANCANGAN_LEMBAR_BARIS: 'Baris {baris}, kolom {kolom}: {alasan}',
  RANCANGAN_LEMBAR_KOSONG: 'Tidak ada isian pada lembar pertama berkas ini.',
  RANCANGAN_IMPOR: '{tempat}: {alasan}',
  RANCANGAN_HALAMAN_TIDAK_ADA: 'Pilih halaman tempat isian ini ditaruh.',
} as const
export type DesignRefusalCode = keyof typeof DESIGN_REFUSALS

/** @returns the refusal with its sentence, values filled in, at a field when one is named */
export function designRefusal(
  code: DesignRefusalCode,
  field?: string,
  values: Readonly<Record<string, string>> = {},
): Refusal {
  const message = Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, () => value),
    DESIGN_REFUSALS[code] as string,
  )
  return { code, message, ...(field === undefined ? {} : { field }) }
}
