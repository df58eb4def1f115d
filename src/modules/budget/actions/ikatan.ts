import { assert } from '../../../kernel/assert.ts'
import { addSen, type Sen, subtractSen } from '../../../kernel/money.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Fiscal } from '../../fiscal/index.ts'
import { refusal } from '../domain/refusals.ts'
import { writeRupiah } from '../domain/rupiah.ts'
import { lockBerlaku, setTerikat } from '../store/mata-store.ts'
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
