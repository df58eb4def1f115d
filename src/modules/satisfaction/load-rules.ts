import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { present } from '../../kernel/assert.ts'
import { type Tanggal, tanggal } from '../../kernel/date.ts'
import { packageRoot } from '../../package-root.ts'
import { type Aturan, inForceAt, MUTU } from './domain/aturan.ts'
import { type Kuesioner, RUAS, UNSUR } from './domain/kuesioner.ts'

const words = z.strictObject({ id: z.string().min(2), en: z.string().min(2) })
const source = z.string().min(10)
const dated = {
  berlakuMulai: z.iso.date().transform(tanggal),
  berlakuSampai: z.iso.date().transform(tanggal).nullable(),
}
const soal = { pertanyaan: words, pilihan: z.array(words).length(4) }

export const KuesionerSchema = z.strictObject({
  catatan: z.string(),
  kuesioner: z
    .array(
      z.strictObject({
        versi: z.string(),
        ...dated,
        sumber: source,
        terverifikasi: z.boolean(),
        unsur: z
          .array(
            z.strictObject({
              kode: z.enum(UNSUR),
              nama: words,
              ...soal,
              gratis: z.strictObject(soal).optional(),
            }),
          )
          .length(UNSUR.length),
        responden: z
          .array(
            z.strictObject({
              kode: z.enum(RUAS),
              nama: words,
              pilihan: z.array(z.strictObject({ kode: z.string(), nama: words })).min(2),
            }),
          )
          .length(RUAS.length),
      }),
    )
    .min(1),
})

export const AturanSchema = z.strictObject({
  catatan: z.string(),
  aturan: z
    .array(
      z.strictObject({
        ...dated,
        mutu: z
          .array(
            z.strictObject({
              mutu: z.enum(MUTU),
              nama: words,
              bawahSeperseratus: z.int().min(2_500).max(10_000),
            }),
          )
          .length(MUTU.length),
        mutuSumber: source,
        mutuTerverifikasi: z.boolean(),
        jawabanMinimum: z.int().min(2),
        jawabanMinimumSumber: source,
        selMinimum: z.int().min(2),
        selMinimumSumber: source,
        tokenHari: z.int().min(1).max(365),
        tokenSumber: source,
        tutupHari: z.int().min(0).max(60),
        tutupSumber: source,
        sampel: z.strictObject({ khiKuadratPerseribu: z.int(), galatPersen: z.int() }),
        sampelSumber: source,
        keyakinanPersen: z.literal(95),
      }),
    )
    .min(1),
})

/** The dated rules and questions, by the day they are asked for. */
export type Rules = Readonly<{
  aturanAt: (date: Tanggal) => Aturan
  kuesionerAt: (date: Tanggal) => Kuesioner
}>

/** Read data/skm: what is wrong there stops the start. */
export function loadRules(folder = join(packageRoot, 'data/skm')): Rules {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
  const { aturan } = AturanSchema.parse(read('aturan'))
  const { kuesioner } = KuesionerSchema.parse(read('kuesioner'))
  return {
    aturanAt: (date) => present(inForceAt(aturan, date), `data/skm has rules for ${date}`),
    kuesionerAt: (date) =>
      present(inForceAt(kuesioner, date), `data/skm has questions for ${date}`),
  }
}
