import { z } from 'zod'
import { defineEvent } from '../../platform/events/outbox.ts'

/** Something happened to inputs: told to whoever sent them, outside the transaction that did it. */
export const masukanBergerak = defineEvent(
  'consultations.masukan-bergerak.v1',
  z.object({
    kabar: z.enum(['dijawab', 'naskah-akhir', 'janji-selesai']),
    masukan: z.array(z.uuid()).max(500),
    /** Number of the promise that was kept. */
    janji: z.int().optional(),
  }),
)
