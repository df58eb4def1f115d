/**
 * Passwords that guessing programs try first. Built from words people choose, in Indonesian and
 * English, with the endings they add; sequences, repetitions and dates are recognised by rule, because
 * a list could never name them all.
 */
const WORDS = (
  'password passw0rd katasandi sandi rahasia rahasiaku sayang sayangku sayangkamu cinta cintaku ' +
  'cintakamu akucintakamu akusayangkamu iloveyou ilovu loveyou lovely kangen kangenkamu bismillah ' +
  'alhamdulillah allahuakbar assalamualaikum subhanallah masyaallah insyaallah astaghfirullah ' +
  'muhammad yesus yesuskristus tuhanyesus haleluya puji pujituhan indonesia indonesiaku merdeka ' +
  'pancasila garuda garudaku nusantara bhinneka proklamasi kemerdekaan jakarta bandung surabaya ' +
  'semarang yogyakarta jogjakarta medan makassar palembang denpasar malang sidoarjo banyuwangi ' +
  'bekasi tangerang depok bogor solo surakarta madura lampung aceh padang pekanbaru pontianak ' +
  'banjarmasin balikpapan samarinda manado ambon jayapura kupang mataram lombok kalimantan ' +
  'sulawesi sumatera papua bali jawabarat jawatimur jawatengah persija persib persebaya arema ' +
  'aremania bonek bobotoh viking jakmania timnas liverpool manchester arsenal chelsea barcelona ' +
  'realmadrid juventus milan intermilan ronaldo messi kucing kucingku anjing kelinci harimau macan ' +
  'naga bunga mawar melati anggrek bintang bulan matahari pelangi langit lautan gunung pantai ' +
  'rumah rumahku keluarga keluargaku ibuku bapakku ayah ayahku bunda bundaku mama mamaku papa ' +
  'anakku suamiku istriku pacarku sahabat sahabatku teman temanku bahagia semangat sukses berkah ' +
  'barokah selamat terimakasih selamanya selamatpagi sekolah sekolahku kampus kuliah guru guruku ' +
  'kantor kantorku kerja kerjaku pegawai petugas bupati walikota camat lurah kepala kades desa ' +
  'desaku kecamatan kabupaten pemda pemkab pemkot pemerintah dinas kominfo diskominfo bappeda ' +
  'sekda admin administrator superadmin root operator pengguna user username login masuk welcome ' +
  'selamatdatang halo hello letmein master superman batman spiderman naruto onepiece doraemon ' +
  'pokemon dragon monkey football baseball basketball sunshine princess shadow michael jordan ' +
  'charlie jessica ashley daniel samsung xiaomi oppo vivo nokia iphone android google facebook ' +
  'instagram whatsapp youtube tiktok twitter telkomsel indosat freefire mobilelegend mobilelegends ' +
  'minecraft pubg qwerty qwertyuiop asdfgh zxcvbn qazwsx trustno secret starwars computer internet ' +
  'changeme default guest test testing temp demo contoh pendopo coba cobacoba ganti gantisandi baru ' +
  'ganteng cantik cakep imut manis lucu gaul kerenabis mantap jaya jayaraya makmur sejahtera damai ' +
  'setia setiaselamanya budi agus dewi siti sari putri putra wahyu rizky rizki fitri fitriani nur ' +
  'nurul ahmad abdul eko dwi tri yudi rudi hendra andi indah ratna lestari'
).split(' ')

const ENDINGS = (
  ' 1 12 123 1234 12345 123456 1234567 12345678 01 007 11 22 69 77 88 99 00 000 111 321 2020 2021 2022 2023 ' +
  '2024 2025 2026 2027 1945 1990 1995 1999 2000 ! !! 123! @123 @1234 @2024 @2025 @2026 #1 . _1 ku kita id'
).split(' ')

const LETTER_OF: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const COMMON: ReadonlySet<string> = new Set(
  WORDS.flatMap((word) => [...ENDINGS.map((ending) => word + ending), word + word]),
)

/** How many passwords the list names, not counting those recognised by rule. */
export const COMMON_COUNT = COMMON.size

/** How many of them are long enough for the policy to meet them (8 characters or more). */
export const COMMON_LONG_COUNT = [...COMMON].filter((password) => password.length >= 8).length

/**
 * Is this one of the passwords that guessing tries first? Capitals and digits written for letters
 * ("P4ssw0rd") change nothing.
 */
export function isCommonPassword(password: string): boolean {
  const lower = password.toLowerCase()
  return (
    COMMON.has(lower) ||
    COMMON.has(withLetters(lower)) ||
    isWordWithEnding(lower) ||
    isRepetition(lower) ||
    isKeyboardWalk(lower) ||
    isDate(lower)
  )
}

function withLetters(text: string): string {
  return [...text].map((sign) => LETTER_OF[sign] ?? sign).join('')
}

/** "p4ssw0rd123": the word is written with digits, the ending is kept as it is. */
function isWordWithEnding(text: string): boolean {
  return ENDINGS.some(
    (ending) =>
      ending !== '' &&
      text.endsWith(ending) &&
      COMMON.has(withLetters(text.slice(0, -ending.length))),
  )
}

const UNIT_MAX = 4

/** One to four signs said over and over: aaaaaaaa, 12341234, lalalala. */
function isRepetition(text: string): boolean {
  for (let size = 1; size <= UNIT_MAX; size += 1) {
    const unit = text.slice(0, size)
    if (text.length > size && unit.repeat(Math.ceil(text.length / size)).startsWith(text))
      return true
  }
  return false
}

const ROWS = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz']
const COLUMNS = ['1qaz', '2wsx', '3edc', '4rfv', '5tgb', '6yhn', '7ujm']
const WALKS = [...ROWS, ...COLUMNS].flatMap((walk) => [walk, [...walk].reverse().join('')])
const RUN_MIN = 3

/** Only runs of neighbouring keys or letters: qwerty12345, abc123456, 1qaz2wsx. */
function isKeyboardWalk(text: string): boolean {
  let rest = text
  while (rest.length > 0) {
    const run = longestRun(rest)
    if (run < RUN_MIN) return false
    rest = rest.slice(run)
  }
  return text.length > 0
}

function longestRun(text: string): number {
  let best = 0
  for (const walk of WALKS) {
    const start = walk.indexOf(text[0] ?? '')
    if (start === -1) continue
    let length = 0
    while (length < text.length && walk[start + length] === text[length]) length += 1
    best = Math.max(best, length)
  }
  return best
}

/** A birthday: 17081945, 19450817, 17-08-1945. */
function isDate(text: string): boolean {
  const digits = text.replace(/[-/. ]/g, '')
  const dayFirst = /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])(19|20)\d\d$/
  const yearFirst = /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/
  return dayFirst.test(digits) || yearFirst.test(digits)
}
