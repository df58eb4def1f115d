import { civilParts, compareTanggal, type Tanggal, tanggal } from '../../../kernel/date.ts'

/** What a file may be sent as; a picture is kept as jpg whatever it came as. */
export const FORMATS = ['jpg', 'png', 'webp', 'pdf'] as const
export type Format = (typeof FORMATS)[number]

/** Is what counts on it writing, or a picture: a blurred place is still a place. */
export type Kejelasan = 'tulisan' | 'gambar'

/** Which date is asked at the upload: none, the day of issue, or the last day written on the document. */
export type TanggalDiminta = 'tidak' | 'terbit' | 'berakhir'

/** A kind of document with what is accepted of it. Sizes in kB of 1024 bytes, edges in pixels. */
export type Jenis = Readonly<{
  kode: string
  nama: Readonly<{ id: string; en: string }>
  kelompok: string
  format: readonly Format[]
  /** Of a PDF; photos are made small on arrival, whatever they weigh. */
  maksKb: number
  maksHalaman: number
  tanggal: TanggalDiminta
  /** Months from the day of issue; null when none runs out by itself. */
  masaBerlakuBulan: number | null
  /** Where the validity comes from, or that it is a house rule. */
  sumber: string
  isTerverifikasi: boolean
  /** What a good photo of it looks like. */
  petunjuk: Readonly<{ id: string; en: string }>
  /** @law PDP-005 */
  isDataSpesifik: boolean
  kejelasan: Kejelasan
  sisiPendekMinPx: number
}>

/** The last day a document of this kind is valid; undefined when it does not run out. */
export function lastDay(
  jenis: Pick<Jenis, 'tanggal' | 'masaBerlakuBulan'>,
  dated: Tanggal | undefined,
): Tanggal | undefined {
  if (dated === undefined || jenis.tanggal === 'tidak') return undefined
  if (jenis.tanggal === 'berakhir') return dated
  return jenis.masaBerlakuBulan === null ? undefined : addMonths(dated, jenis.masaBerlakuBulan)
}

/** Has it run out on this day? Valid on its last day. */
export function isExpired(berlakuSampai: Tanggal | null, today: Tanggal): boolean {
  return berlakuSampai !== null && compareTanggal(berlakuSampai, today) < 0
}

/** The same day so many months on; the last day of the month where it is shorter. */
export function addMonths(from: Tanggal, months: number): Tanggal {
  const { year, month, day } = civilParts(from)
  const index = year * 12 + (month - 1) + months
  const toYear = Math.floor(index / 12)
  const toMonth = (index % 12) + 1
  const length = daysIn(toYear, toMonth)
  const pad = (value: number, width: number) => String(value).padStart(width, '0')
  return tanggal(`${pad(toYear, 4)}-${pad(toMonth, 2)}-${pad(Math.min(day, length), 2)}`)
}

function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return isLeap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
