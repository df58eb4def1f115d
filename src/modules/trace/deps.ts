import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Fiscal } from '../fiscal/index.ts'
import type { Simpul, Tepi } from './domain/jejak.ts'

/** Finds a citizen's report that everybody may read, by its number as people type it. */
export type FindLaporan = (typed: string) => Promise<string | undefined>

/** Lines of statements as documents of the trace; who keeps the statements knows them. */
export type BarisLaporan = Readonly<{
  ofJurnal: (tx: Tx, jurnalIds: readonly string[]) => Promise<readonly Tepi[]>
  jurnalOf: (tx: Tx, id: string) => Promise<readonly Tepi[]>
  simpul: (tx: Tx, ids: readonly string[]) => Promise<readonly Simpul[]>
  /** Ids of accounts that a line of the region's LRA counts. */
  akunLra: (tx: Tx, tahun: number) => Promise<readonly number[]>
}>

export type Needs = Readonly<{
  audit: Audit
  fiscal: Fiscal
  findLaporan: FindLaporan
  barisLaporan: BarisLaporan
}>
export type Deps = Needs & Readonly<{ kit: Kit }>
