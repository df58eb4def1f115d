import { parseRupiah, type Sen, ZERO_SEN } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { BARIS_MAX, type BarisJurnal, rupiahOf } from './jurnal.ts'
import { refusal } from './refusals.ts'
import { isUnder, type Susunan } from './susunan.ts'

/** A row as it was pasted or uploaded: the number a spreadsheet shows, and its cells by heading. */
export type PastedRow = Readonly<{ row: number; cells: Readonly<Record<string, string>> }>

const HEADINGS: Readonly<Record<'kode' | 'debit' | 'kredit' | 'sub', readonly string[]>> = {
  kode: ['kode', 'kode rekening', 'rekening', 'kode_rekening', 'akun'],
  debit: ['debit', 'debet'],
  kredit: ['kredit'],
  sub: ['sub kegiatan', 'sub_kegiatan', 'kode sub kegiatan'],
}

type Codes = Readonly<{
  tahun: number
  findKode: (kode: string) => Readonly<{ id: number }> | undefined
  findSub: (kode: string) => Readonly<{ id: number }> | undefined
}>

/**
 * Read a block of a spreadsheet as journal lines: account, debit, credit, and a sub kegiatan where one belongs. Every row
 * that cannot be taken says why.
 *
 * @refuses TEMPEL_KOSONG, TEMPEL_TERLALU_BANYAK, TEMPEL_REKENING, TEMPEL_BARIS
 */
export function readLines(
  rows: readonly PastedRow[],
  codes: Codes,
): Result<readonly BarisJurnal[]> {
  if (rows.length === 0) return refuse(refusal('TEMPEL_KOSONG', {}, 'baris'))
  if (rows.length > BARIS_MAX)
    return refuse(refusal('TEMPEL_TERLALU_BANYAK', { banyak: BARIS_MAX }, 'baris'))
  const refusals: Refusal[] = []
  const lines = rows.flatMap((row) => readLine(row, codes, refusals))
  return refusals.length > 0 ? refuse(refusals) : ok(lines)
}

function readLine(
  { row, cells }: PastedRow,
  { tahun, findKode, findSub }: Codes,
  refusals: Refusal[],
): readonly BarisJurnal[] {
  const cell = (name: keyof typeof HEADINGS) => cellOf(cells, HEADINGS[name])
  const kode = cell('kode')
  const account = findKode(kode)
  const sub = cell('sub')
  const subKegiatan = sub === '' ? undefined : findSub(sub)
  if (account === undefined || (sub !== '' && subKegiatan === undefined)) {
    const missing = account === undefined ? kode : sub
    refusals.push(refusal('TEMPEL_REKENING', { baris: row, kode: missing, tahun }, 'baris'))
  }
  const [debitSen, kreditSen] = [amountOf(cell('debit')), amountOf(cell('kredit'))]
  for (const one of [debitSen, kreditSen])
    if (!one.ok)
      refusals.push(
        refusal('TEMPEL_BARIS', { baris: row, alasan: one.refusals[0]?.message ?? '' }, 'baris'),
      )
  if (account === undefined || !debitSen.ok || !kreditSen.ok) return []
  return [
    {
      rekeningId: account.id,
      debitSen: debitSen.value,
      kreditSen: kreditSen.value,
      subKegiatanId: subKegiatan?.id ?? null,
    },
  ]
}

function cellOf(cells: Readonly<Record<string, string>>, names: readonly string[]): string {
  for (const [heading, value] of Object.entries(cells))
    if (names.includes(heading.trim().toLowerCase())) return value.trim()
  return ''
}

function amountOf(text: string): Result<Sen> {
  return text === '' || text === '-' || text === '–' ? ok(ZERO_SEN) : parseRupiah(text)
}

type Kodes = Readonly<{ kodeOf: (rekeningId: number) => string; susunan: Susunan }>

/**
 * What a journal by hand must keep besides: cash moves only with what explains it (LRA, withholdings, RK), and opening
 * balances stand on balance sheet accounts.
 *
 * @refuses KAS_TANPA_LRA, JURNAL_REKENING
 */
export function refuseByHand(
  jenis: 'umum' | 'penyesuaian' | 'saldo-awal',
  baris: readonly BarisJurnal[],
  { kodeOf, susunan }: Kodes,
): readonly Refusal[] {
  const refusals: Refusal[] = []
  if (jenis === 'saldo-awal') {
    for (const [at, { rekeningId }] of baris.entries())
      if (!isUnder(kodeOf(rekeningId), susunan.saldoAwal))
        refusals.push(refusal('JURNAL_REKENING', { baris: at + 1 }, 'baris'))
    return refusals
  }
  let selisih = 0n
  for (const { rekeningId, debitSen, kreditSen } of baris) {
    const kode = kodeOf(rekeningId)
    const net = debitSen - kreditSen
    if (isUnder(kode, susunan.kas) || isUnder(kode, susunan.penjelasKas)) selisih += net
  }
  const movesCash = baris.some(({ rekeningId }) => isUnder(kodeOf(rekeningId), susunan.kas))
  if (movesCash && selisih !== 0n)
    refusals.push(refusal('KAS_TANPA_LRA', { selisih: rupiahOf(selisih) }, 'baris'))
  return refusals
}
