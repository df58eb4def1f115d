import { civilParts, parseTanggal, type Tanggal } from '../../../kernel/date.ts'

/** The six cards: land, machines, buildings, roads and networks, other goods, construction in progress. */
export const KIB = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export type Kib = (typeof KIB)[number]

export const KONDISI = ['B', 'KB', 'RB'] as const
export type Kondisi = (typeof KONDISI)[number]

export const ASAL_USUL = ['pembelian', 'hibah', 'tukar', 'sitaan', 'lainnya'] as const
export type AsalUsul = (typeof ASAL_USUL)[number]

/** A particular of a card, as the official form has it. */
export type Ruas = Readonly<{
  nama: RuasNama
  jenis: 'teks' | 'angka' | 'tanggal' | 'pilihan'
  pilihan?: readonly string[]
  maks?: number
}>

const HAK = ['pakai', 'pengelolaan', 'lainnya'] as const
const STATUS_TANAH = ['pemda', 'negara', 'ulayat', 'perorangan'] as const
const YA = ['ya', 'tidak'] as const
const BANGUNAN = ['permanen', 'semi', 'darurat'] as const
const BUKU = ['buku', 'seni', 'hewan', 'tanaman', 'lainnya'] as const

const SEMUA = {
  luas_m2: { jenis: 'angka' },
  alamat: { jenis: 'teks', maks: 200 },
  hak: { jenis: 'pilihan', pilihan: HAK },
  sertipikat_tanggal: { jenis: 'tanggal' },
  sertipikat_nomor: { jenis: 'teks', maks: 60 },
  sertipikat_nama: { jenis: 'teks', maks: 120 },
  sertipikat_sampai: { jenis: 'tanggal' },
  penggunaan: { jenis: 'teks', maks: 120 },
  merek: { jenis: 'teks', maks: 80 },
  tipe: { jenis: 'teks', maks: 80 },
  ukuran: { jenis: 'teks', maks: 60 },
  bahan: { jenis: 'teks', maks: 60 },
  nomor_pabrik: { jenis: 'teks', maks: 60 },
  nomor_rangka: { jenis: 'teks', maks: 40 },
  nomor_mesin: { jenis: 'teks', maks: 40 },
  nomor_polisi: { jenis: 'teks', maks: 20 },
  nomor_bpkb: { jenis: 'teks', maks: 40 },
  pajak_sampai: { jenis: 'tanggal' },
  pemegang_jabatan: { jenis: 'teks', maks: 120 },
  bertingkat: { jenis: 'pilihan', pilihan: YA },
  beton: { jenis: 'pilihan', pilihan: YA },
  luas_lantai_m2: { jenis: 'angka' },
  dokumen_tanggal: { jenis: 'tanggal' },
  dokumen_nomor: { jenis: 'teks', maks: 80 },
  luas_tanah_m2: { jenis: 'angka' },
  status_tanah: { jenis: 'pilihan', pilihan: STATUS_TANAH },
  kode_tanah: { jenis: 'teks', maks: 60 },
  konstruksi: { jenis: 'teks', maks: 80 },
  panjang_m: { jenis: 'angka' },
  lebar_m: { jenis: 'angka' },
  sk_ruas: { jenis: 'teks', maks: 80 },
  jenis_lainnya: { jenis: 'pilihan', pilihan: BUKU },
  judul_pencipta: { jenis: 'teks', maks: 160 },
  spesifikasi: { jenis: 'teks', maks: 160 },
  asal_daerah: { jenis: 'teks', maks: 120 },
  pencipta: { jenis: 'teks', maks: 120 },
  bangunan: { jenis: 'pilihan', pilihan: BANGUNAN },
  tanggal_mulai: { jenis: 'tanggal' },
  nilai_kontrak: { jenis: 'angka' },
  kontrak_nomor: { jenis: 'teks', maks: 80 },
  rencana_selesai: { jenis: 'tanggal' },
} as const satisfies Readonly<Record<string, Omit<Ruas, 'nama'>>>

export type RuasNama = keyof typeof SEMUA

const LAHAN = [
  'dokumen_tanggal',
  'dokumen_nomor',
  'luas_tanah_m2',
  'status_tanah',
  'kode_tanah',
] as const

const URUTAN: Readonly<Record<Kib, readonly RuasNama[]>> = {
  A: [
    'luas_m2',
    'alamat',
    'hak',
    'sertipikat_tanggal',
    'sertipikat_nomor',
    'sertipikat_nama',
    'sertipikat_sampai',
    'penggunaan',
  ],
  B: [
    'merek',
    'tipe',
    'ukuran',
    'bahan',
    'nomor_pabrik',
    'nomor_rangka',
    'nomor_mesin',
    'nomor_polisi',
    'nomor_bpkb',
    'pajak_sampai',
    'pemegang_jabatan',
  ],
  C: ['bertingkat', 'beton', 'luas_lantai_m2', 'alamat', ...LAHAN],
  D: ['konstruksi', 'panjang_m', 'lebar_m', 'luas_m2', 'alamat', 'sk_ruas', ...LAHAN],
  E: [
    'jenis_lainnya',
    'judul_pencipta',
    'spesifikasi',
    'asal_daerah',
    'pencipta',
    'bahan',
    'ukuran',
  ],
  F: [
    'bangunan',
    'bertingkat',
    'beton',
    'luas_m2',
    'alamat',
    'tanggal_mulai',
    'rencana_selesai',
    'kontrak_nomor',
    'nilai_kontrak',
    ...LAHAN,
  ],
}

/** @returns the particulars of a card in the order of the official form */
export function ruasOf(kib: Kib): readonly Ruas[] {
  return URUTAN[kib].map((nama) => ({ nama, ...SEMUA[nama] }))
}

/** @returns whether the text names one of the six cards */
export function isKib(text: string): text is Kib {
  return (KIB as readonly string[]).includes(text)
}

export type Rincian = Readonly<Record<string, string>>
/** What is wrong with a particular. */
export type RuasFault = Readonly<{ nama: RuasNama; fault: 'wajib' | 'tidak_terbaca' }>

/**
 * Read the particulars of a card as typed or as a file has them. Numbers are kept with a dot, dates as year-month-day.
 *
 * @param wajib names the goods code asks for
 * @returns what is kept, and every fault at once
 */
export function readRincian(
  kib: Kib,
  typed: Readonly<Record<string, string>>,
  wajib: readonly string[],
): Readonly<{ rincian: Rincian; faults: readonly RuasFault[] }> {
  const faults: RuasFault[] = []
  const rincian: Record<string, string> = {}
  for (const ruas of ruasOf(kib)) {
    const text = (typed[ruas.nama] ?? '').trim()
    const kept = text === '' ? '' : keptOf(ruas, text)
    if (kept === undefined) faults.push({ nama: ruas.nama, fault: 'tidak_terbaca' })
    else if (isBlank(kept) && wajib.includes(ruas.nama))
      faults.push({ nama: ruas.nama, fault: 'wajib' })
    if (kept !== undefined && kept !== '') rincian[ruas.nama] = kept
  }
  return { rincian, faults }
}

const isBlank = (kept: string) => kept === '' || kept === '0'

function keptOf(ruas: Ruas, text: string): string | undefined {
  if (ruas.jenis === 'teks') return text.length <= (ruas.maks ?? 120) ? text : undefined
  if (ruas.jenis === 'pilihan') return ruas.pilihan?.find((choice) => choice === text.toLowerCase())
  if (ruas.jenis === 'tanggal') {
    const read = parseTanggal(text)
    return read.ok ? read.value : undefined
  }
  return numberOf(text)
}

const LOCAL_NUMBER = /^(\d{1,3}(?:\.\d{3}){1,5}|\d{1,12})(?:,(\d{1,3}))?$/
const PLAIN_NUMBER = /^(\d{1,12})\.(\d{1,2})$/

/** `1.250,5` as people write it, `1250.5` as programs do. */
function numberOf(text: string): string | undefined {
  const match = PLAIN_NUMBER.exec(text) ?? LOCAL_NUMBER.exec(text)
  if (match === null) return undefined
  const whole = BigInt((match[1] ?? '').replaceAll('.', '')).toString()
  const fraction = (match[2] ?? '').replace(/0{1,3}$/, '')
  return fraction === '' ? whole : `${whole}.${fraction}`
}

/** The semester a day falls in: `2026-1` is January to June 2026. Sorts as text. */
export type Periode = string & { readonly kind: 'periode' }

/** @returns the semester of a day */
export function periodeOf(date: Tanggal): Periode {
  const { year, month } = civilParts(date)
  return `${year}-${month <= 6 ? 1 : 2}` as Periode
}

/** A semester as a form, a job or a row gives it; undefined when it is none. */
export function parsePeriode(text: string): Periode | undefined {
  return /^(19|20|21)\d{2}-[12]$/.test(text) ? (text as Periode) : undefined
}

/** @returns the semester after this one */
export function nextPeriode(periode: Periode): Periode {
  const [year = '', half = ''] = periode.split('-')
  return (half === '1' ? `${year}-2` : `${Number(year) + 1}-1`) as Periode
}

/** @returns the last day of the semester */
export function endOf(periode: Periode): Tanggal {
  const [year = '', half = ''] = periode.split('-')
  return `${year}-${half === '1' ? '06-30' : '12-31'}` as Tanggal
}
