import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type Dokumen, yearsOf } from '../domain/dokumen.ts'
import { checkDokumen, type Model, type Temuan } from '../domain/periksa.ts'
import { listAturanPeriksa } from '../store/aturan-store.ts'
import { findNewest, listNewest } from '../store/dokumen-store.ts'
import { readTrees } from '../store/simpul-store.ts'
import { listDiterima } from '../store/usulan-store.ts'
import { readAllBaris } from './records.ts'

/** Run every check of a document on what is stored now. */
export async function runPeriksa(deps: Deps, tx: Tx, dokumen: Dokumen): Promise<readonly Temuan[]> {
  return checkDokumen(await readModel(deps, tx, dokumen), await listAturanPeriksa(tx))
}

/** How many findings hold a submission. */
export async function countBlocking(deps: Deps, tx: Tx, dokumen: Dokumen): Promise<number> {
  const found = await runPeriksa(deps, tx, dokumen)
  return found.filter(({ akibat }) => akibat === 'tahan').length
}

async function readModel(deps: Deps, tx: Tx, dokumen: Dokumen): Promise<Model> {
  const { jenis, skpdId, tahunMulai: tahun } = dokumen
  const years = yearsOf(dokumen)
  const rpjmd = jenis === 'rpjmd' ? dokumen : await findNewest(tx, { jenis: 'rpjmd', tahun }, true)
  const renstra = await listNewest(tx, { jenis: 'renstra', tahun })
  const trees = await readTrees(tx, [
    ...new Set([dokumen.id, rpjmd?.id ?? dokumen.id, ...renstra.map(({ id }) => id)]),
  ])
  const kode = new Map<number, ReadonlyMap<number, unknown>>()
  for (const year of years)
    kode.set(year, (await deps.fiscal.kodefikasi(tx, year)).nomenklatur.byId)
  return {
    jenis,
    skpdId,
    years,
    simpul: trees.get(dokumen.id) ?? [],
    rpjmd: rpjmd === undefined ? [] : (trees.get(rpjmd.id) ?? []),
    renstra: renstra.flatMap((one) =>
      one.skpdId === null ? [] : [{ skpdId: one.skpdId, simpul: trees.get(one.id) ?? [] }],
    ),
    ...(await readLines(tx, dokumen)),
    isBerlaku: (id, year) => kode.get(year)?.has(id) ?? false,
  }
}

async function readLines(tx: Tx, dokumen: Dokumen): Promise<Pick<Model, 'baris' | 'usulan'>> {
  const { jenis, skpdId, tahunMulai: tahun } = dokumen
  if (jenis !== 'rkpd' && jenis !== 'renja') return { baris: [], usulan: [] }
  const rkpd = jenis === 'rkpd' ? dokumen : await findNewest(tx, { jenis: 'rkpd', tahun }, true)
  const isOurs = (row: Readonly<{ skpdId: number }>) => skpdId === null || row.skpdId === skpdId
  const baris = rkpd === undefined ? [] : await readAllBaris(tx, rkpd.id)
  return { baris: baris.filter(isOurs), usulan: (await listDiterima(tx, tahun)).filter(isOurs) }
}
