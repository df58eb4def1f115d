import type { PersonalDataSource } from '../identity/index.ts'
import { listOfPemilik } from './store/surat-store.ts'

const LETTERS_MAX = 1_000

/** What this module holds about an account. Nothing is erased: an issued letter must stay checkable. */
export const LETTER_DATA: PersonalDataSource = {
  name: 'Surat',
  collect: async (tx, accountId) => ({
    surat: (await listOfPemilik(tx, accountId, { limit: LETTERS_MAX })).map((surat) => ({
      judul: surat.judul,
      nomor: surat.nomor,
      status: surat.status,
      terbit: surat.terbitAt,
      berlakuSampai: surat.sampai,
      tampilDiHalamanVerifikasi: surat.qrTampil,
    })),
  }),
  keptBecause: {
    id: 'Surat resmi yang sudah terbit disimpan sebagai arsip dan agar keasliannya tetap dapat diperiksa (UU 43/2009 tentang Kearsipan; pasalnya belum diverifikasi).',
    en: 'Letters that were issued stay as records and so that they can still be checked (UU 43/2009 on archives; article not yet verified).',
  },
}
