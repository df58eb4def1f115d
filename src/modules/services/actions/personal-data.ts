import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { PersonalDataSource } from '../../identity/index.ts'
import { listDraf } from '../store/draf-store.ts'
import { openIsian, readIsian } from '../store/isian-store.ts'
import { listKuasa } from '../store/kuasa-store.ts'
import {
  anonymiseOwner,
  deleteDraftsOf,
  emptyIsianPendapatOf,
  emptyKirimanOf,
  listOwnData,
} from '../store/personal-store.ts'

const MOST = 500

/** What this module holds about an account, for its owner; and what an erasure takes away. */
export const SERVICE_DATA: PersonalDataSource = {
  name: 'Permohonan layanan',
  // Answers are seen only by a transaction that opened their application.
  collect: (db: Tx, accountId: string) => transaction(db, (tx) => collect(tx, accountId)),
  erase: async (tx: Tx, accountId: string) => {
    await deleteDraftsOf(tx, accountId)
    for (const row of await listOwnData(tx, accountId, MOST)) {
      // An application under way needs its answers; a letter that was issued rests on them until its time is over.
      if (row.akhir === null || row.akhir === 'terbit') continue
      await openIsian(tx, row.id)
      await anonymiseOwner(tx, row.id)
      await emptyKirimanOf(tx, row.id)
      await emptyIsianPendapatOf(tx, row.id)
    }
  },
  keptBecause: {
    id: 'Permohonan yang berjalan dan surat yang terbit menyimpan isiannya selama masa simpan layanannya, sebagai dasar surat itu (UU 43/2009 dan UU 25/2009; pasalnya belum diverifikasi). Isian permohonan lain dihapus; tanggal dan lamanya tetap dihitung tanpa nama.',
    en: 'Applications under way and letters that were issued keep their answers for as long as the service says, because the letter rests on them (UU 43/2009 and UU 25/2009; articles not yet verified). Answers of other applications are removed; dates and times stay counted without a name.',
  },
}

async function collect(tx: Tx, accountId: string): Promise<unknown> {
  const permohonan: unknown[] = []
  for (const row of await listOwnData(tx, accountId, MOST)) {
    await openIsian(tx, row.id)
    permohonan.push({ ...row, isian: await readIsian(tx, row.id) })
  }
  return {
    permohonan,
    draf: await listDraf(tx, accountId, MOST),
    kuasa: await listKuasa(tx, accountId, MOST),
  }
}
