import type { Mutu } from './aturan.ts'
import { RUAS, type Ruas, type Unsur } from './kuesioner.ts'
import type { Skor } from './nilai.ts'
import type { Pokok, Sisi } from './sisi.ts'
import { type HitunganTampil, hideSmall, type Susunan } from './susunan.ts'
import type { Tally } from './tally.ts'

/**
 * A published score: what everybody may read of it, and what its digest in the public log is over. Whole
 * numbers and texts only, so that it is the same bytes wherever it is written.
 */
export type DokumenSkor = Readonly<{
  format: 'pendopo.skm/1'
  sisi: Sisi
  unitKode: string
  unitNama: string
  layananKode: string
  layananNama: string
  periode: string
  /** Hundredths. */
  indeks: number
  mutu: Mutu
  responden: number
  kertas: number
  diundang: number
  terjawab: number
  sasaran: number
  unsur: readonly Readonly<{
    unsur: Unsur
    rataPerseribu: number
    tertimbangPerseribu: number
    indeks: number
    mutu: Mutu
    sebaran: readonly number[]
  }>[]
  selang: Readonly<{ bawah: number; atas: number; populasi: number | null }> | null
  /** Null stands for too few to be told. */
  susunan: Readonly<Record<Ruas, readonly Readonly<{ pilihan: string; jumlah: number | null }>[]>>
}>

export type DokumenParts = Readonly<{
  pokok: Pokok
  unitNama: string
  layananNama: string
  periode: string
  skor: Skor
  tally: Tally
  sasaran: number
  susunan: Susunan
  selMinimum: number
}>

/** Put a published score together. */
export function dokumenOf(parts: DokumenParts): DokumenSkor {
  const { pokok, skor, tally } = parts
  const { selang } = skor
  return {
    format: 'pendopo.skm/1',
    sisi: pokok.sisi,
    unitKode: pokok.unitKode,
    unitNama: parts.unitNama,
    layananKode: pokok.layananKode,
    layananNama: parts.layananNama,
    periode: parts.periode,
    indeks: skor.indeks,
    mutu: skor.mutu,
    responden: skor.n,
    kertas: tally.kertas,
    diundang: tally.diundang,
    terjawab: tally.terjawab,
    sasaran: parts.sasaran,
    unsur: skor.unsur,
    selang:
      selang === undefined
        ? null
        : { bawah: selang.bawah, atas: selang.atas, populasi: selang.populasi ?? null },
    susunan: susunanTampil(parts.susunan, parts.selMinimum),
  }
}

/** Who answered, small numbers hidden. */
export function susunanTampil(susunan: Susunan, selMinimum: number): DokumenSkor['susunan'] {
  const shown = (ruas: Ruas) =>
    hideSmall(susunan.get(ruas) ?? [], selMinimum).map(({ pilihan, jumlah }: HitunganTampil) => ({
      pilihan,
      jumlah: jumlah ?? null,
    }))
  return Object.fromEntries(RUAS.map((ruas) => [ruas, shown(ruas)])) as Record<
    Ruas,
    ReturnType<typeof shown>
  >
}
