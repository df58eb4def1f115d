import { z } from 'zod'
import { defineEvent } from '../../platform/events/outbox.ts'

const subject = z.object({ kind: z.string(), id: z.string() })
const sistem = z.enum(['dukcapil', 'oss'])

/** A value taken on somebody's word was compared with its register. Names of fields, never values. */
export const cocokkanSelesai = defineEvent(
  'partners.cocokkan-selesai.v1',
  z.object({
    subject,
    sistem,
    hasil: z.enum(['cocok', 'berbeda', 'tidak-ditemukan']),
    berbeda: z.array(z.string()),
    at: z.string(),
  }),
)

/** The keeper of a register decided whether it is wrong. */
export const sanggahanDiputus = defineEvent(
  'partners.sanggahan-diputus.v1',
  z.object({
    subject,
    sistem,
    sanggahanId: z.string(),
    bidang: z.string(),
    hasil: z.enum(['diterima', 'ditolak']),
    at: z.string(),
  }),
)
