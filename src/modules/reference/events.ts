import { z } from 'zod'
import { defineEvent } from '../../platform/events/outbox.ts'

/** The days off of a year changed, or a forecast year became official: promises are counted again. */
export const kalenderBerubah = defineEvent(
  'reference.kalender-berubah.v1',
  z.object({ tahun: z.number(), isResmi: z.boolean(), at: z.string() }),
)

/** An agency was added or changed. */
export const unitBerubah = defineEvent(
  'reference.unit-berubah.v1',
  z.object({ kode: z.string(), isActive: z.boolean(), at: z.string() }),
)
