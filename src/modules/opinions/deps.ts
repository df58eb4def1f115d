import type { Tanggal } from '../../kernel/date.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { Aturan } from './load-rules.ts'

export type Needs = Readonly<{ audit: Audit; publicLog: PublicLog; reference: Reference }>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit; aturanAt: (date: Tanggal) => Aturan }>
