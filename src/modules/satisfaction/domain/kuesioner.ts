import type { Tanggal } from '../../../kernel/date.ts'

/** The nine elements in their order. */
export const UNSUR = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9'] as const
export type Unsur = (typeof UNSUR)[number]

/** An answer: 1 the least, 4 the best. */
export type Skala = 1 | 2 | 3 | 4
export const SKALA: readonly Skala[] = [1, 2, 3, 4]

/** Voluntary facts about who answers. */
export const RUAS = ['jenis_kelamin', 'umur', 'pendidikan', 'pekerjaan'] as const
export type Ruas = (typeof RUAS)[number]

/** How an answer came: by link from an application on the web, by one from a counter, on paper. */
export const KANAL = ['web', 'loket', 'kertas'] as const
export type Kanal = (typeof KANAL)[number]

type DuaBahasa = Readonly<{ id: string; en: string }>

/** Question and its four words, from 1 to 4. */
export type Soal = Readonly<{ pertanyaan: DuaBahasa; pilihan: readonly DuaBahasa[] }>
export type SoalUnsur = Soal &
  Readonly<{
    kode: Unsur
    nama: DuaBahasa
    /** How it is asked where the service costs nothing. */
    gratis?: Soal | undefined
  }>
export type SoalResponden = Readonly<{
  kode: Ruas
  nama: DuaBahasa
  pilihan: readonly Readonly<{ kode: string; nama: DuaBahasa }>[]
}>

/** The questions in force from a day on, with where they come from. */
export type Kuesioner = Readonly<{
  versi: string
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
  sumber: string
  terverifikasi: boolean
  unsur: readonly SoalUnsur[]
  responden: readonly SoalResponden[]
}>

/** An element as it is asked for this service. */
export function soalOf(unsur: SoalUnsur, isGratis: boolean): Soal {
  return isGratis && unsur.gratis !== undefined ? unsur.gratis : unsur
}
