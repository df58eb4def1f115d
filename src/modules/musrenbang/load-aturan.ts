import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { present } from '../../kernel/assert.ts'
import { type Tanggal, tanggal } from '../../kernel/date.ts'
import { packageRoot } from '../../package-root.ts'
import { type Alasan, type Aturan, faultsOfTree, inForceAt } from './domain/aturan.ts'
import { BIDANG, type Kamus } from './domain/kamus.ts'

const words = z.strictObject({ id: z.string().min(2), en: z.string().min(2) })
const kode = z.string().regex(/^[a-z0-9-]{2,40}$/)
const dated = {
  berlakuMulai: z.iso.date().transform(tanggal),
  berlakuSampai: z.iso.date().transform(tanggal).nullable(),
  sumber: z.string().min(10),
  terverifikasi: z.boolean(),
}
const hari = z.strictObject({
  selisih: z.int().min(-2).max(0),
  tanggal: z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8]|30|31)$/),
})
const PENGELOLA = [
  'rt',
  'kades',
  'lurah',
  'camat',
  'kepala-opd',
  'penghubung-opd',
  'perencana',
] as const

const AturanSchema = z.strictObject({
  catatan: z.string(),
  aturan: z
    .array(
      z.strictObject({
        ...dated,
        jenjang: z
          .array(
            z.strictObject({
              kode: z.string().regex(/^[a-z]{2,20}$/),
              nama: words,
              ke: z.string().nullable(),
              lingkup: z.enum(['rw', 'desa', 'kecamatan', 'perangkat', 'daerah']),
              pengelola: z.array(z.enum(PENGELOLA)).min(1),
              kuorum: z.int().min(1).max(5000),
              jawabHari: z.int().min(1).max(90),
              mulai: hari,
              selesai: hari,
              acara: z
                .array(z.strictObject({ menit: z.int().min(1).max(600), nama: words }))
                .min(1),
            }),
          )
          .min(1),
        jenjangPokir: z.string(),
        periksaHari: z.int().min(1).max(60),
        usulanPerAkun: z.int().min(1).max(100),
        tenggat: z.strictObject({
          rencana: hari,
          rkpd: hari,
          apbd: hari,
          kontrak: hari,
          dibayar: hari,
        }),
        serupa: z.strictObject({
          kemiripanPersen: z.int().min(1).max(100),
          jarakM: z.int().min(1).max(5000),
          tahun: z.int().min(1).max(10),
        }),
      }),
    )
    .min(1),
  alasan: z.array(z.strictObject({ kode, untuk: z.enum(['belum', 'ubah']), nama: words })).min(2),
})

const KamusSchema = z.strictObject({
  catatan: z.string(),
  kamus: z
    .array(
      z.strictObject({
        ...dated,
        entri: z
          .array(
            z.strictObject({
              kode,
              nama: words,
              bidang: z.enum(BIDANG),
              satuan: z.string().min(1).max(60),
              standar: z.string().min(3),
              unit: kode,
              wewenang: z.enum(['desa', 'kabupaten', 'provinsi', 'pusat']),
              syarat: words.optional(),
              volumeMaks: z.int().min(1).max(1_000_000),
            }),
          )
          .min(1),
      }),
    )
    .min(1),
})

/** The dated tree, clocks, reasons and dictionary. */
export type DataMusrenbang = Readonly<{
  aturanAt: (date: Tanggal) => Aturan
  kamusAt: (date: Tanggal) => Kamus
  alasan: readonly Alasan[]
}>

/** Read data/musrenbang: what is wrong there stops the start. */
export function loadAturan(folder = join(packageRoot, 'data/musrenbang')): DataMusrenbang {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
  const { aturan, alasan } = AturanSchema.parse(read('aturan'))
  const { kamus } = KamusSchema.parse(read('kamus'))
  const faults = aturan.flatMap(faultsOfTree)
  if (faults.length > 0) throw new Error(`data/musrenbang/aturan.json: ${faults.join('; ')}`)
  return {
    aturanAt: (date) => present(inForceAt(aturan, date), `data/musrenbang has rules for ${date}`),
    kamusAt: (date) =>
      present(inForceAt(kamus, date), `data/musrenbang has a dictionary for ${date}`),
    alasan,
  }
}
