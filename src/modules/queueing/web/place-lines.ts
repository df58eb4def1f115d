import {
  loadState,
  type Outlook,
  openCounters,
  outlookForNew,
  type PlaceState,
  spanOf,
} from '../actions/place-state.ts'
import type { Deps } from '../deps.ts'
import type { Score } from '../domain/forecast.ts'
import { findDesk } from '../store/place-store.ts'
import type { Layanan } from '../types.ts'

/** One line of a place, as it stands now. */
export type LineView = Readonly<{
  layanan: Layanan
  agency: string
  waiting: number
  counters: number
  isOpen: boolean
  outlook: Outlook
}>

/** A place with what is needed to show it; undefined where there is none in use. */
export async function loadPlace(deps: Deps, kode: string): Promise<PlaceState | undefined> {
  const desk = await findDesk(deps.kit.db, kode)
  if (desk === undefined || !desk.tempat.isAktif) return undefined
  return loadState(deps, deps.kit.db, desk)
}

export function linesOf(deps: Deps, state: PlaceState): readonly LineView[] {
  const { desk, waiting } = state
  return desk.layanan
    .filter(({ isAktif }) => isAktif)
    .map((layanan) => ({
      layanan,
      agency: deps.reference.findUnit(layanan.unitKode)?.singkatan ?? layanan.unitKode,
      waiting: waiting.filter(({ layananId }) => layananId === layanan.id).length,
      counters: openCounters(state, layanan.id),
      isOpen: spanOf(deps, { desk, moment: state.moment, layananId: layanan.id }) !== undefined,
      outlook: outlookForNew(state, { layananId: layanan.id, isPrioritas: false }),
    }))
}

/** How forecasts of a whole place did. */
export function totalScore({ scores }: PlaceState): Score {
  const total = { n: 0, errorSum: 0, plainErrorSum: 0, inside: 0 }
  for (const one of scores.values()) {
    total.n += one.n
    total.errorSum += one.errorSum
    total.plainErrorSum += one.plainErrorSum
    total.inside += one.inside
  }
  return total
}
