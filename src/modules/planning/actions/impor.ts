import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { writeCsvRow } from '../../../platform/csv/write-csv.ts'
import { transaction } from '../../../platform/db/database.ts'
import { readTable, type TableRow, type TableSource } from '../../../platform/table/read-table.ts'
import type { Deps } from '../deps.ts'
import {
  BARIS_FIELDS,
  type BarisAround,
  type BarisForm,
  type DecidedBaris,
  decideBaris,
} from '../domain/baris.ts'
import { refusal } from '../domain/refusals.ts'
import { aroundBaris, storeBaris } from './baris.ts'
import { openDraft } from './isi.ts'

/** Names of the columns, as files and pasted blocks carry them. */
export const KOLOM: Readonly<Record<keyof BarisForm, string>> = {
  skpd: 'kode_skpd',
  subKegiatan: 'kode_sub_kegiatan',
  uraian: 'uraian',
  lokasi: 'kode_lokasi',
  lokasiRinci: 'lokasi_rinci',
  indikator: 'indikator',
  target: 'target',
  satuan: 'satuan',
  pagu: 'pagu',
  paguMaju: 'prakiraan_maju',
  prioritas: 'prioritas',
  sumber: 'sumber',
  usulan: 'usulan',
}
const REQUIRED: readonly (keyof BarisForm)[] = [
  'skpd',
  'subKegiatan',
  'uraian',
  'indikator',
  'target',
  'satuan',
  'pagu',
  'sumber',
]
const BARIS_MAX = 5_000
const FINDINGS_MAX = 200

/** A row that cannot be taken: its number in the spreadsheet, and each reason at its column. */
export type RowProblem = Readonly<{
  row: number
  refusals: readonly (Refusal & Readonly<{ column?: string }>)[]
}>

/** What a look at a table found. Nothing is stored before a person has seen it. */
export type Look = Readonly<{
  decided: readonly DecidedBaris[]
  problems: readonly RowProblem[]
  /** The rows as a block that can be pasted: what a file held comes back to be stored. */
  block: string
}>

/**
 * Read a table of lines and, when `isStored`, store it whole: one bad row and nothing is stored.
 *
 * @refuses codes of openDraft, IMPOR_KOSONG, IMPOR_TERLALU_BESAR
 */
export function createImpor(deps: Deps) {
  const { kit } = deps
  return (
    target: Readonly<{ actor: SignedIn; dokumenId: string }>,
    order: Readonly<{ source: TableSource; isStored: boolean }>,
  ): Promise<Result<Look & Readonly<{ stored: number }>> | undefined> =>
    transaction(kit.db, async (tx) => {
      const draft = await openDraft(deps, tx, { actor: target.actor, id: target.dokumenId })
      if (draft === undefined || !draft.ok) return draft
      const around = await aroundBaris(deps, tx, { actor: target.actor, draft: draft.value })
      const look = await lookAt(order.source, around)
      if (look.decided.length + look.problems.length === 0) return refuse(refusal('IMPOR_KOSONG'))
      if (look.decided.length > BARIS_MAX)
        return refuse(refusal('IMPOR_TERLALU_BESAR', { baris: BARIS_MAX, mb: 8 }))
      if (!order.isStored || look.problems.length > 0) return ok({ ...look, stored: 0 })
      const ids = await storeBaris(deps, tx, {
        actor: target.actor,
        dokumen: draft.value.dokumen,
        list: look.decided,
      })
      return ok({ ...look, stored: ids.length })
    })
}

async function lookAt(source: TableSource, around: BarisAround): Promise<Look> {
  const read = await readTable(source, {
    required: REQUIRED.map((field) => KOLOM[field]),
    optional: BARIS_FIELDS.map((field) => KOLOM[field]).filter(
      (name) => !REQUIRED.some((field) => KOLOM[field] === name),
    ),
  })
  const problems: RowProblem[] = read.problems.map(({ row, message, column }) => ({
    row,
    refusals: [{ code: 'IMPOR_BARIS', message, ...(column === undefined ? {} : { column }) }],
  }))
  const decided: DecidedBaris[] = []
  for (const { row, cells } of read.rows) {
    const one = decideBaris(formOf(cells), around)
    if (one.ok) decided.push(one.value)
    else if (problems.length < FINDINGS_MAX)
      problems.push({ row, refusals: one.refusals.map(withColumn) })
  }
  return {
    decided,
    problems: problems.toSorted((a, b) => a.row - b.row),
    block: blockOf(read.rows),
  }
}

function blockOf(rows: readonly TableRow[]): string {
  const lines = rows.map(({ cells }) => writeCsvRow(BARIS_FIELDS.map((one) => cells[KOLOM[one]])))
  return [writeCsvRow(BARIS_FIELDS.map((one) => KOLOM[one])), ...lines].join('')
}

function formOf(cells: Readonly<Record<string, string>>): BarisForm {
  const entries = BARIS_FIELDS.map((field) => [field, cells[KOLOM[field]] ?? ''] as const)
  return Object.fromEntries(entries) as BarisForm
}

function withColumn(one: Refusal): Refusal & Readonly<{ column?: string }> {
  const column = KOLOM[one.field as keyof BarisForm]
  return column === undefined ? one : { ...one, column }
}
