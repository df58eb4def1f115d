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
  z.object({
    ...bill,
    jumlah: z.string(),
    jalur: z.enum(['qris', 'va', 'tunai']),
    /** When it was paid, kind of charge, office and account it is revenue of: on bills that know them. */
    dibayarAt: z.string().optional(),
    pungutan: z.string().optional(),
    unitKode: z.string().optional(),
    akunRekening: z.string().optional(),
  }),
)

/** The day of a bill has passed unpaid. */
export const tagihanKedaluwarsa = defineEvent('payments.tagihan-kedaluwarsa.v1', z.object(bill))
