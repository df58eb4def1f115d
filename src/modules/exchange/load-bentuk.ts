import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Tx } from '../../platform/db/database.ts'
import { insertBentuk } from './store/bentuk-store.ts'

const names = z.array(z.string().min(1).max(60)).min(1)

const BentukSchema = z.array(
  z.strictObject({
    kode: z.string().regex(/^[a-z0-9-]{3,40}$/),
    sistem: z.enum(['sipd', 'simda', 'siskeudes']),
    jenis: z.enum(['sp2d', 'anggaran']),
    nama: z.string().min(3),
    kolom: z.partialRecord(
      z.enum(['nomor', 'tanggal', 'skpd', 'sub', 'rekening', 'uraian', 'nilai']),
      names,
    ),
    terverifikasi: z.boolean(),
    sumber: z.string().min(3),
  }),
)

/** Take in the shapes of files that ship; what a region mended stays. */
export async function loadBentuk(tx: Tx, path: string): Promise<void> {
  const list = BentukSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  await insertBentuk(
    tx,
    list.map(({ terverifikasi, ...one }) => ({
      ...one,
      kolom: Object.fromEntries(
        Object.entries(one.kolom).filter(([, value]) => value !== undefined),
      ),
      isTerverifikasi: terverifikasi,
    })),
  )
}
