import { loadBase } from './load-base.ts'
import { loadCatalogues } from './load-catalogues.ts'
import { type DemoNeeds, loadDemo, loadDemoMoney, loadDemoServices } from './load-demo.ts'

type How = NonNullable<DemoNeeds['history']>

/** What fills an empty database, in parts: what the first page needs, and what may join it while people look. */
export type Seeder = Readonly<{
  /** Catalogues; the demo region with its reports. */
  seedFirst: (history?: How) => Promise<boolean>
  /** Applications, survey and waiting lines of the demo region, where they are not there yet. */
  seedServices: (history?: How) => Promise<void>
  /** The money of the demo region, where it is not there yet: after the server listens. */
  seedFinance: (history?: How) => Promise<void>
  /** What may come after the server listens: services, then money. */
  seedLater: (history?: How) => Promise<void>
  /** All, one after the other. @param history how much past the demo region gets; everything when left out */
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
  const growBy =
    (...loads: readonly ((needs: DemoNeeds) => Promise<void>)[]) =>
    async (history: How = 'full') => {
      if (!isDemo) return
      isGrowing = true
      try {
        for (const load of loads) await load(demoOf(history))
      } finally {
        isGrowing = false
      }
    }
  const seedLater = growBy(loadDemoServices, loadDemoMoney)
  return {
    seeder: {
      seedFirst,
      seedServices: growBy(loadDemoServices),
      seedFinance: growBy(loadDemoMoney),
      seedLater,
      seedWhenEmpty: async (history = 'full') => {
        const isNew = await seedFirst(history)
        await seedLater(history)
        return isNew
      },
    },
    isGrowing: () => isGrowing,
    end: () => {
      isEnding = true
    },
  }
}
