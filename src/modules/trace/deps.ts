import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Fiscal } from '../fiscal/index.ts'

/** Finds a citizen's report that everybody may read, by its number as people type it. */
export type FindLaporan = (typed: string) => Promise<string | undefined>

export type Needs = Readonly<{ audit: Audit; fiscal: Fiscal; findLaporan: FindLaporan }>
export type Deps = Needs & Readonly<{ kit: Kit }>
