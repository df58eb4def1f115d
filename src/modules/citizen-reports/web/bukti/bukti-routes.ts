import type { Route } from '../../../../platform/http/route.ts'
import type { CitizenReports } from '../../types.ts'
import { answerRoutes } from './answer-routes.tsx'
import { fieldRoutes } from './field-routes.tsx'
import { fotoRoutes } from './foto-routes.ts'
import { inspectRoutes } from './inspect-routes.tsx'
import { photoReviewRoutes } from './photo-routes.tsx'
import { proofRoutes } from './proof-routes.tsx'

/** Photos and everything that proves a fix with them. */
export function buktiRoutes(reports: CitizenReports): readonly Route[] {
  return [
    ...fotoRoutes(reports),
    ...proofRoutes(reports),
    ...photoReviewRoutes(reports),
    ...fieldRoutes(reports),
    ...inspectRoutes(reports),
    ...answerRoutes(reports),
  ]
}
