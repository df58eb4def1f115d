import type { Refusal } from '../../../../kernel/result.ts'
import { transaction } from '../../../../platform/db/database.ts'
import {
  type Answer,
  forbidden,
  notFound,
  page,
  redirect,
  text,
} from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import { publishedBefore } from '../../actions/design-create.ts'
import { isDesigner, type Step, stepDraft } from '../../actions/design-draft.ts'
import { effectOnCases } from '../../actions/design-effect.ts'
import { publishDraft, sendBack, submitForReview } from '../../actions/design-review.ts'
import { digestOf } from '../../actions/load-catalogue.ts'
import { LayananSchema } from '../../definition-file/schema.ts'
import { diffDefinitions } from '../../domain/definition/diff.ts'
import { designMessages } from '../../messages/index.ts'
import { findDefinisi } from '../../store/definisi-store.ts'
import { findRevisi, listPenyusun, listRevisi, type RevisiHead } from '../../store/revisi-store.ts'
import type { Services } from '../../types.ts'
import { type Desk, deskHref, HOME } from './frame.tsx'
import { ComparePage, HistoryPage } from './history.page.tsx'
import { atDesk, baseOf, DESIGN } from './open-desk.ts'
import { OverviewPage } from './overview.page.tsx'
import { ReviewPage } from './review.page.tsx'

const HISTORY_PAGE = 30
const NOMOR_MAX = 2_000_000_000

type Handle = (services: Services, req: Req, desk: Desk) => Promise<Answer> | Answer

/** A definition as a whole, its history, its review and its publication. */
export function stepRoutes(services: Services): readonly Route[] {
  const route = (method: 'GET' | 'POST', rest: string, handle: Handle): Route => ({
    method,
    url: `${HOME}/:kode/:versi${rest}`,
    access: DESIGN,
    kind: 'page',
    handle: (req) => atDesk(services, req, (desk) => handle(services, req, desk)),
  })
  return [
    route('GET', '', showOverview),
    route('GET', '/unduh.json', (_, __, desk) => download(desk)),
    route('POST', '/langkah', step),
    route('GET', '/riwayat', (...asked) => showHistory(...asked, [])),
    route('GET', '/banding', compare),
    route('POST', '/ajukan', submit),
    route('GET', '/tinjau', (...asked) => showReview(...asked, [])),
    route('POST', '/kembalikan', giveBack),
    route('POST', '/terbit', publish),
  ]
}

async function showOverview({ deps }: Services, _: Req, desk: Desk): Promise<Answer> {
  const row = await findDefinisi(deps.kit.db, desk)
  return page(
    <OverviewPage
      desk={desk}
      note={row?.catatan ?? null}
      testCount={String(desk.isi.tests.length)}
    />,
  )
}

function download({ kode, versi, isi }: Desk): Answer {
  return text(`${JSON.stringify(isi, undefined, 2)}\n`, 'application/json; charset=utf-8', {
    headers: { 'content-disposition': `attachment; filename="${kode}-${versi}.json"` },
  })
}

async function step(services: Services, req: Req, desk: Desk): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const { deps } = services
  const asked = fieldText(req.form, 'langkah')
  const ke = Number(fieldText(req.form, 'ke'))
  const one: Step | undefined =
    asked === 'urung' || asked === 'ulang'
      ? asked
      : Number.isSafeInteger(ke) && ke > 0 && ke < NOMOR_MAX
        ? { ke }
        : undefined
  if (one === undefined) return notFound
  const done = await stepDraft(deps, deps.kit.db, req.actor, {
    key: desk,
    base: baseOf(req.form),
    step: one,
  })
  return done.ok
    ? redirect(deskHref(desk), {
        flash: { kind: 'success', text: designMessages(req.ctx.lang).saved },
      })
    : showHistory(services, req, desk, done.refusals)
}

async function showHistory(
  { deps }: Services,
  req: Req,
  desk: Desk,
  refusals: readonly Refusal[],
): Promise<Answer> {
  const { ctx } = req
  const m = designMessages(ctx.lang)
  const asked = Number(fieldText(req.query, 'sebelum'))
  const before = Number.isSafeInteger(asked) && asked > 0 && asked < NOMOR_MAX ? asked : NOMOR_MAX
  const found = await listRevisi(deps.kit.db, { ...desk, before, limit: HISTORY_PAGE + 1 })
  const rows = found.slice(0, HISTORY_PAGE)
  const names = await namesOf(deps, rows)
  return page(
    <HistoryPage
      desk={desk}
      rows={rows.map((row) => ({
        nomor: row.nomor,
        kind: m.historyKinds[row.jenis],
        isAside: row.jenis === 'tertahan',
        by: m.byWhom(
          names.get(row.oleh ?? '') ?? m.somebody,
          formatDateTime(row.waktu, localeOf(ctx)),
        ),
        lines: row.perubahan.map((line) => line[ctx.lang]),
      }))}
      olderHref={
        found.length > HISTORY_PAGE
          ? deskHref(desk, `/riwayat?sebelum=${rows.at(-1)?.nomor ?? 0}`)
          : undefined
      }
      refusals={refusals}
    />,
    refusals.length === 0 ? {} : { status: 422 },
  )
}

async function namesOf(
  { identity, kit }: Services['deps'],
  rows: readonly RevisiHead[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.oleh ?? []))]
  const names = new Map<string, string>()
  for (const id of ids) {
    const account = await identity.findAccount(kit.db, id)
    if (account !== undefined) names.set(id, account.name)
  }
  return names
}

async function compare({ deps }: Services, req: Req, desk: Desk): Promise<Answer> {
  const m = designMessages(req.ctx.lang)
  const numbers = ['dari', 'ke'].map((name) => Number(fieldText(req.query, name)))
  const [from = 0, to = 0] = numbers
  if (numbers.some((one) => !Number.isSafeInteger(one) || one < 1 || one > NOMOR_MAX))
    return notFound
  const [older, newer] = await transaction(deps.kit.db, async (tx) => [
    LayananSchema.safeParse((await findRevisi(tx, desk, from))?.isi),
    LayananSchema.safeParse((await findRevisi(tx, desk, to))?.isi),
  ])
  if (older?.success !== true || newer?.success !== true) return notFound
  return page(
    <ComparePage
      desk={desk}
      title={m.compareTitle(String(to), String(from))}
      changes={diffDefinitions(older.data, newer.data, { words: m.diff, lang: req.ctx.lang })}
    />,
  )
}

async function submit(services: Services, req: Req, desk: Desk): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const { deps } = services
  const done = await submitForReview(deps, deps.kit.db, req.actor, desk)
  return done.ok
    ? redirect(deskHref(desk, '/tinjau'), {
        flash: { kind: 'success', text: designMessages(req.ctx.lang).submitted },
      })
    : showReview(services, req, desk, done.refusals)
}

async function showReview(
  { deps }: Services,
  req: Req,
  desk: Desk,
  refusals: readonly Refusal[],
): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const { ctx, actor } = req
  const before = await publishedBefore(deps.kit.db, desk)
  const authors = await listPenyusun(deps.kit.db, desk)
  return page(
    <ReviewPage
      desk={desk}
      before={before === undefined ? undefined : String(before.version)}
      changes={
        before === undefined
          ? []
          : diffDefinitions(before, desk.isi, {
              words: designMessages(ctx.lang).diff,
              lang: ctx.lang,
            })
      }
      effect={await effectOnCases(deps, deps.kit.db, desk.isi)}
      isMigrating={desk.isi.running !== 'finish-on-old'}
      testCount={String(desk.isi.tests.length)}
      mayReview={!authors.includes(actor.accountId)}
      sha={digestOf(desk.isi).toString('hex')}
      typedReason={fieldText(req.form, 'alasan')}
      refusals={refusals}
    />,
    refusals.length === 0 ? {} : { status: 422 },
  )
}

async function giveBack(services: Services, req: Req, desk: Desk): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const { deps } = services
  const alasan = fieldText(req.form, 'alasan')
  const done = await sendBack(deps, deps.kit.db, req.actor, { key: desk, alasan })
  return done.ok
    ? redirect(deskHref(desk), {
        flash: { kind: 'success', text: designMessages(req.ctx.lang).returned },
      })
    : showReview(services, req, desk, done.refusals)
}

async function publish(services: Services, req: Req, desk: Desk): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const { deps } = services
  const sha = fieldText(req.form, 'sha')
  const done = await publishDraft(deps, deps.kit.db, req.actor, { key: desk, sha })
  return done.ok
    ? redirect(`/layanan/${desk.kode}`, {
        flash: { kind: 'success', text: designMessages(req.ctx.lang).published },
      })
    : showReview(services, req, desk, done.refusals)
}
