import type { Route } from '../../../../platform/http/route.ts'
import type { Services } from '../../types.ts'
import { exchangeRoutes } from './exchange-routes.tsx'
import { listRoutes } from './list-routes.tsx'
import { partRoutes } from './part-routes.tsx'
import { stepRoutes } from './step-routes.tsx'
import { viewRoutes } from './view-routes.tsx'

/** Every page of the designer. */
export function designerRoutes(services: Services): readonly Route[] {
  return [
    ...listRoutes(services),
    ...stepRoutes(services),
    ...partRoutes(services),
    ...viewRoutes(services),
    ...exchangeRoutes(services),
  ]
}
