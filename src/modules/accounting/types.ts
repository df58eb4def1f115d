import type { Tanggal } from '../../kernel/date.ts'
import type { Sen } from '../../kernel/money.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { NewJurnal } from './domain/jurnal.ts'
import type { Peristiwa } from './domain/pemetaan.ts'

/** A journal that was posted. */
export type Posted = Readonly<{ id: string; nomor: string }>

/** A journal of one of many happenings, with the id of the document it is of. */
export type PostedOf = Posted & Readonly<{ dokumenId: string }>

export type Reversal = Readonly<{
  jurnalId: string
  tanggal: Tanggal
  alasan: string
  /** Account id of who takes it back, or the name of a job. */
  oleh: string
}>

/** Balance of an account on the side it normally has, in sen. */
export type Saldo = Readonly<{ rekeningId: number; kode: string; saldoSen: Sen }>

/** The door other modules use. Everything runs in the caller's transaction. */
export type Accounting = Readonly<{
  /**
   * Post one journal. Its number is taken last; a refusal has taken none.
   *
   * @refuses codes of checkJurnal, JURNAL_TAHUN_TUTUP
   */
  post: (tx: Tx, jurnal: NewJurnal) => Promise<Result<Posted>>
  /** Many at once by three statements, in the given order; one that is refused refuses all. */
  postMany: (tx: Tx, journals: readonly NewJurnal[]) => Promise<Result<readonly Posted[]>>
  /**
   * Journal a happening by the mapping accountants keep, in every book it touches.
   *
   * @refuses codes of mapPeristiwa and checkJurnal, PERISTIWA_SUDAH_DIJURNAL, JURNAL_TAHUN_TUTUP
   */
  postMapped: (tx: Tx, peristiwa: Peristiwa) => Promise<Result<readonly Posted[]>>
  /** Many happenings at once: for batches of thousands. */
  postMappedMany: (tx: Tx, peristiwa: readonly Peristiwa[]) => Promise<Result<readonly PostedOf[]>>
  /**
   * Take a journal back by one that mirrors it, in the same year.
   *
   * @refuses JURNAL_TIDAK_ADA, JURNAL_SUDAH_DIBALIK, JURNAL_PEMBALIK, TANGGAL_SEBELUM_JURNAL, JURNAL_TAHUN,
   *   JURNAL_TAHUN_TUTUP, ALASAN_KOSONG
   */
  reverse: (tx: Tx, reversal: Reversal) => Promise<Result<Posted>>
  /** Journals of a document that are not reversed, oldest first. */
  journalsOf: (
    tx: Tx,
    dokumen: Readonly<{ jenis: string; id: string }>,
  ) => Promise<readonly Posted[]>
  /**
   * Balances at the end of a day, exact whatever is folded: of one book, or of the region.
   *
   * @param awalan beginning of the accounts' codes by parts
   */
  saldo: (
    tx: Tx,
    question: Readonly<{ tahun: number; tanggal: Tanggal; skpdId?: number; awalan: string }>,
  ) => Promise<readonly Saldo[]>
}>
