import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Fiscal } from '../fiscal/index.ts'

export type Needs = Readonly<{ audit: Audit; fiscal: Fiscal }>
export type Deps = Needs & Readonly<{ kit: Kit }>
