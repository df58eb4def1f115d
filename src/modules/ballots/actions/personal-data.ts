import type { PersonalDataSource } from '../../identity/index.ts'
import { deleteDomisili, findDomisili } from '../store/domisili-store.ts'

/** What this module holds about an account: the village it votes in. Marks and ballots name nobody. */
export const BALLOT_DATA: PersonalDataSource = {
  name: 'Domisili untuk pemungutan suara',
  collect: async (tx, accountId) => ({ domisili: (await findDomisili(tx, accountId)) ?? null }),
  erase: deleteDomisili,
  keptBecause: {
    id: 'Surat suara disimpan tanpa nama. Tanda bahwa seseorang sudah memilih hanya berupa sidik berkunci, agar satu orang tetap satu suara.',
    en: 'Ballots are kept without a name. The mark that somebody has voted is a keyed digest alone, so that one person stays one vote.',
  },
}
