import type { NotificationEvent } from '../../notifications/index.ts'
import { notice } from './notice.ts'

/** What reporters and followers hear besides the notices of the main path; and what officers hear of people. */
export const FOLLOW_NOTICES: readonly NotificationEvent[] = [
  notice(
    'laporan.diperiksa',
    [
      'Laporan {{nomor}} sudah diperiksa',
      'Laporan "{{judul}}" sudah diperiksa dan dinyatakan lengkap. Koordinator meneruskannya ke perangkat daerah yang berwenang.',
      '{{nomor}} sudah diperiksa dan segera diteruskan.',
    ],
    [
      'Report {{nomor}} was checked',
      'The report "{{judul}}" was checked and is complete. The coordinator passes it to the office in charge.',
      '{{nomor}} was checked and will be passed on.',
    ],
  ),
  notice(
    'laporan.koordinasi',
    [
      'Laporan {{nomor}} perlu kerja sama',
      '{{unit}} meminta bantuan perangkat daerah lain untuk "{{judul}}". Tenggat tetap {{tanggal}}.',
      '{{nomor}}: {{unit}} bekerja sama dengan perangkat daerah lain. Tenggat tetap {{tanggal}}.',
    ],
    [
      'Report {{nomor}} needs more than one office',
      '{{unit}} asked another office to help with "{{judul}}". The date stays {{tanggal}}.',
      '{{nomor}}: {{unit}} works with another office. Still due {{tanggal}}.',
    ],
  ),
  notice(
    'laporan.dipisah',
    [
      'Laporan {{nomor}} berdiri sendiri lagi',
      'Penggabungan laporan "{{judul}}" dibatalkan. Laporan ini ditangani tersendiri lagi.',
      '{{nomor}} ditangani tersendiri lagi.',
    ],
    [
      'Report {{nomor}} stands alone again',
      'The merge of the report "{{judul}}" was undone. It is handled on its own again.',
      '{{nomor}} is handled on its own again.',
    ],
  ),
  notice(
    'laporan.eskalasi',
    [
      'Laporan {{nomor}} lewat tenggat',
      'Laporan "{{judul}}" lewat tenggat sejak {{tanggal}}. Atasan {{unit}} sudah diberi tahu.',
      '{{nomor}} lewat tenggat. Atasan {{unit}} sudah diberi tahu.',
    ],
    [
      'Report {{nomor}} is overdue',
      'The report "{{judul}}" is overdue since {{tanggal}}. The superior of {{unit}} was told.',
      '{{nomor}} is overdue. The superior of {{unit}} was told.',
    ],
  ),
  notice(
    'ikuti.jeda',
    [
      'Laporan {{nomor}} menunggu pelapor',
      '{{unit}} menunggu keterangan dari pelapor "{{judul}}". Tenggat berhenti sampai pelapor menjawab.',
      '{{nomor}} menunggu keterangan pelapor.',
    ],
    [
      'Report {{nomor}} waits for its reporter',
      '{{unit}} waits for information from the reporter of "{{judul}}". The clock stands still until then.',
      '{{nomor}} waits for its reporter.',
    ],
  ),
  notice(
    'ikuti.dinyatakan_selesai',
    [
      'Laporan {{nomor}} dinyatakan selesai',
      '{{unit}} menyatakan "{{judul}}" selesai dan menunjukkan buktinya. Pelapor diminta menjawab paling lambat {{tanggal}}.',
      '{{nomor}} dinyatakan selesai oleh {{unit}}. Buktinya di situs.',
    ],
    [
      'Report {{nomor}} is said to be done',
      '{{unit}} says "{{judul}}" is done and shows proof. The reporter is asked to answer by {{tanggal}}.',
      '{{nomor}} is said to be done by {{unit}}. See the proof on the site.',
    ],
  ),
  notice(
    'ikuti.selesai',
    [
      'Laporan {{nomor}} ditutup',
      'Laporan "{{judul}}" yang Anda ikuti sudah ditutup.',
      '{{nomor}} yang Anda ikuti sudah ditutup.',
    ],
    [
      'Report {{nomor}} is closed',
      'The report "{{judul}}" that you follow is closed.',
      '{{nomor}} that you follow is closed.',
    ],
  ),
  notice(
    'ikuti.dibuka_kembali',
    [
      'Laporan {{nomor}} dibuka kembali',
      'Pelapor menyatakan "{{judul}}" belum beres. {{unit}} mengerjakannya lagi.',
      '{{nomor}} dibuka kembali: pelapor menyatakan belum beres.',
    ],
    [
      'Report {{nomor}} was reopened',
      'The reporter says "{{judul}}" is not fixed. {{unit}} works on it again.',
      '{{nomor}} was reopened: the reporter says it is not fixed.',
    ],
  ),
  notice(
    'komentar.tampil',
    [
      'Komentar Anda tampil di {{nomor}}',
      'Komentar Anda pada laporan "{{judul}}" sudah dibaca petugas dan tampil.',
      'Komentar Anda pada {{nomor}} sudah tampil.',
    ],
    [
      'Your comment on {{nomor}} is shown',
      'Your comment on the report "{{judul}}" was read by an officer and is shown.',
      'Your comment on {{nomor}} is shown.',
    ],
  ),
  notice(
    'petugas.dilengkapi',
    [
      'Pelapor melengkapi {{nomor}}',
      'Pelapor menambah keterangan pada "{{judul}}": {{pesan}}',
      '{{nomor}} dilengkapi pelapor. Tenggat berjalan lagi.',
    ],
    [
      'The reporter completed {{nomor}}',
      'The reporter added information to "{{judul}}": {{pesan}}',
      '{{nomor}} was completed by its reporter. The clock runs again.',
    ],
  ),
  notice(
    'petugas.minta_koreksi',
    [
      'Permintaan perbaikan halaman {{nomor}}',
      'Seseorang meminta perbaikan halaman "{{judul}}". Rinciannya ada di catatan internal laporan.',
      'Permintaan perbaikan halaman {{nomor}}. Lihat catatan internal.',
    ],
    [
      'Correction asked for {{nomor}}',
      'Someone asks for a correction of the page "{{judul}}". See the internal note of the report.',
      'Correction asked for {{nomor}}. See the internal note.',
    ],
  ),
]
