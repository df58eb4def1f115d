import { type Sen, sumSen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Tx } from '../../../platform/db/database.ts'
import type { ReadTable } from '../../../platform/table/read-table.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { type Cocok, type Coded, gapOf, reconcile } from '../domain/cocok.ts'
import { mapColumns, readApbdRow } from '../domain/impor.ts'
import { refusal } from '../domain/refusals.ts'
import { listPosisi } from '../store/mata-store.ts'

export type Comparison = Readonly<{
  rows: readonly Cocok[]
  kita: Sen
  mereka: Sen
  sama: number
  beda: number
}>

/**
 * Hold a version against a file of another system, position by position.
 *
 * @refuses BERKAS_KOSONG, BERKAS_BARIS per row
 */
export async function compareWithFile(
  tx: Tx,
  { versiId, codes, table }: Readonly<{ versiId: string; codes: Kodefikasi; table: ReadTable }>,
): Promise<Result<Comparison>> {
  const theirs = readTheirs(table)
  if (!theirs.ok) return theirs
  const ours: Coded[] = (await listPosisi(tx, versiId)).map((one) => ({
    skpd: codes.skpd.byId.get(one.skpdId)?.kode ?? '',
    sub:
      one.subKegiatanId === null ? '' : (codes.nomenklatur.byId.get(one.subKegiatanId)?.kode ?? ''),
    rekening: codes.rekening.byId.get(one.rekeningId)?.kode ?? '',
    jumlah: one.jumlah,
  }))
  const rows = reconcile(ours, theirs.value)
  const beda = rows.filter((row) => gapOf(row) !== 0n || row.hasil !== 'sama')
  return ok({
    rows: beda,
    kita: sumSen(ours.map(({ jumlah }) => jumlah)),
    mereka: sumSen(theirs.value.map(({ jumlah }) => jumlah)),
    sama: rows.length - beda.length,
    beda: beda.length,
  })
}

function readTheirs(table: ReadTable): Result<readonly Coded[]> {
  const bad = table.problems.map(({ row, column = 'isi', message }) =>
    refusal('BERKAS_BARIS', { baris: row, kolom: column, pesan: message }, 'berkas'),
  )
  if (bad.length > 0) return refuse(bad)
  const [first] = table.rows
  if (first === undefined) return refuse(refusal('BERKAS_KOSONG', {}, 'berkas'))
  const mapping = mapColumns(Object.keys(first.cells))
  const read = table.rows.map(({ row, cells }) => readApbdRow(row, cells, mapping))
  const problems = read.flatMap((one) =>
    one.kind === 'problem'
      ? [refusal('BERKAS_BARIS', { baris: one.row, kolom: 'isi', pesan: one.message }, 'berkas')]
      : [],
  )
  if (problems.length > 0) return refuse(problems.slice(0, 50))
  return ok(
    read.flatMap((one) => {
      if (one.kind !== 'row') return []
      const { skpd, sub, rekening, jumlah } = one.row
      return [{ skpd, sub, rekening, jumlah }]
    }),
  )
}
