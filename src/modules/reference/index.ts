import type { ModuleParts } from '../../platform/kit.ts'

export { createReference } from './actions.ts'
export { projectOn, unprojectFrom } from './domain/sketch.ts'
export { isWilayahKode } from './domain/wilayah-kode.ts'
export { type BatasReport, importBatas, readAreas } from './import/boundaries.ts'
export {
  type ImportProblem,
  type ImportProgress,
  importNationalWilayah,
  type NationalReport,
} from './import/national.ts'
export { chooseRegion, readLines, sketchFromBatas, storeSketch } from './import/region.ts'
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
