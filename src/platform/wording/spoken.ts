import type { Sentences } from '../../kernel/wording.ts'

type Spoken = Readonly<{ id: string; en: string }>

/** What the server itself says when a request cannot be taken. Values in braces. */
export const SPOKEN = {
  TOKEN_TIDAK_COCOK: {
    id: 'Halaman ini sudah terlalu lama dibuka atau dikirim dari situs lain. Muat ulang halaman, lalu kirim lagi.',
    en: 'This page was open for too long or was sent from another site. Load it again, then send once more.',
  },
  SESI_BERAKHIR: {
    id: 'Sesi Anda berakhir sebelum isian ini terkirim, jadi belum ada yang tersimpan. Masuk lagi di jendela baru, lalu salin tulisan Anda dari sini.',
    en: 'Your session ended before this form arrived, so nothing is stored yet. Sign in again in a new window, then copy your words from here.',
  },
  TERLALU_RAMAI: {
    id: 'Terlalu banyak kunjungan bersamaan. Coba lagi dua detik lagi.',
    en: 'Too many visits at the same time. Try again in two seconds.',
  },
  KIRIMAN_TERPOTONG: {
    id: 'Kiriman terpotong atau tidak dapat dibaca. Muat ulang halaman, lalu kirim lagi.',
    en: 'What was sent is cut off or cannot be read. Load the page again, then send once more.',
  },
  HURUF_TIDAK_TERBACA: {
    id: 'Kiriman memuat huruf yang tidak dapat dibaca.',
    en: 'What was sent holds letters that cannot be read.',
  },
  TERLALU_BERLAPIS: {
    id: 'Kiriman terlalu berlapis.',
    en: 'What was sent is nested too deeply.',
  },
  BERKAS_TERLALU_BESAR: {
    id: 'Berkas lebih besar dari {batas} kB. Kecilkan berkasnya, lalu kirim lagi.',
    en: 'The file is larger than {batas} kB. Make it smaller, then send it again.',
  },
  ISI_TERLALU_BESAR: {
    id: 'Kiriman lebih besar dari yang diterima halaman ini. Kurangi isinya, lalu kirim lagi.',
    en: 'What was sent is larger than this page takes. Send less, then try again.',
  },
} as const satisfies Readonly<Record<string, Spoken>>

export type SpokenCode = keyof typeof SPOKEN

/** Both columns of a table of sentences as a catalogue. */
export function fixedSentences(table: Readonly<Record<string, Spoken>>): Sentences {
  const column = (lang: keyof Spoken) =>
    Object.fromEntries(Object.entries(table).map(([code, spoken]) => [code, spoken[lang]]))
  return { id: column('id'), en: column('en') }
}
