import { z } from 'zod'
import {
  DECIMAL_PATTERN,
  fromDecimalString,
  type Sen,
  toDecimalString,
} from '../../../kernel/money.ts'
import type { OutsideCall } from '../../../platform/outside/index.ts'

/**
 * What we say to a payment gateway and what we take from it: one small contract. Providers differ; a relay
 * the operator runs speaks their dialect (ADR 0018).
 */
const Va = z.object({ bank: z.string().min(1).max(80), number: z.string().regex(/^\d{8,24}$/) })

const Made = z.object({
  ref: z.string().regex(/^[\w-]{1,60}$/),
  qris: z.string().max(512).optional(),
  va: Va.optional(),
})
export type Made = z.infer<typeof Made>

export type BillSent = Readonly<{
  tagihanId: string
  kodeBayar: string
  judul: string
  jumlah: Sen
  sampai: Date
}>

/** The id of the bill is the key by which the gateway knows a second try. */
export function makeBill(bill: BillSent): OutsideCall<Made> {
  return {
    name: 'bill',
    method: 'POST',
    path: '/bills',
    headers: { 'idempotency-key': bill.tagihanId },
    body: {
      code: bill.kodeBayar,
      amount: toDecimalString(bill.jumlah),
      description: bill.judul,
      expiresAt: bill.sampai.toISOString(),
    },
    isRepeatable: true,
    answers: { 200: Made, 201: Made },
  }
}

const Closed = z.unknown().transform(() => 'closed' as const)

/** Closing twice is closing once; one the gateway does not know is closed. */
export function closeBill(ref: string): OutsideCall<'closed'> {
  return {
    name: 'close',
    method: 'POST',
    path: `/bills/${encodeURIComponent(ref)}/cancel`,
    body: {},
    isRepeatable: true,
    answers: { 200: Closed, 404: Closed, 409: Closed },
  }
}

/** An amount as the gateway tells it, by a message or in its list. */
const Paid = z
  .object({
    transaction: z.string().regex(/^[\x21-\x7e]{1,120}$/),
    code: z.string().min(1).max(60),
    amount: z.string().regex(DECIMAL_PATTERN),
    method: z.enum(['qris', 'va']),
    paidAt: z.iso.datetime({ offset: true }),
  })
  .transform(({ transaction, code, amount, method, paidAt }) => ({
    transaksi: transaction,
    kodeBayar: code,
    jumlah: fromDecimalString(amount),
    jalur: method,
    dibayarAt: new Date(paidAt),
  }))
  .refine(({ jumlah }) => jumlah > 0n)
export type Paid = z.infer<typeof Paid>

/** What a signed message tells; kinds we do not know are taken and left alone. */
export const Notice = z.union([
  z.object({ type: z.literal('payment.settled'), data: Paid }),
  z.object({
    type: z
      .string()
      .max(80)
      .refine((type) => type !== 'payment.settled'),
  }),
])

const Page = z.object({
  items: z.array(Paid).max(1_000),
  next: z.string().min(1).max(200).nullable(),
})
export type SettledPage = z.infer<typeof Page>

export type Span = Readonly<{ from: Date; to: Date; after?: string | undefined }>

export function listSettlements({ from, to, after }: Span): OutsideCall<SettledPage> {
  const query = new URLSearchParams({
    from: from.toISOString(),
    to: to.toISOString(),
    ...(after === undefined ? {} : { after }),
  })
  return {
    name: 'settlements',
    method: 'GET',
    path: `/settlements?${query}`,
    isRepeatable: true,
    timeoutMs: 10_000,
    answers: { 200: Page },
  }
}
