import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { assert, present } from '../../kernel/assert.ts'
import { packageRoot } from '../../package-root.ts'
import { unknownMarks } from './domain/naskah.ts'
import { faultsOf, JENIS_LAPORAN, type Susunan, susunanOf } from './domain/susunan.ts'

const awalan = z.string().regex(/^\d+(\.\d+)*$/)
const lingkup = z.enum(['skpd', 'daerah'])
const baris = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  judul: z.string().min(3),
  tingkat: z.int().min(0).max(2),
  akun: z.array(awalan).optional(),
  kecuali: z.array(awalan).optional(),
  sisi: z.enum(['D', 'K']).optional(),
  kelas: z.array(z.int().min(0).max(1)).optional(),
  kotor: z.boolean().optional(),
  rumus: z.array(z.string()).optional(),
  untuk: lingkup.optional(),
  uji: z.boolean().optional(),
})
const laporan = z.strictObject({
  judul: z.string(),
  untuk: z.array(lingkup),
  hasAnggaran: z.boolean(),
  baris: z.array(baris),
})
const penutupan = z.strictObject({
  dari: z.array(awalan),
  kecuali: z.array(awalan).optional(),
  ke: awalan,
})
const jenisLaporan = z.enum(['lra', 'lpsal', 'lo', 'lpe', 'neraca', 'lak'])
const susunan = z.strictObject({
  tahunMulai: z.int(),
  isTerverifikasi: z.boolean(),
  sumber: z.string(),
  eliminasi: z.array(awalan),
  kas: z.array(awalan),
  penjelasKas: z.array(awalan),
  saldoAwal: z.array(awalan),
  penutup: z.strictObject({ lra: penutupan, anggaran: penutupan, lo: penutupan }),
  laporan: z.strictObject({
    lra: laporan,
    lpsal: laporan,
    lo: laporan,
    lpe: laporan,
    neraca: laporan,
    lak: laporan,
  }),
  calk: z.array(
    z.strictObject({
      bab: z.string(),
      judul: z.string(),
      isi: z.array(z.string()),
      naskah: z.array(z.string()),
      tabel: z.array(z.tuple([jenisLaporan, z.string()])),
    }),
  ),
})

/** Layouts by year; a fault in the file stops the start. */
export type Layouts = (tahun: number) => Susunan

export function loadSusunan(folder = join(packageRoot, 'data/keuangan')): Layouts {
  const text = readFileSync(join(folder, 'susunan-laporan.json'), 'utf8')
  const { versi } = z.strictObject({ versi: z.array(susunan).min(1) }).parse(JSON.parse(text))
  for (const one of versi)
    for (const jenis of JENIS_LAPORAN) {
      const faults = faultsOf(one.laporan[jenis].baris)
      assert(faults.length === 0, `${jenis} of ${one.tahunMulai}: ${faults.join('; ')}`)
    }
  for (const one of versi)
    for (const { bab, naskah } of one.calk) {
      const unknown = unknownMarks(naskah.join('\n'), one)
      assert(unknown.length === 0, `CaLK ${bab} of ${one.tahunMulai}: ${unknown.join(', ')}`)
    }
  return (tahun) => present(susunanOf(versi, tahun), `statements of ${tahun} have a layout`)
}
