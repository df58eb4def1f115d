import type { Kit, ModuleParts } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import { referenceSentences } from './messages/refusals.ts'
import type { Reference } from './types.ts'
import { referenceRoutes } from './web/routes.tsx'

export { createReference } from './actions.ts'
export { openStateAt } from './domain/hours.ts'
export { projectOn, unprojectFrom } from './domain/sketch.ts'
export { isWilayahKode } from './domain/wilayah-kode.ts'
export { kalenderBerubah, unitBerubah } from './events.ts'
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
export type {
  JamBuka,
  MapShape,
  Reference,
  SketchMap,
  Unit,
  Warna,
  Wilayah,
  WilayahTingkat,
} from './types.ts'

/** Pages for settings and agencies. */
export function referenceParts(
  kit: Kit,
  needs: Readonly<{ audit: Audit; reference: Reference }>,
): ModuleParts {
  return {
    name: 'reference',
    needs: ['audit'],
    sentences: [referenceSentences],
    routes: referenceRoutes({ kit, ...needs }),
    jobs: {},
    cron: [],
    subscriptions: [],
  }
}
