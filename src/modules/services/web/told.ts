import { paramOn } from '../domain/definition/prepare.ts'
import type { Field, Layanan } from '../domain/definition/types.ts'
import { isForBrowser, namesIn } from '../domain/expr/check.ts'
import type { Expr, Facts } from '../domain/expr/types.ts'
import type { Told } from '../domain/form-facts.ts'

type Form = Readonly<{
  /** Fields that are on the form. */
  fields: readonly Field[]
  /** Further parts with the condition under which they are shown. */
  parts?: readonly (readonly [name: string, show: Expr])[]
  layanan: Layanan
  facts: Facts
  /** Names of fields that are shown as known and cannot be typed. */
  known?: ReadonlySet<string>
}>

/**
 * The conditions of a form for the script, as JSON, with no more of what is known than they need; empty where it has
 * none that a browser can answer.
 */
export function toldFor({ fields, parts = [], layanan, facts, known }: Form): string {
  const asked = fields.filter(({ id, type }) => type !== 'hitung' && known?.has(id) !== true)
  const rules = [
    ...fields.flatMap(({ id, show }) => (show === undefined ? [] : [[id, show] as const])),
    ...parts,
  ].filter(([, show]) => isForBrowser(show))
  if (rules.length === 0) return ''
  const values = fields.flatMap(({ id, value }) =>
    value !== undefined && isForBrowser(value) ? [[id, value] as const] : [],
  )
  const here = new Set([...asked, ...values.map(([id]) => ({ id }))].map(({ id }) => id))
  const others = [...rules, ...values]
    .flatMap(([, expr]) => namesIn(expr))
    .map((name) => name.split('[].')[0] ?? name)
    .filter((name) => !here.has(name))
  const told: Told = {
    today: facts.today,
    rules: Object.fromEntries(rules),
    types: Object.fromEntries(
      asked.filter(({ type }) => type !== 'ulang').map(({ id, type }) => [id, type]),
    ),
    values: Object.fromEntries(values),
    groups: Object.fromEntries(
      asked
        .filter(({ type }) => type === 'ulang')
        .map((group) => [
          group.id,
          Object.fromEntries((group.fields ?? []).map(({ id, type }) => [id, type])),
        ]),
    ),
    params: Object.fromEntries(
      (layanan.params ?? []).map(({ id }) => [id, paramOn(layanan.params ?? [], id, facts.today)]),
    ),
    known: Object.fromEntries(others.map((name) => [name, facts.get(name) ?? null])),
  }
  return JSON.stringify(told)
}
