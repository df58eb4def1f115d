import type { Tx } from '../../platform/db/database.ts'
import type { Kit, ModuleParts } from '../../platform/kit.ts'
import { loadState, outlookForNew, spanOf } from './actions/place-state.ts'
import { apiRoutes } from './api/routes.ts'
import type { Deps, QueueingNeeds } from './deps.ts'
import { shownMinutes } from './domain/forecast.ts'
import { QUEUE_CRON, queueJobs } from './jobs/nightly.ts'
import { QUEUE_NOTICES } from './messages/notices.ts'
import { queueingSentences } from './messages/sentences.ts'
import { findDesk, listLayananOf } from './store/place-store.ts'
import { ambilRoutes } from './web/ambil.tsx'
import { janjiRoutes } from './web/janji.tsx'
import { konsolRoutes } from './web/konsol.tsx'
import { layarRoutes } from './web/layar.tsx'
import { pengaturanRoutes } from './web/pengaturan.tsx'
import { publicRoutes } from './web/routes.tsx'
import { tiketRoutes } from './web/tiket.tsx'
import { queueDesk } from './web/work-desk.ts'

export { QUEUE_DATA } from './actions/personal-data.ts'
export type { LayananNames, QueueingNeeds } from './deps.ts'
export { loadQueueHistory } from './load-history.ts'
export { loadPlaces } from './load-places.ts'
export { queueingSentences } from './messages/sentences.ts'

/** Where a service can be had at a counter, as a page of the service shows it. */
export type PlaceForLayanan = Readonly<{
  tempatKode: string
  nama: string
  huruf: string
  /** "/antrean/mpp-jatiraya" */
  href: string
  /** Where a number is taken. */
  takeHref: string
  /** Undefined where appointments are not taken. */
  bookHref: string | undefined
  isOpen: boolean
  waiting: number
  /** Minutes for someone who takes a number now; undefined while the line is closed. */
  forecast: Readonly<{ low: number; high: number }> | undefined
}>

export type PlacesAsked = Readonly<{ unitKode: string; layananKode?: string; limit?: number }>

export type Queueing = Readonly<{
  /** Places with a line for this service of this unit, the mall first; at most `limit`, twenty unless told. */
  placesFor: (tx: Tx, of: PlacesAsked) => Promise<readonly PlaceForLayanan[]>
  deps: Deps
}>

/** Queues and appointments. Service names come through `layananNames`, given by the composition root. */
export function createQueueing(kit: Kit, needs: QueueingNeeds): Queueing {
  needs.notifications.declare(QUEUE_NOTICES)
  const deps: Deps = { layananNames: () => Promise.resolve(new Map()), ...needs, kit }
  return { placesFor: (tx, of) => placesFor(deps, tx, of), deps }
}

const PLACES_MAX = 20

async function placesFor(
  deps: Deps,
  tx: Tx,
  { unitKode, layananKode, limit = PLACES_MAX }: PlacesAsked,
): Promise<readonly PlaceForLayanan[]> {
  const lines = await listLayananOf(tx, { unitKode, layananKode, limit })
  const found: PlaceForLayanan[] = []
  // A unit's lines stand in a place or two: each is looked at as its own page does.
  for (const { tempatKode, tempatNama, ...layanan } of lines) {
    const desk = await findDesk(tx, tempatKode)
    if (desk === undefined) continue
    const state = await loadState(deps, tx, desk)
    const isOpen = spanOf(deps, { desk, moment: state.moment, layananId: layanan.id }) !== undefined
    const { forecast } = outlookForNew(state, { layananId: layanan.id, isPrioritas: false })
    const href = `/antrean/${tempatKode}`
    found.push({
      tempatKode,
      nama: tempatNama,
      huruf: layanan.huruf,
      href,
      takeHref: `${href}/ambil`,
      bookHref: layanan.isJanji ? `${href}/janji?layanan=${layanan.id}` : undefined,
      isOpen,
      waiting: state.waiting.filter(({ layananId }) => layananId === layanan.id).length,
      forecast: isOpen ? shownMinutes(forecast) : undefined,
    })
  }
  return found
}

/** Pages and jobs; `jobKit` carries the pool with the longer limit. */
export function queueingParts({ deps }: Queueing, jobKit: Kit): ModuleParts {
  return {
    name: 'queueing',
    needs: ['audit', 'reference', 'notifications'],
    sentences: queueingSentences,
    routes: [
      ...publicRoutes(deps),
      ...tiketRoutes(deps),
      ...ambilRoutes(deps),
      ...janjiRoutes(deps),
      ...layarRoutes(deps),
      ...apiRoutes(deps),
      ...konsolRoutes(deps),
      ...pengaturanRoutes(deps),
    ],
    jobs: queueJobs({ ...deps, kit: jobKit }),
    cron: QUEUE_CRON,
    subscriptions: [],
    work: queueDesk(deps),
  }
}
