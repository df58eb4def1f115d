import type { SignedIn } from '../../../kernel/actor.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { ok, refuse } from '../../../kernel/result.ts'
import { collectCsv, readCsv } from '../../../platform/csv/read-csv.ts'
import { csvStream } from '../../../platform/csv/write-csv.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Katalog, Wewenang } from '../domain/katalog.ts'
import { decideWewenang, type WewenangIsian } from '../domain/katalog-edit/wewenang.ts'
import { refusal } from '../domain/refusals.ts'
import { lockVersi } from '../store/katalog-edit-store.ts'
import { readKatalog, upsertWewenang } from '../store/katalog-store.ts'
import { mayEditKatalog, recordChange, seenOf } from './edit-katalog.ts'
import { wewenangFacts } from './katalog-edits.ts'

const COLUMNS = [
  'kategori',
  'wilayah',
  'jenis_tempat',
  'unit',
  'luar_daerah',
  'prioritas',
  'berlaku_mulai',
  'berlaku_sampai',
] as const

/** The authority map as a file that a spreadsheet opens and the import reads back. */
export async function exportWewenang(katalog: Katalog): Promise<string> {
  const value: Readonly<Record<(typeof COLUMNS)[number], (rule: Wewenang) => string>> = {
    kategori: (rule) => rule.kategoriKode,
    wilayah: (rule) => rule.wilayahKode ?? '',
    jenis_tempat: (rule) => rule.jenisTempat ?? '',
    unit: (rule) => rule.unitKode ?? '',
    luar_daerah: (rule) => rule.luarDaerah ?? '',
    prioritas: (rule) => String(rule.prioritas),
    berlaku_mulai: (rule) => rule.berlakuMulai,
    berlaku_sampai: (rule) => rule.berlakuSampai ?? '',
  }
  const columns = COLUMNS.map((header) => ({ header, value: value[header] }))
  let text = ''
  for await (const piece of csvStream(katalog.wewenang, columns, { bom: true })) text += piece
  return text
}

export type RowProblem = Readonly<{ row: number; message: string }>
export type WewenangImport = Readonly<{
  added: number
  changed: number
  same: number
  problems: readonly RowProblem[]
  isStored: boolean
}>

const ROWS_MAX = 5_000

/**
 * Read the map from a file: a row whose category, place, priority and first day are known changes that
 * rule, others are added, and rules the file does not name stay. Every row is checked before any is
 * stored, and with one problem none is.
 */
export async function importWewenang(
  deps: Deps,
  actor: SignedIn,
  { bytes, isStored }: Readonly<{ bytes: Uint8Array; isStored: boolean }>,
): Promise<Result<WewenangImport>> {
  if (!mayEditKatalog(actor)) return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const table = await collectCsv(
    readCsv([bytes], {
      required: ['kategori', 'berlaku_mulai'],
      optional: [...COLUMNS],
      limits: { rows: ROWS_MAX, columns: 30, fieldChars: 2_000 },
    }),
  )
  const done = await transaction(deps.kit.db, async (tx) => {
    await lockVersi(tx)
    const read = readRules(deps, await readKatalog(tx), table.rows)
    const problems = [...table.problems, ...read.problems].toSorted((a, b) => a.row - b.row)
    const isClean = problems.length === 0
    if (isStored && isClean)
      for (const { before, after } of read.changes) {
        await upsertWewenang(tx, after)
        const edit = { tabel: 'wewenang', kunci: after.id } as const
        await recordChange(deps, tx, { actor, edit, before, after })
      }
    const added = read.changes.filter(({ before }) => before === undefined).length
    return ok({
      added,
      changed: read.changes.length - added,
      same: read.same,
      problems,
      isStored: isStored && isClean,
    })
  })
  deps.katalog.forget()
  return done
}

type Change = Readonly<{ before: Wewenang | undefined; after: Wewenang }>
type Read = Readonly<{
  changes: readonly Change[]
  same: number
  problems: readonly RowProblem[]
}>

/** Each row is judged against the map as the rows before it would leave it. */
function readRules(
  deps: Deps,
  katalog: Katalog,
  rows: readonly Readonly<{ row: number; cells: Readonly<Record<string, string>> }>[],
): Read {
  const changes: Change[] = []
  const problems: RowProblem[] = []
  let same = 0
  let rules = katalog.wewenang
  for (const { row, cells } of rows) {
    const isian = toIsian(cells)
    const known = rules.find((rule) => isSameKey(rule, isian))
    const id = known?.id ?? deps.kit.newId()
    const facts = wewenangFacts(deps, { ...katalog, wewenang: rules }, id)
    const decided = decideWewenang(isian, facts)
    if (!decided.ok) problems.push(...decided.refusals.map((one) => toProblem(row, one)))
    else if (seenOf(known) === seenOf(decided.value)) same += 1
    else {
      changes.push({ before: known, after: decided.value })
      rules = [...rules.filter((rule) => rule.id !== id), decided.value]
    }
  }
  return { changes, same, problems }
}

function toProblem(row: number, { field, message }: Refusal): RowProblem {
  return { row, message: field === undefined ? message : `${field}: ${message}` }
}

function toIsian(cells: Readonly<Record<string, string>>): WewenangIsian {
  const cell = (name: (typeof COLUMNS)[number]) => (cells[name] ?? '').trim()
  return {
    kategoriKode: cell('kategori'),
    wilayahKode: cell('wilayah'),
    jenisTempat: cell('jenis_tempat'),
    unitKode: cell('unit'),
    luarDaerah: cell('luar_daerah'),
    prioritas: cell('prioritas'),
    berlakuMulai: cell('berlaku_mulai'),
    berlakuSampai: cell('berlaku_sampai'),
  }
}

function isSameKey(rule: Wewenang, isian: WewenangIsian): boolean {
  return (
    rule.kategoriKode === isian.kategoriKode &&
    (rule.wilayahKode ?? '') === isian.wilayahKode &&
    (rule.jenisTempat ?? '') === isian.jenisTempat &&
    rule.prioritas === Number(isian.prioritas || '0') &&
    rule.berlakuMulai === isian.berlakuMulai
  )
}
