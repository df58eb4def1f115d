/**
 * Answers by SMS in one message: 160 characters of the GSM alphabet, where a few signs count double
 * and everything outside would halve the room. The same texts serve WhatsApp.
 */
export const SMS_CHARS_MAX = 160

const GSM_BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡' +
  'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const GSM_EXTENDED = '^{}\\[~]|€'

/** Typographic signs and blanks that have a plain twin. */
const PLAIN: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '•': '-',
  '\u00a0': ' ',
  '\t': ' ',
}

/**
 * @returns the text in the GSM alphabet: accents it lacks are dropped, unknown signs become a
 * question mark
 */
export function toGsm(text: string): string {
  return [...text].map(gsmCharacter).join('')
}

function gsmCharacter(character: string): string {
  if (GSM_BASIC.includes(character) || GSM_EXTENDED.includes(character)) return character
  const plain = PLAIN[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '')
  const isKnown = plain !== '' && [...plain].every((one) => GSM_BASIC.includes(one))
  return isKnown ? plain : '?'
}

/** @returns places taken in an SMS; signs of the extension table take two */
export function gsmLength(text: string): number {
  return [...text].reduce((sum, character) => sum + (GSM_EXTENDED.includes(character) ? 2 : 1), 0)
}

export type ReplyKind =
  | 'diterima'
  | 'diterima-tanpa-tempat'
  | 'tempat-dicatat'
  | 'ditambahkan'
  | 'minta-cerita'
  | 'minta-kode'
  | 'gagal'
  | 'status'
  | 'minta-konfirmasi'
  | 'terkonfirmasi'
  | 'dibuka-kembali'
  | 'minta-nomor'
  | 'nomor-tidak-ditemukan'
  | 'nomor-salah-ketik'
  | 'tidak-ada-konfirmasi'
  | 'terlalu-sering'
  | 'bantuan'

type ReplyTexts = Readonly<Record<ReplyKind, string>>

const TEXTS_ID: ReplyTexts = {
  diterima:
    'Laporan {{nomor}} diterima. Kami periksa paling lambat {{tanggal}}. Status: balas CEK. ' +
    'Kode lacak, simpan: {{kode}}',
  'diterima-tanpa-tempat':
    'Laporan {{nomor}} diterima. Di mana tempatnya? Balas LOKASI <patokan, desa>. ' +
    'Kode lacak, simpan: {{kode}}',
  'tempat-dicatat': 'Tempat untuk {{nomor}} sudah dicatat. Kami periksa paling lambat {{tanggal}}.',
  ditambahkan: 'Kiriman Anda ditambahkan ke laporan {{nomor}}. Laporan lain: balas LAPOR <isi>.',
  'minta-cerita':
    'Apa yang terjadi dan di mana? Balas dengan ceritanya, misalnya: LAPOR lampu jalan mati ' +
    '#Jl Melati, Tumbas.',
  'minta-kode':
    'Untuk {{nomor}} sertakan kode lacak Anda (LCK-...) dari balasan pertama kami, misalnya ' +
    'BENAR LCK-...',
  gagal:
    'Laporan Anda belum dapat kami simpan. Kirim lagi, atau laporkan di {{situs}} dan di loket ' +
    'kantor kami.',
  status: '{{nomor}}: {{status}}. Ditangani {{unit}}. Janji berikutnya {{tanggal}}.',
  'minta-konfirmasi':
    '{{nomor}} dinyatakan selesai oleh {{unit}}. Balas BENAR {{nomor}} atau BELUM ' +
    '{{nomor}} <alasan> sebelum {{tanggal}}.',
  terkonfirmasi: 'Terima kasih. {{nomor}} ditutup setelah Anda benarkan.',
  'dibuka-kembali':
    '{{nomor}} kami buka kembali. {{unit}} menanganinya lagi, kabar paling lambat {{tanggal}}.',
  'minta-nomor':
    'Tulis juga nomor laporannya, misalnya CEK ADU-2026-004417-N. Nomor ada pada balasan ' +
    'pertama kami.',
  'nomor-tidak-ditemukan': '{{nomor}} tidak ditemukan. Periksa nomornya pada balasan pertama kami.',
  'nomor-salah-ketik':
    'Nomor {{nomor}} salah ketik. Salin lengkap sampai huruf terakhirnya, misalnya ' +
    'ADU-2026-004417-N.',
  'tidak-ada-konfirmasi': '{{nomor}} sedang tidak menunggu jawaban Anda. Statusnya: {{status}}.',
  'terlalu-sering':
    'Pesan Anda terlalu sering. Coba lagi setelah {{tanggal}}. Keadaan darurat: telepon 112.',
  bantuan:
    'Melapor: LAPOR <isi> #<lokasi>. Status: CEK <nomor>. Contoh: LAPOR lampu jalan mati ' +
    '#Jl Melati, Tumbas. Darurat: telepon 112.',
}

const TEXTS_EN: ReplyTexts = {
  diterima:
    'Report {{nomor}} received. We check it by {{tanggal}}. Status: reply CEK. Tracking code, ' +
    'keep it: {{kode}}',
  'diterima-tanpa-tempat':
    'Report {{nomor}} received. Where is it? Reply LOKASI <landmark, village>. Tracking code, ' +
    'keep it: {{kode}}',
  'tempat-dicatat': 'The place of {{nomor}} is noted. We check it by {{tanggal}}.',
  ditambahkan: 'What you sent was added to {{nomor}}. Another report: reply LAPOR <text>.',
  'minta-cerita':
    'What happened, and where? Reply with the story, for example: LAPOR street light is out ' +
    '#Jl Melati, Tumbas.',
  'minta-kode':
    'For {{nomor}} add your tracking code (LCK-...) from our first reply, for example BENAR LCK-...',
  gagal:
    'We could not store your report yet. Send it again, or report at {{situs}} or at our counter.',
  status: '{{nomor}}: {{status}}. Handled by {{unit}}. Next promise {{tanggal}}.',
  'minta-konfirmasi':
    '{{unit}} says {{nomor}} is done. Reply BENAR {{nomor}} (yes) or BELUM {{nomor}} ' +
    '<reason> before {{tanggal}}.',
  terkonfirmasi: 'Thank you. {{nomor}} was closed after you confirmed it.',
  'dibuka-kembali': '{{nomor}} is open again. {{unit}} works on it, news by {{tanggal}}.',
  'minta-nomor':
    'Add the report number, for example CEK ADU-2026-004417-N. You find it in our first reply.',
  'nomor-tidak-ditemukan': '{{nomor}} was not found. Check the number in our first reply.',
  'nomor-salah-ketik':
    'Number {{nomor}} has a typo. Copy it to the last letter, for example ADU-2026-004417-N.',
  'tidak-ada-konfirmasi': '{{nomor}} does not wait for your answer now. Its status: {{status}}.',
  'terlalu-sering': 'You send too often. Try again after {{tanggal}}. Emergency: call 112.',
  bantuan:
    'To report: LAPOR <text> #<place>. Status: CEK <number>. Example: LAPOR street light ' +
    'is out #Jl Melati. Emergency: call 112.',
}

export type ReplyValues = Readonly<
  Partial<Record<'nomor' | 'kode' | 'tanggal' | 'status' | 'unit' | 'situs', string>>
>

/**
 * An answer that fits one SMS. When it would not, the longest value (in practice the name of the
 * unit) is shortened; the number of the case and the words of the text never are.
 *
 * @param lang of the citizen's account, else Indonesian
 */
export function writeReply(kind: ReplyKind, values: ReplyValues, lang: 'id' | 'en' = 'id'): string {
  const text = (lang === 'id' ? TEXTS_ID : TEXTS_EN)[kind]
  const gsm = Object.entries(values).map(
    ([name, value]) => [name, toGsm(value.slice(0, SMS_CHARS_MAX))] as const,
  )
  let current = new Map(gsm)
  for (let excess = excessOf(text, current); excess > 0; excess = excessOf(text, current)) {
    const shorter = shortenLongest(current, text)
    if (shorter === undefined) break
    current = shorter
  }
  return fill(text, current)
}

function fill(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(/\{\{(nomor|kode|tanggal|status|unit|situs)\}\}/g, (_whole, name: string) => {
    return values.get(name) ?? '-'
  })
}

function excessOf(text: string, values: ReadonlyMap<string, string>): number {
  return gsmLength(fill(text, values)) - SMS_CHARS_MAX
}

const SHORTEST_VALUE = 4

/**
 * @returns values with the longest one a character shorter; undefined when there is none to shorten
 */
function shortenLongest(
  values: ReadonlyMap<string, string>,
  text: string,
): Map<string, string> | undefined {
  const candidates = [...values].filter(
    ([name, value]) =>
      name !== 'nomor' &&
      name !== 'kode' &&
      text.includes(`{{${name}}}`) &&
      value.length > SHORTEST_VALUE,
  )
  const longest = candidates.sort(([, a], [, b]) => b.length - a.length)[0]
  if (longest === undefined) return undefined
  const [name, value] = longest
  const kept = value.endsWith('..') ? value.slice(0, -3) : value.slice(0, -2)
  return new Map([...values, [name, `${kept.trimEnd()}..`]])
}
