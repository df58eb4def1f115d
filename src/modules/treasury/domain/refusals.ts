import { createRefusal } from '../../../kernel/wording.ts'

/** Everything this module refuses, in the language of the law; values stand in braces. */
export const REFUSALS = {
  BUKAN_WEWENANG: 'Langkah ini bukan wewenang Anda untuk SKPD tersebut.',
  TAHAP_SUDAH_BERPINDAH:
    'Dokumen ini sudah berpindah tahap. Muat ulang halaman untuk melihat keadaannya sekarang.',
  PEMBUAT_BUKAN_PEMERIKSA:
    'Anda sudah membuat, memeriksa, atau menandatangani dokumen ini. Langkah ini harus diambil pejabat lain.',
  ALASAN_LANGKAH: 'Tulis alasannya, 10 sampai 1.000 huruf.',
  SURAT_NOMOR: 'Isi nomor surat penolakan, 3 sampai 120 huruf.',
  SPP_TIDAK_ADA: 'SPP ini tidak ada.',
  SPP_JENIS: 'Pilih jenis SPP.',
  SPP_SUDAH_ADA: 'Sebagian SPP ini sudah pernah dikirim. Periksa daftar SPP sebelum mengirim lagi.',
  SPP_URAIAN: 'Isi uraian pembayaran, 3 sampai 500 huruf.',
  SPP_PENERIMA: 'Isi nama penerima, 3 sampai 200 huruf.',
  SPP_BANK: 'Isi nama bank penerima.',
  SPP_REKENING: 'Isi nomor rekening bank penerima, 6 sampai 30 angka tanpa spasi.',
  SPP_BARIS: 'Isi sedikitnya satu baris belanja, paling banyak 10.000 baris dan 200 potongan.',
  SPP_BARIS_ASING:
    'Baris {urutan} bukan mata anggaran SKPD ini dalam tahun berjalan. Pilih dari DPA SKPD ini.',
  SPP_BARIS_JUMLAH: 'Isi jumlah baris {urutan} lebih dari nol.',
  SPP_JUMLAH: 'Isi jumlah lebih dari nol.',
  TU_SATU_KEGIATAN: 'SPP-TU hanya untuk satu sub kegiatan. Pisahkan menjadi beberapa SPP.',
  PAJAK_TIDAK_DIKENAL: 'Kode pajak {kode} pada baris {urutan} tidak berlaku pada tanggal ini.',
  PAJAK_DASAR:
    'Dasar pajak baris {urutan} harus lebih dari nol dan tidak melebihi jumlah barisnya.',
  POTONGAN_TERLALU_BESAR: 'Potongan tidak boleh sebesar atau melebihi jumlah SPP.',
  BUKTI_KOSONG: 'SPP-LS memerlukan sedikitnya satu bukti: kontrak, faktur, atau berita acara.',
  BUKTI_BARIS: 'Baris bukti {baris}: tulis jenis, nomor, dan tanggal, dipisah tab.',
  BUKTI_ISI: 'Tiap bukti memerlukan jenis dan nomor; paling banyak 500 bukti.',
  BUKTI_TANGGAL: 'Tanggal bukti tidak boleh setelah tanggal SPP.',
  BUKTI_GANDA: 'Ada bukti dengan jenis dan nomor yang sama. Tulis satu kali saja.',
  PAGU_TIDAK_CUKUP:
    'Anggaran rekening {rekening} tidak cukup: sisa {sisa}, diminta {diminta}. Kurangi jumlahnya atau tunggu pergeseran.',
  SPD_TIDAK_CUKUP:
    'SPD untuk {kegiatan} tidak cukup: sisa {sisa}, diminta {diminta}. Minta SPD berikutnya kepada BUD.',
  SPD_BELUM_ADA: 'Belum ada SPD untuk sub kegiatan ini. Minta SPD kepada BUD.',
  KONTRAK_TIDAK_CUKUP:
    'Nilai kontrak {nomor} tidak cukup: sisa {sisa}, diminta {diminta}. Periksa termin atau adendumnya.',
  KONTRAK_ASING: 'Kontrak ini bukan milik SKPD tersebut. Pilih kontrak SKPD ini.',
  KAS_TIDAK_CUKUP:
    'Kas daerah tidak cukup: tersedia {sisa} setelah SP2D yang sudah terbit, diperlukan {diminta}.',
  RKUD_BELUM_ADA: 'Rekening kas umum daerah belum dicatat. Catat pada halaman Bank.',
  PAGU_TURUN:
    'Anggaran rekening {rekening} sudah diturunkan di bawah yang terikat. SPP ini harus ditolak atau anggarannya digeser.',
  TAHUN_SUDAH_LEWAT:
    'Tahun anggaran {tahun} sudah lewat. Dokumen ini tidak dapat diterbitkan lagi.',
  PERIKSA_BELUM_LENGKAP:
    'Belum semua persyaratan dicentang ada. Centang seluruhnya, atau kembalikan dengan catatan.',
  CAIR_TANGGAL:
    'Isi tanggal cair: tidak sebelum tanggal SP2D, tidak setelah hari ini, dalam tahun anggarannya.',
  CAIR_REFERENSI: 'Isi nomor referensi bank, paling banyak 120 huruf.',
  BARIS_TIDAK_ADA: 'Baris SP2D ini tidak ada atau SP2D-nya belum terbit.',
  BARIS_BUKAN_MODAL: 'Hanya belanja modal yang ditautkan ke aset.',
  BARIS_BELUM_CAIR: 'SP2D baris ini belum cair atau sudah selesai.',
  ASET_MELEBIHI_BARIS: 'Jumlahnya harus lebih dari nol dan tidak melebihi sisa baris: {sisa}.',
  SPD_TIDAK_ADA: 'SPD ini tidak ada.',
  SPD_SUDAH_DIPUTUSKAN: 'SPD ini sudah ditandatangani atau ditolak.',
  SPD_BULAN: 'Isi bulan 1 sampai 12; bulan akhir tidak sebelum bulan awal.',
  SPD_BARIS: 'Isi sedikitnya satu sub kegiatan dengan jumlah lebih dari nol.',
  SPD_BARIS_GANDA: 'Satu sub kegiatan hanya ditulis satu kali dalam SPD.',
  SPD_KEGIATAN_ASING: 'Ada sub kegiatan tanpa anggaran di SKPD ini.',
  SPD_DI_ATAS_DPA: 'SPD {kegiatan} melebihi DPA: sisa {sisa}, ditulis {diminta}.',
  SPD_DI_ATAS_KAS:
    'SPD {kegiatan} melebihi anggaran kas sampai bulan itu: sisa {sisa}, ditulis {diminta}.',
  UP_BELUM_ADA: 'Keputusan besaran UP tahun ini belum dicatat untuk SKPD ini.',
  UP_MELEBIHI_SK: 'Jumlah melebihi besaran UP: sisa {sisa}, diminta {diminta}.',
  POSISI_TIDAK_DIKENAL:
    'Baris {baris}: rekening {rekening} tidak ada dalam DPA SKPD ini pada sub kegiatan itu.',
  BARIS_JUMLAH_TIDAK_TERBACA: 'Baris {baris}: tulis jumlahnya sebagai rupiah, misalnya 1.500.000.',
  BARIS_PAJAK_TIDAK_TERBACA:
    'Baris {baris}: tulis pajak sebagai kode:dasar, dipisah titik koma, misalnya ppn:10.000.000.',
  BATCH_JENIS: 'Isi jenis TU, LS-GAJI, atau LS. SPP-UP dan SPP-GU dibuat satu per satu.',
  BATCH_KEPALA_BEDA:
    'Kolom {kolom} berbeda dari baris pertama SPP yang sama. Samakan atau kosongkan.',
  LPJ_BELUM_SAH: 'Pilih LPJ UP SKPD ini yang sudah disahkan dan belum diganti.',
  LPJ_TANPA_BELANJA: 'Belum ada bukti belanja yang belum dipertanggungjawabkan.',
  LPJ_TIDAK_ADA: 'LPJ ini tidak ada.',
  LPJ_SUDAH_DIPUTUSKAN: 'LPJ ini sudah disahkan atau ditolak.',
  BELANJA_NOMOR: 'Isi nomor bukti, paling banyak 120 huruf.',
  BELANJA_TANGGAL: 'Tanggal tidak boleh setelah hari ini.',
  BELANJA_URAIAN: 'Isi uraian belanja, 3 sampai 300 huruf.',
  BELANJA_GANDA: 'Nomor bukti {nomor} sudah dicatat untuk SKPD ini.',
  BELANJA_TIDAK_ADA: 'Bukti belanja dengan pajak ini tidak ada.',
  KANTONG_TIDAK_CUKUP: 'Uang di sana tidak cukup: tersedia {sisa}.',
  GESER_KANTONG:
    'Pilih dua tempat yang berbeda, jumlah lebih dari nol, dan uraian 3 sampai 300 huruf.',
  TU_BELUM_CAIR: 'TU ini belum cair atau bukan milik SKPD ini.',
  TU_TIDAK_CUKUP: 'Sisa TU untuk rekening ini {sisa}.',
  PAJAK_SUDAH_SETOR: 'Pajak bukti ini sudah disetor.',
  NTPN_BENTUK: 'NTPN terdiri dari 16 huruf dan angka. Salin dari bukti penerimaan negara.',
  PAJAK_TANGGAL: 'Tanggal setor tidak sebelum tanggal bukti dan tidak setelah hari ini.',
  PENERIMAAN_ISI:
    'Isi tanggal, asal, bukti, dan jumlah penerimaan; tanggal tidak setelah hari ini.',
  PENERIMAAN_REKENING: 'Pilih rekening pendapatan yang paling rinci.',
  PENERIMAAN_GANDA: 'Bukti {bukti} sudah dicatat.',
  PENERIMAAN_BELUM_DIPILIH: 'Centang sedikitnya satu penerimaan yang belum disetor.',
  TU_TIDAK_BERSISA: 'TU ini tidak bersisa.',
  KEMBALI_BARIS:
    'Isi jumlah kembali lebih dari nol dan tidak melebihi yang dibayar pada baris itu.',
  KONTRAK_TIDAK_ADA: 'Kontrak ini tidak ada.',
  KONTRAK_TANGGAL: 'Urutkan tanggalnya: kontrak, mulai, lalu selesai.',
  KONTRAK_ISI: 'Isi uraian pekerjaan dan nama penyedia.',
  TERMIN_ISI:
    'Isi sedikitnya satu termin; tiap termin memerlukan uraian, nilai, dan fisik 0 sampai 100%.',
  TERMIN_JUMLAH: 'Jumlah termin {jumlah} harus sama dengan nilai kontrak {nilai}.',
  TERMIN_BELUM_DISERAHKAN:
    'Termin ini dibayar penuh setelah berita acara mencatat fisik {fisik}; yang tercatat {tercatat}.',
  ADENDUM_NILAI: 'Nilai baru tidak boleh di bawah yang sudah terikat: {terikat}.',
  ADENDUM_ALASAN: 'Tulis alasan adendum, 10 sampai 1.000 huruf.',
  ADENDUM_NOMOR: 'Isi nomor adendum, 3 sampai 200 huruf.',
  JAMINAN_ISI: 'Isi penerbit, nomor, dan nilai jaminan.',
  BAST_ISI: 'Isi nomor berita acara, tanggal yang tidak setelah hari ini, dan fisik 1 sampai 100%.',
  KAS_TIDAK_ADA: 'Rekening ini tidak ada.',
  KORAN_SUDAH:
    'Berkas rekening koran ini sudah pernah dimasukkan. Tidak ada yang dicatat dua kali.',
  KORAN_TANGGAL: 'Baris {baris}: tanggalnya tidak terbaca.',
  KORAN_JUMLAH: 'Baris {baris}: isi salah satu, masuk atau keluar, lebih dari nol.',
  KORAN_BARIS: 'Baris {baris} tidak terbaca sebagai baris rekening koran.',
  KORAN_URUTAN: 'Baris {baris}: saldo atau tanggalnya tidak melanjutkan baris sebelumnya.',
  COCOK_BEDA: 'Keduanya tidak sama jumlah dan rekeningnya, atau sudah dicocokkan.',
  COCOK_ALASAN: 'Pilih mutasi yang cocok, atau tulis penjelasan 10 sampai 500 huruf.',
  BERKAS_KOSONG: 'Tidak ada SP2D terbit yang belum dikirim ke bank.',
  BERKAS_TIDAK_ADA: 'Berkas bayar ini tidak ada.',
  JAWABAN_ASING: 'SP2D {nomor} tidak ada dalam berkas ini.',
  JAWABAN_GANDA: 'SP2D {nomor} sudah dijawab; tidak dicatat dua kali.',
  JAWABAN_JUMLAH: 'Jumlah SP2D {nomor} berbeda dari yang dikirim.',
  JAWABAN_HASIL: 'Hasil SP2D {nomor} harus cair atau gagal.',
  TUTUP_BULAN: 'Bulan ini belum mulai.',
  TUTUP_PENJELASAN:
    'Saldo buku berbeda dari bank dan tunai. Jelaskan selisihnya, 10 sampai 1.000 huruf.',
  TUTUP_SUDAH: 'Kas bulan ini sudah ditutup.',
  SPJ_BELUM_TUTUP: 'Tutup kas bulan itu dahulu.',
  SPJ_SUDAH: 'Pertanggungjawaban bulan ini sudah dikirim.',
  SPJ_TIDAK_ADA: 'Pertanggungjawaban ini tidak ada atau sudah diterima.',
  JUMLAH_TIDAK_TERBACA: 'Tulis jumlah sebagai rupiah, misalnya 1.500.000.',
  TANGGAL_SALAH: 'Isi tanggal sebagai hari/bulan/tahun.',
  RKUD_ISI: 'Isi nama rekening, bank, nomor rekening 6 sampai 30 angka, dan saldo awal.',
  RKUD_SUDAH: 'Rekening kas umum daerah sudah dicatat.',
  SK_UP_ISI: 'Isi nomor keputusan, 3 sampai 120 huruf, dan besaran lebih dari nol.',
  SK_UP_BEREDAR: 'Besaran tidak boleh di bawah UP yang sedang beredar.',
  KOLOM_KOSONG: 'Isi kolom {kolom}.',
  AKUN_SUMBER: 'Sebutkan dasar kode rekening ini, 3 sampai 300 huruf.',
  AKUN_SUDAH: 'Pungutan ini sudah mempunyai rekening mulai tanggal itu. Pilih tanggal lain.',
  PUNGUTAN_TIDAK_DIKENAL: 'Pilih pungutan dari daftar.',
  KEMBALI_BUKTI: 'Tidak ada penerimaan tahun ini dengan nomor bukti itu.',
  KEMBALI_BELUM_SETOR: 'Penerimaan ini belum disetor ke kas daerah. Setor dahulu.',
  KEMBALI_LEBIH: 'Paling banyak {sisa} dapat dikembalikan dari penerimaan ini.',
  KEMBALI_ISI: 'Isi nama penerima, bank, dan nomor rekening 6 sampai 30 angka.',
  KEMBALI_ALASAN: 'Tulis alasan 10 sampai 500 huruf.',
  KEMBALI_SURAT: 'Nomor surat ini sudah dipakai tahun ini.',
  KEMBALI_TIDAK_ADA: 'Pengembalian ini tidak ada atau sudah diputuskan.',
  KEMBALI_KAS: 'Kas daerah yang belum dipesan tinggal {sisa}.',
  TERMIN_PILIH: 'Pilih termin kontrak yang diminta pembayarannya.',
  TERMIN_SUDAH_DIMINTA: 'Termin ini sudah diminta pembayarannya.',
  TERMIN_NILAI:
    'Termin ini bernilai {nilai}; permintaan ini {jumlah}. Bayar sebesar termin, atau ubah terminnya dengan adendum.',
  RETENSI_TARIF: 'Tulis retensi 0 sampai 20%.',
  RETENSI_JUMLAH: 'Termin retensi harus berjumlah {harus}, bukan {jumlah}.',
  RETENSI_DITAHAN:
    'Retensi ditahan sampai {sampai}, atau sampai jaminan pemeliharaan senilai retensi yang berlaku sampai hari itu dicatat.',
  PEMELIHARAAN_HARI: 'Isi masa pemeliharaan 1 sampai 1.000 hari untuk kontrak dengan retensi.',
  RETENSI_BELUM_SERAH: 'Retensi ditahan sampai berita acara mencatat pekerjaan selesai 100%.',
} as const

/** Codes of this module. */
export type RefusalCode = keyof typeof REFUSALS

/** The refusal with its sentence filled in, tied to a field when one is named. */
export const refusal = createRefusal(REFUSALS)
