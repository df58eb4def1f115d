import type { ModuleParts } from '../../platform/kit.ts'

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

export function referenceParts(): ModuleParts {
  return { name: 'reference', needs: [], routes: [], jobs: {}, cron: [], subscriptions: [] }
}
