/** What people say in the forums of the invented regency. */

export const FORUMS = [
  {
    kode: 'kauman-jati',
    jenis: 'tempat',
    judul: 'Kelurahan Kauman Jati',
    uraian: 'Urusan warga Kauman Jati: pasar, jalan lingkungan, keamanan, dan kegiatan.',
    wilayah: '99.01.06.1001',
    unit: 'kel-kauman-jati',
  },
  {
    kode: 'wonolestari',
    jenis: 'tempat',
    judul: 'Kecamatan Wonolestari',
    uraian: 'Bahasan antardesa di Kecamatan Wonolestari.',
    wilayah: '99.01.02',
    unit: 'kec-wonolestari',
  },
  {
    kode: 'sampah',
    jenis: 'tema',
    judul: 'Sampah dan kebersihan',
    uraian: 'Pengangkutan, bank sampah, dan kebersihan sungai di seluruh kabupaten.',
    unit: 'dlh',
  },
]

export const NAMES = [
  'Siti Aminah',
  'Joko Susilo',
  'Ratih Wulandari',
  'Budi Hartono',
  'Dewi Sartika',
  'Agung Nugroho',
  'Lina Marlina',
  'Eko Prasetyo',
  'Yanti Kusuma',
  'Hadi Purnomo',
  'Maya Sari',
  'Slamet Riyadi',
  'Nita Anggraeni',
  'Rudi Hermawan',
  'Wati Suryani',
  'Darmo Santoso',
  'Fitri Handayani',
]

export const TALKS = [
  {
    kode: 'kauman-jati',
    days: 40,
    judul: 'Jam bongkar muat di pasar pagi',
    isi: 'Truk bongkar muat masih masuk pukul enam, bersamaan dengan anak berangkat sekolah. Apakah bisa sebelum pukul lima?',
    replies: [
      'Setuju digeser, tetapi pedagang sayur baru datang setengah lima.',
      'Bagaimana kalau dua gelombang: sayur boleh sampai setengah enam, yang lain sebelum pukul lima.',
      'Dua gelombang masuk akal. Perlu papan jam di gerbang supaya sopir luar kota tahu.',
    ],
  },
  {
    kode: 'kauman-jati',
    days: 28,
    judul: 'Jadwal ronda RW 04',
    isi: 'Jadwal ronda RW 04 perlu disusun ulang karena banyak yang kerja malam. Siapa bisa akhir pekan?',
    replies: [
      'Saya bisa Sabtu malam, dua minggu sekali.',
      'Saya Minggu malam. Kalau hujan deras bagaimana?',
      'Kalau hujan cukup dua orang di pos, bergantian.',
    ],
  },
  {
    kode: 'kauman-jati',
    days: 12,
    judul: 'Lapangan untuk latihan voli putri',
    isi: 'Lapangan selalu penuh sepak bola setiap sore. Bisakah Selasa dan Kamis untuk latihan voli putri?',
    replies: [
      'Tim bola bisa pindah ke lapangan SD hari Selasa.',
      'Kamis bentrok dengan senam ibu-ibu, mungkin Rabu.',
      'Rabu bisa. Nanti dicatat di papan kelurahan.',
    ],
  },
  {
    kode: 'wonolestari',
    days: 37,
    judul: 'Angkutan sekolah dari Alasombo',
    isi: 'Anak-anak dari Alasombo jalan kaki tiga kilometer ke jalan raya. Apakah ada desa lain yang mau patungan angkutan?',
    replies: [
      'Wonoluhur mau ikut, ada dua puluh anak.',
      'Perlu izin trayek atau cukup mobil desa?',
      'Mobil desa dulu, sambil menanyakan izinnya ke kecamatan.',
    ],
  },
  {
    kode: 'wonolestari',
    days: 18,
    judul: 'Pasar bibit bulan depan',
    isi: 'Kelompok tani lima desa ingin mengadakan pasar bibit. Tempat yang parkirnya cukup di mana?',
    replies: [
      'Halaman kecamatan muat dua puluh lapak.',
      'Kalau di halaman kecamatan perlu tenda, bulan depan musim hujan.',
      'Tenda bisa pinjam karang taruna Karangturi.',
    ],
  },
  {
    kode: 'sampah',
    days: 33,
    judul: 'Bank sampah mana yang menerima kaca?',
    isi: 'Bank sampah dekat rumah hanya menerima plastik dan kertas. Di mana yang menerima botol kaca?',
    replies: [
      'Yang di Sendangayu menerima kaca utuh, bukan pecahan.',
      'Pecahan kaca saya bungkus koran lalu diberi tulisan, petugas angkut mau membawa.',
      'Terima kasih, yang di Sendangayu buka Sabtu pagi.',
    ],
  },
  {
    kode: 'sampah',
    days: 15,
    judul: 'Kerja bakti sungai setiap bulan',
    isi: 'Sungai kecil di belakang pasar penuh plastik lagi. Kalau kerja bakti sebulan sekali, siapa ikut?',
    replies: [
      'Ikut, asal sampahnya langsung diangkut hari itu juga.',
      'Karang taruna kami siap dua belas orang.',
      'Minggu pertama tiap bulan bagaimana?',
    ],
  },
  {
    kode: 'sampah',
    days: 6,
    judul: 'Popok bayi di tempat sampah terbuka',
    isi: 'Popok bayi menumpuk di tempat sampah terbuka dan bau sekali. Ada cara lain?',
    replies: [
      'Posyandu kami mengumpulkan popok dalam tong tertutup.',
      'Tong tertutup bagus, tetapi siapa yang mengangkut?',
    ],
  },
]

export const ASKED: readonly Readonly<{
  kode: string
  days: number
  judul: string
  isi: string
  tambahan: string
  jawaban?: string
}>[] = [
  {
    kode: 'kauman-jati',
    days: 25,
    judul: 'Kapan lampu gang melati diperbaiki?',
    isi: 'Tiga lampu di gang melati padam sejak dua minggu. Kapan diperbaiki?',
    tambahan: 'Yang dekat musala juga padam.',
    jawaban:
      'Terima kasih. Empat lampu termasuk yang dekat musala sudah kami ajukan ke Dinas Perhubungan dan dipasang minggu ini.',
  },
  {
    kode: 'kauman-jati',
    days: 3,
    judul: 'Apakah balai warga bisa dipakai kursus menjahit?',
    isi: 'Kami dua belas orang ingin kursus menjahit tiap Rabu sore. Apakah balai warga bisa dipakai?',
    tambahan: 'Saya ikut mendaftar kalau jadi.',
  },
  {
    kode: 'sampah',
    days: 38,
    judul: 'Mengapa truk sampah lewat hanya seminggu sekali?',
    isi: 'Dulu truk sampah lewat dua kali seminggu, sekarang sekali. Apa sebabnya dan sampai kapan?',
    tambahan: 'Di tempat kami malah sepuluh hari sekali.',
  },
]

export const RUSH = {
  kode: 'wonolestari',
  judul: 'Rencana penutupan jalan desa untuk hajatan',
  isi: 'Jalan desa akan ditutup tiga hari untuk hajatan. Apakah ada jalan lain yang bisa dilewati motor?',
  replies: [
    'Tolong jangan ditutup, ini jalan satu-satunya ke puskesmas.',
    'Tutup saja malam hari, siang tetap dibuka.',
    'Kami dari desa sebelah juga lewat situ setiap pagi.',
    'Jangan tiga hari, satu hari cukup.',
    'Bisa lewat tanggul kalau tidak hujan.',
    'Tanggul licin, dua orang jatuh minggu lalu.',
    'Minta panitia memasang tanda dari jauh.',
    'Anak sekolah bagaimana kalau jalan ditutup pagi?',
    'Saya setuju siang dibuka, malam ditutup.',
    'Ambulans harus tetap bisa lewat kapan saja.',
  ],
}
