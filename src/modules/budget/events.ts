import { z } from 'zod'
import { defineEvent } from '../../platform/events/outbox.ts'

/** A version has come into force: amounts of its positions are what its lines sum to. */
export const versiBerlaku = defineEvent(
  'budget.versi-berlaku.v1',
  z.object({
    tahun: z.number().int(),
    versiId: z.string(),
    jenis: z.enum(['apbd', 'pergeseran', 'perubahan']),
  }),
)
