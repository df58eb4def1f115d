import type { Actor } from '../../kernel/actor.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Kodefikasi } from './domain/kodefikasi.ts'
import type { BarisKode, RencanaMuat, TabelKode } from './domain/muatan.ts'
import type { StandarHarga, TypedStandar } from './domain/standar.ts'
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

export type MuatKode = Readonly<{
  tabel: TabelKode
  cara: 'lengkap' | 'tambah'
  /** First fiscal year the list holds for. */
  mulai: number
  baris: readonly BarisKode[]
  /** The regulation or decision it rests on. */
  dasar: string
  /** File or system the list came from. */
  sumber: string
  /** Hash of the bytes; of the lines themselves when left out. */
  sha256?: string
  oleh: string
  isPeriksa?: boolean
}>

export type SetTahun = Readonly<{
  actor: Actor
  tahun: number
  ke: StatusTahun
  /** The decree it rests on. */
  dasar: string
}>

export type MuatStandar = Readonly<{
  tahun: number
  /** Rows by the columns jenis, kode, uraian, spesifikasi, satuan, harga, rekening. */
  rows: readonly TypedStandar[]
  /** The decision the prices rest on. */
  dasar: string
  sumber: string
  oleh: string
  isPeriksa?: boolean
}>

export type CariStandar = Readonly<{
  tahun: number
  /** Words as they are typed; each may be a beginning. */
  kata: string
  /** Only what may be used for this account. */
  rekeningId?: number
  /** Go on after this one. */
  sesudah?: Readonly<{ jenis: string; kode: string }>
  /** At most 100. */
  limit: number
}>

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
  /**
   * Load a list of codes, all of it or nothing; `cara: 'tambah'` takes only what is new and is how an import of a
   * real budget brings codes nobody has loaded yet.
   *
   * @refuses KODE_KOSONG, KODE_TIDAK_TERBACA, KODE_GANDA, KODE_NAMA_KOSONG, KODE_TANPA_INDUK, KODE_JENIS_SALAH
   */
  muatKode: (tx: Tx, order: MuatKode) => Promise<Result<RencanaMuat>>
  /**
   * Prepare, open, close or reopen a fiscal year.
   *
   * @refuses TAHUN_STATUS_TIDAK_BISA, TAHUN_DASAR_KOSONG, TAHUN_SUDAH_ADA
   */
  setTahun: (tx: Tx, order: SetTahun) => Promise<Result<TahunAnggaran>>
  /** Price standards of a year that hold every word. */
  cariStandar: (tx: Tx, question: CariStandar) => Promise<readonly StandarHarga[]>
  /** Price standards of a year by their codes. */
  standarDariKode: (
    tx: Tx,
    tahun: number,
    kode: readonly string[],
  ) => Promise<readonly StandarHarga[]>
  /** Price standards by id. */
  standar: (tx: Tx, ids: readonly number[]) => Promise<readonly StandarHarga[]>
  /** @refuses STANDAR_KOSONG, STANDAR_JENIS, STANDAR_ISI, STANDAR_HARGA, STANDAR_REKENING, STANDAR_GANDA */
  muatStandar: (tx: Tx, order: MuatStandar) => Promise<Result<number>>
}>
