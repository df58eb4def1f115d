import { z } from 'zod'
import { defineEvent } from '../../platform/events/outbox.ts'

/** Proposals took a step: told to who sent them in and who supports them. */
export const usulanBergerak = defineEvent(
  'musrenbang.usulan-bergerak.v1',
  z.object({
    langkah: z.array(z.object({ usulanId: z.uuid(), urutan: z.int() })).max(500),
  }),
)
