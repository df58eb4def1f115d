import type { Sebab } from '../domain/pendapatan.ts'

const sebab: Readonly<Record<Sebab, string>> = {
  skpd: 'Kantor layanannya belum dikenal sebagai SKPD',
  akun: 'Belum ada kode rekening',
  tahun: 'Tahun anggarannya tidak berjalan',
  buku: 'Pembukuan menolaknya',
}

/** Words of service charges that become revenue, and of revenue given back. */
export const pendapatanId = {
  waiting: 'Pembayaran layanan yang belum dibukukan',
  waitingHelp:
    'Warga sudah membayar. Tetapkan kode rekening tiap pungutan; yang menunggu langsung dibukukan.',
  pungutan: 'Pungutan',
  sebabHeader: 'Menunggu karena',
  sebab,
  banyak: 'Pembayaran',
  sejak: 'Sejak',
  akun: 'Kode rekening pungutan',
  setAkun: 'Tetapkan kode rekening',
  mulai: 'Berlaku mulai',
  sumber: 'Dasar',
  sumberHint: 'Misalnya Perda retribusi, pasal dan lampirannya.',
  save: 'Tetapkan dan bukukan',
  booked: (count: string) => `Kode rekening ditetapkan, ${count} pembayaran dibukukan.`,
  desk: 'Penerimaan',
  deskWaiting: 'Belum dibukukan',
  deskDeposit: 'Belum disetor',
  back: 'Pengembalian pendapatan',
  propose: 'Usulkan pengembalian',
  surat: 'Nomor surat ketetapan lebih bayar',
  alasan: 'Alasan',
  penerima: 'Dikembalikan kepada',
  bank: 'Bank',
  rekening: 'Nomor rekening',
  status: { usulan: 'Menunggu Kuasa BUD', dibayar: 'Dibayar', ditolak: 'Ditolak' },
  pay: 'Bayar dari kas daerah',
  refuse: 'Tolak',
  proposed: 'Usulan pengembalian disimpan dan menunggu Kuasa BUD.',
  paid: 'Pengembalian dibayar dan dibukukan.',
  refused: 'Usulan ditolak.',
}
