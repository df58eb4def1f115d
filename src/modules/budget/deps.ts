import type { Sen } from '../../kernel/money.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Fiscal } from '../fiscal/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Standar } from './domain/garis.ts'

/** Price standards, found by code or by words. */
export type StandarPort = Readonly<{
  byKode: (tx: Tx, tahun: number, kode: readonly string[]) => Promise<readonly Standar[]>
  search: (
    tx: Tx,
    order: Readonly<{ tahun: number; cari: string; limit: number }>,
  ) => Promise<readonly (Standar & Readonly<{ satuan: string; spesifikasi: string }>)[]>
}>

/** Lines of the yearly plan that ceilings are made of. */
export type RkpdPort = (
  tx: Tx,
  of: Readonly<{ tahun: number }>,
) => Promise<readonly Readonly<{ id: string; skpdId: number; subKegiatanId: number; pagu: Sen }>[]>

/** What has been spent or received per position, once accounting tells. */
export type RealisasiPort = (tx: Tx, tahun: number) => Promise<ReadonlyMap<string, Sen>>

export type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  fiscal: Fiscal
  standar?: StandarPort
  rkpd?: RkpdPort
  realisasiOf?: RealisasiPort
}>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit }>
