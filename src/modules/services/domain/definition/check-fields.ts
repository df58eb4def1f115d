import { namesIn, type Scope } from '../expr/check.ts'
import { type Expr, isCall } from '../expr/types.ts'
import { figureProblems } from './check-letters.ts'
import { FACTS, fieldsOf, rowScope, type Surroundings } from './names.ts'
import { isPattern } from './pattern.ts'
import type { Asker, Problem } from './problems.ts'
import type { Field, Layanan } from './types.ts'

/** Fields and documents: each has what its type needs, and what is shown or computed does not go round. */
export function checkFields(
  layanan: Layanan,
  scope: Scope,
  around: Surroundings,
  ask: Asker,
): readonly Problem[] {
  const pages = layanan.form.flatMap((page) => ask(`form.${page.id}`, page.show, 'boolean'))
  const fields = fieldsOf(layanan).flatMap((field) =>
    checkField(field, { scope, around, ask, path: `form.${field.id}` }),
  )
  const docs = layanan.documents.flatMap((doc) => [
    ...ask(`documents.${doc.id}`, exprOf(doc.required), 'boolean'),
    ...ask(`documents.${doc.id}`, doc.show, 'boolean'),
  ])
  return [...pages, ...fields, ...docs, ...checkPlace(layanan), ...checkCycles(layanan)]
}

type Within = Readonly<{ scope: Scope; around: Surroundings; ask: Asker; path: string }>

function checkField(field: Field, within: Within): readonly Problem[] {
  const { scope, ask, path } = within
  const inner = field.fields === undefined ? scope : rowScope(scope, field)
  return [
    ...ask(path, field.show, 'boolean', scope),
    ...ask(path, exprOf(field.required ?? false), 'boolean', scope),
    ...ask(path, field.value, 'any', scope),
    ...(field.check ?? []).flatMap((check) => [
      ...ask(path, check.when, 'boolean', scope),
      ...figureProblems(path, check.message, scope),
    ]),
    ...shapeProblems(field, within),
    ...(field.fields ?? []).flatMap((one) =>
      checkField(one, { ...within, scope: inner, path: `${path}.${one.id}` }),
    ),
  ]
}

function shapeProblems(field: Field, { around, path }: Within): readonly Problem[] {
  const { type, min, max, pattern, prefill } = field
  const wrong: Problem[] = []
  const say = (code: Problem['code'], about: string) => wrong.push({ path, code, about })
  if ((type === 'hitung') !== (field.value !== undefined)) say('ISIAN_TANPA_NILAI', type)
  if ((type === 'ulang') !== (field.fields !== undefined)) say('ISIAN_TANPA_NILAI', type)
  wrong.push(...optionProblems(field, around).map((one) => ({ path, ...one })))
  if (min !== undefined && max !== undefined && max < min) say('BATAS_TERBALIK', `${min} ${max}`)
  if (pattern !== undefined && !isPattern(pattern)) say('POLA_SALAH', pattern)
  if (prefill !== undefined && !Object.hasOwn(FACTS, prefill)) say('NAMA_TIDAK_DIKENAL', prefill)
  return wrong
}

function optionProblems(
  field: Field,
  around: Surroundings,
): readonly Pick<Problem, 'code' | 'about'>[] {
  const { type, options } = field
  const isChosen = type === 'pilih' || type === 'banyak'
  if (options === undefined) return isChosen ? [{ code: 'PILIHAN_KOSONG', about: type }] : []
  if (!isChosen && type !== 'hitung') return [{ code: 'PILIHAN_KOSONG', about: type }]
  if ('ref' in options)
    return around.tables.has(options.ref) ? [] : [{ code: 'TABEL_TIDAK_ADA', about: options.ref }]
  return [
    ...(hasTwice(options.map(([value]) => value))
      ? [{ code: 'ID_GANDA' as const, about: 'options' }]
      : []),
    ...codesWithoutWords(field).map((about) => ({ code: 'PILIHAN_TIDAK_ADA' as const, about })),
  ]
}

/** Codes that a computed field may come out as and that its options have no words for. */
function codesWithoutWords({ type, options, value = null }: Field): readonly string[] {
  if (type !== 'hitung' || options === undefined || 'ref' in options) return []
  const known = new Set(options.map(([code]) => code))
  return outcomesOf(value).filter((code) => !known.has(code))
}

/** Texts written out as an outcome: the expression itself, or a branch of `if`. */
function outcomesOf(expr: Expr): readonly string[] {
  if (typeof expr === 'string') return [expr]
  if (!isCall(expr)) return []
  const [op, , yes = null, no = null] = expr
  return op === 'if' ? [...outcomesOf(yes), ...outcomesOf(no)] : []
}

function hasTwice(values: readonly string[]): boolean {
  return new Set(values).size !== values.length
}

function exprOf(given: boolean | Expr): Expr | undefined {
  return typeof given === 'boolean' ? undefined : given
}

function checkPlace({ place, form }: Layanan): readonly Problem[] {
  if (place === undefined) return []
  const field = form.flatMap((page) => page.fields).find((one) => one.id === place)
  return field?.type === 'wilayah'
    ? []
    : [{ path: 'place', code: 'NAMA_TIDAK_DIKENAL', about: place }]
}

/** What a field's being shown and its value rest on must not lead back to it; nor among the cells of a row. */
function checkCycles(layanan: Layanan): readonly Problem[] {
  const rests = new Map<string, readonly string[]>()
  const inRows: Problem[] = []
  for (const page of layanan.form) {
    const ofPage = namesIn(page.show ?? null)
    for (const field of page.fields) {
      const cells = new Map((field.fields ?? []).map((cell) => [cell.id, restsOn(cell)]))
      const ofCells = [...cells.values()].flat().filter((name) => !cells.has(name))
      rests.set(
        field.id,
        [...ofPage, ...restsOn(field), ...ofCells].map((name) => name.split('[].')[0] ?? name),
      )
      inRows.push(...circlesIn(cells, `form.${field.id}`))
    }
  }
  for (const doc of layanan.documents) rests.set(`dok.${doc.id}`, namesIn(doc.show ?? null))
  return [...circlesIn(rests, 'form'), ...inRows]
}

function restsOn(field: Field): readonly string[] {
  return [...namesIn(field.show ?? null), ...namesIn(field.value ?? null)]
}

function circlesIn(
  edges: ReadonlyMap<string, readonly string[]>,
  path: string,
): readonly Problem[] {
  return [...edges.keys()]
    .filter((id) => reaches(edges, id, id))
    .map((id) => ({ path: `${path}.${id}`, code: 'ISIAN_BERPUTAR', about: id }))
}

function reaches(
  edges: ReadonlyMap<string, readonly string[]>,
  from: string,
  goal: string,
): boolean {
  const seen = new Set<string>()
  const next = [...(edges.get(from) ?? [])]
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (id === goal) return true
    if (seen.has(id)) continue
    seen.add(id)
    next.push(...(edges.get(id) ?? []))
  }
  return false
}
