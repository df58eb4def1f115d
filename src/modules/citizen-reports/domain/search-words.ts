/**
 * Words as search compares them. The index is filled by `citizen_reports.kata_cari`, which does the
 * same in the database whoever writes a case; a test holds the two to one answer.
 */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `
  a adalah admin agar aja akan akibat aku an and anda antara apa apakah assalamualaikum
  atas atau bagaimana bagi bahkan bahwa banget bapak beberapa begini begitu belum berada
  bgt biar bisa blm boleh bu buat bukan cuma dalam dan dapat dari daripada deh demi dengan
  dgn di dia dimana dkk dll dong dr ga gak gue ia iaitu ialah ibu in ini inilah is itu
  itulah iya jadi jangan jg jika juga kadang kalau kali kami kamu kan karena kasih kata ke
  kecuali kemudian kenapa kepada ketika kita kok kpd krn lagi lah lainnya lalu loh maka
  malah mana masih masing mau melalui memang mengapa menjadi menurut mereka meski min mohon
  mungkin namun ngga nggak nih nya of oleh pada padahal pak para pas pd per pernah pula pun
  saat saja salam sama sambil sampai sana sangat saya sdh sebab sebagai sebelum sebuah
  sedang sehingga sejak sekali sekarang selalu selama selamat seluruh sementara semoga
  semua seorang seperti sering serta sesudah setelah setiap sih silakan sini spy suatu
  sudah supaya tadi tak tapi tdk telah tentang terhadap terima terlalu tersebut tetapi the
  tiap tidak to tolong tsb udah untuk utk walau yaitu yakni yang yg yth
`
    .trim()
    .split(/\s+/),
)

/** Short ways to write, and words the stemmer gets wrong. */
const SAME_AS: ReadonlyMap<string, string> = new Map([
  ['jl', 'jalan'],
  ['jln', 'jalan'],
  ['gg', 'gang'],
  ['kec', 'kecamatan'],
  ['kel', 'kelurahan'],
  ['ds', 'desa'],
  ['kab', 'kabupaten'],
  ['kependudukan', 'penduduk'],
  ['pju', 'lampu'],
  ['tlp', 'telepon'],
  ['telp', 'telepon'],
])

const TEXT_MAX = 5_000
const WORDS_MAX = 8
/** A shorter beginning fits too many words to help. */
const PREFIX_MIN = 3

/**
 * Words of a text without accents, stop words and ways to write an address: "Jl. Mawar RT 03/RW 05"
 * is `jalan mawar rt3 rw5`.
 */
export function searchWords(text: string): readonly string[] {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\b(rt|rw|km|blok) ?0*([0-9]{1,4})\b/g, '$1$2')
    .split(' ')
    .filter((word) => word !== '' && !STOP_WORDS.has(word))
    .map((word) => SAME_AS.get(word) ?? word)
}

/**
 * What a visitor typed as a question for the index: every word must be there, the last one may still
 * be unfinished. At most eight words of the first 5,000 characters.
 *
 * @returns undefined when nothing is left to search for
 */
export function searchQuestion(typed: string): string | undefined {
  const words = [...new Set(searchWords(typed.slice(0, TEXT_MAX)))].slice(0, WORDS_MAX)
  if (words.length === 0) return undefined
  const isUnfinished = /[\p{L}\p{N}]$/u.test(typed)
  return words
    .map((word, index) => {
      const mayGoOn = isUnfinished && index === words.length - 1 && word.length >= PREFIX_MIN
      return mayGoOn ? `${word}:*` : word
    })
    .join(' & ')
}
