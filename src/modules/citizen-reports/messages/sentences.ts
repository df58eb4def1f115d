import type { Sentences } from '../../../kernel/wording.ts'
import { PROGRAM_REFUSALS } from '../actions/program-refusals.ts'
import { KATALOG_REFUSALS } from '../domain/katalog-edit/refusals.ts'
import { REFUSALS, SENT_TOO_OFTEN } from '../domain/refusals.ts'
import { refusalsEn } from './refusals-en.ts'
import { katalogRefusalsEn, programRefusalsEn } from './refusals-katalog-en.ts'

/** Sentences that hold a value, or are told by one interface only. */
const others: Sentences = {
  id: {
    'TERLALU_SERING.pukul': SENT_TOO_OFTEN,
    'TERLALU_SERING.detik': 'Terlalu banyak permintaan. Coba lagi {tunggu} lagi.',
    'ISIAN_TIDAK_DIKENAL.nama': 'Isian ini tidak dikenal: {nama}. Pakai: {daftar}.',
  },
  en: {
    'TERLALU_SERING.pukul':
      'You have sent many reports within an hour. Send again after {pukul}; what you filled in is kept.',
    'TERLALU_SERING.detik': 'Too many requests. Try again in {tunggu}.',
    'ISIAN_TIDAK_DIKENAL.nama': 'This placeholder is unknown: {nama}. Use: {daftar}.',
    MITRA_TIDAK_MENJAWAB: 'The partner does not answer as it should. Check its address and key.',
    FOTO_TIDAK_ADA: 'There is no photo at that address any more.',
    LAYANAN_FOTO_TIDAK_ADA: 'Set WHATSAPP_MEDIA_URL so that photos can be fetched by their number.',
    INSTANSI_TIDAK_DIKENAL: 'Write the full or short name of the agency as in the list of units.',
    NOMOR_LACAK_TIDAK_DIKENAL:
      'This tracking number is not here yet. Load the file of cases first.',
  },
}

/** What this module refuses with, in both languages. Open311 keeps the wording of its own standard. */
export const citizenReportsSentences: readonly Sentences[] = [
  { id: REFUSALS, en: refusalsEn },
  { id: KATALOG_REFUSALS, en: katalogRefusalsEn },
  { id: PROGRAM_REFUSALS, en: programRefusalsEn },
  others,
]
