import type { Refusal } from '../../../kernel/result.ts'

/** Every plain refusal of the queue, in Indonesian; the English wording is beside the other messages. */
export const REFUSALS = {
  TEMPAT_TIDAK_ADA: 'Tempat layanan ini tidak ada. Pilih dari daftar.',
  LAYANAN_ANTREAN_TIDAK_ADA: 'Pilih layanan dari daftar.',
  ANTREAN_TUTUP: 'Layanan ini sedang tutup. Lihat jam buka, atau buat janji.',
  ANTREAN_PENUH:
    'Antrean hari ini sudah lebih panjang daripada jam layanan yang tersisa. Datang lebih awal besok, atau buat janji.',
  NOMOR_HANYA_DI_TEMPAT: 'Di sini nomor hanya diambil pada mesin antrean di tempat.',
  NOMOR_SUDAH_CUKUP:
    'Ponsel ini sudah memegang nomor yang belum dipanggil. Pakai nomor itu, atau batalkan dulu.',
  PRIORITAS_TIDAK_ADA: 'Pilih alasan didahulukan dari daftar.',
  SALURAN_TIDAK_ADA: 'Pilih kabar lewat SMS atau WhatsApp.',
  KUNCI_TIDAK_SAH: 'Formulir ini tidak lengkap. Muat ulang halaman, lalu coba lagi.',
  TERLALU_SERING: 'Terlalu sering dari ponsel ini. Coba lagi beberapa menit lagi.',
  TIKET_TIDAK_ADA: 'Nomor ini tidak ada atau sudah selesai.',
  BUKAN_LOKET_ANDA: 'Loket ini milik unit lain. Buka loket unit Anda.',
  LOKET_DIPAKAI: 'Loket ini sedang dibuka petugas lain. Pilih loket lain.',
  SUDAH_DI_LOKET_LAIN: 'Anda masih membuka loket lain. Tutup loket itu dulu.',
  LOKET_BELUM_DIBUKA: 'Buka loket dulu.',
  LOKET_JEDA: 'Loket sedang istirahat. Lanjutkan dulu.',
  MASIH_MELAYANI: 'Selesaikan atau lewati dulu nomor yang sedang Anda panggil.',
  TIDAK_ADA_YANG_DIPANGGIL: 'Belum ada nomor yang Anda panggil.',
  NOMOR_BERUBAH: 'Keadaan nomor ini sudah berubah. Lihat keadaan terbaru di layar.',
  TUJUAN_ALIH_TIDAK_ADA: 'Pilih layanan atau loket tujuan.',
  JANJI_TIDAK_DIBUKA: 'Layanan ini tidak menerima janji. Ambil nomor pada hari Anda datang.',
  TANGGAL_JANJI_TIDAK_SAH: 'Pilih tanggal dari daftar.',
  JAM_JANJI_TIDAK_ADA: 'Pilih jam dari daftar.',
  JAM_JANJI_PENUH: 'Jam ini baru saja penuh. Pilih jam lain, atau masuk daftar tunggu.',
  MASIH_ADA_JAM: 'Hari ini masih ada jam kosong. Pilih salah satu.',
  SUDAH_ADA_JANJI:
    'Anda sudah punya janji untuk layanan ini. Ubah atau batalkan janji itu dari halamannya.',
  SUDAH_DAFTAR_TUNGGU: 'Anda sudah ada di daftar tunggu hari itu.',
  ISI_TELEPON_ATAU_MASUK: 'Isi nomor ponsel, atau masuk dengan akun Anda.',
  JANJI_TIDAK_ADA: 'Janji ini tidak ada. Periksa kodenya.',
  JANJI_SUDAH_SELESAI: 'Janji ini sudah dipakai atau dibatalkan.',
  JANJI_BUKAN_HARI_INI: 'Janji ini bukan untuk hari ini.',
  JANJI_TEMPAT_LAIN: 'Janji ini untuk tempat lain.',
  TIDAK_DIBATASI: 'Tidak ada pembatasan yang berlaku untuk janji ini.',
  ALASAN_CABUT_KURANG: 'Tulis alasan, 5 sampai 300 huruf.',
  PENGATURAN_BUKAN_ANDA:
    'Hanya admin, atau kepala unit pengelola tempat ini, yang boleh mengubahnya.',
  DIUBAH_ORANG_LAIN:
    'Isian ini baru saja diubah orang lain. Isian Anda belum disimpan: periksa isi terbaru, lalu simpan lagi bila masih perlu.',
  KODE_TEMPAT_TIDAK_SAH:
    'Isi kode dengan huruf kecil, angka, dan tanda hubung, misalnya mpp-jatiraya.',
  KODE_TEMPAT_SUDAH_ADA: 'Kode ini sudah dipakai. Pilih kode lain.',
  JENIS_TEMPAT_TIDAK_SAH: 'Pilih jenis tempat.',
  NAMA_TIDAK_SAH: 'Isi nama, 3 sampai 80 huruf.',
  NAMA_EN_TIDAK_SAH: 'Isi nama dalam bahasa Inggris, 3 sampai 80 huruf.',
  UNIT_TIDAK_ADA: 'Pilih unit dari daftar.',
  ALAMAT_TEMPAT_PANJANG: 'Persingkat alamat, paling banyak 300 huruf.',
  HURUF_TIDAK_SAH: 'Isi satu atau dua huruf besar, misalnya A.',
  HURUF_SUDAH_ADA: 'Huruf ini sudah dipakai layanan lain di tempat ini.',
  MENIT_TIDAK_SAH: 'Isi lama layanan dalam menit, 1 sampai 240.',
  MENIT_SLOT_TIDAK_SAH: 'Pilih panjang jam janji dari daftar.',
  BAGIAN_TIDAK_SAH: 'Isi bagian untuk yang datang langsung, 0 sampai 100 persen.',
  KODE_LAYANAN_TIDAK_SAH: 'Tulis kode layanan dipisah koma, misalnya DKC-KTP, DKC-KK.',
  KODE_LOKET_TIDAK_SAH: 'Isi nomor loket, satu sampai empat angka atau huruf besar, misalnya 3.',
  KODE_LOKET_SUDAH_ADA: 'Nomor loket ini sudah dipakai di tempat ini.',
  LAYANAN_LOKET_KOSONG: 'Pilih paling sedikit satu layanan.',
  JAM_LAYANAN_TIDAK_SAH: 'Isi jam buka dan jam tutup sesudahnya, misalnya 07.30 dan 15.30.',
  HARI_TIDAK_SAH: 'Pilih hari.',
  TANGGAL_MULAI_TIDAK_SAH: 'Isi tanggal mulai berlaku, misalnya 1/1/2027.',
  TANGGAL_SAMPAI_TIDAK_SAH: 'Isi tanggal akhir yang tidak lebih awal daripada tanggal mulai.',
  TANGGAL_KHUSUS_TIDAK_SAH: 'Isi tanggal hari ini atau sesudahnya, misalnya 24/12/2026.',
  ALASAN_TUTUP_TIDAK_SAH: 'Tulis alasan yang akan dibaca warga, 3 sampai 160 huruf.',
  ATURAN_TIDAK_ADA: 'Pilih aturan dari daftar.',
  NILAI_ATURAN_TIDAK_SAH: 'Isi bilangan bulat, 0 sampai 10.000.',
  DASAR_ATURAN_TIDAK_SAH: 'Sebutkan dasarnya, misalnya keputusan kepala dinas dengan nomor.',
  BARIS_TIDAK_ADA: 'Baris ini sudah tidak ada.',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** A refusal of the catalogue, at a field when it belongs to one. */
export function refusal(code: RefusalCode, field?: string): Refusal {
  return { code, message: REFUSALS[code], ...(field === undefined ? {} : { field }) }
}

/** @returns the refusal of someone who missed too many appointments, with the last day it holds */
export function refuseLimited(until: string): Refusal {
  return {
    code: 'JANJI_DIBATASI',
    message: `Karena beberapa kali tidak hadir, Anda dapat membuat janji lagi setelah ${until}. Nomor langsung tetap dapat diambil, dan petugas loket dapat mencabut pembatasan ini.`,
  }
}

/** @returns the refusal of someone who checks in before the time for it */
export function refuseTooEarly(from: string): Refusal {
  return {
    code: 'HADIR_TERLALU_AWAL',
    message: `Lapor hadir dibuka pukul ${from}. Silakan kembali pada waktu itu.`,
    field: 'kode',
  }
}
