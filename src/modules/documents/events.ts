import { z } from 'zod'
import { defineEvent } from '../../platform/events/outbox.ts'

/** A letter that waited for its signature has got it. */
export const suratTerbit = defineEvent(
  'documents.surat-terbit.v1',
  z.object({
    suratId: z.string(),
    kode: z.string(),
    nomor: z.string(),
    subject: z.object({ kind: z.string(), id: z.string(), nomor: z.string() }),
  }),
)
