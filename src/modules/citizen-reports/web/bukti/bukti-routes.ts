import type { Route } from '../../../../platform/http/route.ts'
import type { CitizenReports } from '../../types.ts'
import { fotoRoutes } from './foto-routes.ts'

/** Photos and everything that proves a fix with them. */
export function buktiRoutes(reports: CitizenReports): readonly Route[] {
  return [...fotoRoutes(reports)]
}
