import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { present } from '../../kernel/assert.ts'
import { type Tanggal, tanggal } from '../../kernel/date.ts'
import { packageRoot } from '../../package-root.ts'
import type { Aturan } from './domain/aturan.ts'
import type { Kamus } from './domain/isyarat.ts'

const words = z.strictObject({ id: z.string().min(3), en: z.string().min(3) })
const count = z.int().min(1).max(100_000)

const AturanSchema = z.strictObject({
  catatan: z.string(),
  aturan: z
    .array(
      z.strictObject({
        berlakuMulai: z.iso.date().transform(tanggal),
        berlakuSampai: z.iso.date().transform(tanggal).nullable(),
        butir: z
          .array(
            z.strictObject({
              kode: z.string().regex(/^[a-z-]{3,30}$/),
              nama: words,
              teks: words,
              contoh: words,
            }),
          )
          .min(1),
        batas: z.strictObject({
          perJam: count,
          perHari: count,
          akunBaruJam: z.int().min(0).max(720),
          tandaPerHari: count,
          ikutMaks: count,
          ulangHari: count,
        }),
        lambat: z.strictObject({
          kirimanBaru: count,
          jendelaMenit: count,
          lamaJam: count,
          jedaMenit: count,
        }),
        bersama: z.strictObject({
          jedaMenit: count,
          kaliMinimum: count,
          riwayatHari: count,
          akunBaruHari: z.int().min(0).max(365),
        }),
        tenggat: z.strictObject({
          perkaraJam: count,
          mendesakJam: count,
          mendesakSumber: count,
          bandingHariKerja: count,
          bandingDalamHari: count,
          jawabanHariKerja: count,
        }),
        sumber: z.string().min(10),
        terverifikasi: z.boolean(),
      }),
    )
    .min(1),
})

const word = z.string().regex(/^[a-z]+(?: [a-z]+)*$/)
const KamusSchema = z.strictObject({
  catatan: z.string(),
  sumber: z.string().min(3),
  kasar: z.array(word).min(1),
  kebencian: z.strictObject({ kelompok: z.array(word).min(1), serangan: z.array(word).min(1) }),
  sampah: z.array(word).min(1),
  tautanMaks: z.int().min(0),
})

export type ForumData = Readonly<{ aturanAt: (date: Tanggal) => Aturan; kamus: Kamus }>

/** Read data/forum: what is wrong there stops the start. */
export function loadForumData(folder = join(packageRoot, 'data/forum')): ForumData {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const { aturan } = AturanSchema.parse(read('aturan.json'))
  const aturanAt = (date: Tanggal) =>
    present(
      aturan.findLast(
        ({ berlakuMulai, berlakuSampai }) =>
          berlakuMulai <= date && (berlakuSampai === null || date <= berlakuSampai),
      ),
      `data/forum has rules for ${date}`,
    )
  return { aturanAt, kamus: KamusSchema.parse(read('isyarat.json')) }
}
