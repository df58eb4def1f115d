import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { type Tx, transaction } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import { type AturanTable, saveAturan, saveKodeBarang, savePeriksa } from './store/acuan-store.ts'

type Line = Readonly<Record<string, string>>

const RULES: readonly Readonly<{ table: AturanTable; file: string }>[] = [
  { table: 'masa_manfaat', file: 'masa-manfaat.csv' },
  { table: 'tambahan_manfaat', file: 'tambahan-manfaat.csv' },
  { table: 'ambang_kapitalisasi', file: 'ambang-kapitalisasi.csv' },
  { table: 'akun_barang', file: 'akun-barang.csv' },
  { table: 'akun_modal', file: 'akun-modal.csv' },
  { table: 'kebijakan', file: 'kebijakan-susut.csv' },
]

/**
 * Take in goods codes and rules that ship, at every start: what is new joins, what a region has set stays.
 *
 * @param folder data/keuangan
 */
export async function loadAcuan(kit: Pick<Kit, 'db'>, folder: string): Promise<void> {
  await transaction(kit.db, async (tx) => {
    await loadKode(tx, await readLines(join(folder, 'kode-barang.csv')))
    await loadPeriksa(tx, await readLines(join(folder, 'temuan-bmd.csv')))
    for (const { table, file } of RULES) {
      const lines = await readLines(join(folder, file))
      await saveAturan(tx, table, lines.map(cellsOf))
    }
  })
}

function loadKode(tx: Tx, lines: readonly Line[]): Promise<number> {
  return saveKodeBarang(
    tx,
    lines.map((line) => ({
      kode: line.kode ?? '',
      nama: line.nama ?? '',
      kib: line.kib || null,
      wajib: (line.wajib ?? '').split(' ').filter((name) => name !== ''),
      tahunMulai: Number(line.tahun_mulai),
      tahunSampai: line.tahun_sampai ? Number(line.tahun_sampai) : null,
      dasar: line.dasar ?? '',
      isTerverifikasi: line.is_terverifikasi === 'ya',
    })),
  )
}

function loadPeriksa(tx: Tx, lines: readonly Line[]): Promise<number> {
  return savePeriksa(
    tx,
    lines.map(({ kib = '', ...line }) => ({ ...line, kib: kib.split(' ') })),
  )
}

/** Columns of the files are those of the tables. */
function cellsOf(line: Line): Readonly<Record<string, string | boolean | null>> {
  return Object.fromEntries(
    Object.entries(line).map(([name, value]) => [
      name,
      name === 'is_terverifikasi' ? value === 'ya' : value === '' ? null : value,
    ]),
  )
}

async function readLines(path: string): Promise<readonly Line[]> {
  return parse(await readFile(path), { columns: true, bom: true }) as Line[]
}
