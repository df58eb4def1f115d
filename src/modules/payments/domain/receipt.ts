import type { Sen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import type { TagihanStatus } from './tagihan.ts'

/** What became of an amount the gateway received. */
export type Outcome = 'lunas' | 'terlambat' | 'ganda' | 'jumlah_beda' | 'tidak_dikenal' | 'batal'

export type Bill = Readonly<{ status: TagihanStatus; jumlah: Sen; sampai: Date }>

/**
 * Money that has arrived is never refused; it settles its bill or waits for the treasurer. Whoever paid in
 * time has paid, also when the message about it comes after the day has passed.
 *
 * @param bill undefined when no bill has this code
 */
export function judgeReceipt(
  bill: Bill | undefined,
  paid: Readonly<{ jumlah: Sen; dibayarAt: Date }>,
): Outcome {
  if (bill === undefined) return 'tidak_dikenal'
  if (bill.status === 'lunas') return 'ganda'
  if (bill.status === 'batal') return 'batal'
  if (bill.jumlah !== paid.jumlah) return 'jumlah_beda'
  return paid.dibayarAt > bill.sampai ? 'terlambat' : 'lunas'
}

/**
 * May this bill be paid in cash now?
 *
 * @refuses TAGIHAN_SUDAH_LUNAS, TAGIHAN_BATAL, TAGIHAN_KEDALUWARSA
 */
export function decideCash(bill: Bill, now: Date): Result<'payable'> {
  if (bill.status === 'lunas') return refuse(refusal('TAGIHAN_SUDAH_LUNAS'))
  if (bill.status === 'batal') return refuse(refusal('TAGIHAN_BATAL'))
  if (bill.status === 'kedaluwarsa' || now > bill.sampai)
    return refuse(refusal('TAGIHAN_KEDALUWARSA'))
  return ok('payable')
}

export type StuckForm = Readonly<{ cara: string; alasan: string }>
export type StuckDecision = Readonly<{ cara: 'diterima' | 'dikembalikan'; alasan: string }>

const REASON = { min: 10, max: 500 }

/**
 * What the treasurer does with an amount that did not fit. Only one that came late and fits its unpaid bill
 * may settle it; everything else goes back to whoever paid.
 *
 * @refuses CARA_PENYELESAIAN, ALASAN_PENYELESAIAN, TIDAK_DAPAT_DITERIMA
 */
export function decideStuck(
  form: StuckForm,
  { outcome, bill }: Readonly<{ outcome: Outcome; bill: Bill | undefined }>,
): Result<StuckDecision> {
  const { cara } = form
  const alasan = form.alasan.trim()
  const isChosen = cara === 'diterima' || cara === 'dikembalikan'
  const isOpen = bill?.status === 'belum' || bill?.status === 'kedaluwarsa'
  const isImpossible = cara === 'diterima' && !(outcome === 'terlambat' && isOpen)
  const refusals = [
    ...(isChosen ? [] : [refusal('CARA_PENYELESAIAN', 'cara')]),
    ...(isImpossible ? [refusal('TIDAK_DAPAT_DITERIMA', 'cara')] : []),
    ...(alasan.length >= REASON.min && alasan.length <= REASON.max
      ? []
      : [refusal('ALASAN_PENYELESAIAN', 'alasan')]),
  ]
  return isChosen && refusals.length === 0 ? ok({ cara, alasan }) : refuse(refusals)
}
