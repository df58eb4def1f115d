import { assert } from '../../../kernel/assert.ts'
import { addSen, type Sen, subtractSen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Fiscal } from '../../fiscal/index.ts'
import { refusal } from '../domain/refusals.ts'
import { writeRupiah } from '../domain/rupiah.ts'
import { addTerikatMany, lockBerlaku, lockBerlakuMany, setTerikat } from '../store/mata-store.ts'
import type { Budget } from '../types.ts'

/** Two at once wait for each other on the position's row: the second is judged by what the first has left. */
export function createIkat(fiscal: Fiscal): Budget['ikat'] {
  return async (tx, { mataAnggaranId, jumlahSen }) => {
    assert(jumlahSen >= 0n, 'what is bound is not negative')
    const row = await lockBerlaku(tx, mataAnggaranId)
    if (row === undefined) return refuse(refusal('IKAT_TIDAK_BERLAKU'))
    const free = subtractSen(row.jumlah, row.terikat)
    if (jumlahSen > free) {
      const kode = await kodeOf(fiscal, tx, row)
      const values = { kode, sisa: writeRupiah(free), diminta: writeRupiah(jumlahSen) }
      return refuse(refusal('IKAT_MELEBIHI', values))
    }
    await setTerikat(tx, mataAnggaranId, addSen(row.terikat, jumlahSen))
    return ok(subtractSen(free, jumlahSen))
  }
}

/** The same for many positions, by two statements: whatever is short is told, and then nothing is bound. */
export function createIkatBanyak(fiscal: Fiscal): Budget['ikatBanyak'] {
  return async (tx, more) => {
    const found = await lockBerlakuMany(tx, [...more.keys()])
    const refusals: Refusal[] = []
    if (found.length < more.size) refusals.push(refusal('IKAT_TIDAK_BERLAKU'))
    for (const row of found) {
      const wanted = more.get(row.mataAnggaranId) ?? ZERO_SEN
      assert(wanted >= 0n, 'what is bound is not negative')
      const free = subtractSen(row.jumlah, row.terikat)
      if (wanted <= free) continue
      const kode = await kodeOf(fiscal, tx, row)
      const values = { kode, sisa: writeRupiah(free), diminta: writeRupiah(wanted) }
      refusals.push(refusal('IKAT_MELEBIHI', values))
    }
    if (refusals.length > 0) return refuse(refusals)
    await addTerikatMany(tx, more)
    return ok('bound')
  }
}

/** What was bound and is not spent comes back. */
export function createLepas(): Budget['lepas'] {
  return async (tx, { mataAnggaranId, jumlahSen }) => {
    assert(jumlahSen >= 0n, 'what is given back is not negative')
    const row = await lockBerlaku(tx, mataAnggaranId)
    if (row === undefined) return refuse(refusal('IKAT_TIDAK_BERLAKU'))
    if (jumlahSen > row.terikat) return refuse(refusal('LEPAS_MELEBIHI'))
    const terikat: Sen = subtractSen(row.terikat, jumlahSen)
    await setTerikat(tx, mataAnggaranId, terikat)
    return ok(subtractSen(row.jumlah, terikat))
  }
}

async function kodeOf(
  fiscal: Fiscal,
  tx: Tx,
  { tahun, rekeningId }: Readonly<{ tahun: number; rekeningId: number }>,
): Promise<string> {
  const codes = await fiscal.kodefikasi(tx, tahun)
  return codes.rekening.byId.get(rekeningId)?.kode ?? ''
}
