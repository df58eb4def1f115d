import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { present } from '../../kernel/assert.ts'
import { type Tanggal, tanggal } from '../../kernel/date.ts'
import { packageRoot } from '../../package-root.ts'

const AturanSchema = z.strictObject({
  catatan: z.string(),
  aturan: z
    .array(
      z.strictObject({
        berlakuMulai: z.iso.date().transform(tanggal),
        berlakuSampai: z.iso.date().transform(tanggal).nullable(),
        orangMinimum: z.int().min(7),
        kelompokMinimum: z.int().min(2),
        usulanMaks: z.int().min(1).max(50),
        sumber: z.string().min(10),
        terverifikasi: z.boolean(),
      }),
    )
    .min(1),
})

/** Bounds in force from a day on (data/pendapat/aturan.json). */
export type Aturan = z.output<typeof AturanSchema>['aturan'][number]

/** Read data/pendapat: what is wrong there stops the start. */
export function loadAturan(folder = join(packageRoot, 'data/pendapat')): (date: Tanggal) => Aturan {
  const text = readFileSync(join(folder, 'aturan.json'), 'utf8')
  const { aturan } = AturanSchema.parse(JSON.parse(text))
  return (date) =>
    present(
      aturan.findLast(
        ({ berlakuMulai, berlakuSampai }) =>
          berlakuMulai <= date && (berlakuSampai === null || date <= berlakuSampai),
      ),
      `data/pendapat has rules for ${date}`,
    )
}
