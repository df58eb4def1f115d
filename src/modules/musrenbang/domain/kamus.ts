import type { Tanggal } from '../../../kernel/date.ts'
import type { Dwibahasa } from './aturan.ts'

export const BIDANG = ['infrastruktur', 'sosial', 'budaya', 'ekonomi'] as const
export type Bidang = (typeof BIDANG)[number]

/** Level of government a kind of work belongs to. */
export type Wewenang = 'desa' | 'kabupaten' | 'provinsi' | 'pusat'

/** A kind of work that can be asked for: unit, price, owner, rule. */
export type Entri = Readonly<{
  kode: string
  nama: Dwibahasa
  bidang: Bidang
  satuan: string
  /** Code of the price standard per unit of volume. */
  standar: string
  /** Office that would do it. */
  unit: string
  wewenang: Wewenang
  syarat?: Dwibahasa | undefined
  /** Most that one proposal may ask for, in units. */
  volumeMaks: number
}>

/** The dictionary of a time. */
export type Kamus = Readonly<{
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
  sumber: string
  terverifikasi: boolean
  entri: readonly Entri[]
}>
