import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import { referenceRoutes } from './routes.tsx'
import type { Reference } from './types.ts'

export { createReference } from './actions.ts'
export { projectOn, unprojectFrom } from './domain/sketch.ts'
export { importBatas, importNationalWilayah, readAreas, storeSketch } from './import.ts'
export {
  type RegionSetting,
  upsertHariLibur,
  upsertTahun,
  upsertUnits,
  upsertWilayah,
  writeRegion,
} from './store.ts'
export type { MapShape, Reference, SketchMap, Unit, Wilayah, WilayahTingkat } from './types.ts'

export function referenceParts(
  kit: Kit,
  { reference, audit }: { reference: Reference; audit: Audit },
): ModuleParts {
  return {
    name: 'reference',
    needs: ['audit'],
    routes: referenceRoutes(kit, { reference, audit }),
    jobs: {},
    cron: [],
    subscriptions: [],
  }
}
