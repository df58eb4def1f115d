import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { atFields, editDraft, isDesigner } from '../../actions/design-draft.ts'
import { sayingOf } from '../../domain/definition/diff.ts'
import type { Layanan } from '../../domain/definition/types.ts'
import {
  getAt,
  moveRow,
  type Path,
  readPath,
  setAt,
  writePath,
} from '../../domain/perancang/path.ts'
import { readRecord } from '../../domain/perancang/read-part.ts'
import { designRefusal } from '../../domain/perancang/refusals.ts'
import { renameState } from '../../domain/perancang/rename.ts'
import { type Place, placeAt } from '../../domain/perancang/sections.ts'
import { designMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { besidePart } from './beside.tsx'
import { choicesFor } from './choices.ts'
import { saveExpr, showExpr } from './expr-routes.tsx'
import { type Desk, partHref } from './frame.tsx'
import { atDesk, baseOf, DESIGN } from './open-desk.ts'
import { PartPage } from './part.page.tsx'

export type RecordPlace = Extract<Place, { kind: 'record' }>

/** Every part of a definition: shown and saved at one address, by where it lies. */
export function partRoutes(services: Services): readonly Route[] {
  const url = '/kerja/perancang/:kode/:versi/ubah'
  const shared = { url, access: DESIGN, kind: 'page' as const }
  return [
    {
      ...shared,
      method: 'GET',
      handle: (req) => atDesk(services, req, (desk) => show(services, req, desk)),
    },
    {
      ...shared,
      method: 'POST',
      handle: (req) => atDesk(services, req, (desk) => save(services, req, desk)),
    },
  ]
}

function show(services: Services, req: Req, desk: Desk): Answer {
  const place = placeOf(req)
  if (place === undefined) return notFound
  if (place.kind === 'expr') return showExpr(desk, place)
  return showRecord(services, desk, place, {})
}

function save(services: Services, req: Req, desk: Desk): Promise<Answer> | Answer {
  const place = placeOf(req)
  if (place === undefined) return notFound
  return place.kind === 'expr'
    ? saveExpr(services, req, desk, place)
    : saveRecord(services, req, desk, place)
}

function placeOf(req: Req): Place | undefined {
  return placeAt(readPath(fieldText(req.query, 'di').slice(0, 300)))
}

type Shown = Readonly<{ value?: unknown; typedName?: string; refusals?: readonly Refusal[] }>

function showRecord(services: Services, desk: Desk, place: RecordPlace, shown: Shown): Answer {
  const { ctx, isi } = desk
  const isNew = isNewAt(isi, place)
  const stored = getAt(isi, place.path)
  if (stored === undefined && !isNew) return notFound
  const m = designMessages(ctx.lang)
  const value = shown.value ?? stored ?? freshOf(isi, place)
  const isRow = place.path.length > 0
  return page(
    <PartPage
      desk={desk}
      section={place.section}
      address={isRow ? writePath(place.path) : place.section}
      above={aboveOf(place)}
      title={isRow ? titleOf(desk, place, isNew) : m.sections[place.section]}
      shape={place.shape}
      value={value}
      path={place.path}
      isNew={isNew}
      isNamed={isNamed(place)}
      typedName={shown.typedName ?? (isNamed(place) && !isNew ? (place.path.at(-1) ?? '') : '')}
      isReadOnly={desk.status !== 'draf'}
      refusals={shown.refusals ?? []}
      beside={besidePart(services.deps, desk, place.path)}
      choices={choicesFor({
        deps: services.deps,
        peristiwa: services.peristiwa,
        isi,
        lang: ctx.lang,
      })}
      tables={[...services.deps.layanan.tables.keys()]}
      saying={sayingOf(isi, m.diff, ctx.lang)}
    />,
    shown.refusals === undefined ? {} : { status: 422 },
  )
}

function titleOf({ ctx }: Desk, { shape, path }: RecordPlace, isNew: boolean): string {
  const m = designMessages(ctx.lang)
  const what = (m.rows as Readonly<Record<string, string>>)[shape.name] ?? shape.name
  const capital = `${what.charAt(0).toUpperCase()}${what.slice(1)}`
  if (isNew) return m.newRow(capital)
  const last = path.at(-1) ?? ''
  const isRow = /^\d+$/.test(last)
  return isRow
    ? `${capital} ${Number(last) + 1}`
    : path.at(-2) === 'states'
      ? `${capital} ${last}`
      : capital
}

function isNewAt(isi: Layanan, { path, make }: RecordPlace): boolean {
  return path.at(-1) === '+' || (make !== undefined && getAt(isi, path) === undefined)
}

/** A state is kept under a name that is asked for. */
function isNamed({ path }: RecordPlace): boolean {
  return path.at(-2) === 'states'
}

function isNamedNew(place: RecordPlace): boolean {
  return isNamed(place) && place.path.at(-1) === '+'
}

/** What a new row begins as; dates of figures begin with the service. */
function freshOf(isi: Layanan, { make }: RecordPlace): unknown {
  const text = JSON.stringify(make ?? {}).replaceAll('"from":""', `"from":"${isi.effective.from}"`)
  return JSON.parse(text.replaceAll('"at":"","data"', `"at":"${isi.effective.from}","data"`))
}

/** The nearest page above: of the record that holds the list, or of the section. */
function aboveOf({ path, section }: RecordPlace): string {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const above = placeAt(path.slice(0, length))
    if (above?.kind === 'record' && above.path.length === length && isOwnPage(above))
      return writePath(above.path)
  }
  return section
}

/** Records within a record are part of its page. */
function isOwnPage({ path }: RecordPlace): boolean {
  const last = path.at(-1) ?? ''
  return /^(\+|\d+)$/.test(last) || path.at(-2) === 'states' || last === 'letter'
}

async function saveRecord(
  services: Services,
  req: Req,
  desk: Desk,
  place: RecordPlace,
): Promise<Answer> {
  const { deps } = services
  if (!isDesigner(req.actor)) return notFound
  const isNew = isNewAt(desk.isi, place)
  const old = getAt(desk.isi, place.path) ?? freshOf(desk.isi, place)
  const typedName = fieldText(req.form, '_nama').trim()
  const path = pathAfter(place, typedName)
  const read = readRecord(place.shape, req.form, { old, isNew })
  const isFree = path.at(-1) === place.path.at(-1) || isFreeName(desk.isi, typedName)
  const named = isNamed(place) && !isFree ? [designRefusal('RANCANGAN_NAMA_TAHAP', '_nama')] : []
  const before = [...named, ...read.refusals]
  if (before.length > 0)
    return showRecord(services, desk, place, {
      value: { ...read.value },
      typedName,
      refusals: before,
    })
  const order = fieldText(req.form, '_aksi')
  const done = await editDraft(deps, deps.kit.db, req.actor, {
    key: desk,
    base: baseOf(req.form),
    change: (isi) => reordered(changed(isi, place, { path, form: req.form, isNew }), path, order),
  })
  if (!done.ok) {
    const names = Object.keys(req.form)
    const refusals = atFields(
      done.refusals,
      path.map((part) => (part === '+' ? newIndex(desk.isi, path) : part)),
      [...names, ...place.shape.parts.map(({ key }) => key)],
    )
    return showRecord(services, desk, place, { value: read.value, typedName, refusals })
  }
  const m = designMessages(req.ctx.lang)
  const text = done.value.revisi === desk.revisi ? m.unchanged : m.saved
  return redirect(partHref(desk, addressAfter(done.value.isi, place, path)), {
    flash: { kind: 'success', text },
  })
}

/** Where the record lies once it is saved: a state under the name that was typed. */
function pathAfter(place: RecordPlace, typedName: string): Path {
  const isKept = !isNamed(place) || (typedName === '' && !isNamedNew(place))
  return isKept ? place.path : [...place.path.slice(0, -1), typedName]
}

/** The definition with what was typed put where it belongs. */
function changed(
  isi: Layanan,
  place: RecordPlace,
  { path, form, isNew }: Readonly<{ path: Path; form: Req['form']; isNew: boolean }>,
): unknown {
  const old = getAt(isi, place.path) ?? freshOf(isi, place)
  const { value } = readRecord(place.shape, form, { old, isNew })
  const [from, to] = [place.path.at(-1) ?? '', path.at(-1) ?? '']
  if (isNamed(place) && !isNew && from !== to)
    return renameState(setAt(isi, place.path, value) as Layanan, from, to)
  if (path.length > 0) return setAt(isi, path, value)
  const keys = place.shape.parts.map(({ key }) => key)
  return keys.reduce<unknown>((whole, key) => setAt(whole, [key], value[key]), isi)
}

/** `naik:form:2`, `hapus:letter`: what a button of a list does, after what was typed is in. */
function reordered(isi: unknown, path: Path, order: string): unknown {
  const [verb = '', list = '', at = ''] = order.split(':')
  const where = [...path, ...list.split('.').filter((part) => part !== '')]
  if (verb === 'hapus') return setAt(isi, at === '' ? where : [...where, at], undefined)
  if (verb !== 'naik' && verb !== 'turun') return isi
  const by = verb === 'naik' ? -1 : 1
  const rows = getAt(isi, where)
  return Array.isArray(rows) ? setAt(isi, where, moveRow(rows, Number(at), by)) : isi
}

function isFreeName({ workflow }: Layanan, name: string): boolean {
  return /^[a-z][a-zA-Z0-9]{0,39}$/.test(name) && !Object.hasOwn(workflow.states, name)
}

function newIndex(isi: Layanan, path: Path): string {
  const rows = getAt(isi, path.slice(0, -1))
  return String(Array.isArray(rows) ? rows.length : 0)
}

/** A new row goes on at its own page, so that what it holds can be filled in. */
function addressAfter(isi: Layanan, place: RecordPlace, path: Path): string {
  if (path.length === 0) return place.section
  if (path.at(-1) !== '+') return writePath(path)
  const rows = getAt(isi, path.slice(0, -1))
  return writePath([...path.slice(0, -1), String(Array.isArray(rows) ? rows.length - 1 : 0)])
}
