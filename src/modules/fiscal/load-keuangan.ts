import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { assert } from '../../kernel/assert.ts'
import { type Tx, transaction } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import { createMuatKode } from './actions/muat-kode.ts'
import type { BarisKode, TabelKode } from './domain/muatan.ts'
import { findLastMuatan, insertMuatan, insertPola } from './store/muatan-store.ts'

/** First year the lists that ship hold for. */
const MULAI = 2021
const OLEH = 'bawaan'

type Line = Readonly<Record<string, string>>
type Shipped = Readonly<{ tabel: TabelKode; file: string; dasar: string }>

const SHIPPED: readonly Shipped[] = [
  {
    tabel: 'rekening',
    file: 'rekening-neraca-lo.csv',
    dasar: 'Permendagri 90/2019 dan pemutakhirannya, belum diverifikasi',
  },
  {
    tabel: 'rekening',
    file: 'rekening-lra.csv',
    dasar: 'Permendagri 90/2019 dan pemutakhirannya, belum diverifikasi',
  },
  {
    tabel: 'nomenklatur',
    file: 'nomenklatur.csv',
    dasar: 'Permendagri 90/2019 dan pemutakhirannya, belum diverifikasi',
  },
  { tabel: 'sumber_dana', file: 'sumber-dana.csv', dasar: 'belum diverifikasi' },
]

/**
 * Take in the code tables that ship, at every start: codes that came with a new release join those that are there,
 * nothing a region has loaded itself is touched.
 *
 * @param folder data/keuangan
 */
export async function loadKeuangan(kit: Kit, folder: string): Promise<void> {
  await transaction(kit.db, async (tx) => {
    for (const one of SHIPPED) await loadShippedKode(kit, tx, folder, one)
    const lines = read((await readFile(join(folder, 'pola-nomor.csv'))).toString())
    await insertPola(
      tx,
      lines.map((line) => ({
        jenis: line.jenis ?? '',
        tahunMulai: Number(line.tahun_mulai),
        lingkup: line.lingkup ?? '',
        pola: line.pola ?? '',
        isTerverifikasi: line.is_terverifikasi === 'ya',
        sumber: line.sumber ?? '',
      })),
    )
  })
}

async function loadShippedKode(kit: Kit, tx: Tx, folder: string, one: Shipped): Promise<void> {
  const bytes = await readFile(join(folder, one.file)).catch(() => undefined)
  if (bytes === undefined) return
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const last = await findLastMuatan(tx, one.file)
  if (last?.sha256 === sha256) return
  const baris = read(bytes.toString()).map(toBaris)
  const { tabel, dasar } = one
  const order = { tabel, cara: 'tambah', mulai: MULAI, baris, dasar, sumber: one.file } as const
  const done = await createMuatKode(kit)(tx, { ...order, sha256, oleh: OLEH })
  assert(done.ok, `the list ${one.file} that ships is sound`)
  await insertMuatan(tx, {
    id: kit.newId(),
    apa: one.file,
    sumber: one.file,
    sha256,
    baris: baris.length,
    oleh: OLEH,
    now: kit.now(),
  })
}

function read(text: string): readonly Line[] {
  return parse(text, { columns: true, bom: true }) as Line[]
}

/** A line of a list of codes as it stands in a CSV file: kode, nama, and what its table has besides. */
export function toBaris(line: Line, index: number): BarisKode {
  const side =
    line.saldo_normal === 'K' || line.saldo_normal === 'D' ? line.saldo_normal : undefined
  return {
    kode: (line.kode ?? '').trim(),
    nama: (line.nama ?? '').trim(),
    baris: index + 2,
    ...(side === undefined ? {} : { saldoNormal: side }),
    ...(line.jenis === undefined ? {} : { jenis: line.jenis.trim() }),
    ...(line.induk_kode ? { indukKode: line.induk_kode.trim() } : {}),
    ...(line.unit_kode ? { unitKode: line.unit_kode.trim() } : {}),
    isDitentukan: line.is_ditentukan === 'ya',
    isTerverifikasi: line.is_terverifikasi === 'ya',
  }
}
