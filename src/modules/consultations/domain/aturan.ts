import type { Tanggal } from '../../../kernel/date.ts'

export type Dwibahasa = Readonly<{ id: string; en: string }>
export type Jenis = 'rancangan' | 'fkp'
export const JENIS = ['rancangan', 'fkp'] as const satisfies readonly Jenis[]

/** Bounds and days of consultations in force from a day on. */
export type Aturan = Readonly<{
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
  sumber: string
  terverifikasi: boolean
  /** Days an input is answered within, counted from the day after it was sent; and fewest days a text stays open. */
  jenis: Readonly<Record<Jenis, Readonly<{ jawabHari: number; bukaHariMinimum: number }>>>
  /** Inputs of one account in one day, over all consultations. */
  masukanPerHari: number
  /** Forms a draft regulation may have. */
  bentuk: readonly Readonly<{ kode: string; nama: Dwibahasa }>[]
  /** Elements of society a forum is held with. */
  unsur: readonly Readonly<{ kode: string; nama: Dwibahasa }>[]
}>

/** @returns what is in force on a day: the latest that has begun */
export function berlakuPada(list: readonly Aturan[], date: Tanggal): Aturan | undefined {
  return list.findLast(
    ({ berlakuMulai, berlakuSampai }) =>
      berlakuMulai <= date && (berlakuSampai === null || date <= berlakuSampai),
  )
}
