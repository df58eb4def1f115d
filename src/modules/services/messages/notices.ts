import type { NotificationEvent } from '../../notifications/index.ts'

type Words = Readonly<{ subject: string; body: string; short: string }>
const notice = (event: string, id: Words, en: Words): NotificationEvent => ({
  event,
  templates: { id, en },
})

/** What applicants and officers are told of. */
export const NOTICES: readonly NotificationEvent[] = [
  notice(
    'permohonan.diterima',
    {
      subject: 'Permohonan {{nomor}} diterima',
      body: 'Permohonan {{layanan}} ({{nomor}}) kami terima. Tahap sekarang: {{tahap}}, dijanjikan paling lambat {{tanggal}}.',
      short: 'Permohonan {{nomor}} diterima. Tahap: {{tahap}}.',
    },
    {
      subject: 'Application {{nomor}} received',
      body: 'Your application for {{layanan_en}} ({{nomor}}) was received. Stage: {{tahap_en}}, promised by {{tanggal_en}}.',
      short: 'Application {{nomor}} received. Stage: {{tahap_en}}.',
    },
  ),
  notice(
    'permohonan.perbaiki',
    {
      subject: 'Permohonan {{nomor}} perlu diperbaiki',
      body: 'Petugas meminta perbaikan pada permohonan {{layanan}} ({{nomor}}). {{pesan}} Kirim perbaikan paling lambat {{tanggal}}.',
      short: 'Permohonan {{nomor}} perlu diperbaiki sebelum {{tanggal}}.',
    },
    {
      subject: 'Application {{nomor}} needs mending',
      body: 'An officer asks you to mend your application for {{layanan_en}} ({{nomor}}). {{pesan}} Send it by {{tanggal_en}}.',
      short: 'Application {{nomor}} needs mending by {{tanggal_en}}.',
    },
  ),
  notice(
    'permohonan.bayar',
    {
      subject: 'Permohonan {{nomor}}: silakan bayar',
      body: 'Permohonan {{layanan}} ({{nomor}}) menunggu pembayaran paling lambat {{tanggal}}. Kode bayar ada di halaman permohonan.',
      short: 'Permohonan {{nomor}} menunggu pembayaran sampai {{tanggal}}.',
    },
    {
      subject: 'Application {{nomor}}: please pay',
      body: 'Your application for {{layanan_en}} ({{nomor}}) waits for payment until {{tanggal_en}}. The code is on its page.',
      short: 'Application {{nomor}} waits for payment until {{tanggal_en}}.',
    },
  ),
  notice(
    'permohonan.terbit',
    {
      subject: 'Surat untuk {{nomor}} siap diunduh',
      body: 'Permohonan {{layanan}} ({{nomor}}) selesai. Suratnya siap diunduh di halaman permohonan.',
      short: 'Surat untuk {{nomor}} siap diunduh.',
    },
    {
      subject: 'The letter for {{nomor}} is ready',
      body: 'Your application for {{layanan_en}} ({{nomor}}) is done. The letter can be downloaded from its page.',
      short: 'The letter for {{nomor}} is ready.',
    },
  ),
  notice(
    'permohonan.selesai',
    {
      subject: 'Permohonan {{nomor}} selesai',
      body: 'Permohonan {{layanan}} ({{nomor}}) selesai: {{tahap}}.',
      short: 'Permohonan {{nomor}} selesai.',
    },
    {
      subject: 'Application {{nomor}} is done',
      body: 'Your application for {{layanan_en}} ({{nomor}}) is done: {{tahap_en}}.',
      short: 'Application {{nomor}} is done.',
    },
  ),
  notice(
    'permohonan.ditolak',
    {
      subject: 'Permohonan {{nomor}} tidak dapat dipenuhi',
      body: 'Permohonan {{layanan}} ({{nomor}}) tidak dapat dipenuhi. Alasan: {{pesan}}',
      short: 'Permohonan {{nomor}} tidak dapat dipenuhi. Alasannya ada di halaman permohonan.',
    },
    {
      subject: 'Application {{nomor}} cannot be granted',
      body: 'Your application for {{layanan_en}} ({{nomor}}) cannot be granted. Reason: {{pesan}}',
      short: 'Application {{nomor}} cannot be granted. The reason is on its page.',
    },
  ),
  notice(
    'permohonan.batal',
    {
      subject: 'Permohonan {{nomor}} ditutup',
      body: 'Permohonan {{layanan}} ({{nomor}}) ditutup karena tidak dilengkapi. Anda dapat mengajukan lagi kapan saja.',
      short: 'Permohonan {{nomor}} ditutup karena tidak dilengkapi.',
    },
    {
      subject: 'Application {{nomor}} was closed',
      body: 'Your application for {{layanan_en}} ({{nomor}}) was closed because it was not completed. You may apply again.',
      short: 'Application {{nomor}} was closed because it was not completed.',
    },
  ),
  notice(
    'permohonan.giliran',
    {
      subject: 'Giliran Anda: {{nomor}}',
      body: 'Permohonan {{layanan}} ({{nomor}}) menunggu tindakan Anda paling lambat {{tanggal}}.',
      short: '{{nomor}} menunggu Anda sampai {{tanggal}}.',
    },
    {
      subject: 'Your turn: {{nomor}}',
      body: 'An application for {{layanan_en}} ({{nomor}}) waits for you until {{tanggal_en}}.',
      short: '{{nomor}} waits for you until {{tanggal_en}}.',
    },
  ),
  notice(
    'permohonan.setengah_waktu',
    {
      subject: 'Separuh waktu lewat: {{nomor}}',
      body: 'Separuh waktu untuk permohonan {{layanan}} ({{nomor}}) sudah lewat. Tenggatnya {{tanggal}}.',
      short: '{{nomor}}: separuh waktu lewat, tenggat {{tanggal}}.',
    },
    {
      subject: 'Half the time is gone: {{nomor}}',
      body: 'Half of the time for {{layanan_en}} ({{nomor}}) is gone. It is due {{tanggal_en}}.',
      short: '{{nomor}}: half the time is gone, due {{tanggal_en}}.',
    },
  ),
  notice(
    'permohonan.eskalasi',
    {
      subject: 'Tenggat lewat: {{nomor}}',
      body: 'Permohonan {{layanan}} ({{nomor}}) melewati tenggat {{tanggal}} pada tahap {{tahap}}. Anda dapat menugaskan atau mengerjakannya.',
      short: '{{nomor}} melewati tenggat {{tanggal}}.',
    },
    {
      subject: 'Deadline passed: {{nomor}}',
      body: 'The application for {{layanan_en}} ({{nomor}}) passed its deadline {{tanggal_en}} at the stage {{tahap_en}}. You may have it done or do it.',
      short: '{{nomor}} passed its deadline {{tanggal_en}}.',
    },
  ),
  notice(
    'permohonan.akan_fiktif',
    {
      subject: 'Akan dianggap disetujui: {{nomor}}',
      body: 'Permohonan {{layanan}} ({{nomor}}) dianggap disetujui bila tidak diputus sampai {{tanggal}}.',
      short: '{{nomor}} dianggap disetujui bila tidak diputus sampai {{tanggal}}.',
    },
    {
      subject: 'About to be deemed approved: {{nomor}}',
      body: 'The application for {{layanan_en}} ({{nomor}}) counts as approved unless decided by {{tanggal_en}}.',
      short: '{{nomor}} counts as approved unless decided by {{tanggal_en}}.',
    },
  ),
]
