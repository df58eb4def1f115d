import type { Route } from '../../../platform/http/route.ts'
import type { Deps } from '../deps.ts'
import { get } from './edge.ts'
import { showPlace } from './place.tsx'
import { showPlaces } from './place-list.tsx'

/** All places, and one of them. */
export function publicRoutes(deps: Deps): readonly Route[] {
  return [get('', (req) => showPlaces(deps, req)), get('/:tempat', (req) => showPlace(deps, req))]
}
