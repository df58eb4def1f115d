import type { Route } from '../../../platform/http/route.ts'
import type { AssetsModule } from '../types.ts'
import { belanjaRoutes } from './belanja-routes.tsx'
import { berkasRoutes } from './berkas-routes.tsx'
import { cardRoutes } from './card-routes.tsx'
import { deskRoutes } from './desk-routes.tsx'
import { inventarisRoutes } from './inventaris-routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { petaRoute } from './peta.tsx'
import { publicRoutes } from './public-routes.tsx'
import { temuanRoutes } from './temuan-routes.tsx'

/** Every page of the goods. */
export function assetsRoutes(assets: AssetsModule): readonly Route[] {
  return [
    ...listRoutes(assets),
    ...cardRoutes(assets),
    ...belanjaRoutes(assets),
    ...deskRoutes(assets),
    ...berkasRoutes(assets),
    petaRoute(assets),
    ...inventarisRoutes(assets),
    ...temuanRoutes(assets),
    ...publicRoutes(assets),
  ]
}
