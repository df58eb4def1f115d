import { checkExpr, type Scope } from '../expr/check.ts'
import { checkFields } from './check-fields.ts'
import { checkLetters, figureProblems } from './check-letters.ts'
import { checkWorkflow } from './check-workflow.ts'
import { runGolden } from './golden.ts'
import { fieldsOf, type Surroundings, scopeOf } from './names.ts'
import { prepare } from './prepare.ts'
import type { Asker, Problem } from './problems.ts'
import type { Layanan } from './types.ts'

/** Whole definitions are kept in memory and sent to the designer: beyond this they are no service any more. */
export const DEFINITION_CHARS_MAX = 64 * 1024

/** Golden cases a definition must bring: one that goes through and one that tells something else. */
const TESTS_MIN = 2

/**
 * Everything that can be told of a definition without an application: types, unknown names, states nobody reaches or
 * leaves, and its own golden cases. A definition with a problem is never published.
 *
 * @returns every problem at once; nothing when it is sound
 */
export function checkDefinition(layanan: Layanan, around: Surroundings): readonly Problem[] {
  const scope = scopeOf(layanan, around)
  const asker = createAsker(scope)
  const found = [
    ...checkIds(layanan),
    ...checkFields(layanan, scope, around, asker),
    ...checkRules(layanan, { ask: asker, around, scope }),
    ...checkKept(layanan, scope),
    ...checkSize(layanan),
    ...checkParams(layanan),
    ...checkFee(layanan, asker),
    ...checkWorkflow(layanan, asker),
    ...checkLetters(layanan, scope, asker),
  ]
  return found.length > 0 ? found : checkTests(layanan, around)
}

function createAsker(scope: Scope): Asker {
  return (path, expr, wanted, inner = scope) => {
    if (expr === undefined) return []
    const { type, problems } = checkExpr(expr, inner)
    const told = problems.map((problem) => ({ path, ...problem }))
    const isWanted = wanted === 'any' || type === 'any' || type === wanted
    return isWanted || told.length > 0
      ? told
      : [{ path, code: 'JENIS_TIDAK_COCOK', about: String(wanted) }]
  }
}

const ID = /^[a-z][a-zA-Z0-9]*(\.[a-z][a-zA-Z0-9]*)*$/
const CODE = /^[A-Z][A-Z0-9]{1,9}(-[A-Z0-9]{1,20}){1,4}$/

function checkIds(layanan: Layanan): readonly Problem[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['form', layanan.form.map((page) => page.id)],
    ['form', fieldsOf(layanan).map((field) => field.id)],
    ['documents', layanan.documents.map((doc) => doc.id)],
    ['eligibility', layanan.eligibility.map((rule) => rule.id)],
    ['outputs', layanan.outputs.map((output) => output.id)],
    ['workflow.states', Object.keys(layanan.workflow.states)],
  ]
  const bad = lists.flatMap(([path, ids]) =>
    ids.flatMap((id, index): readonly Problem[] => [
      ...(ID.test(id) && id.length <= 40
        ? []
        : [{ path, code: 'ID_SALAH_BENTUK' as const, about: id }]),
      ...(ids.indexOf(id) === index ? [] : [{ path, code: 'ID_GANDA' as const, about: id }]),
    ]),
  )
  return CODE.test(layanan.code)
    ? bad
    : [...bad, { path: 'code', code: 'ID_SALAH_BENTUK', about: layanan.code }]
}

type Within = Readonly<{ ask: Asker; around: Surroundings; scope: Scope }>

function checkRules(layanan: Layanan, { ask, around, scope }: Within): readonly Problem[] {
  return layanan.eligibility.flatMap((rule) => {
    const path = `eligibility.${rule.id}`
    const isLost =
      rule.else === 'arahkan' && (rule.to === undefined || !around.services.has(rule.to))
    return [
      ...ask(path, rule.when, 'boolean'),
      ...figureProblems(path, rule.message, scope),
      ...(isLost ? [{ path, code: 'ALIH_TANPA_TUJUAN' as const, about: rule.to ?? rule.id }] : []),
    ]
  })
}

/** What is counted and what is thrown away exist. */
function checkKept({ documents, privacy, stats = [] }: Layanan, scope: Scope): readonly Problem[] {
  const docs = new Set(documents.map((doc) => doc.id))
  return [
    ...stats
      .filter((name) => scope.typeOf(name) === undefined)
      .map((about): Problem => ({ path: 'stats', code: 'NAMA_TIDAK_DIKENAL', about })),
    ...privacy.drop
      .filter((id) => !docs.has(id))
      .map((about): Problem => ({ path: 'privacy.drop', code: 'BERKAS_TIDAK_ADA', about })),
  ]
}

function checkSize(layanan: Layanan): readonly Problem[] {
  const { length } = JSON.stringify(layanan)
  return length > DEFINITION_CHARS_MAX
    ? [{ path: '', code: 'TERLALU_BESAR', about: String(length) }]
    : []
}

function checkParams(layanan: Layanan): readonly Problem[] {
  const { from, to } = layanan.effective
  const dates: readonly Problem[] =
    to !== undefined && to < from
      ? [{ path: 'effective', code: 'TANGGAL_TERBALIK', about: `${from} ${to}` }]
      : []
  const params = (layanan.params ?? [])
    .filter((param) => !param.values.some((value) => value.from <= from))
    .map((param) => ({
      path: `params.${param.id}`,
      code: 'ANGKA_HUKUM_BELUM_BERLAKU' as const,
      about: from,
    }))
  return [...dates, ...params]
}

function checkFee({ fee, workflow }: Layanan, ask: Asker): readonly Problem[] {
  const lines = fee.lines ?? []
  const asked = lines.flatMap((line, index) => ask(`fee.lines.${index}`, line.amount, 'number'))
  const isPaid = fee.kind !== 'gratis'
  const hasState = fee.at !== undefined && Object.hasOwn(workflow.states, fee.at)
  return isPaid === lines.length > 0 && (!isPaid || hasState)
    ? asked
    : [...asked, { path: 'fee', code: 'BIAYA_TANPA_TAHAP', about: fee.at ?? fee.kind }]
}

function checkTests(layanan: Layanan, around: Surroundings): readonly Problem[] {
  if (layanan.tests.length < TESTS_MIN)
    return [{ path: 'tests', code: 'UJI_KURANG', about: String(layanan.tests.length) }]
  return runGolden(prepare(layanan), around).map((miss) => ({
    path: `tests.${miss.test}`,
    code: 'UJI_GAGAL',
    about: `${miss.about}: ${miss.expected} ≠ ${miss.found}`,
  }))
}
