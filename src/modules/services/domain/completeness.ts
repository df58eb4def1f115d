import type { Refusal } from '../../../kernel/result.ts'
import { fillFigures } from './definition/figures.ts'
import { type Prepared, type PreparedField, rowFacts } from './definition/prepare.ts'
import { type Words, wordsIn } from './definition/types.ts'
import type { Facts, Row } from './expr/types.ts'
import { type RefusalCode, refusal } from './refusals.ts'

/** What is still missing or wrong on one page, each at its field. */
export function refusePage(prepared: Prepared, pageId: string, facts: Facts): readonly Refusal[] {
  const page = prepared.pages.find((one) => one.page.id === pageId)
  if (page === undefined || page.isShown(facts) !== true) return []
  return page.fields.flatMap((field) => refuseField(field, facts, ''))
}

/** What is still missing or wrong on all pages that are asked, by page. */
export function refusePages(
  prepared: Prepared,
  facts: Facts,
): ReadonlyMap<string, readonly Refusal[]> {
  return new Map(
    prepared.pages
      .filter((page) => page.isShown(facts) === true)
      .map((page) => [page.page.id, page.fields.flatMap((field) => refuseField(field, facts, ''))]),
  )
}

/** What an officer's form leaves open. */
export function refuseFields(
  prepared: Prepared,
  ids: readonly string[],
  facts: Facts,
): readonly Refusal[] {
  return ids.flatMap((id) => {
    const field = prepared.fields.get(id)
    return field === undefined ? [] : refuseField(field, facts, '')
  })
}

function refuseField(one: PreparedField, facts: Facts, prefix: string): readonly Refusal[] {
  const { field } = one
  if (one.isShown(facts) !== true || field.type === 'info') return []
  const name = prefix + field.id
  const value = facts.get(field.id)
  if (one.rows !== undefined) return refuseRows(one, one.rows, { facts, name, value })
  const isRequired = one.isRequired(facts) === true
  if (isMissing(field.type, value))
    return isRequired ? [refusal(missingCode(field.type), name)] : []
  return checksOf(one, facts, name)
}

function missingCode(type: PreparedField['field']['type']): RefusalCode {
  return type === 'pernyataan' ? 'ISIAN_PERNYATAAN' : 'ISIAN_WAJIB'
}

/** An unticked box is an answer; an unticked statement is none. */
function isMissing(type: PreparedField['field']['type'], value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (type === 'pernyataan') return value !== true
  return type === 'banyak' && Array.isArray(value) && value.length === 0
}

function checksOf(one: PreparedField, facts: Facts, name: string): readonly Refusal[] {
  const broken = one.checks.find((check) => check.when(facts) !== true)
  return broken === undefined ? [] : [ruleRefusal(fillFigures(broken.message, facts.param), name)]
}

/** A rule of the definition speaks in its own words. */
export function ruleRefusal(message: Words, field?: string): Refusal {
  return refusal('SYARAT_TIDAK_TERPENUHI', field, { alasan: wordsIn(message, 'id') })
}

function refuseRows(
  one: PreparedField,
  cells: readonly PreparedField[],
  { facts, name, value }: Readonly<{ facts: Facts; name: string; value: unknown }>,
): readonly Refusal[] {
  const rows = Array.isArray(value) ? (value as readonly Row[]) : []
  const least = Math.max(one.field.min ?? 0, one.isRequired(facts) === true ? 1 : 0)
  if (rows.length < least) return [refusal('ISIAN_BARIS_KURANG', name, { batas: String(least) })]
  const most = one.field.max ?? Number.POSITIVE_INFINITY
  if (rows.length > most) return [refusal('ISIAN_BARIS_LEBIH', name, { batas: String(most) })]
  return [
    ...rows.flatMap((row, index) =>
      cells.flatMap((cell) => refuseField(cell, rowFacts(row, facts), `${name}.${index}.`)),
    ),
    ...checksOf(one, facts, name),
  ]
}

/** @returns answers of shown fields only, computed ones left out: what is stored and what is judged are the same */
export function shownAnswers(prepared: Prepared, facts: Facts): Readonly<Record<string, unknown>> {
  const kept: Record<string, unknown> = {}
  for (const page of prepared.pages)
    for (const one of page.fields) {
      if (one.value !== undefined || one.field.type === 'info') continue
      const value = facts.get(one.field.id)
      if (value !== null && value !== undefined) kept[one.field.id] = value
    }
  return kept
}
