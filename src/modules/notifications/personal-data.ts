import type { Tx } from '../../platform/db/database.ts'
import {
  deleteOwnPush,
  deleteWishes,
  emptyKirimanOf,
  emptyPemberitahuanOf,
  listOwnPush,
  listWishes,
} from './store.ts'

/** What this module holds about an account. Its shape is identity's, which may not be imported here. */
export const NOTICE_DATA = {
  name: 'Pemberitahuan',
  collect: async (tx: Tx, accountId: string) => ({
    saluran: await listWishes(tx, accountId),
    peramban: await listOwnPush(tx, accountId),
  }),
  erase: async (tx: Tx, accountId: string) => {
    await deleteOwnPush(tx, accountId, undefined)
    await deleteWishes(tx, accountId)
    await emptyKirimanOf(tx, accountId)
    await emptyPemberitahuanOf(tx, accountId)
  },
  keptBecause: {
    id: 'Bahwa dan kapan Anda dikabari tetap tercatat, tanpa isi dan tanpa alamat tujuan, sebagai bukti bahwa pemberitahuan disampaikan.',
    en: 'That and when you were told stays on record, without words and without address, as proof that notice was given.',
  },
} as const
