import { type Sen, sumSen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'

/** Where a bill stands. `kedaluwarsa`: its day has passed unpaid. */
export type TagihanStatus = 'belum' | 'lunas' | 'kedaluwarsa' | 'batal'

/** A line of a bill: its words and its amount in sen. */
export type Line = readonly [label: string, jumlah: Sen]

export type BillForm = Readonly<{
  judul: string
  lines: readonly Line[]
  sampai: Date
  namaPembayar: string
}>

const LINES_MAX = 40
const LABEL_MAX = 160

/**
 * @returns what is to be paid, in sen
 * @refuses TAGIHAN_NOL, TAGIHAN_RINCIAN, TAGIHAN_JUDUL, TAGIHAN_SAMPAI, TAGIHAN_PEMBAYAR
 */
export function decideBill(form: BillForm, now: Date): Result<Sen> {
  const { judul, lines, sampai, namaPembayar } = form
  const refusals: Refusal[] = []
  const isLineSound = ([label, jumlah]: Line) =>
    label.trim().length >= 2 && label.length <= LABEL_MAX && jumlah > 0n
  if (lines.length === 0 || lines.every(([, jumlah]) => jumlah === 0n))
    refusals.push(refusal('TAGIHAN_NOL'))
  else if (lines.length > LINES_MAX || !lines.every(isLineSound))
    refusals.push(refusal('TAGIHAN_RINCIAN'))
  if (judul.trim().length < 3 || judul.length > LABEL_MAX) refusals.push(refusal('TAGIHAN_JUDUL'))
  if (!(sampai.getTime() > now.getTime())) refusals.push(refusal('TAGIHAN_SAMPAI'))
  if (namaPembayar.trim() === '' || namaPembayar.length > LABEL_MAX)
    refusals.push(refusal('TAGIHAN_PEMBAYAR'))
  return refusals.length > 0 ? refuse(refusals) : ok(sumSen(lines.map(([, jumlah]) => jumlah)))
}
