import { type Tanggal, yearOf } from '../../../kernel/date.ts'
import { type Sen, sen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { inThousands } from '../../../kernel/thousands.ts'
import { refusal } from './refusals.ts'

export type JenisJurnal =
  | 'anggaran'
  | 'umum'
  | 'penyesuaian'
  | 'penutup'
  | 'pembalik'
  | 'saldo-awal'

/** The paper a journal rests on, of whichever module. */
export type Dokumen = Readonly<{ jenis: string; id: string; nomor: string }>

export type BarisJurnal = Readonly<{
  rekeningId: number
  /** Exactly one of the two is above zero. */
  debitSen: Sen
  kreditSen: Sen
  mataAnggaranId?: string | null
  subKegiatanId?: number | null
  /** The account a budget is for, on lines of the budget side. */
  rekeningAnggaranId?: number | null
}>

export type NewJurnal = Readonly<{
  tahun: number
  tanggal: Tanggal
  jenis: Exclude<JenisJurnal, 'pembalik'>
  /** Entity whose book it is. */
  skpdId: number
  uraian: string
  dokumen: Dokumen
  baris: readonly BarisJurnal[]
  oleh: string
  /** Set by the mapping: a happening of a document is journalled once per book and part. */
  peristiwa?: string
  /** Tells several journals of one happening of one document apart; 1 when left out. */
  bagian?: number
  /** What the number calls the kind: JUR-BLJ/SP2D-LS; JUR-UMUM when left out. */
  rincianNomor?: string
}>

type Account = Readonly<{ id: number; kode: string; isDaun: boolean }>

/** What a journal is checked against. */
export type BookRules = Readonly<{
  findRekening: (id: number) => Account | undefined
  findSkpd: (id: number) => Readonly<{ kode: string }> | undefined
  /** Is the account on the budget side (LRA and SAL)? */
  isAnggaran: (kode: string) => boolean
}>

export const BARIS_MAX = 10_000
const URAIAN = { min: 3, max: 500 }

/**
 * Whether a journal may be posted: both sides equal, the budget side equal by itself, accounts that are leaves in force,
 * a day of its year. The database holds the same (trigger `baris_utuh`).
 *
 * @returns its sum in sen
 * @refuses JURNAL_TAHUN, JURNAL_URAIAN, JURNAL_BARIS, JURNAL_SISI, JURNAL_REKENING, JURNAL_BUKAN_DAUN, JURNAL_SKPD,
 *   JURNAL_TIDAK_SEIMBANG, JURNAL_ANGGARAN_TIDAK_SEIMBANG
 */
export function checkJurnal(
  jurnal: Pick<NewJurnal, 'tahun' | 'tanggal' | 'skpdId' | 'uraian' | 'baris'>,
  rules: BookRules,
): Result<Sen> {
  const refusals: Refusal[] = []
  const { tahun, tanggal, uraian, baris } = jurnal
  if (yearOf(tanggal) !== tahun) refusals.push(refusal('JURNAL_TAHUN', { tahun }, 'tanggal'))
  const words = uraian.trim().length
  if (words < URAIAN.min || words > URAIAN.max)
    refusals.push(refusal('JURNAL_URAIAN', {}, 'uraian'))
  if (rules.findSkpd(jurnal.skpdId) === undefined)
    refusals.push(refusal('JURNAL_SKPD', { tahun }, 'skpd'))
  if (baris.length < 2 || baris.length > BARIS_MAX)
    refusals.push(refusal('JURNAL_BARIS', { banyak: BARIS_MAX }, 'baris'))
  const sums = sumLines(baris, rules, (one) => refusals.push(one))
  if (sums.debit !== sums.kredit) {
    const selisih = rupiahOf(sums.debit - sums.kredit)
    refusals.push(refusal('JURNAL_TIDAK_SEIMBANG', { selisih }, 'baris'))
  } else if (sums.anggaran !== 0n) {
    const selisih = rupiahOf(sums.anggaran)
    refusals.push(refusal('JURNAL_ANGGARAN_TIDAK_SEIMBANG', { selisih }, 'baris'))
  }
  return refusals.length > 0 ? refuse(refusals) : ok(sen(sums.debit))
}

function sumLines(
  baris: readonly BarisJurnal[],
  rules: BookRules,
  complain: (one: Refusal) => void,
): Readonly<{ debit: bigint; kredit: bigint; anggaran: bigint }> {
  let [debit, kredit, anggaran] = [0n, 0n, 0n]
  for (const [at, line] of baris.entries()) {
    const { debitSen, kreditSen } = line
    const field = `baris.${at + 1}`
    const isOneSided = debitSen >= 0n && kreditSen >= 0n && (debitSen === 0n) !== (kreditSen === 0n)
    if (!isOneSided) complain(refusal('JURNAL_SISI', { baris: at + 1 }, field))
    const rekening = rules.findRekening(line.rekeningId)
    if (rekening === undefined) complain(refusal('JURNAL_REKENING', { baris: at + 1 }, field))
    else if (!rekening.isDaun)
      complain(refusal('JURNAL_BUKAN_DAUN', { baris: at + 1, kode: rekening.kode }, field))
    debit += debitSen
    kredit += kreditSen
    if (rekening !== undefined && rules.isAnggaran(rekening.kode)) anggaran += debitSen - kreditSen
  }
  return { debit, kredit, anggaran }
}

/** Plain rupiah inside a sentence, with sen: 1.234.567,89; the page has no say in refusals. */
export function rupiahOf(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0')
  const rupiah = inThousands(digits.slice(0, -2), '.')
  return `Rp${rupiah},${digits.slice(-2)}`
}

/** @returns the lines of the journal that takes these back: each on the other side */
export function mirrorLines(baris: readonly BarisJurnal[]): readonly BarisJurnal[] {
  return baris.map((line) => ({
    ...line,
    debitSen: line.kreditSen,
    kreditSen: line.debitSen,
  }))
}

/** @returns a line with the amount on its side; a negative amount lands on the other */
export function lineOf(
  rekeningId: number,
  amount: bigint,
  more: Partial<BarisJurnal> = {},
): BarisJurnal {
  return {
    rekeningId,
    debitSen: amount > 0n ? sen(amount) : ZERO_SEN,
    kreditSen: amount < 0n ? sen(-amount) : ZERO_SEN,
    ...more,
  }
}
