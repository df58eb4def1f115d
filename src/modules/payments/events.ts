import { z } from 'zod'
import { defineEvent } from '../../platform/events/outbox.ts'

const bill = {
  tagihanId: z.string(),
  kodeBayar: z.string(),
  subject: z.object({ kind: z.string(), id: z.string() }),
  at: z.string(),
}

/** A bill is settled, once. */
export const tagihanLunas = defineEvent(
  'payments.tagihan-lunas.v1',
  z.object({ ...bill, jumlah: z.string(), jalur: z.enum(['qris', 'va', 'tunai']) }),
)

/** The day of a bill has passed unpaid. */
export const tagihanKedaluwarsa = defineEvent('payments.tagihan-kedaluwarsa.v1', z.object(bill))
