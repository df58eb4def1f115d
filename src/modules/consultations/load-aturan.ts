import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { present } from '../../kernel/assert.ts'
import { type Tanggal, tanggal } from '../../kernel/date.ts'
import { packageRoot } from '../../package-root.ts'
import { type Aturan, berlakuPada } from './domain/aturan.ts'

const words = z.strictObject({ id: z.string().min(2), en: z.string().min(2) })
const named = z.array(z.strictObject({ kode: z.string().regex(/^[a-z]{2,20}$/), nama: words }))
const days = z.strictObject({
  jawabHari: z.int().min(1).max(90),
  bukaHariMinimum: z.int().min(0).max(90),
})

const AturanSchema = z.strictObject({
  catatan: z.string(),
  aturan: z
    .array(
      z.strictObject({
        berlakuMulai: z.iso.date().transform(tanggal),
        berlakuSampai: z.iso.date().transform(tanggal).nullable(),
        sumber: z.string().min(10),
        terverifikasi: z.boolean(),
        jenis: z.strictObject({ rancangan: days, fkp: days }),
        masukanPerHari: z.int().min(1).max(1_000),
        bentuk: named.min(1),
        unsur: named.min(2),
      }),
    )
    .min(1),
})

/** Read data/konsultasi: what is wrong there stops the start. */
export function loadAturan(
  folder = join(packageRoot, 'data/konsultasi'),
): (date: Tanggal) => Aturan {
  const text = readFileSync(join(folder, 'aturan.json'), 'utf8')
  const { aturan } = AturanSchema.parse(JSON.parse(text))
  return (date) => present(berlakuPada(aturan, date), `data/konsultasi has rules for ${date}`)
}
