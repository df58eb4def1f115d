import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import type { Choice } from '../../../../ui/index.ts'
import { editDraft, isDesigner } from '../../actions/design-draft.ts'
import { parseExpr } from '../../definition-file/schema.ts'
import { sayingOf } from '../../domain/definition/diff.ts'
import { FACTS, fieldsOf, rowScope, scopeOf } from '../../domain/definition/names.ts'
import type { Field, Layanan } from '../../domain/definition/types.ts'
import { wordsIn } from '../../domain/definition/types.ts'
import { checkExpr, type Scope } from '../../domain/expr/check.ts'
import type { Expr } from '../../domain/expr/types.ts'
import { fromExpr, toExpr } from '../../domain/perancang/builder.ts'
import { readBuilt, writeRows } from '../../domain/perancang/builder-form.ts'
import { getAt, type Path, setAt, writePath } from '../../domain/perancang/path.ts'
import { designRefusal } from '../../domain/perancang/refusals.ts'
import { type Place, placeAt } from '../../domain/perancang/sections.ts'
import { designMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { ExprPage } from './expr.page.tsx'
import { type Desk, partHref } from './frame.tsx'
import { baseOf } from './open-desk.ts'
import { labelOf, saidOf } from './part-fields.tsx'

export type ExprPlace = Extract<Place, { kind: 'expr' }>
type Shown = Readonly<{ expr?: Expr; json?: string; refusals?: readonly Refusal[] }>

export function showExpr(desk: Desk, place: ExprPlace, shown: Shown = {}): Answer {
  const { ctx, isi } = desk
  const { lang } = ctx
  const m = designMessages(lang)
  const stored = getAt(isi, place.path) as Expr | undefined
  if (getAt(isi, place.path.slice(0, -1)) === undefined) return notFound
  const expr = shown.expr ?? stored
  const built = expr === undefined || expr === false ? fromExpr(true) : fromExpr(expr)
  const said = saidOf(ctx, stored, {
    isCondition: place.isCondition,
    saying: sayingOf(isi, m.diff, lang),
  })
  return page(
    <ExprPage
      desk={desk}
      section={place.section}
      address={writePath(place.path)}
      above={aboveExpr(place)}
      title={titleOf(desk, place)}
      said={said}
      rows={built === undefined ? undefined : writeRows(built)}
      join={built?.join ?? 'semua'}
      json={shown.json ?? (expr === undefined ? '' : JSON.stringify(expr))}
      lefts={leftsOf(isi, place.path, lang)}
      params={(isi.params ?? []).map((one) => ({ value: one.id, label: wordsIn(one.label, lang) }))}
      isCondition={place.isCondition}
      isOptional={place.isOptional}
      isBuildable={place.wanted === 'boolean'}
      refusals={shown.refusals ?? []}
    />,
    shown.refusals === undefined ? {} : { status: 422 },
  )
}

function titleOf({ ctx }: Desk, { path }: ExprPlace): string {
  const above = placeAt(path.slice(0, -1))
  return labelOf(ctx, above?.kind === 'record' ? above.shape.name : '', path.at(-1) ?? '')
}

/** The page the expression is told on. */
function aboveExpr({ path, section }: ExprPlace): string {
  const last = path.at(-2) ?? ''
  if (/^\d+$/.test(last) || path.at(-3) === 'states') return writePath(path.slice(0, -1))
  const outer = path.slice(0, -2)
  return outer.length > 1 ? writePath(outer) : section
}

/** What the left side of a condition may be: answers by their type, documents, facts. */
function leftsOf(isi: Layanan, path: Path, lang: 'id' | 'en'): readonly Choice[] {
  const { lefts } = designMessages(lang)
  const group = groupAt(isi, path)
  const fields = [...(group?.fields ?? []), ...fieldsOf(isi)]
  return [
    ...fields
      .filter((field) => field.type !== 'info' && field.type !== 'ulang')
      .map((field) => ({
        value: `isian:${field.id}`,
        label: lefts.isian(`${wordsIn(field.label, lang)} (${field.id})`),
      })),
    ...fields
      .filter((field) => field.type === 'tanggal')
      .flatMap((field) => {
        const name = wordsIn(field.label, lang)
        return [
          { value: `umur:${field.id}`, label: lefts.umur(name) },
          { value: `hari:${field.id}`, label: lefts.hari(name) },
        ]
      }),
    ...fields
      .filter((field) => field.type === 'ulang' || field.type === 'banyak')
      .map((field) => ({
        value: `jumlah:${field.id}`,
        label: lefts.jumlah(wordsIn(field.label, lang)),
      })),
    ...isi.documents.map((doc) => ({
      value: `isian:dok.${doc.id}`,
      label: lefts.isian(wordsIn(doc.label, lang)),
    })),
    ...Object.keys(FACTS).map((name) => ({ value: `isian:${name}`, label: name })),
  ]
}

/** The repeating group an expression stands in: its cells come first. */
function groupAt(isi: Layanan, path: Path): Field | undefined {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const found = getAt(isi, path.slice(0, length)) as Partial<Field> | undefined
    if (found?.type === 'ulang' && path[length] === 'fields') return found as Field
  }
  return undefined
}

async function scopeAt(services: Services, isi: Layanan, path: Path): Promise<Scope> {
  const { layanan, rujukan } = await services.deps.layanan.katalog()
  const scope = scopeOf(isi, {
    tables: services.deps.layanan.tables,
    services: new Set([...layanan.keys(), ...rujukan.keys()]),
  })
  const group = groupAt(isi, path)
  return group === undefined ? scope : rowScope(scope, group)
}

export async function saveExpr(
  services: Services,
  req: Req,
  desk: Desk,
  place: ExprPlace,
): Promise<Answer> {
  if (!isDesigner(req.actor)) return notFound
  const { deps } = services
  const scope = await scopeAt(services, desk.isi, place.path)
  const json = fieldText(req.form, 'json')
  const read = readTyped(req, scope)
  if ('refusals' in read) return showExpr(desk, place, { json, ...read })
  const refusals =
    read.expr === undefined || (place.isCondition && typeof read.expr === 'boolean')
      ? []
      : problemsOf(req, read.expr, scope, place)
  if (refusals.length > 0)
    return showExpr(desk, place, {
      refusals,
      ...(read.expr === undefined ? {} : { expr: read.expr, json: JSON.stringify(read.expr) }),
    })
  const done = await editDraft(deps, deps.kit.db, req.actor, {
    key: desk,
    base: baseOf(req.form),
    change: (isi) => setAt(isi, place.path, read.expr),
  })
  if (!done.ok)
    return showExpr(desk, place, {
      json: read.expr === undefined ? '' : JSON.stringify(read.expr),
      refusals: done.refusals,
    })
  const m = designMessages(req.ctx.lang)
  const text = done.value.revisi === desk.revisi ? m.unchanged : m.saved
  return redirect(partHref(desk, aboveExpr(place)), { flash: { kind: 'success', text } })
}

type ReadExpr = Readonly<{ expr: Expr | undefined } | { refusals: readonly Refusal[] }>

function readTyped({ form }: Req, scope: Scope): ReadExpr {
  const cara = fieldText(form, '_cara')
  if (cara === 'selalu') return { expr: true }
  if (cara === 'tidak') return { expr: false }
  if (cara === 'hapus') return { expr: undefined }
  if (cara === 'susun') return { expr: toExpr(readBuilt(form, scope.typeOf)) }
  const expr = parseExpr(fieldText(form, 'json'))
  return expr === undefined
    ? { refusals: [designRefusal('RANCANGAN_JSON', 'json')] }
    : { expr: expr.value }
}

/** What the check says of it, in the words of the designer. */
function problemsOf(
  { ctx }: Req,
  expr: Expr,
  scope: Scope,
  { wanted }: ExprPlace,
): readonly Refusal[] {
  const m = designMessages(ctx.lang)
  const { type, problems } = checkExpr(expr, scope)
  const isWanted = wanted === 'any' || type === 'any' || type === wanted
  const all =
    problems.length > 0 || isWanted
      ? problems
      : [{ code: 'JENIS_TIDAK_COCOK' as const, about: String(wanted) }]
  return all.map((one) =>
    designRefusal('RANCANGAN_SYARAT', 'json', { alasan: m.problem[one.code](one.about) }),
  )
}
