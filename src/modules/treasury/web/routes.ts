import type { Route } from '../../../platform/http/route.ts'
import type { Deps } from '../deps.ts'
import { antreanRoutes } from './antrean-routes.tsx'
import { bankRoutes } from './bank-routes.tsx'
import { buatRoutes } from './buat-routes.tsx'
import { bukuRoutes } from './buku-routes.tsx'
import { kontrakRoutes } from './kontrak-routes.tsx'
import { spdRoutes } from './spd-routes.tsx'
import { sppRoutes } from './spp-routes.tsx'
import { suratRoutes } from './surat-routes.ts'
import { terimaRoutes } from './terima-routes.tsx'
import { unggahRoutes } from './unggah-routes.tsx'
import { upRoutes } from './up-routes.tsx'

/** Every page of treasury. */
export function treasuryRoutes(deps: Deps): readonly Route[] {
  return [
    ...antreanRoutes(deps),
    ...buatRoutes(deps),
    ...unggahRoutes(deps),
    ...sppRoutes(deps),
    ...suratRoutes(deps),
    ...spdRoutes(deps),
    ...kontrakRoutes(deps),
    ...upRoutes(deps),
    ...terimaRoutes(deps),
    ...bukuRoutes(deps),
    ...bankRoutes(deps),
  ]
}
