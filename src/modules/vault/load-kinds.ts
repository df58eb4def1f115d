import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Tx } from '../../platform/db/database.ts'
import { FORMATS } from './domain/jenis.ts'
import { insertAturan, insertJenis } from './store/jenis-store.ts'

const words = z.strictObject({ id: z.string().min(2), en: z.string().min(2) })
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const dated = {
  sumber: z.string().min(5),
  terverifikasi: z.boolean(),
  berlakuMulai: day,
  berlakuSampai: day.nullable(),
}

export const KindsSchema = z.strictObject({
  jenis: z.array(
    z.strictObject({
      kode: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
      nama: words,
      kelompok: z.string(),
      format: z.array(z.enum(FORMATS)).min(1),
      maksKb: z.int().min(50).max(12_288),
      maksHalaman: z.int().min(1).max(200),
      tanggal: z.enum(['tidak', 'terbit', 'berakhir']),
      masaBerlakuBulan: z.int().min(1).nullable(),
      petunjuk: words,
      dataSpesifik: z.boolean(),
      kejelasan: z.enum(['tulisan', 'gambar']),
      sisiPendekMinPx: z.int().min(16).max(2_000),
      ...dated,
    }),
  ),
  aturan: z.array(
    z.strictObject({ kode: z.string(), nilai: z.int().min(1), satuan: z.string(), ...dated }),
  ),
})

/** Kinds and figures that ship (data/berkas/jenis.json); rows that are there already stay as they are. */
export async function loadKinds(tx: Tx, path: string): Promise<void> {
  const { jenis, aturan } = KindsSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  await insertJenis(tx, JSON.stringify(jenis.map((row, urutan) => ({ ...row, urutan }))))
  await insertAturan(tx, JSON.stringify(aturan))
}
