import type { Route } from '../../../platform/http/route.ts'
import { accountRoutes } from './account-routes.tsx'
import { actingRoutes } from './acting-routes.tsx'
import type { Web } from './edge.ts'
import { entranceRoutes } from './entrance-routes.tsx'
import { factorRoutes } from './factor-routes.tsx'
import { myDataRoutes } from './my-data-routes.tsx'
import { officeRoutes } from './office-routes.tsx'
import { secondStepRoutes } from './second-step-routes.tsx'

/** Every page of this module. */
export function identityRoutes(web: Web): readonly Route[] {
  return [
    ...entranceRoutes(web),
    ...secondStepRoutes(web),
    ...accountRoutes(web),
    ...factorRoutes(web),
    ...myDataRoutes(web),
    ...officeRoutes(web),
    ...actingRoutes(web),
  ]
}
