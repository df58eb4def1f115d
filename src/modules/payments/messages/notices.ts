import type { NotificationEvent } from '../../notifications/index.ts'

/** What payers are told, in both languages. */
export const NOTICES: readonly NotificationEvent[] = [
  {
    event: 'tagihan.lunas',
    templates: {
      id: {
        subject: 'Pembayaran {{kode}} kami terima',
        body: 'Pembayaran untuk "{{judul}}" dengan kode {{kode}} kami terima. Tagihan ini lunas.',
        short: 'Pembayaran {{kode}} kami terima. Lunas.',
      },
      en: {
        subject: 'Payment {{kode}} received',
        body: 'We received the payment for "{{judul}}" under the code {{kode}}. The bill is settled.',
        short: 'Payment {{kode}} received. Settled.',
      },
    },
  },
]
