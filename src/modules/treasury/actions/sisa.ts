import { type Sen, subtractSen, ZERO_SEN } from '../../../kernel/money.ts'
import { type Tx, together } from '../../../platform/db/database.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import type { Deps, PosisiAnggaran } from '../deps.ts'
import { listDana, listPagu } from '../store/dana-store.ts'

/** Spending and financing paid out: what payment requests are written in. */
const SPENT = /^(?:5|6\.2)(?:\.|$)/

export type Sisa = PosisiAnggaran & Readonly<{ sisa: Sen; sisaSpd: Sen }>

/** What an SKPD may still ask for, per budget position, and what is left of the releases. */
export async function readSisa(
  deps: Deps,
  tx: Tx,
  at: Readonly<{ tahun: number; skpdId: number; kode: Kodefikasi }>,
): Promise<readonly Sisa[]> {
  const { tahun, skpdId, kode } = at
  const [positions, pagu, dana] = await together([
    deps.budget.anggaranBerlaku(tx, { tahun, skpdId }),
    listPagu(tx, { tahun, skpdId }),
    listDana(tx, { tahun, skpdId }),
  ])
  const bound = new Map(pagu.map((one) => [one.mataAnggaranId, one.terikat]))
  return positions
    .filter((one) => SPENT.test(kode.rekening.byId.get(one.rekeningId)?.kode ?? ''))
    .map((one) => {
      const fund = dana.find(({ subKegiatanId }) => subKegiatanId === one.subKegiatanId)
      const sisa = subtractSen(one.anggaran, bound.get(one.id) ?? ZERO_SEN)
      const sisaSpd = fund === undefined ? ZERO_SEN : subtractSen(fund.spd, fund.terikat)
      return { ...one, sisa, sisaSpd }
    })
}
