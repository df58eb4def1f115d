import type { ExprProblem, ExprType, Scope } from '../expr/check.ts'
import type { Expr } from '../expr/types.ts'

/** One thing that keeps a definition from being published. `path` leads to it: workflow.states.tte. */
export type Problem = Readonly<{
  path: string
  code: ProblemCode
  /** What it is about, as it stands in the definition. */
  about: string
}>

export type ProblemCode =
  | ExprProblem['code']
  | 'ID_GANDA'
  | 'ID_SALAH_BENTUK'
  | 'TAHAP_TIDAK_ADA'
  | 'TAHAP_TIDAK_TERJANGKAU'
  | 'TAHAP_TANPA_KELUAR'
  | 'TAHAP_TANPA_PETUGAS'
  | 'TAHAP_TANPA_JANJI'
  | 'TAHAP_OTOMATIS_BERPUTAR'
  | 'JANJI_BERCAMPUR'
  | 'AKHIR_DENGAN_TINDAKAN'
  | 'TANPA_AKHIR'
  | 'TINDAKAN_TIDAK_ADA'
  | 'TINDAKAN_MASSAL_BERISIAN'
  | 'PERBAIKAN_TANPA_JEDA'
  | 'INSTANSI_TIDAK_DIMINTA'
  | 'PENDAPAT_BERFOTO'
  | 'PERAN_TIDAK_COCOK'
  | 'ISIAN_BERPUTAR'
  | 'ISIAN_TANPA_NILAI'
  | 'PILIHAN_KOSONG'
  | 'PILIHAN_TIDAK_ADA'
  | 'POLA_SALAH'
  | 'BATAS_TERBALIK'
  | 'ALIH_TANPA_TUJUAN'
  | 'TANGGAL_TERBALIK'
  | 'ANGKA_HUKUM_BELUM_BERLAKU'
  | 'BIAYA_TANPA_TAHAP'
  | 'BERKAS_TIDAK_ADA'
  | 'NOMOR_TANPA_URUT'
  | 'NOMOR_SALAH_TANDA'
  | 'PENANDATANGAN_TIDAK_ADA'
  | 'TERLALU_BESAR'
  | 'UJI_KURANG'
  | 'UJI_GAGAL'

/** Asks of an expression that it is sound and comes out as wanted. */
export type Asker = (
  path: string,
  expr: Expr | undefined,
  wanted: ExprType | 'any',
  scope?: Scope,
) => readonly Problem[]
