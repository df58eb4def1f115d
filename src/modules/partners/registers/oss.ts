import { z } from 'zod'
import type { OutsideCall } from '../../../platform/outside/index.ts'
import type { UsahaFields } from '../domain/register.ts'

/** What OSS said to one NIB. */
export type OssSaid =
  | Readonly<{ kind: 'ditemukan'; usaha: UsahaFields }>
  | Readonly<{ kind: 'tidak-ditemukan' }>

const RISKS = ['rendah', 'menengah_rendah', 'menengah_tinggi', 'tinggi'] as const

const Proyek = z.object({
  kbli: z.string().regex(/^\d{5,7}$/),
  skala_risiko: z.enum(RISKS),
})

const Data = z.object({
  nib: z.string().regex(/^\d{13}$/),
  nama_perseroan: z.string().min(1).max(255),
  data_proyek: z.array(Proyek).max(500),
})

const Answer = z
  .object({
    responinqueryNIB: z.object({ kode: z.coerce.number(), dataNIB: z.unknown().optional() }),
  })
  .transform(({ responinqueryNIB: { kode, dataNIB } }, context): OssSaid => {
    if (kode === 404) return { kind: 'tidak-ditemukan' }
    const parsed = Data.safeParse(dataNIB)
    if (kode !== 200 || !parsed.success) {
      context.addIssue({ code: 'custom', message: 'no data', path: [`kode ${kode}`] })
      return z.NEVER
    }
    return { kind: 'ditemukan', usaha: toUsaha(parsed.data) }
  })

/** The published inquiry by NIB; the key goes in a header of every call. */
export function askByNib(nib: string): OutsideCall<OssSaid> {
  return {
    name: 'nib',
    method: 'POST',
    path: '/inqueryNIB',
    body: { INQUERYNIB: { nib } },
    isRepeatable: true,
    answers: { 200: Answer },
  }
}

function toUsaha({ nib, nama_perseroan: nama, data_proyek }: z.infer<typeof Data>): UsahaFields {
  const kbli = [...new Set(data_proyek.map((one) => one.kbli))].join(', ')
  const risiko = RISKS.findLast((risk) => data_proyek.some((one) => one.skala_risiko === risk))
  return { nib, nama, kbli, risiko: risiko ?? '' }
}
