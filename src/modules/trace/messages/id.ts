import type { Kurang, Tahap } from '../domain/jejak.ts'

const tahap: Readonly<Record<Tahap, string>> = {
  usulan: 'Usulan warga',
  rkpd: 'RKPD',
  rka: 'Rincian anggaran',
  'mata-anggaran': 'DPA',
  spd: 'SPD',
  kontrak: 'Kontrak',
  spp: 'SPP',
  spm: 'SPM',
  sp2d: 'SP2D',
  penerimaan: 'Penerimaan pendapatan',
  sts: 'STS',
  jurnal: 'Pembukuan',
  kdp: 'Konstruksi dalam pengerjaan',
  'baris-laporan': 'Baris laporan keuangan',
  'kartu-aset': 'Aset',
  laporan: 'Laporan warga',
}
const kurang: Readonly<Record<Kurang, string>> = {
  rencana: 'Tidak ada baris RKPD yang menjadi asal pembayaran ini.',
  baris: 'Pembukuan pembayaran ini tidak masuk baris laporan keuangan mana pun.',
  jurnal: 'Pembayaran ini belum dibukukan.',
  aset: 'Belanja modal ini belum menjadi kartu aset.',
}

/** Words of the trace, Indonesian first; English must have the same. */
export const id = {
  title: 'Jejak rupiah',
  lead: 'Ikuti satu rupiah dari usulan warga sampai aset yang dibangun, maju dan mundur. Semua yang tampil di sini dibaca dari dokumennya sendiri.',
  search: 'Nomor dokumen: usulan, kontrak, SP2D, jurnal, atau aset',
  find: 'Cari',
  notFound: 'Tidak ada dokumen dengan nomor itu. Salin nomornya lengkap, termasuk garis miring.',
  several: 'Beberapa dokumen bernomor sama',
  tahap,
  kurang,
  missing: 'Belum lengkap',
  whole: 'Rantai lengkap',
  here: 'Anda di sini',
  amount: 'Jumlah',
  open: 'Buka',
  more: (count: string) => `dan ${count} lainnya`,
  cut: 'Sebagian dokumen tidak ditampilkan karena terlalu banyak; buka salah satunya untuk melihat jejaknya sendiri.',
  share: 'Berapa yang dapat diikuti',
  shareLead:
    'Bagian dari pembayaran yang rantainya utuh: berasal dari rencana, dibukukan, masuk baris laporan keuangan, dan belanja modalnya menjadi aset. Diukur setiap malam.',
  none: 'Belum ada pembayaran yang diukur.',
  year: 'Tahun',
  lines: 'Baris pembayaran',
  linked: 'Rantai utuh',
  byValue: 'Menurut nilai',
  noPlan: 'Tanpa rencana',
  noBook: 'Belum dibukukan',
  noLine: 'Di luar laporan',
  noAsset: 'Belum jadi aset',
  measured: 'Diukur',
  link: 'Kaitkan laporan warga',
  linkHelp: 'Nomor laporan yang membicarakan dokumen ini.',
  reportNomor: 'Nomor laporan',
  linkSend: 'Kaitkan',
  linkDone: (nomor: string) => `Laporan ${nomor} dikaitkan.`,
}

export type Messages = typeof id
