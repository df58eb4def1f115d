import type { Sentences } from '../../../kernel/wording.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { refusalsEn } from './refusals-en.ts'

const withValues: Sentences = {
  id: {
    JANJI_DIBATASI:
      'Karena beberapa kali tidak hadir, Anda dapat membuat janji lagi setelah {tanggal}. Nomor langsung tetap dapat diambil, dan petugas loket dapat mencabut pembatasan ini.',
    HADIR_TERLALU_AWAL: 'Lapor hadir dibuka pukul {jam}. Silakan kembali pada waktu itu.',
  },
  en: {
    JANJI_DIBATASI:
      'Because of several absences you can make appointments again after {tanggal}. Walk-in numbers stay open to you, and a clerk at a counter can lift this limit.',
    HADIR_TERLALU_AWAL: 'Check-in opens at {jam}. Please come back then.',
  },
}

/** What this module refuses with, in both languages. */
export const queueingSentences: readonly Sentences[] = [
  { id: REFUSALS, en: refusalsEn },
  withValues,
]
