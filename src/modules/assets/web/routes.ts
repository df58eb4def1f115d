import type { Route } from '../../../platform/http/route.ts'
import type { AssetsModule } from '../index.ts'
import { belanjaRoutes } from './belanja-routes.tsx'
import { berkasRoutes } from './berkas-routes.tsx'
import { cardRoutes } from './card-routes.tsx'
import { deskRoutes } from './desk-routes.tsx'
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
    ...temuanRoutes(assets),
    ...publicRoutes(assets),
  ]
}
