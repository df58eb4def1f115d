import type { Tanggal } from '../../../kernel/date.ts'

/** Bounds in force from a day on, each with its source (data/survei/aturan.json). */
export type Aturan = Readonly<{
  berlakuMulai: Tanggal
  berlakuSampai: Tanggal | null
  /** Answers below which nothing of a survey, or of a question, is shown. */
  jawabanMinimum: number
  /** Counts below which a cell is hidden. */
  selMinimum: number
  /** Days a started answer is kept that was not sent. */
  isianHari: number
  sumber: string
  terverifikasi: boolean
}>
