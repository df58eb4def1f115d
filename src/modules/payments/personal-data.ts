import type { Tx } from '../../platform/db/database.ts'
import type { PersonalDataSource } from '../identity/index.ts'
import { disownTagihan, listOwnTagihan } from './store/tagihan-store.ts'

const ERASED_NAME = 'Akun dihapus'

/** What this module holds about an account, and what an erasure leaves of it. */
export const PAYMENT_DATA: PersonalDataSource = {
  name: 'Pembayaran',
  collect: async (tx: Tx, accountId: string) => ({ tagihan: await listOwnTagihan(tx, accountId) }),
  erase: (tx: Tx, accountId: string) => disownTagihan(tx, accountId, ERASED_NAME),
  keptBecause: {
    id: 'Bahwa uang daerah ditagih dan diterima tetap tercatat tanpa nama Anda, sebagai bukti pembukuan (dasar hukumnya belum diverifikasi).',
    en: 'That money of the region was billed and received stays on record without your name, as proof of the books (legal basis not yet verified).',
  },
}
