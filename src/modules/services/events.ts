import { z } from 'zod'
import { defineEvent } from '../../platform/events/outbox.ts'

/** Published facts: ids, codes and states only. */
const fact = z.object({
  permohonanId: z.string(),
  nomor: z.string(),
  kode: z.string(),
  versi: z.number(),
  tahap: z.string(),
  at: z.string(),
})

export const permohonanDiterima = defineEvent('services.permohonan-diterima.v1', fact)
export const permohonanBerubah = defineEvent(
  'services.permohonan-berubah.v1',
  fact.extend({ kejadian: z.string() }),
)
/** An application came to its end; `akhir` says how. */
export const permohonanSelesai = defineEvent(
  'services.permohonan-selesai.v1',
  fact.extend({
    akhir: z.enum(['terbit', 'selesai', 'tolak', 'batal']),
    unitKode: z.string(),
    pemilikAkunId: z.string(),
    kanal: z.string(),
    bahasa: z.enum(['id', 'en']),
  }),
)
