import { MINUTE_MS, yearOf } from '../../../kernel/date.ts'
import { type Sen, sumSen } from '../../../kernel/money.ts'
import { createKeep } from '../../../platform/kept.ts'
import type { Deps } from '../deps.ts'
import { isBelanja } from '../domain/akun.ts'
import type { OpenBudget } from './open-budget.ts'

/** Spending of this year in force, and what of it is paid; undefined where that is not kept. */
export type BelanjaTahun = Readonly<{ tahun: number; anggaran: Sen; realisasi: Sen | undefined }>

type Open = (tx: Deps['kit']['db'], tahun: number) => Promise<OpenBudget | undefined>

/** At most a minute old: front pages ask often, and it sums a whole year. */
export function createBelanjaTahun({ kit }: Deps, open: Open) {
  const keep = createKeep(1)
  return (): Promise<BelanjaTahun | undefined> => {
    const version = String(Math.floor(kit.now().getTime() / MINUTE_MS))
    return keep({ key: 'belanja', version }, async () => {
      const tahun = yearOf(kit.today())
      const budget = await open(kit.db, tahun)
      if (budget === undefined || budget.isCeilings) return undefined
      const facts = budget.facts.filter(({ rekening }) => isBelanja(rekening))
      return {
        tahun,
        anggaran: sumSen(facts.map(({ jumlah }) => jumlah)),
        realisasi: budget.hasRealisasi
          ? sumSen(facts.map(({ realisasi }) => realisasi ?? (0n as Sen)))
          : undefined,
      }
    })
  }
}
