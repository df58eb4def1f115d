import type { NotificationEvent } from '../../notifications/index.ts'
import { notice } from './notice.ts'

/** What people are told on the main path of a case, in both languages. */
export const NOTICES: readonly NotificationEvent[] = [
  notice(
    'laporan.diterima',
    [
      'Laporan {{nomor}} kami terima',
      'Laporan Anda "{{judul}}" kami terima dengan nomor {{nomor}}. Kami memeriksa dan meneruskannya paling lambat {{tanggal}}.',
      'Laporan {{nomor}} kami terima. Diperiksa paling lambat {{tanggal}}.',
    ],
    [
      'Report {{nomor}} received',
      'We received your report "{{judul}}" as {{nomor}}. We will check it and pass it on by {{tanggal}}.',
      'Report {{nomor}} received. Checked by {{tanggal}}.',
    ],
  ),
  notice(
    'laporan.disposisi',
    [
      'Laporan {{nomor}} diteruskan ke {{unit}}',
      'Laporan "{{judul}}" diteruskan ke {{unit}}. Tindak lanjut pertama paling lambat {{tanggal}}.',
      '{{nomor}} diteruskan ke {{unit}}. Tindak lanjut paling lambat {{tanggal}}.',
    ],
    [
      'Report {{nomor}} passed to {{unit}}',
      'The report "{{judul}}" was passed to {{unit}}. First follow-up by {{tanggal}}.',
      '{{nomor}} passed to {{unit}}. Follow-up by {{tanggal}}.',
    ],
  ),
  notice(
    'laporan.tindak_lanjut',
    [
      'Kabar laporan {{nomor}}',
      '{{unit}} menulis tentang "{{judul}}": {{pesan}}',
      '{{nomor}}: {{unit}} memberi kabar. Lihat di situs.',
    ],
    [
      'News on report {{nomor}}',
      '{{unit}} writes about "{{judul}}": {{pesan}}',
      '{{nomor}}: news from {{unit}}. See the site.',
    ],
  ),
  notice(
    'laporan.jeda',
    [
      'Laporan {{nomor}} menunggu Anda',
      'Kami membutuhkan keterangan Anda untuk laporan "{{judul}}": {{pesan}} Tenggat berhenti sampai Anda menjawab.',
      '{{nomor}} menunggu keterangan Anda. Buka laporan untuk menjawab.',
    ],
    [
      'Report {{nomor}} waits for you',
      'We need something from you for the report "{{judul}}": {{pesan}} The clock stands still until you answer.',
      '{{nomor}} waits for your answer. Open the report.',
    ],
  ),
  notice(
    'laporan.minta_konfirmasi',
    [
      'Apakah laporan {{nomor}} sudah beres?',
      '{{unit}} menyatakan "{{judul}}" selesai. Lihat buktinya, lalu jawab sudah atau belum paling lambat {{tanggal}}.',
      '{{nomor}} dinyatakan selesai. Balas BENAR {{nomor}} atau BELUM {{nomor}}.',
    ],
    [
      'Is report {{nomor}} fixed?',
      '{{unit}} says "{{judul}}" is done. Look at the proof and answer yes or not yet by {{tanggal}}.',
      '{{nomor}} is said to be done. Reply BENAR {{nomor}} or BELUM {{nomor}}.',
    ],
  ),
  notice(
    'laporan.selesai',
    [
      'Laporan {{nomor}} selesai',
      'Laporan "{{judul}}" ditutup. Bila perbaikannya tidak bertahan, Anda dapat membukanya kembali dalam 5 hari kerja.',
      '{{nomor}} selesai. Dapat dibuka kembali dalam 5 hari kerja.',
    ],
    [
      'Report {{nomor}} closed',
      'The report "{{judul}}" is closed. If the fix does not hold you can reopen it within 5 working days.',
      '{{nomor}} closed. You can reopen it within 5 working days.',
    ],
  ),
  notice(
    'laporan.ditolak',
    [
      'Laporan {{nomor}} tidak dapat kami tangani',
      'Laporan "{{judul}}" tidak dapat kami tangani: {{pesan}}',
      '{{nomor}} tidak dapat kami tangani. Alasan dan saran ada di situs.',
    ],
    [
      'We cannot handle report {{nomor}}',
      'We cannot handle the report "{{judul}}": {{pesan}}',
      'We cannot handle {{nomor}}. Reason and advice are on the site.',
    ],
  ),
  notice(
    'laporan.digabung',
    [
      'Laporan {{nomor}} digabung',
      'Laporan "{{judul}}" digabung dengan laporan lain tentang hal yang sama. Anda tetap menerima kabarnya.',
      '{{nomor}} digabung dengan laporan sejenis. Kabar tetap Anda terima.',
    ],
    [
      'Report {{nomor}} merged',
      'The report "{{judul}}" was merged with another about the same thing. You will still be told of every step.',
      '{{nomor}} merged with a similar report. You stay informed.',
    ],
  ),
  notice(
    'petugas.ditugaskan',
    [
      'Tugas baru: {{nomor}}',
      'Anda ditugaskan menangani "{{judul}}". Tenggat {{tanggal}}.',
      'Tugas baru {{nomor}}, tenggat {{tanggal}}.',
    ],
    [
      'New task: {{nomor}}',
      'You were assigned "{{judul}}". Due {{tanggal}}.',
      'New task {{nomor}}, due {{tanggal}}.',
    ],
  ),
  notice(
    'petugas.masuk_unit',
    [
      'Laporan baru untuk {{unit}}: {{nomor}}',
      'Laporan "{{judul}}" diteruskan ke unit Anda. Tenggat {{tanggal}}.',
      'Laporan {{nomor}} masuk ke {{unit}}, tenggat {{tanggal}}.',
    ],
    [
      'New report for {{unit}}: {{nomor}}',
      'The report "{{judul}}" was passed to your unit. Due {{tanggal}}.',
      'Report {{nomor}} reached {{unit}}, due {{tanggal}}.',
    ],
  ),
  notice(
    'petugas.diminta_bantuan',
    [
      '{{unit}} meminta bantuan: {{nomor}}',
      '{{unit}} meminta bantuan unit Anda untuk "{{judul}}": {{pesan}}',
      '{{unit}} meminta bantuan untuk {{nomor}}. Jawab di antrean koordinasi.',
    ],
    [
      '{{unit}} asks for help: {{nomor}}',
      '{{unit}} asks your unit to help with "{{judul}}": {{pesan}}',
      '{{unit}} asks for help with {{nomor}}. Answer in the coordination queue.',
    ],
  ),
  notice(
    'petugas.koordinasi_dijawab',
    [
      'Koordinasi dijawab: {{nomor}}',
      'Permintaan bantuan untuk "{{judul}}" sudah dijawab: {{pesan}}',
      'Koordinasi {{nomor}} sudah dijawab.',
    ],
    [
      'Coordination answered: {{nomor}}',
      'The request for help with "{{judul}}" was answered: {{pesan}}',
      'Coordination for {{nomor}} was answered.',
    ],
  ),
  notice(
    'petugas.setengah_waktu',
    [
      'Setengah waktu {{nomor}} sudah lewat',
      'Separuh waktu untuk "{{judul}}" sudah terpakai. Tenggat {{tanggal}}.',
      '{{nomor}}: separuh waktu lewat, tenggat {{tanggal}}.',
    ],
    [
      'Half the time for {{nomor}} is gone',
      'Half the time for "{{judul}}" is used. Due {{tanggal}}.',
      '{{nomor}}: half time gone, due {{tanggal}}.',
    ],
  ),
  notice(
    'petugas.lewat_tenggat',
    [
      'Lewat tenggat: {{nomor}}',
      '"{{judul}}" di {{unit}} lewat tenggat sejak {{tanggal}}.',
      '{{nomor}} di {{unit}} lewat tenggat sejak {{tanggal}}.',
    ],
    [
      'Overdue: {{nomor}}',
      '"{{judul}}" at {{unit}} is overdue since {{tanggal}}.',
      '{{nomor}} at {{unit}} overdue since {{tanggal}}.',
    ],
  ),
  notice(
    'petugas.dibuka_kembali',
    [
      'Dibuka kembali: {{nomor}}',
      'Pelapor membuka kembali "{{judul}}": {{pesan}}',
      '{{nomor}} dibuka kembali oleh pelapor.',
    ],
    [
      'Reopened: {{nomor}}',
      'The reporter reopened "{{judul}}": {{pesan}}',
      '{{nomor}} was reopened by the reporter.',
    ],
  ),
  notice(
    'komentar.disembunyikan',
    [
      'Komentar Anda pada {{nomor}} tidak ditampilkan',
      'Komentar Anda pada "{{judul}}" tidak ditampilkan karena {{alasan}}. Anda dapat menulisnya lagi tanpa bagian itu.',
      'Komentar Anda pada {{nomor}} tidak ditampilkan: {{alasan}}.',
    ],
    [
      'Your comment on {{nomor}} is not shown',
      'Your comment on "{{judul}}" is not shown. Reason: {{alasan}}. You may write it again without that part.',
      'Your comment on {{nomor}} is not shown. Reason: {{alasan}}.',
    ],
  ),
  notice(
    'langganan.laporan_baru',
    [
      'Laporan baru: {{judul}}',
      'Ada laporan baru {{nomor}} di wilayah atau bidang yang Anda ikuti: {{judul}}.',
      'Laporan baru {{nomor}}: {{judul}}',
    ],
    [
      'New report: {{judul}}',
      'A new report {{nomor}} in an area or topic you follow: {{judul}}.',
      'New report {{nomor}}: {{judul}}',
    ],
  ),
]
