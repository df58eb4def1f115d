import type { Route } from '../../../platform/http/route.ts'
import type { Deps } from '../deps.ts'
import { antreanRoutes } from './antrean-routes.tsx'
import { buatRoutes } from './buat-routes.tsx'
import { sppRoutes } from './spp-routes.tsx'
import { unggahRoutes } from './unggah-routes.tsx'

/** Every page of treasury. */
export function treasuryRoutes(deps: Deps): readonly Route[] {
  return [...antreanRoutes(deps), ...buatRoutes(deps), ...unggahRoutes(deps), ...sppRoutes(deps)]
}
