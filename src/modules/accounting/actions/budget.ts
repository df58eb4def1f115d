import { tanggal as civil, type Tanggal, yearOf } from '../../../kernel/date.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Peristiwa } from '../domain/pemetaan.ts'
import { type BudgetGap, listBudgetGaps } from '../store/anggaran-store.ts'
import { lockBook } from '../store/jurnal-store.ts'
import type { Posting } from './post.ts'

/** A version of the budget that came into force. */
export type BudgetInForce = Readonly<{
  tahun: number
  versiId: string
  jenis: 'apbd' | 'pergeseran' | 'perubahan'
}>

export type SyncBudget = (tx: Tx, version: BudgetInForce) => Promise<void>

/** No book has this id: the lock of a whole year's budget. */
const EVERY_BOOK = 0

/**
 * Journal what a version of the budget changed: per SKPD one journal over the positions whose amount in force is not
 * what the books say. Told of a version twice, the second finds nothing to do.
 */
export function createSyncBudget({ kit }: Deps, { postMappedMany }: Posting): SyncBudget {
  return async (tx, version) => {
    await lockBook(tx, EVERY_BOOK, version.tahun)
    const books = new Map<number, BudgetGap[]>()
    for (const gap of await listBudgetGaps(tx, version.tahun)) {
      const own = books.get(gap.skpdId)
      if (own === undefined) books.set(gap.skpdId, [gap])
      else own.push(gap)
    }
    if (books.size === 0) return
    const tanggal = dayOf(version, kit.today())
    const posted = await postMappedMany(
      tx,
      [...books].map(([skpdId, gaps]) => happeningOf(version, { skpdId, gaps, tanggal })),
    )
    if (!posted.ok)
      throw new Error(
        `budget ${version.versiId} is not journalled: ${posted.refusals.map(({ message }) => message).join(' ')}`,
      )
  }
}

function happeningOf(
  { tahun, versiId, jenis }: BudgetInForce,
  {
    skpdId,
    gaps,
    tanggal,
  }: Readonly<{ skpdId: number; gaps: readonly BudgetGap[]; tanggal: Tanggal }>,
): Peristiwa {
  return {
    kode: 'dpa-berlaku',
    tahun,
    tanggal,
    skpdId,
    dokumen: { jenis: 'versi-anggaran', id: versiId, nomor: `DPA ${tahun} (${jenis})` },
    uraian: `Jurnal anggaran ${tahun}: ${jenis}`,
    oleh: 'sistem',
    rincian: gaps.map(({ rekeningId, selisihSen, mataAnggaranId, subKegiatanId }) => ({
      rekeningId,
      jumlahSen: selisihSen,
      mataAnggaranId,
      subKegiatanId,
    })),
  }
}

/** The budget of a year holds from its first day; what changes it, from today or the nearest day of the year. */
function dayOf({ tahun, jenis }: BudgetInForce, today: Tanggal): Tanggal {
  if (jenis === 'apbd' || yearOf(today) < tahun) return civil(`${tahun}-01-01`)
  return yearOf(today) === tahun ? today : civil(`${tahun}-12-31`)
}
