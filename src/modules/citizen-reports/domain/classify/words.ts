/**
 * Words of Indonesian complaint texts, brought to one form: case, accents, numbers, stretched letters,
 * everyday spellings, then affixes. The lists are written for this program; no dictionary is needed.
 */

/** A word as written (in lower case) and the form that is compared. */
export type Word = Readonly<{ surface: string; stem: string }>

/** Longest text that is read; what follows tells a classifier nothing new. */
const TEXT_MAX = 6_000
const WORDS_MAX = 600
const WORD_MAX = 30

/** Text in square brackets was taken out by a mask: "[nomor telepon disamarkan]". */
const MASKED = /\[[^[\]\n]{1,40}\]/g
const ADDRESS_OF_PAGE = /(?:https?:\/\/|www\.)[^\s]{1,300}/g
const TOKEN = /\p{L}+|\p{N}+/gu

/** @returns the words that say something, in the order of the text; at most 600 */
export function readWords(text: string): readonly Word[] {
  const clean = text
    .slice(0, TEXT_MAX)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(MASKED, ' ')
    .replace(ADDRESS_OF_PAGE, ' ')
  const words: Word[] = []
  for (const [token] of clean.matchAll(TOKEN)) {
    const word = toWord(token)
    if (word !== undefined) words.push(word)
    if (words.length >= WORDS_MAX) break
  }
  return words
}

function toWord(token: string): Word | undefined {
  if (/^\p{N}/u.test(token)) return { surface: token.slice(0, WORD_MAX), stem: '0' }
  const plain = squeeze(token.slice(0, WORD_MAX))
  const surface = SPELLINGS.get(plain) ?? plain
  if (surface.length < 2 || STOP_WORDS.has(surface)) return undefined
  return { surface, stem: stemWord(surface) }
}

/** "lamaaa" is "lama": three or more of a letter are one. */
function squeeze(word: string): string {
  return word.replace(/(\p{L})\1{2,}/gu, '$1')
}

const STEM_MIN = 4
const SUFFIXES = ['nya', 'lah', 'kah', 'ku', 'mu'] as const
const DERIVATIONS = ['kan', 'an', 'i'] as const
const NOUN_ENDINGS = ['an', 'i'] as const
/** Longer ones first; what follows `->` is put back in front of what is left. */
const PREFIXES: readonly (readonly [prefix: string, next: RegExp, restored: string])[] = [
  ['memper', /./, ''],
  ['diper', /./, ''],
  ['keber', /./, ''],
  ['meny', /^[aiueo]/, 's'],
  ['peny', /^[aiueo]/, 's'],
  ['meng', /./, ''],
  ['peng', /./, ''],
  ['mem', /^[aiueo]/, 'p'],
  ['pem', /^[aiueo]/, 'p'],
  ['mem', /^[bpfv]/, ''],
  ['pem', /^[bpfv]/, ''],
  ['men', /^[aiueo]/, 't'],
  ['pen', /^[aiueo]/, 't'],
  ['men', /^[cdjstz]/, ''],
  ['pen', /^[cdjstz]/, ''],
  ['ber', /./, ''],
  ['ter', /./, ''],
  ['per', /./, ''],
  ['me', /^[lrmnwy]/, ''],
  ['pe', /^[lrmnwy]/, ''],
  ['di', /./, ''],
  ['ke', /./, ''],
  ['se', /./, ''],
]

/**
 * Take affixes off by rule, never leaving fewer than four letters: "diperbaiki", "perbaikan" → "baik".
 * Without a dictionary some results are no word ("penerangan" → "terang", but "seluruh" → "luruh");
 * they only have to be the same for the same root.
 */
export function stemWord(word: string): string {
  // Nouns in pe- and ke- end in -an ("perbaikan": baik), verbs in -kan ("kirimkan": kirim).
  const endings = /^[pk]e/.test(word) ? NOUN_ENDINGS : DERIVATIONS
  const bare = dropEnd(dropEnd(word, SUFFIXES), endings)
  return dropPrefix(bare)
}

function dropEnd(word: string, endings: readonly string[]): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= STEM_MIN)
  return ending === undefined ? word : word.slice(0, -ending.length)
}

function dropPrefix(word: string): string {
  for (const [prefix, next, restored] of PREFIXES) {
    if (!word.startsWith(prefix)) continue
    const rest = word.slice(prefix.length)
    if (next.test(rest) && rest.length + restored.length >= STEM_MIN) return restored + rest
  }
  return word
}

const listOf = (text: string) => text.trim().split(/\s+/)

/** Words that stand in texts of every subject. Denials stay: "tidak diangkut" is not "diangkut". */
const STOP_WORDS: ReadonlySet<string> = new Set(
  listOf(`
  yang dan di ke dari untuk dengan pada ini itu ada adalah saya kami kita anda dia mereka beliau
  bapak ibu pak bu mas mbak min admin yth selamat pagi siang sore malam assalamualaikum
  wassalamualaikum wr wb terima kasih terimakasih mohon tolong minta harap sekali juga agar supaya
  karena sebab jadi maka namun tetapi tapi atau bila jika kalau saat ketika oleh sebagai dalam akan
  telah sudah masih lagi saja hanya bisa dapat harus para nya lah kah pun sih dong kok deh ya iya oh
  hal tersebut sangat lebih seperti maupun serta bahwa apakah apa bagaimana kenapa mengapa the
  segera ditindaklanjuti tindak lanjut perhatian perhatiannya bantuannya kiranya sekiranya mohonkan
`),
)

const SPELLINGS: ReadonlyMap<string, string> = new Map(
  listOf(`
  yg=yang dgn=dengan dg=dengan dr=dari utk=untuk tuk=untuk krn=karena krna=karena karna=karena
  jg=juga sdh=sudah udh=sudah udah=sudah dah=sudah blm=belum blom=belum belom=belum tdk=tidak
  gak=tidak ga=tidak gk=tidak nggak=tidak ngga=tidak enggak=tidak engga=tidak ndak=tidak tak=tidak
  kagak=tidak mboten=tidak ora=tidak gaada=tidak gmn=bagaimana gimana=bagaimana knp=kenapa
  bgt=sekali banget=sekali bgtu=begitu gitu=begitu gini=begini sy=saya sya=saya aku=saya gue=saya
  gw=saya km=kami kmi=kami org=orang orng=orang wrg=warga tmpt=tempat tmp=tempat dpn=depan
  blkg=belakang sblm=sebelum stlh=setelah bln=bulan thn=tahun hr=hari mggu=minggu smpe=sampai
  sampe=sampai nyampe=sampai jln=jalan jl=jalan jalanan=jalan gg=gang lobang=lubang
  bolong=lubang bolongan=lubang ancur=rusak hancur=rusak byk=banyak bnyk=banyak
  buanyak=banyak skrg=sekarang skrang=sekarang trs=terus trus=terus lgsg=langsung lsg=langsung
  kpd=kepada sm=sama ama=sama spt=seperti kyk=seperti kayak=seperti kaya=seperti dlm=dalam
  bs=bisa bsa=bisa hrs=harus hrus=harus dpt=dapat dapet=dapat pdhl=padahal pdahal=padahal
  tp=tapi tpi=tapi kl=kalau klo=kalau kalo=kalau mk=maka aja=saja aj=saja doang=saja
  mhn=mohon mohonn=mohon tlg=tolong tlng=tolong trims=terimakasih mksh=terimakasih
  makasih=terimakasih trmksh=terimakasih suwun=terimakasih nuwun=terimakasih thx=terimakasih
  bpk=bapak lampune=lampu banyu=air got=selokan kali=sungai sungae=sungai
  dalan=jalan dalane=jalan mati=padam mateng=padam pet=padam byarpet=padam listrike=listrik
  sampahe=sampah uwuh=sampah wit=pohon witwitan=pohon duwit=uang duit=uang dhuwit=uang
  rs=rumahsakit rsud=rumahsakit pkm=puskesmas pusk=puskesmas skul=sekolah skolah=sekolah
  kec=kecamatan kel=kelurahan ds=desa kab=kabupaten prov=provinsi kadis=dinas
  ektp=ktp kk=kartukeluarga akte=akta aktanya=akta pln=listrik tl=apill
  traffic=apill lalin=lalulintas trafic=apill mbok=ibu tetep=tetap ntar=nanti ntr=nanti
  krg=kurang krang=kurang prnh=pernah pernh=pernah msh=masih msih=masih lg=lagi lgi=lagi
`).map((pair) => {
    const [from = '', to = ''] = pair.split('=')
    return [from, to] as const
  }),
)
