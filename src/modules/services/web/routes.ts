import type { Route } from '../../../platform/http/route.ts'
import type { Services } from '../types.ts'
import { checkRoutes } from './ajukan/check-routes.tsx'
import { documentRoutes } from './ajukan/document-routes.tsx'
import { draftRoutes } from './ajukan/draft-routes.tsx'
import { followRoutes } from './ajukan/follow-routes.tsx'
import { mineRoutes } from './ajukan/mine-routes.tsx'
import { historyRoutes } from './katalog/history-routes.tsx'
import { katalogRoutes } from './katalog/katalog-routes.tsx'
import { caseRoutes } from './kerja/case-routes.tsx'
import { counterRoutes } from './kerja/counter-routes.tsx'
import { queueRoutes } from './kerja/queue-routes.tsx'
import { inspectionRoutes } from './lapangan/inspection-routes.tsx'
import { luringRoutes } from './luring/luring-routes.tsx'
import { designerRoutes } from './perancang/designer-routes.ts'
import { proofRoutes } from './proof-routes.ts'

/** Every page of this module. */
export function servicesRoutes(services: Services): readonly Route[] {
  return [
    ...katalogRoutes(services),
    ...historyRoutes(services),
    ...draftRoutes(services),
    ...documentRoutes(services),
    ...checkRoutes(services),
    ...followRoutes(services),
    ...mineRoutes(services),
    ...queueRoutes(services),
    ...counterRoutes(services),
    ...caseRoutes(services),
    ...luringRoutes(services),
    ...inspectionRoutes(services),
    ...proofRoutes(services),
    ...designerRoutes(services),
  ]
}
