import type { NotificationEvent } from '../../notifications/index.ts'

/** Name of the notice that invites to the survey. */
export const UNDANGAN = 'skm.undangan'

/** Notices of this module: {{nomor}} and {{layanan}} are filled in. */
export const NOTICES: readonly NotificationEvent[] = [
  {
    event: UNDANGAN,
    templates: {
      id: {
        subject: 'Bagaimana layanan kami? {{nomor}}',
        body: 'Layanan {{layanan}} untuk {{nomor}} sudah selesai. Nilai layanan kami dalam satu menit. Jawaban Anda tidak terhubung dengan nama Anda.',
        short: '{{nomor}} selesai. Bagaimana layanan kami? Nilai dalam satu menit, tanpa nama.',
      },
      en: {
        subject: 'How was our service? {{nomor}}',
        body: 'The service {{layanan}} for {{nomor}} is finished. Judge it in one minute. Your answer is not tied to your name.',
        short: '{{nomor}} is finished. How was our service? One minute, without your name.',
      },
    },
  },
]
