import type { PersonalDataSource } from '../../identity/index.ts'
import { forgetAkun, listOwnUndangan } from '../store/undangan-store.ts'

/** What this module holds about an account: invitations it has not answered. Answers belong to nobody. */
export const SKM_DATA: PersonalDataSource = {
  name: 'Undangan survei kepuasan',
  collect: async (tx, accountId) => ({ undangan: await listOwnUndangan(tx, accountId) }),
  erase: forgetAkun,
  keptBecause: {
    id: 'Jawaban survei disimpan tanpa nama, nomor permohonan, atau tautan, sehingga tidak dapat dicari kembali milik siapa (PermenPANRB 14/2017; pasalnya belum diverifikasi).',
    en: 'Survey answers are kept without name, application or link, so nobody can tell whose they are (PermenPANRB 14/2017; article not yet verified).',
  },
}
