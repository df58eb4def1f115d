import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { markJanjiLewat } from '../store/janji-store.ts'
import { readKonsultasiByIds } from '../store/konsultasi-store.ts'
import { markLewat } from '../store/masukan-store.ts'
import { notifyKepala } from './kabar.ts'

const PER_TURN = 500

/**
 * Mark inputs and promises that are overdue, each once; the head of the unit is told, one notice for each consultation
 * and day.
 *
 * @returns how many were marked
 */
export async function markOverdue(deps: Deps): Promise<number> {
  let marked = 0
  for (;;) {
    const some = await transaction(deps.kit.db, (tx) => markSome(deps, tx))
    marked += some
    if (some < PER_TURN) return marked
  }
}

async function markSome(deps: Deps, tx: Tx): Promise<number> {
  const { kit } = deps
  const today = kit.today()
  const order = { today, at: kit.now(), limit: PER_TURN }
  const masukan = await markLewat(tx, order)
  const janji = await markJanjiLewat(tx, order)
  const ids = [...new Set([...masukan, ...janji].map(({ konsultasiId }) => konsultasiId))]
  for (const { id, kode, judul, unitKode } of await readKonsultasiByIds(tx, ids)) {
    const late = masukan.filter(({ konsultasiId }) => konsultasiId === id)
    const values = { judul, jumlah: String(late.length) }
    if (late.length > 0)
      await notifyKepala(deps, tx, {
        unitKode,
        kabar: 'lewat',
        values,
        link: `/kerja/konsultasi/${kode}/masukan`,
        key: `${id}:${today}`,
      })
    for (const { urut, unitKode: owner } of janji.filter(({ konsultasiId }) => konsultasiId === id))
      await notifyKepala(deps, tx, {
        unitKode: owner,
        kabar: 'janji-lewat',
        values: { judul, nomor: String(urut) },
        link: `/kerja/konsultasi/${kode}`,
        key: `${id}:janji:${urut}`,
      })
  }
  return Math.max(masukan.length, janji.length)
}
