import type { Tx } from '../../platform/db/database.ts'
import type { PersonalDataSource } from '../identity/index.ts'
import { disownPencocokan } from './store/pencocokan-store.ts'
import { disownPenelusuran, listOwnPenelusuran } from './store/salinan-store.ts'
import { anonymiseSanggahan, listOwnSanggahan } from './store/sanggahan-store.ts'

/** What this module holds about an account, and what an erasure leaves of it. */
export const PARTNER_DATA: PersonalDataSource = {
  name: 'Pencocokan dengan register',
  collect: async (tx: Tx, accountId: string) => ({
    penelusuran: await listOwnPenelusuran(tx, accountId),
    sanggahan: await listOwnSanggahan(tx, accountId),
  }),
  erase: async (tx: Tx, accountId: string) => {
    await disownPenelusuran(tx, accountId)
    await disownPencocokan(tx, accountId)
    await anonymiseSanggahan(tx, accountId)
  },
  keptBecause: {
    id: 'Bahwa register ditanya, oleh siapa dan untuk apa, tetap tercatat tanpa nama dan nilai Anda, sebagai pertanggungjawaban pemakaian data kependudukan (dasar hukumnya belum diverifikasi).',
    en: 'That a register was asked, by whom and what for, stays on record without your name and values, to account for the use of population data (legal basis not yet verified).',
  },
}
