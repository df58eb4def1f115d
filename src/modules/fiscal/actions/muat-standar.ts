import { createHash } from 'node:crypto'
import { ok, type Result } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import { checkStandar } from '../domain/standar.ts'
import { insertMuatan } from '../store/muatan-store.ts'
import { upsertStandar } from '../store/standar-store.ts'
import type { Fiscal, MuatStandar } from '../types.ts'

/** Load a year's price standards: every row is sound, or nothing is stored. */
export function createMuatStandar(
  kit: Pick<Kit, 'newId' | 'now'>,
  kodefikasi: Fiscal['kodefikasi'],
) {
  return async (tx: Tx, order: MuatStandar): Promise<Result<number>> => {
    const { tahun, dasar, rows } = order
    const { rekening } = await kodefikasi(tx, tahun)
    const checked = checkStandar(rows, (kode) => rekening.byKode.get(kode)?.id)
    if (!checked.ok) return checked
    if (order.isPeriksa === true) return ok(checked.value.length)
    await upsertStandar(tx, tahun, checked.value, dasar)
    await insertMuatan(tx, {
      id: kit.newId(),
      apa: 'standar_harga',
      sumber: order.sumber,
      sha256: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
      baris: rows.length,
      oleh: order.oleh,
      now: kit.now(),
    })
    return ok(checked.value.length)
  }
}
