import { isUuid } from '../../../kernel/id.ts'
import { sumSen } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldList, fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { isWithin, KEEPERS, READERS } from '../actions/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import type { AssetsModule } from '../types.ts'
import { BELANJA, BelanjaPage, TakePage } from './belanja.page.tsx'
import { ASET } from './frame.tsx'
import { findCodes } from './list-routes.tsx'
import { textsOf, typedOf } from './read-form.ts'
import { readerOf } from './reader.ts'

const LINES_MAX = 50
const CURSOR_MAX = 200

/** What SP2D have paid and no card has taken up yet. */
export function belanjaRoutes(assets: AssetsModule): readonly Route[] {
  const kind = 'page' as const
  const keep = { roles: KEEPERS }
  const url = `${BELANJA}/catat`
  return [
    {
      kind,
      method: 'GET',
      url: BELANJA,
      access: { roles: READERS },
      handle: (req) => showLines(assets, req),
    },
    { kind, method: 'GET', url, access: keep, handle: (req) => showTake(assets, req) },
    { kind, method: 'POST', url, access: keep, handle: (req) => take(assets, req) },
  ]
}

async function showLines(
  { deps }: AssetsModule,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const reader = await readerOf(deps, req)
  const cursor = fieldText(req.query, 'sesudah').slice(0, CURSOR_MAX)
  const found = await deps.treasury.belanjaModal(deps.kit.db, {
    tahun: reader.tahun,
    skpdIds: reader.skpdIds,
    ...(isUuid(cursor) ? { cursor } : {}),
  })
  const next = found.nextCursor
  const view = (
    <BelanjaPage
      ctx={req.ctx}
      refusals={refusals}
      rows={found.rows}
      nama={(id) => reader.skpdOf(id)?.nama ?? ''}
      rekening={(id) => {
        const row = reader.kode.rekening.byId.get(id)
        return row === undefined ? '' : `${row.kode} ${row.nama}`
      }}
      nextHref={next === undefined ? undefined : `${BELANJA}?sesudah=${encodeURIComponent(next)}`}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

const chosen = (fields: Req['form']) =>
  [...new Set(fieldList(fields, 'nomor'))].filter(isUuid).slice(0, LINES_MAX)

async function showTake(
  assets: AssetsModule,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const { kit, acuan, treasury } = assets.deps
  const reader = await readerOf(assets.deps, req)
  const isRefused = refusals.length > 0
  const form = isRefused ? req.form : req.query
  const found = await treasury.barisModal(kit.db, chosen(form))
  const rows = found.filter(({ skpdId }) => isWithin(reader.keeps, skpdId))
  if (rows.length === 0) return redirect(BELANJA)
  const rules = await acuan(kit.db, reader.tahun)
  const kode = rules.byKode.get(fieldText(form, 'kode').trim())
  const q = fieldText(req.query, 'q').trim().slice(0, 60)
  const view = (
    <TakePage
      ctx={req.ctx}
      refusals={refusals}
      rows={rows}
      total={sumSen(rows.map(({ sisaSen }) => sisaSen))}
      kode={kode?.isDaun && kode.kib !== null ? kode : undefined}
      found={q === '' ? [] : findCodes(rules.semua, q)}
      q={q}
      typed={
        isRefused ? textsOf(req.form) : { kondisi: 'B', unit: '1', nama: rows[0]?.uraian ?? '' }
      }
    />
  )
  return page(view, { status: isRefused ? 422 : 200 })
}

async function take(assets: AssetsModule, req: Req): Promise<Answer> {
  if (req.actor.kind !== 'officer') return notFound
  const induk = fieldText(req.form, 'induk').trim().toUpperCase()
  const isAdding = fieldText(req.form, 'kode') === ''
  const done = await assets.dariSp2d(req.actor, {
    baris: chosen(req.form),
    induk: isAdding ? induk : undefined,
    typed: typedOf(req.form),
  })
  if (!done.ok) return showTake(assets, req, done.refusals)
  const text = messagesIn(req.ctx.lang).spending.taken(String(done.value.length))
  return redirect(`${ASET}/kartu/${done.value[0] ?? ''}`, { flash: { kind: 'success', text } })
}
