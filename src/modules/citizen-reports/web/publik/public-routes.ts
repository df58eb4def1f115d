import type { Route } from '../../../../platform/http/route.ts'
import type { CitizenReports } from '../../types.ts'
import { exportRoutes } from './export-routes.ts'
import { listRoutes } from './list-routes.tsx'
import { petaRoutes } from './peta-routes.ts'
import { statsRoutes } from './stats-routes.tsx'

/** Everything the public reads about many cases at once. */
export function publicRoutes(reports: CitizenReports): readonly Route[] {
  return [
    ...listRoutes(reports),
    ...petaRoutes(reports),
    ...statsRoutes(reports),
    ...exportRoutes(reports),
  ]
}
