import { z } from 'zod'
import { defineEvent } from '../../platform/events/outbox.ts'

/** An SP2D was paid: money left the region's account. Amounts are decimal rupiah. */
export const sp2dCair = defineEvent(
  'treasury.sp2d-cair.v1',
  z.object({
    sp2dId: z.string(),
    nomor: z.string(),
    tahun: z.number(),
    skpdId: z.number(),
    jenis: z.string(),
    tanggal: z.string(),
    nilai: z.string(),
    baris: z.array(
      z.object({
        id: z.string(),
        mataAnggaranId: z.string(),
        rekeningId: z.number(),
        subKegiatanId: z.number().nullable(),
        jumlah: z.string(),
        isModal: z.boolean(),
        uraian: z.string(),
      }),
    ),
  }),
)
