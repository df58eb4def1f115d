import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { present } from '../../kernel/assert.ts'
import { type Tanggal, tanggal } from '../../kernel/date.ts'
import { packageRoot } from '../../package-root.ts'
import type { Aturan } from './domain/aturan.ts'

export const AturanSchema = z.strictObject({
  catatan: z.string(),
  aturan: z
    .array(
      z.strictObject({
        berlakuMulai: z.iso.date().transform(tanggal),
        berlakuSampai: z.iso.date().transform(tanggal).nullable(),
        jawabanMinimum: z.int().min(2),
        selMinimum: z.int().min(2),
        isianHari: z.int().min(1).max(60),
        sumber: z.string().min(10),
        terverifikasi: z.boolean(),
      }),
    )
    .min(1),
})

/** The dated bounds, by the day they are asked for. */
export type AturanAt = (date: Tanggal) => Aturan

/** Read data/survei: what is wrong there stops the start. */
export function loadAturan(folder = join(packageRoot, 'data/survei')): AturanAt {
  const text = readFileSync(join(folder, 'aturan.json'), 'utf8')
  const { aturan } = AturanSchema.parse(JSON.parse(text))
  return (date) =>
    present(
      aturan.findLast(
        ({ berlakuMulai, berlakuSampai }) =>
          berlakuMulai <= date && (berlakuSampai === null || date <= berlakuSampai),
      ),
      `data/survei has rules for ${date}`,
    )
}
