import { dayFirst, type Tanggal } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import type { Jenis } from './aturan.ts'
import type { Perubahan } from './redline.ts'
import { refusal } from './refusals.ts'

/** Everything closing looks at. */
export type Akhir = Readonly<{
  jenis: Jenis
  tutupPada: Tanggal
  today: Tanggal
  pertemuan: number
  /** Numbers of inputs without an answer. */
  menunggu: readonly number[]
  /** Answers that accept something by changing a passage, with the number of one input they answer. */
  janjiUbah: readonly Readonly<{ urut: number; jangkar: string; label: string }>[]
  perubahan: readonly Perubahan[]
}>

const DISEBUT = 10

/**
 * A consultation is closed when its days are over, every input is answered, and every change an answer announced is in
 * the last version. A forum has met besides.
 *
 * @refuses TUTUP_BELUM_WAKTUNYA, TUTUP_BELUM_DIJAWAB, TUTUP_BELUM_DIUBAH, TUTUP_TANPA_PERTEMUAN
 */
export function refuseTutupKonsultasi(akhir: Akhir): readonly Refusal[] {
  const { jenis, tutupPada, today, pertemuan, menunggu, janjiUbah, perubahan } = akhir
  const changed = new Set(
    perubahan.filter((one) => one.jenis !== 'nomor').map(({ jangkar }) => jangkar),
  )
  const missing = janjiUbah.filter(({ jangkar }) => !changed.has(jangkar)).slice(0, DISEBUT)
  return [
    ...(today <= tutupPada
      ? [refusal('TUTUP_BELUM_WAKTUNYA', { tanggal: dayFirst(tutupPada) })]
      : []),
    ...(menunggu.length > 0
      ? [refusal('TUTUP_BELUM_DIJAWAB', { jumlah: menunggu.length, nomor: sebut(menunggu) })]
      : []),
    ...missing.map(({ urut, label }) =>
      refusal('TUTUP_BELUM_DIUBAH', { nomor: urut, bagian: label }),
    ),
    ...(jenis === 'fkp' && pertemuan === 0 ? [refusal('TUTUP_TANPA_PERTEMUAN')] : []),
  ]
}

/** The first few numbers, and that there are more. */
function sebut(nomor: readonly number[]): string {
  const shown = nomor.slice(0, DISEBUT).join(', ')
  return nomor.length > DISEBUT ? `${shown}, …` : shown
}

/** The minutes as they are recorded: counts and digests, no name of a person. */
export type BeritaAcara = Readonly<{
  kode: string
  judul: string
  jenis: Jenis
  masuk: number
  dijawab: number
  lewat: number
  diterima: number
  sebagian: number
  ditolak: number
  dijelaskan: number
  bagianBerubah: number
  versiAkhir: number
  sidikNaskah: string
  sidikMasukan: string
  pertemuan: number
  janji: number
}>
