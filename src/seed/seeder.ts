import { loadBase } from './load-base.ts'
import { loadCatalogues } from './load-catalogues.ts'
import { type DemoNeeds, loadDemo, loadDemoMoney } from './load-demo.ts'

type How = NonNullable<DemoNeeds['history']>

/** What fills an empty database, in two parts: what the first page needs, and what takes longest. */
export type Seeder = Readonly<{
  /** Catalogues; the demo region with its reports and services, but for its money. */
  seedFirst: (history?: How) => Promise<boolean>
  /** The money of the demo region, where it is not there yet: after the server listens. */
  seedFinance: (history?: How) => Promise<void>
  /** Both, one after the other. @param history how much past the demo region gets; everything when left out */
  seedWhenEmpty: (history?: How) => Promise<boolean>
}>

export function createSeeder({
  isDemo,
  prepare,
  needs,
}: Readonly<{
  isDemo: boolean
  /** Before anything is loaded. */
  prepare: () => Promise<void>
  needs: Omit<DemoNeeds, 'history' | 'isEnding'>
}>): Readonly<{ seeder: Seeder; isGrowing: () => boolean; end: () => void }> {
  let isGrowing = false
  let isEnding = false
  const demoOf = (history: How): DemoNeeds => ({ ...needs, history, isEnding: () => isEnding })
  const seedFirst: Seeder['seedFirst'] = async (history = 'full') => {
    await prepare()
    await loadCatalogues(needs.kit)
    return isDemo ? loadDemo(demoOf(history)) : loadBase(needs)
  }
  const seedFinance: Seeder['seedFinance'] = async (history = 'full') => {
    if (!isDemo) return
    isGrowing = true
    try {
      await loadDemoMoney(demoOf(history))
    } finally {
      isGrowing = false
    }
  }
  return {
    seeder: {
      seedFirst,
      seedFinance,
      seedWhenEmpty: async (history = 'full') => {
        const isNew = await seedFirst(history)
        await seedFinance(history)
        return isNew
      },
    },
    isGrowing: () => isGrowing,
    end: () => {
      isEnding = true
    },
  }
}
