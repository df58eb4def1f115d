import type { Route } from '../../../../platform/http/route.ts'
import type { CitizenReports } from '../../types.ts'
import { antreanRoutes } from './antrean-routes.tsx'
import { kasusRoutes } from './kasus-routes.tsx'
import { komentarRoutes } from './komentar-routes.tsx'
import { massalRoutes } from './massal-routes.tsx'

/** The officers' rooms for reports: queue, case, many at once, comments. */
export function kerjaRoutes(reports: CitizenReports): readonly Route[] {
  return [
    ...antreanRoutes(reports),
    ...kasusRoutes(reports),
    ...massalRoutes(reports),
    ...komentarRoutes(reports),
  ]
}
