import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses, with the sentence for the person who is refused. */
export const REFUSALS = {
  FORUM_TUTUP: 'Forum ini sudah ditutup. Isinya tetap dapat dibaca.',
  TOPIK_TERKUNCI: 'Topik ini dikunci moderator. Alasannya ada di bagian atas topik.',
  JUDUL_PANJANG: 'Tulis judul {min} sampai {maks} huruf.',
  ISI_PANJANG: 'Tulis pesan Anda, {min} sampai {maks} huruf.',
  JENIS_TOPIK: 'Pilih: bahasan antarwarga atau pertanyaan kepada pemerintah.',
  KUTIPAN_TIDAK_ADA: 'Kiriman yang dikutip tidak ada di topik ini.',
  BUKAN_UNIT_PENJAWAB: 'Jawaban resmi ditulis oleh petugas perangkat daerah yang ditanya.',
  SUDAH_DIJAWAB:
    'Pertanyaan ini sudah dijawab resmi. Tambahan dapat ditulis sebagai kiriman biasa.',
  AKUN_BARU: 'Akun baru menunggu sebentar sebelum menulis di forum. Coba lagi {menit} menit lagi.',
  BATAS_JAM: 'Anda sudah menulis {jumlah} kiriman dalam satu jam. Coba lagi {menit} menit lagi.',
  BATAS_HARI: 'Anda sudah menulis {jumlah} kiriman dalam sehari. Lanjutkan besok.',
  TOPIK_LAMBAT:
    'Topik ini sedang dalam mode lambat: tiap orang menulis dengan jeda. Coba lagi {menit} menit lagi.',
  TEKS_SAMA: 'Tulisan yang sama sudah ada. Tambahkan hal baru, atau cukup ikuti topiknya.',
  TANDA_ATURAN: 'Pilih aturan yang menurut Anda dilanggar.',
  TANDA_SENDIRI: 'Anda tidak dapat menandai kiriman sendiri.',
  TANDA_SUDAH: 'Anda sudah menandai kiriman ini. Moderator akan memeriksanya.',
  TANDA_BATAS: 'Anda sudah menandai {jumlah} kiriman hari ini. Lanjutkan besok.',
  KIRIMAN_TERSEMBUNYI: 'Kiriman ini sudah disembunyikan.',
  IKUT_BATAS: 'Anda mengikuti {jumlah} topik. Berhenti mengikuti satu topik lebih dahulu.',
  PERKARA_DIPUTUS: 'Perkara ini baru saja diputus orang lain. Lihat putusannya di topik.',
  PUTUSAN_JENIS: 'Pilih putusan: biarkan, sembunyikan, kunci, atau pindahkan.',
  PUTUSAN_TOPIK: 'Mengunci dan memindahkan berlaku untuk topik, lewat kiriman pertamanya.',
  PUTUSAN_ATURAN: 'Pilih aturan yang menjadi dasar putusan.',
  PUTUSAN_ALASAN: 'Tulis alasan putusan, 10 sampai 500 huruf. Penulis dan semua orang membacanya.',
  PUTUSAN_SENDIRI: 'Kiriman Anda sendiri diputus oleh petugas lain.',
  PUTUSAN_KE_FORUM: 'Pilih forum tujuan yang lain dan masih dibuka.',
  BANDING_BUKAN_PENULIS: 'Banding diajukan oleh penulis kiriman.',
  BANDING_TIDAK_PERLU: 'Kiriman ini dibiarkan tampil, jadi tidak ada yang perlu dibanding.',
  BANDING_SUDAH: 'Banding atas putusan ini sudah diajukan.',
  BANDING_LEWAT: 'Banding diajukan paling lambat {hari} hari sesudah putusan.',
  BANDING_ALASAN: 'Tulis mengapa putusan ini keliru, 10 sampai 1.000 huruf.',
  BANDING_TIDAK_ADA: 'Belum ada banding atas putusan ini.',
  BANDING_DIPUTUS: 'Banding ini sudah diputus.',
  BANDING_PETUGAS_SAMA: 'Banding diputus oleh petugas lain, bukan yang memutus pertama kali.',
  BANDING_HASIL: 'Pilih: banding dikabulkan atau ditolak.',
  FORUM_KODE:
    'Isi kode 3 sampai 40 huruf kecil, angka, dan tanda hubung, yang belum dipakai forum lain.',
  FORUM_JUDUL: 'Isi nama forum, 5 sampai 100 huruf.',
  FORUM_URAIAN: 'Tulis untuk apa forum ini, 10 sampai 500 huruf.',
  FORUM_JENIS: 'Pilih: forum tempat atau forum tema.',
  FORUM_WILAYAH: 'Pilih kecamatan, desa, atau kelurahan untuk forum tempat.',
  FORUM_UNIT: 'Pilih perangkat daerah yang menjawab pertanyaan di forum ini.',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** A refusal of this module: its sentence filled in, at its field. */
export const refusal = createRefusal(REFUSALS)
