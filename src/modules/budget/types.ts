import type { Sen } from '../../kernel/money.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { MataAnggaran, Posisi } from './store/mata-store.ts'

/** Months of a position's cash plan, January first, in sen. */
export type AnggaranKas = Readonly<{ mataAnggaranId: string; bulan: readonly Sen[] }>

export type Ikatan = Readonly<{ mataAnggaranId: string; jumlahSen: Sen }>

/** The door other modules use. */
export type Budget = Readonly<{
  /** Positions by id with amounts in force and what is bound; unknown ids are left out. */
  mataAnggaran: (tx: Tx, ids: readonly string[]) => Promise<readonly MataAnggaran[]>
  findMataAnggaran: (
    tx: Tx,
    key: Readonly<{ tahun: number }> & Posisi,
  ) => Promise<MataAnggaran | undefined>
  /** Positions with an amount in force. */
  anggaranBerlaku: (
    tx: Tx,
    of: Readonly<{ tahun: number; skpdId?: number | undefined }>,
  ) => Promise<readonly MataAnggaran[]>
  /** Cash plans of an SKPD; positions without a plan are left out. */
  anggaranKas: (
    tx: Tx,
    of: Readonly<{ tahun: number; skpdId: number }>,
  ) => Promise<readonly AnggaranKas[]>
  /**
   * Bind funds of a position (contract, SPP), in the caller's transaction; the row stays locked until it ends.
   *
   * @returns what is left free, in sen
   * @refuses IKAT_TIDAK_BERLAKU, IKAT_MELEBIHI
   */
  ikat: (tx: Tx, order: Ikatan) => Promise<Result<Sen>>
  /**
   * Bind funds of many positions by two statements: all of them or none.
   *
   * @refuses IKAT_TIDAK_BERLAKU, IKAT_MELEBIHI
   */
  ikatBanyak: (tx: Tx, more: ReadonlyMap<string, Sen>) => Promise<Result<'bound'>>
  /**
   * Give bound funds back.
   *
   * @refuses IKAT_TIDAK_BERLAKU, LEPAS_MELEBIHI
   */
  lepas: (tx: Tx, order: Ikatan) => Promise<Result<Sen>>
}>
