import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Aturan } from '../domain/aturan.ts'
import { type BelumCukup, nilaiOf, type Skor } from '../domain/nilai.ts'
import { addQuarters, quarterOf } from '../domain/periode.ts'
import { addTally, NOL } from '../domain/tally.ts'
import { listQuarters, listRekapOfLayanan, type Masa } from '../store/rekap-store.ts'

/** Which score: a service everywhere, or as one unit gives it. */
export type ScoreQuestion = Readonly<{ layananKode: string; unitKode?: string }>

/** The four quarters that end with this one: what a score beside a service tells of. */
const QUARTERS = 4

type Looking = Readonly<{ masa: Masa; aturan: Aturan }>

function lookingAt({ kit, rules }: Deps): Looking {
  const today = kit.today()
  const sampai = quarterOf(today)
  return {
    masa: { dari: addQuarters(sampai, 1 - QUARTERS), sampai },
    aturan: rules.aturanAt(today),
  }
}

/** The score of a service over the last four quarters, or that there are too few answers for one. */
export async function scoreOf(
  deps: Deps,
  tx: Tx,
  { layananKode, unitKode }: ScoreQuestion,
): Promise<Skor | BelumCukup> {
  const { masa, aturan } = lookingAt(deps)
  const pokok =
    unitKode === undefined
      ? ({ sisi: 'layanan', unitKode: '', layananKode } as const)
      : ({ sisi: 'unit-layanan', unitKode, layananKode } as const)
  const quarters = await listQuarters(tx, pokok, masa)
  return nilaiOf(
    quarters.reduce((sum, { tally }) => addTally(sum, tally), NOL),
    aturan,
  )
}

/** The same for many services at once, by one statement; every code asked for is in the answer. */
export async function scoresOf(
  deps: Deps,
  tx: Tx,
  kode: readonly string[],
): Promise<ReadonlyMap<string, Skor | BelumCukup>> {
  const { masa, aturan } = lookingAt(deps)
  const found = kode.length === 0 ? [] : await listRekapOfLayanan(tx, kode, masa)
  const tallies = new Map(found.map(({ layananKode, tally }) => [layananKode, tally]))
  return new Map(kode.map((one) => [one, nilaiOf(tallies.get(one) ?? NOL, aturan)]))
}
