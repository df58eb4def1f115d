import type { SignedIn } from '../../kernel/actor.ts'
import type { Sen } from '../../kernel/money.ts'
import type { Result } from '../../kernel/result.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Line, TagihanStatus } from './domain/tagihan.ts'

/** What a bill is for: {kind: 'permohonan', id: …}. */
export type Subject = Readonly<{ kind: string; id: string }>

export type NewBill = Readonly<{
  subject: Subject
  judul: string
  lines: readonly Line[]
  /** Account of the chart the money goes to. */
  akunRekening?: string
  /** Which charge it is, and the office whose revenue. */
  pungutan?: Readonly<{ kode: string; unitKode: string }>
  sampai: Date
  pembayar: Readonly<{ accountId?: string; nama: string }>
}>

export type BillState = Readonly<{
  tagihanId: string
  kodeBayar: string
  status: TagihanStatus
  jumlah: Sen
  sampai: Date
  dibayarAt: Date | null
}>

/** What other modules may ask. */
export type Payments = Readonly<{
  /**
   * Make a bill and its code, in the caller's transaction; the gateway is told afterwards. The same bill for
   * the same subject again gives the same code.
   */
  bill: (
    tx: Tx,
    bill: NewBill,
  ) => Promise<Result<Readonly<{ tagihanId: string; kodeBayar: string }>>>
  /** Take back a bill that is not paid yet. */
  cancel: (
    tx: Tx,
    actor: SignedIn | Readonly<{ kind: 'system'; name: string }>,
    order: Readonly<{ tagihanId: string; alasan: string }>,
  ) => Promise<Result<'cancelled'>>
  /** All bills of a subject, oldest first. */
  billsOf: (tx: Tx, subject: Subject) => Promise<readonly BillState[]>
}>
