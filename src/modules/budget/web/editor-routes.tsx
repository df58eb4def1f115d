import { isUuid } from '../../../kernel/id.ts'
import { sumSen } from '../../../kernel/money.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { type Answer, forbidden, notFound, page } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatNumber } from '../../../ui/format.ts'
import { createSaveLines, type LineChange, type SavedLine } from '../actions/lines.ts'
import { ENTRY_ROLES, READ_ROLES } from '../actions/people.ts'
import type { Deps } from '../deps.ts'
import { LINE_FIELDS, type TypedLine } from '../domain/garis.ts'
import { pastedLines } from '../domain/kolom.ts'
import { messagesIn } from '../messages/index.ts'
import { listSubSums } from '../store/bagian-store.ts'
import { findGaris, type GarisCursor, listGaris } from '../store/garis-store.ts'
import { EditorPage } from './editor.page.tsx'
import { type EditorView, editorOf } from './editor-view.ts'
import { ANGGARAN, done, editorHref, inBlock, statusOf } from './frame.ts'
import { standarKodes } from './grid-routes.ts'
import { writeLine } from './line-text.ts'

const SHOWN = 100
const BLOCK_MAX = 3_000_000
const CELL_MAX = 2_000

export function editorRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const url = `${ANGGARAN}/versi/:id/skpd/:skpd/sub/:sub`
  const enter = { roles: ENTRY_ROLES }
  return [
    { kind, method: 'GET', url, access: { roles: READ_ROLES }, handle: (req) => show(deps, req) },
    {
      kind,
      method: 'POST',
      url: `${url}/baris`,
      access: enter,
      handle: (req) => saveRow(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/hapus`,
      access: enter,
      handle: (req) => removeRow(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/tempel`,
      access: enter,
      bodyLimit: BLOCK_MAX,
      handle: (req) => pasteRows(deps, req),
    },
  ]
}

type Refused = Readonly<{ refusals: readonly Refusal[]; form?: EditorForm; blok?: string }>
type EditorForm = Readonly<{ id: string; revisi: string; line: TypedLine }>

const EMPTY = Object.fromEntries(LINE_FIELDS.map((field) => [field, ''])) as TypedLine

async function show(
  deps: Deps,
  req: Req,
  refused: Refused = { refusals: [] },
  known?: EditorView,
): Promise<Answer> {
  const view = known ?? (await editorOf(deps, req))
  if (view === undefined) return notFound
  const { versi, skpd, subId } = view
  const place = { versiId: versi.id, skpdId: skpd.id, subKegiatanId: subId }
  const after = cursorOf(fieldText(req.query, 'sesudah'))
  const found = await listGaris(deps.kit.db, place, { after, limit: SHOWN + 1 })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const sums = await listSubSums(deps.kit.db, versi.id, skpd.id)
  const own = sums.filter(({ subKegiatanId }) => subKegiatanId === subId)
  const hasCeiling = versi.paguVersiId !== null && subId !== null
  return page(
    <EditorPage
      ctx={req.ctx}
      refusals={refused.refusals}
      view={view}
      subId={subId}
      rows={rows}
      jumlah={sumSen(own.map(({ jumlah }) => jumlah))}
      pagu={hasCeiling ? sumSen(own.map(({ pagu }) => pagu)) : undefined}
      nextHref={last && `${editorHref(versi.id, skpd.id, subId)}?sesudah=${last.urutan}_${last.id}`}
      isFirst={after === undefined}
      form={refused.form ?? (await formFor(deps, req, view))}
      blok={refused.blok ?? ''}
    />,
    statusOf(refused.refusals),
  )
}

function cursorOf(text: string): GarisCursor | undefined {
  const [urutan = '', id = ''] = text.split('_')
  return /^\d{1,9}$/.test(urutan) && isUuid(id) ? { urutan: Number(urutan), id } : undefined
}

async function formFor(deps: Deps, req: Req, view: EditorView): Promise<EditorForm> {
  const id = fieldText(req.query, 'ubah')
  const row = isUuid(id)
    ? await findGaris(deps.kit.db, { versiId: view.versi.id, skpdId: view.skpd.id, id })
    : undefined
  if (row === undefined) return { id: '', revisi: '', line: EMPTY }
  const standar = await standarKodes(deps, [row])
  return { id: row.id, revisi: String(row.revisi), line: writeLine(row, view.codes, standar) }
}

async function saveRow(deps: Deps, req: Req): Promise<Answer> {
  const view = await editorOf(deps, req)
  const id = fieldText(req.form, 'id')
  if (view === undefined || (id !== '' && !isUuid(id))) return notFound
  const revisi = fieldText(req.form, 'revisi')
  const line = Object.fromEntries(
    LINE_FIELDS.map((field) => [field, fieldText(req.form, field).slice(0, CELL_MAX)]),
  ) as TypedLine
  const saved = await store(deps, req, view, [
    {
      key: 'b',
      subKegiatanId: view.subId,
      line,
      ...(isUuid(id) ? { id, revisi: Number(revisi) } : {}),
    },
  ])
  if (saved === undefined) return forbidden
  if (saved.ok) return savedAt(req, view, 1)
  // One row, so each reason belongs to the field of that name.
  const refusals = saved.refusals.map((one) =>
    one.field === undefined ? one : { ...one, field: one.field.replace(/^b\./, '') },
  )
  return show(deps, req, { refusals, form: { id, revisi, line } }, view)
}

function store(
  deps: Deps,
  req: Req,
  view: EditorView,
  changes: readonly LineChange[],
): Promise<Result<readonly SavedLine[]>> | undefined {
  if (!view.rights.mayEnter) return undefined
  const { versi, skpd } = view
  const order = { versiId: versi.id, skpdId: skpd.id, changes, removed: [] }
  return createSaveLines(deps)(signedInOf(req), order)
}

function savedAt(req: Req, { versi, skpd, subId }: EditorView, count: number): Answer {
  const text = messagesIn(req.ctx.lang).editor.saved(formatNumber(count, req.ctx.lang))
  return done(editorHref(versi.id, skpd.id, subId), text)
}

async function removeRow(deps: Deps, req: Req): Promise<Answer> {
  const view = await editorOf(deps, req)
  const id = fieldText(req.form, 'id')
  if (view === undefined || !isUuid(id)) return notFound
  if (!view.rights.mayEnter) return forbidden
  const { versi, skpd, subId } = view
  const removed = await createSaveLines(deps)(signedInOf(req), {
    versiId: versi.id,
    skpdId: skpd.id,
    changes: [],
    removed: [{ id, revisi: Number(fieldText(req.form, 'revisi')) }],
  })
  if (!removed.ok) {
    const refusals = removed.refusals.map(({ field: _, ...one }) => one)
    return show(deps, req, { refusals }, view)
  }
  return done(editorHref(versi.id, skpd.id, subId), messagesIn(req.ctx.lang).editor.removed)
}

async function pasteRows(deps: Deps, req: Req): Promise<Answer> {
  const view = await editorOf(deps, req)
  if (view === undefined) return notFound
  const blok = fieldText(req.form, 'blok')
  const changes = pastedLines(blok).map((line, at) => ({
    key: String(at + 1),
    subKegiatanId: view.subId,
    line,
  }))
  const saved = await store(deps, req, view, changes)
  if (saved === undefined) return forbidden
  if (saved.ok) return savedAt(req, view, saved.value.length)
  return show(deps, req, { refusals: inBlock(saved.refusals, 'blok'), blok }, view)
}
