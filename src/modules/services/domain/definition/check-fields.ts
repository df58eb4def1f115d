import { namesIn, type Scope } from '../expr/check.ts'
import type { Expr } from '../expr/types.ts'
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
  const docs = layanan.documents.flatMap((doc) =>
    ask(`documents.${doc.id}`, exprOf(doc.required), 'boolean'),
  )
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
    ...(field.check ?? []).flatMap((check) => ask(path, check.when, 'boolean', scope)),
    ...shapeProblems(field, within),
    ...(field.fields ?? []).flatMap((one) =>
      checkField(one, { ...within, scope: inner, path: `${path}.${one.id}` }),
    ),
  ]
}

function shapeProblems(field: Field, { around, path }: Within): readonly Problem[] {
  const { type, options, min, max, pattern, prefill } = field
  const wrong: Problem[] = []
  const say = (code: Problem['code'], about: string) => wrong.push({ path, code, about })
  if ((type === 'hitung') !== (field.value !== undefined)) say('ISIAN_TANPA_NILAI', type)
  if ((type === 'ulang') !== (field.fields !== undefined)) say('ISIAN_TANPA_NILAI', type)
  if ((type === 'pilih' || type === 'banyak') !== (options !== undefined))
    say('PILIHAN_KOSONG', type)
  if (options !== undefined && 'ref' in options && !around.tables.has(options.ref))
    say('TABEL_TIDAK_ADA', options.ref)
  if (Array.isArray(options) && hasTwice(options.map(([value]) => value as string)))
    say('ID_GANDA', 'options')
  if (min !== undefined && max !== undefined && max < min) say('BATAS_TERBALIK', `${min} ${max}`)
  if (pattern !== undefined && !isPattern(pattern)) say('POLA_SALAH', pattern)
  if (prefill !== undefined && !Object.hasOwn(FACTS, prefill)) say('NAMA_TIDAK_DIKENAL', prefill)
  return wrong
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

/** What a field's being shown and its value rest on must not lead back to it. */
function checkCycles(layanan: Layanan): readonly Problem[] {
  const rests = new Map<string, readonly string[]>()
  for (const page of layanan.form) {
    const ofPage = namesIn(page.show ?? null)
    for (const field of page.fields) {
      const own = [...namesIn(field.show ?? null), ...namesIn(field.value ?? null)]
      rests.set(
        field.id,
        [...ofPage, ...own].map((name) => name.split('[].')[0] ?? name),
      )
    }
  }
  return [...rests.keys()]
    .filter((id) => reaches(rests, id, id))
    .map((id) => ({ path: `form.${id}`, code: 'ISIAN_BERPUTAR', about: id }))
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
