import { yearOf } from '../../../kernel/date.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { measure } from '../store/kelengkapan-store.ts'

export const MEASURE_CHAINS = 'trace.measure'

/** Every night: how much of what was paid can be followed from end to end, this year and the one before. */
export function createMeasureChains({ kit, fiscal, barisLaporan }: Deps) {
  return async (): Promise<void> => {
    const today = kit.today()
    const years = (await fiscal.semuaTahun(kit.db)).filter(
      ({ tahun, status }) => status !== 'penyusunan' && tahun >= yearOf(today) - 2,
    )
    for (const { tahun } of years) {
      const akunLra = await barisLaporan.akunLra(kit.db, tahun)
      await transaction(kit.db, (tx) => measure(tx, { tahun, tanggal: today, akunLra }))
    }
  }
}
