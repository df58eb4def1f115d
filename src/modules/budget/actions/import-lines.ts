import type { Actor } from '../../../kernel/actor.ts'
import { type Result, refuse } from '../../../kernel/result.ts'
import type { ReadTable } from '../../../platform/table/read-table.ts'
import type { Kodefikasi, Skpd } from '../../fiscal/index.ts'
import type { Deps } from '../deps.ts'
import { toLine } from '../domain/kolom.ts'
import { refusal } from '../domain/refusals.ts'
import { createSaveLines, type LineChange, type SavedLine } from './lines.ts'

export type ImportOrder = Readonly<{
  versiId: string
  skpd: Skpd
  codes: Kodefikasi
  table: ReadTable
  /** Where rows belong that do not say it; undefined when every row must. */
  subKegiatanId?: number | null
}>

/**
 * Lines of an uploaded or pasted table with headings: every row is checked, then all are stored or none.
 *
 * @refuses BERKAS_KOSONG, BERKAS_BARIS, PAGU_SUB_TIDAK_ADA, codes of saving lines, each under `row.column`
 */
export function createImportLines(deps: Deps) {
  const save = createSaveLines(deps)
  return async (actor: Actor, order: ImportOrder): Promise<Result<readonly SavedLine[]>> => {
    const { table, versiId, skpd } = order
    const unread = table.problems.map(({ row, column = '', message }) =>
      refusal('BERKAS_BARIS', { baris: row, kolom: column, pesan: message }),
    )
    if (unread.length > 0) return refuse(unread)
    if (table.rows.length === 0) return refuse(refusal('BERKAS_KOSONG'))
    const placed = table.rows.map(({ row, cells }) => placeRow(order, row, cells))
    const lost = placed.flatMap((one) => (one.ok ? [] : one.refusals))
    const changes = placed.flatMap((one) => (one.ok ? [one.value] : []))
    return lost.length > 0
      ? refuse(lost)
      : save(actor, { versiId, skpdId: skpd.id, changes, removed: [] })
  }
}

function placeRow(
  { codes, skpd, subKegiatanId }: ImportOrder,
  row: number,
  cells: Readonly<Record<string, string>>,
): Result<LineChange> {
  const { line, subKegiatan: kode, skpd: owner } = toLine(cells)
  const { tahun } = codes
  if (owner !== '' && owner !== skpd.kode)
    return refuse(refusal('PAGU_SKPD_TIDAK_ADA', { kode: owner, tahun }, `${row}.skpd`))
  const found = kode === '' ? undefined : codes.nomenklatur.byKode.get(kode)
  if (kode !== '' && found?.jenis !== 'sub_kegiatan')
    return refuse(refusal('PAGU_SUB_TIDAK_ADA', { kode, tahun }, `${row}.subKegiatan`))
  const at = found?.id ?? subKegiatanId ?? null
  return { ok: true, value: { key: String(row), subKegiatanId: at, line } }
}
