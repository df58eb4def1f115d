/** Words of the page that plays attacks. */
export const seranganId = {
  title: 'Bagaimana serangan ketahuan',
  description:
    'Enam cara menyerang log publik, dijalankan sungguhan pada log kecil: apa yang berubah dan siapa yang melihatnya.',
  intro:
    'Di sini penyerangnya pengelola sistem sendiri: ia dapat mengubah basis data dan memegang kunci log, jadi tanda tangannya selalu sah. Setiap langkah dihitung saat halaman ini dibuka, dengan fungsi yang sama yang menjaga log sebenarnya.',
  choose: 'Pilih serangan',
  stepOf: (step: string, total: string) => `Langkah ${step} dari ${total}`,
  previous: 'Langkah sebelumnya',
  next: 'Langkah berikutnya',
  nextAttack: (name: string) => `Serangan berikutnya: ${name}`,
  back: 'Ke halaman bukti',
  tree: 'Pohon log',
  treeOf: { first: 'Yang dilihat Budi', second: 'Yang dilihat Sari' },
  rootRow: 'Akar',
  nodeRow: 'Simpul',
  leafRow: 'Daun',
  changed: 'berubah',
  cellHelp:
    'Empat huruf pertama tiap sidik. Kotak bergaris tebal dengan tanda ≠ berbeda dari log yang jujur.',
  records: 'Catatan di daunnya',
  root: 'Akar yang ditandatangani',
  seen: 'Siapa melihat apa',
  alarm: 'Ketahuan',
  calm: 'Tidak tampak',
  who: {
    document: 'Yang membuka catatannya',
    signature: 'Yang memeriksa tanda tangan',
    reader: 'Yang menyimpan titik periksa kemarin',
    stamp: 'Yang memegang cap waktu kemarin',
    witness: 'Saksi',
    compare: 'Dua orang yang mencocokkan akar',
  },
  findings: {
    'document-fits': 'Isi cocok dengan sidik di daunnya.',
    'document-changed': 'Isi tidak cocok dengan sidik di daunnya.',
    'document-gone': 'Daunnya ada, isinya tidak ada.',
    signed: 'Sah, sebab pengelola memegang kuncinya. Tanda tangan saja tidak cukup.',
    'not-signed': 'Tidak sah.',
    grown: 'Log ini lanjutan dari yang dulu: bukti pertumbuhannya cocok.',
    shrunk: 'Log ini lebih pendek daripada yang dulu ditandatangani.',
    'other-root': 'Banyaknya sama, akarnya lain.',
    'not-grown':
      'Tidak ada bukti bahwa log ini lanjutan dari yang dulu; bukti yang diberikan gagal.',
    cosigned: 'Tanda tangan saksi ada dan sah.',
    'not-cosigned': 'Tanda tangan saksi tidak sah untuk pohon ini: saksi tidak pernah melihatnya.',
    'same-root': 'Akarnya sama.',
    'two-roots':
      'Dua akar untuk banyaknya catatan yang sama, keduanya ditandatangani log. Itu bukti yang dapat dibawa ke mana pun.',
    'witness-cosign': 'Ikut menandatangani.',
    'witness-other-size':
      'Menolak dengan 409: terakhir kali ia menandatangani log yang lebih panjang.',
    'witness-other-root': 'Menolak dengan 409: untuk ukuran ini ia sudah menandatangani akar lain.',
    'witness-not-grown': 'Menolak dengan 422: bukti pertumbuhan tidak cocok.',
    'witness-not-signed': 'Menolak dengan 403: tanda tangan log tidak sah.',
    'witness-malformed': 'Menolak dengan 400: permintaannya tidak terbaca.',
    'witness-unknown-log': 'Menolak dengan 404: log ini tidak dikenal.',
  },
  attacks: {
    ubah: {
      name: 'Mengubah satu catatan',
      steps: [
        'Log yang jujur. Delapan catatan, satu akar.',
        'Penyerang mengganti isi catatan nomor 2 di basis data. Pohonnya belum ia sentuh.',
        'Ia mengganti daunnya juga, menghitung ulang semua simpul di atasnya, dan menandatangani akar yang baru. Isinya cocok lagi, tetapi akarnya bukan lagi akar yang kemarin.',
      ],
    },
    hapus: {
      name: 'Menghapus satu catatan',
      steps: [
        'Log yang jujur. Delapan catatan, satu akar.',
        'Penyerang menghapus isi catatan nomor 4 dari basis data.',
        'Ia membuang daunnya juga dan menandatangani pohon yang tinggal tujuh.',
        'Supaya tidak lebih pendek, ia menambah dua catatan baru di ujung. Banyaknya kini sembilan.',
      ],
    },
    pendek: {
      name: 'Memendekkan log',
      steps: [
        'Log yang jujur. Delapan catatan, satu akar.',
        'Penyerang membuang dua catatan terakhir dan menandatangani pohon yang tinggal enam. Cap waktu kemarin juga dibuat pada enam catatan, jadi pemegangnya tidak melihat apa-apa.',
        'Ia menunggu sampai ada tiga catatan lain, lalu menandatangani sembilan.',
      ],
    },
    cabang: {
      name: 'Membuat cabang',
      steps: [
        'Log yang jujur. Delapan catatan, satu akar.',
        'Log bertambah satu seperti biasa. Saksi menandatanganinya.',
        'Penyerang membuat sambungan lain dari delapan catatan yang sama, dengan catatan nomor 8 yang berbeda, dan menandatanganinya juga. Budi diberi yang pertama, Sari yang kedua.',
      ],
    },
    mundur: {
      name: 'Mundur dengan cadangan lama',
      steps: [
        'Log yang jujur. Delapan catatan, satu akar.',
        'Penyerang mengembalikan basis data dari cadangan lama yang berisi lima catatan, lalu menandatanganinya.',
        'Ia melanjutkan dari sana dengan empat catatan lain, seolah tiga yang hilang tidak pernah ada.',
      ],
    },
    'dua-wajah': {
      name: 'Menunjukkan dua wajah',
      steps: [
        'Log yang jujur. Delapan catatan, satu akar.',
        'Budi diberi log yang jujur. Sari diberi log lain yang catatan nomor 2-nya diganti. Keduanya ditandatangani. Masing-masing tampak benar.',
        'Sari memeriksa tanda tangan saksi, bertanya kepada saksi, atau mencocokkan akar dengan Budi.',
      ],
    },
  },
  texts: {
    records: [
      'Lampu jalan padam di depan SDN 2',
      'Diteruskan ke Dinas PUPR',
      'Petugas datang, lampu belum diganti',
      'Saluran air mampet di pasar',
      'Lewat tenggat, atasan diberi tahu',
      'Diteruskan ke Dinas PUPR',
      'Lampu diganti, foto terlampir',
      'Pelapor menyatakan sudah beres',
    ],
    forged: 'Petugas datang, lampu sudah diganti',
    added: [
      'Saluran dibersihkan',
      'Saluran tidak perlu dibersihkan',
      'Pohon tumbang di jalan desa',
      'Diteruskan ke BPBD',
    ],
  },
}

export type SeranganMessages = typeof seranganId
