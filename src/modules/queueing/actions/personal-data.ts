import type { Tx } from '../../../platform/db/database.ts'
import { formatMinute } from '../domain/hours.ts'
import { eraseAccount, listJanjiOf } from '../store/appointment-store.ts'
import { listTicketsOf } from '../store/ticket-store.ts'

const LISTED_MAX = 500

/** What this module holds about an account: its appointments, and the numbers they became. */
export const QUEUE_DATA = {
  name: 'Janji dan antrean',
  collect: async (tx: Tx, accountId: string) => ({
    janji: (await listJanjiOf(tx, accountId, LISTED_MAX)).map((row) => ({
      kode: row.kode,
      tempat: row.tempatKode,
      tanggal: row.tanggal,
      jam: formatMinute(row.mulai),
      status: row.status,
    })),
    nomor: await listTicketsOf(tx, accountId),
  }),
  erase: eraseAccount,
  keptBecause: {
    id: 'Janji yang sudah lewat tetap dihitung tanpa akun dan tanpa nomor ponsel, untuk angka pelayanan yang diumumkan.',
    en: 'Past appointments stay counted, without account and without telephone, for the published figures of service.',
  },
} as const
