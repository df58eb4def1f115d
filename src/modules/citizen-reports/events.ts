import { z } from 'zod'
import { defineEvent } from '../../platform/events/outbox.ts'

/** Published facts: ids and states only. The public log and the readers live on these. */
const fact = z.object({
  laporanId: z.string(),
  nomor: z.string(),
  version: z.number(),
  at: z.string(),
  status: z.string(),
  isRahasia: z.boolean(),
})

export const laporanDiterima = defineEvent(
  'citizen-reports.laporan-diterima.v1',
  fact.extend({ kategoriKode: z.string(), kanal: z.string() }),
)
export const laporanBerubah = defineEvent(
  'citizen-reports.laporan-berubah.v1',
  fact.extend({
    tindakan: z.string(),
    unitKode: z.string().nullable(),
    pesanSha256: z.string().nullable(),
    buktiSha256: z.array(z.string()),
  }),
)
