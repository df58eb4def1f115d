import type { Tanggal, Weekday } from '../../kernel/date.ts'

export type JenisTempat = 'mpp' | 'opd' | 'kecamatan' | 'kelurahan' | 'desa'

/** A place with counters. */
export type Tempat = Readonly<{
  kode: string
  jenis: JenisTempat
  nama: string
  alamat: string
  /** The unit that keeps it. */
  unitKode: string
  /** Numbers may be taken from one's own phone, not at the kiosk alone. */
  isDaring: boolean
  isAktif: boolean
  versi: number
}>

/** One line of a place. */
export type Layanan = Readonly<{
  id: string
  huruf: string
  nama: string
  namaEn: string
  unitKode: string
  /** Codes of the services it is for; empty stands for all of the unit. */
  layananKode: readonly string[]
  /** Minutes per person while nothing was measured. */
  menit: number
  isJanji: boolean
  menitSlot: number
  /** Percentage of capacity kept for people without an appointment. */
  bagianLangsung: number
  isAktif: boolean
}>

export type Loket = Readonly<{
  id: string
  kode: string
  nama: string
  unitKode: string
  isAktif: boolean
  layananIds: readonly string[]
}>

/** Hours of a weekday, minutes after midnight, within dates. */
export type Jam = Readonly<{
  id: string
  /** Null: of the whole place. */
  layananId: string | null
  hari: Weekday
  buka: number
  tutup: number
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
}>

/** A day with other hours, or none. */
export type HariKhusus = Readonly<{
  tanggal: Tanggal
  buka: number | null
  tutup: number | null
  alasan: string
}>

export type AturanRow = Readonly<{
  kunci: string
  tempatKode: string
  berlakuMulai: Tanggal
  nilai: number
  dasar: string
}>

export type Prioritas = Readonly<{
  kode: string
  nama: string
  namaEn: string
  dasar: string
}>

/** A place with all that is set about it. */
export type Desk = Readonly<{
  tempat: Tempat
  layanan: readonly Layanan[]
  loket: readonly Loket[]
  jam: readonly Jam[]
  khusus: readonly HariKhusus[]
  aturan: readonly AturanRow[]
  prioritas: readonly Prioritas[]
}>

export type StatusTiket =
  | 'menunggu'
  | 'dipanggil'
  | 'dilayani'
  | 'selesai'
  | 'tidak_hadir'
  | 'batal'
  | 'kedaluwarsa'

export type Saluran = 'sms' | 'whatsapp'

/** Ways to hear about one's own turn; nothing is kept beyond the day. */
export type Kontak = Readonly<{
  akunId: string | null
  telepon: string | null
  saluran: Saluran | null
  bahasa: 'id' | 'en'
}>
