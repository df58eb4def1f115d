/** Why a definition cannot be published, told to its author. */
export const problemsId = {
  OPERASI_TIDAK_ADA: (about: string) => `Operasi “${about}” tidak dikenal dalam syarat ini.`,
  JUMLAH_ISIAN_SALAH: (about: string) => `Jumlah bagian pada operasi “${about}” tidak sesuai.`,
  NAMA_TIDAK_DIKENAL: (about: string) =>
    `Nama “${about}” tidak ada dalam rancangan ini. Periksa ejaan kode isiannya.`,
  JENIS_TIDAK_COCOK: (about: string) =>
    `Jenis nilai tidak cocok (${about}): misalnya tanggal dibandingkan dengan angka.`,
  ANGKA_HUKUM_TIDAK_ADA: (about: string) =>
    `Angka hukum “${about}” belum didaftarkan di bagian Angka hukum.`,
  TABEL_TIDAK_ADA: (about: string) => `Tabel “${about}” tidak ada.`,
  LAYANAN_TIDAK_ADA: (about: string) => `Layanan “${about}” tidak ada di katalog.`,
  TERLALU_DALAM: (about: string) =>
    `Syarat ini terlalu bertingkat, lebih dari ${about}. Pecah menjadi isian hitung.`,
  ID_GANDA: (about: string) => `Kode “${about}” dipakai lebih dari sekali.`,
  ID_SALAH_BENTUK: (about: string) =>
    `Kode “${about}” harus diawali huruf kecil, hanya huruf, angka, dan titik (kode layanan: HURUF-BESAR).`,
  TAHAP_TIDAK_ADA: (about: string) => `Tahap “${about}” dituju, tetapi tidak ada.`,
  TAHAP_TIDAK_TERJANGKAU: (about: string) =>
    `Tahap “${about}” tidak pernah dicapai dari tahap awal.`,
  TAHAP_TANPA_KELUAR: (about: string) =>
    `Dari tahap “${about}” permohonan tidak dapat sampai ke akhir. Beri tindakan yang menuju akhir.`,
  TAHAP_TANPA_PETUGAS: (about: string) =>
    `Tahap “${about}” punya tindakan, tetapi belum ada petugas yang ditunjuk.`,
  TAHAP_TANPA_JANJI: (about: string) => `Tahap “${about}” belum punya janji waktu.`,
  JANJI_BERCAMPUR: (about: string) =>
    `Tahap “${about}” dihitung dengan jam siang malam, tahap lain tidak. Pakai satu cara menghitung untuk semua tahap instansi.`,
  TAHAP_OTOMATIS_BERPUTAR: (about: string) =>
    `Langkah otomatis dari tahap “${about}” kembali ke tahap itu sendiri.`,
  AKHIR_DENGAN_TINDAKAN: (about: string) =>
    `Tahap akhir “${about}” tidak boleh punya tindakan lanjutan.`,
  TANPA_AKHIR: (_: string) => 'Alur belum punya tahap akhir.',
  TINDAKAN_TIDAK_ADA: (about: string) =>
    `Tindakan “${about}” yang harus dilakukan orang lain tidak ada.`,
  PERBAIKAN_TANPA_JEDA: (about: string) =>
    `Tindakan minta perbaikan harus menuju tahap berjeda, bukan “${about}”.`,
  INSTANSI_TIDAK_DIMINTA: (about: string) =>
    `Ada isian untuk instansi “${about}”, tetapi instansi itu tidak diminta pendapatnya pada tahap ini.`,
  PENDAPAT_BERFOTO: (about: string) =>
    `Isian pendapat “${about}” tidak dapat berupa foto. Mintalah foto lewat tindakan di lapangan.`,
  PERAN_TIDAK_COCOK: (about: string) => `Peran “${about}” tidak dapat dipakai di sini.`,
  ISIAN_BERPUTAR: (about: string) => `Isian “${about}” bergantung pada dirinya sendiri.`,
  ISIAN_TANPA_NILAI: (about: string) =>
    `Isian jenis “${about}”: rumus hanya untuk hitung, dan baris hanya untuk ulang; keduanya wajib ada di jenisnya.`,
  PILIHAN_KOSONG: (about: string) =>
    `Isian jenis “${about}”: daftar pilihan wajib untuk pilih dan banyak, dan tidak boleh pada jenis lain.`,
  POLA_SALAH: (about: string) => `Pola atau isian kosong “${about}” tidak dapat dibaca.`,
  BATAS_TERBALIK: (about: string) => `Batas bawah lebih besar daripada batas atas: ${about}.`,
  ALIH_TANPA_TUJUAN: (about: string) =>
    `Syarat yang mengalihkan harus menyebut layanan di katalog, bukan “${about}”.`,
  TANGGAL_TERBALIK: (about: string) =>
    `Tanggal akhir lebih dahulu daripada tanggal mulai: ${about}.`,
  ANGKA_HUKUM_BELUM_BERLAKU: (about: string) =>
    `Angka hukum ini belum punya nilai pada ${about}, saat layanan mulai berlaku.`,
  BIAYA_TANPA_TAHAP: (about: string) =>
    `Biaya dan tahap penagihan belum cocok (${about}): gratis tanpa baris, berbayar dengan baris dan tahap.`,
  BERKAS_TIDAK_ADA: (about: string) => `Berkas “${about}” tidak ada.`,
  NOMOR_TANPA_URUT: (about: string) => `Pola nomor “${about}” harus memuat tepat satu {seq:4}.`,
  NOMOR_SALAH_TANDA: (about: string) => `Tanda “{${about}}” tidak dikenal dalam pola nomor.`,
  TINDAKAN_MASSAL_BERISIAN: (about: string) =>
    `Tindakan “${about}” punya isian petugas, jadi tidak dapat dilakukan massal.`,
  PILIHAN_TIDAK_ADA: (about: string) =>
    `Pilihan “${about}” dibandingkan di syarat ini, tetapi tidak ada dalam daftar pilihannya.`,
  PENANDATANGAN_TIDAK_ADA: (about: string) =>
    `Surat ditandatangani “${about}”, tetapi pejabat itu tidak bertindak pada tahap yang menerbitkannya.`,
  TERLALU_BESAR: (about: string) =>
    `Rancangan terlalu besar (${about}). Pecah menjadi beberapa layanan.`,
  UJI_KURANG: (about: string) =>
    `Baru ${about} kasus uji. Buat paling sedikit dua: yang berhasil dan yang lain.`,
  UJI_GAGAL: (about: string) => `Hasil uji tidak sesuai harapan: ${about}`,
}
