import type { Tanggal } from '../../../kernel/date.ts'

export type Words = Readonly<{ id: string; en: string }>

/** One rule of the house: what is not written here, with an example. */
export type Butir = Readonly<{ kode: string; nama: Words; teks: Words; contoh: Words }>

/** Rules in force from a day on (data/forum/aturan.json); all of them the platform's own, none of a law. */
export type Aturan = Readonly<{
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
  butir: readonly Butir[]
  /** Posts of a person, waiting of new accounts, flags of a person a day, topics followed, days a text may not be repeated. */
  batas: Readonly<{
    perJam: number
    perHari: number
    akunBaruJam: number
    tandaPerHari: number
    ikutMaks: number
    ulangHari: number
  }>
  /** Slow mode: above so many posts of newcomers within a window, for so long, one post a person each so many minutes. */
  lambat: Readonly<{
    kirimanBaru: number
    jendelaMenit: number
    lamaJam: number
    jedaMenit: number
  }>
  /** Flags that count as one source: accounts that flagged the same posts this close together this often, and accounts this young. */
  bersama: Readonly<{
    jedaMenit: number
    kaliMinimum: number
    riwayatHari: number
    akunBaruHari: number
  }>
  /** What moderators, judges of appeals and agencies have time for. */
  tenggat: Readonly<{
    perkaraJam: number
    mendesakJam: number
    mendesakSumber: number
    bandingHariKerja: number
    bandingDalamHari: number
    jawabanHariKerja: number
  }>
  sumber: string
  terverifikasi: boolean
}>

/** @returns the rule and its number in the list, from 1 */
export function findButir(
  { butir }: Pick<Aturan, 'butir'>,
  kode: string,
): (Butir & Readonly<{ nomor: number }>) | undefined {
  const at = butir.findIndex((one) => one.kode === kode)
  const found = butir[at]
  return found === undefined ? undefined : { ...found, nomor: at + 1 }
}
