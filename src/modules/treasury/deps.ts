import type { Tanggal } from '../../kernel/date.ts'
import type { Sen } from '../../kernel/money.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Fiscal } from '../fiscal/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'

/** A budget position and what is in force for it. */
export type PosisiAnggaran = Readonly<{
  id: string
  tahun: number
  skpdId: number
  subKegiatanId: number | null
  rekeningId: number
  sumberDanaId: number | null
  /** Amount in force, in sen. */
  anggaran: Sen
}>
type Bound = Readonly<{ mataAnggaranId: string; jumlahSen: Sen }>

/** What treasury asks of budget. */
export type Anggaran = Readonly<{
  mataAnggaran: (tx: Tx, ids: readonly string[]) => Promise<readonly PosisiAnggaran[]>
  anggaranBerlaku: (
    tx: Tx,
    question: Readonly<{ tahun: number; skpdId?: number }>,
  ) => Promise<readonly PosisiAnggaran[]>
  /** Cash plan per position, January first. */
  anggaranKas: (
    tx: Tx,
    question: Readonly<{ tahun: number; skpdId: number }>,
  ) => Promise<readonly Readonly<{ mataAnggaranId: string; bulan: readonly Sen[] }>[]>
  /** Bind and release: a version that cuts a position below what is bound is refused. */
  ikat: (tx: Tx, order: Bound) => Promise<Result<Sen>>
  ikatBanyak: (tx: Tx, more: ReadonlyMap<string, Sen>) => Promise<Result<'bound'>>
  lepas: (tx: Tx, order: Bound) => Promise<Result<Sen>>
}>

/** A happening accounting journals by its mapping. */
export type PeristiwaKas = Readonly<{
  kode: string
  tahun: number
  tanggal: Tanggal
  skpdId: number
  dokumen: Readonly<{ jenis: string; id: string; nomor: string }>
  uraian: string
  oleh: string
  bagian?: number
  rincian: readonly Readonly<{
    rekeningId: number | null
    jumlahSen: Sen
    mataAnggaranId?: string | null
    subKegiatanId?: number | null
  }>[]
}>

/** What treasury asks of accounting, in its own transaction. */
export type Pembukuan = Readonly<{
  postMapped: (
    tx: Tx,
    peristiwa: PeristiwaKas,
  ) => Promise<Result<readonly Readonly<{ id: string; nomor: string }>[]>>
  /** Many happenings at once: their journals with the documents they are of, refused all together. */
  postMappedMany: (
    tx: Tx,
    peristiwa: readonly PeristiwaKas[],
  ) => Promise<Result<readonly Readonly<{ id: string; dokumenId: string }>[]>>
}>

export type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  fiscal: Fiscal
  budget: Anggaran
  accounting: Pembukuan
}>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit }>
