import type { PersonalDataSource } from '../../identity/index.ts'
import { collectOf, forgetPerson } from '../store/ikut-store.ts'

/** What this module holds about an account: what it wrote, flagged and follows. */
export const FORUM_DATA: PersonalDataSource = {
  name: 'Forum warga',
  collect: collectOf,
  erase: forgetPerson,
  keptBecause: {
    id: 'Tulisan tetap ada tanpa nama dan tanpa kaitan dengan akun, karena orang lain menanggapinya. Putusan moderator disimpan sebagai catatan yang tidak berubah.',
    en: 'Posts stay without a name and without a tie to the account, because others answered them. Decisions of moderators are kept as records that do not change.',
  },
}
