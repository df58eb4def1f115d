import { createDice } from '../../../seed/dice.ts'
import { atMost, type Figure } from '../line.ts'
import { type BenchPlan, tell, wants } from '../plan.ts'
import { median } from '../rounds.ts'
import { measureCasting } from './cast.ts'
import { countSeconds, makeElection } from './count.ts'

const OPTIONS = 500
/** Seconds for a hundred thousand ballots over five hundred options, one core. */
const BAR_SECONDS = 10
const SEED = 4_711

/** How long a count by equal shares takes as ballots grow, and how fast ballots are taken in. */
export async function runParticipationBench(plan: BenchPlan<unknown>): Promise<void> {
  if (wants(plan, 'hitung')) tell(plan, measureCounts(plan))
  if (wants(plan, 'suara')) tell(plan, await measureCasting(plan))
}

function measureCounts({ sizes, rounds }: BenchPlan<unknown>): readonly Figure[] {
  const figures: Figure[] = []
  let first: number | undefined
  for (const size of sizes) {
    const election = makeElection(createDice(SEED), { ballots: size, options: OPTIONS })
    const ours = median(Array.from({ length: rounds }, () => countSeconds(election)))
    figures.push({
      name: 'hitung bagian setara',
      about: `${size} surat suara, hampir semua berbeda, ${OPTIONS} pilihan, pecahan eksak, satu inti`,
      size,
      unit: 's',
      ours,
      rounds,
      bar: atMost(BAR_SECONDS),
    })
    if (first !== undefined) {
      figures.push({
        name: 'hitung pertumbuhan',
        about: `waktu terhadap waktu pada ${sizes[0]} surat suara`,
        size,
        unit: 'kali',
        ours: ours / first,
        rounds,
      })
    }
    first ??= ours
  }
  return figures
}
