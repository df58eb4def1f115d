import type { Catalogue } from '../../../ui/page-context.ts'

/** Letters about subscriptions, plain text: they are sent before anything is confirmed. */
type Letters = Readonly<{
  subject: (what: string) => string
  body: (letter: Readonly<{ what: string; region: string; url: string; hours: number }>) => string
}>

export const CONFIRM_LETTER: Catalogue<Letters> = {
  id: {
    subject: (what) => `Konfirmasi: kabari saya tentang ${what}`,
    body: ({ what, region, url, hours }) =>
      `Seseorang meminta ${region} mengirim kabar ke alamat ini tentang ${what}.\n\n` +
      `Bila itu Anda, buka alamat berikut dan tekan tombol di sana:\n${url}\n\n` +
      `Bila bukan, abaikan surat ini. Tanpa konfirmasi dalam ${hours} jam, alamat Anda kami hapus.\n`,
  },
  en: {
    subject: (what) => `Please confirm: tell me about ${what}`,
    body: ({ what, region, url, hours }) =>
      `Someone asked ${region} to send news about ${what} to this address.\n\n` +
      `If it was you, open this address and press the button there:\n${url}\n\n` +
      `If not, ignore this letter. Without a confirmation within ${hours} hours we delete your address.\n`,
  },
}
