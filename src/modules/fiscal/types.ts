import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kodefikasi } from './domain/kodefikasi.ts'
import type { StatusTahun } from './domain/tahun.ts'

/** What a number is asked for; what a pattern does not use may be left out. */
export type NomorOrder = Readonly<{
  /** Kind of document, as fiscal.pola_nomor has it: `sp2d`, `spm`, `jurnal`. */
  jenis: string
  tahun: number
  /** 1 to 12. */
  bulan: number
  skpdKode?: string
  /** What the pattern calls {rincian}: GU, LS, JUR-BLJ/SP2D-LS. */
  rincian?: string
}>

export type TahunAnggaran = Readonly<{ tahun: number; status: StatusTahun; dasar: string }>

/** The door other modules use. */
export type Fiscal = Readonly<{
  /** Codes in force in a year, from memory, renewed when a table changes. */
  kodefikasi: (tx: Tx, tahun: number) => Promise<Kodefikasi>
  tahun: (tx: Tx, tahun: number) => Promise<TahunAnggaran | undefined>
  /** Every fiscal year that exists, newest first. */
  semuaTahun: (tx: Tx) => Promise<readonly TahunAnggaran[]>
  /** @refuses TAHUN_TIDAK_ADA, TAHUN_BELUM_BERJALAN, TAHUN_DITUTUP */
  requireRunning: (tx: Tx, tahun: number) => Promise<Result<TahunAnggaran>>
  /**
   * Take the next number of a kind, in the caller's transaction: a rollback gives it back, so there are no gaps.
   * The counter's row stays locked until the transaction ends: take it last.
   */
  nextNomor: (tx: Tx, order: NomorOrder) => Promise<string>
  /** As many numbers at once, in order: for batches. */
  nextNomors: (tx: Tx, order: NomorOrder, count: number) => Promise<readonly string[]>
}>
