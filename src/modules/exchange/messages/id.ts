import type { Hasil } from '../store/banding-store.ts'

const hasil: Readonly<Record<Hasil, string>> = {
  sama: 'Sama',
  'beda-nilai': 'Beda nilai',
  'beda-tanggal': 'Beda tanggal',
  'hanya-kita': 'Hanya di sini',
  'hanya-mereka': 'Hanya di sana',
}

/** Words of the screens, Indonesian first; English must have the same. */
export const id = {
  title: 'Pertukaran',
  lead: 'Berkas SIPD, SIMDA, dan Siskeudes dibandingkan dengan dokumen kita, satu per satu. Tidak ada data kita yang berubah karenanya.',
  upload: 'Bandingkan berkas',
  shape: 'Sistem dan jenis',
  year: 'Tahun anggaran',
  file: 'Berkas CSV atau XLSX',
  send: 'Bandingkan',
  unverified: 'Susunan kolom belum diverifikasi',
  loads: 'Berkas yang sudah dibandingkan',
  noLoads: 'Belum ada berkas.',
  loadFile: 'Berkas',
  rows: 'Baris',
  sum: 'Jumlah',
  by: 'Oleh',
  when: 'Waktu',
  hash: 'SHA-256',
  hasil,
  ours: 'Kita',
  theirs: 'Mereka',
  count: 'Dokumen',
  difference: 'Selisih',
  document: 'Dokumen',
  dateOurs: 'Tanggal kita',
  dateTheirs: 'Tanggal mereka',
  summary: 'Ringkasan',
  nothing: 'Tidak ada.',
  download: 'Unduh CSV',
  shown: (count: string) => `${count} dokumen`,
  done: 'Berkas dibandingkan.',
}

export type Messages = typeof id
