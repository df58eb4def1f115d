import type { Penolakan } from '../domain/surat-penolakan.ts'

const title: Readonly<Record<Penolakan, string>> = {
  'tolak-spp': 'Surat Penolakan Penerbitan SPM',
  'tolak-spm': 'Surat Penolakan Penerbitan SPM',
  'tolak-sp2d': 'Surat Penolakan Penerbitan SP2D',
  'batal-sp2d': 'Surat Pembatalan SP2D',
}
const opening: Readonly<Record<Penolakan, string>> = {
  'tolak-spp':
    'Bersama ini kami kembalikan permintaan pembayaran berikut; SPM-nya tidak dapat diterbitkan.',
  'tolak-spm':
    'Bersama ini kami kembalikan permintaan pembayaran berikut; SPM-nya tidak dapat diterbitkan.',
  'tolak-sp2d':
    'Bersama ini kami kembalikan perintah membayar berikut; SP2D-nya tidak dapat diterbitkan.',
  'batal-sp2d': 'Bersama ini kami batalkan perintah pencairan dana berikut.',
}
const closing: Readonly<Record<Penolakan, string>> = {
  'tolak-spp': 'Silakan ajukan SPP baru setelah dilengkapi. Anggaran yang terikat sudah dilepas.',
  'tolak-spm': 'Silakan ajukan SPP baru setelah dilengkapi. Anggaran yang terikat sudah dilepas.',
  'tolak-sp2d':
    'Silakan ajukan SPP dan SPM baru setelah dilengkapi. Dana yang terikat sudah dilepas.',
  'batal-sp2d': 'Dana yang dipesan untuk SP2D ini sudah dilepas.',
}
const office: Readonly<Record<Penolakan, string>> = {
  'tolak-spp': 'Pejabat Penatausahaan Keuangan SKPD',
  'tolak-spm': 'Pengguna Anggaran/Kuasa Pengguna Anggaran',
  'tolak-sp2d': 'Kuasa Bendahara Umum Daerah',
  'batal-sp2d': 'Kuasa Bendahara Umum Daerah',
}

/** Words of letters of refusal: official documents, in Indonesian whoever downloads them. */
export const SURAT = {
  title,
  opening,
  closing,
  office,
  budOffice: 'Bendahara Umum Daerah',
  toTreasurer: 'Bendahara Pengeluaran/PPTK',
  toPa: 'Pengguna Anggaran/Kuasa Pengguna Anggaran',
  spp: 'SPP',
  spm: 'SPM',
  sp2d: 'SP2D',
  jenis: 'Jenis',
  jumlah: 'Jumlah',
  uraian: 'Uraian',
  reasons: 'Alasan:',
  missing: 'Kelengkapan yang belum ada:',
  clock: (at: Readonly<{ came: string; days: string; until: string; isLate: boolean }>) =>
    `Dokumen diterima ${at.came}. Penolakan paling lambat ${at.days} hari kerja sesudahnya, yaitu ${at.until}${
      at.isLate ? '; surat ini melewati batas itu' : ''
    }.`,
}
