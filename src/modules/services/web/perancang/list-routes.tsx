import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, forbidden, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatRelative, localeOf } from '../../../../ui/format.ts'
import { beginFrom, beginService } from '../../actions/design-create.ts'
import { isDesigner } from '../../actions/design-draft.ts'
import { type Patterns, readPatterns } from '../../definition-file/patterns.ts'
import { promiseOf } from '../../domain/catalogue/standard.ts'
import { type Layanan, type Words, wordsIn } from '../../domain/definition/types.ts'
import { designMessages } from '../../messages/index.ts'
import { type DefinisiRow, listKerja } from '../../store/definisi-store.ts'
import type { Services } from '../../types.ts'
import { hoursPerDay, promiseWords } from '../words.ts'
import { choicesFor } from './choices.ts'
import { deskHref, HOME } from './frame.tsx'
import { type DraftRow, ListPage, NewPage } from './list.page.tsx'
import { DESIGN } from './open-desk.ts'

const DRAFTS_MAX = 200
const FOUND_MAX = 30

/** The designer's first page and the ways to begin a service. */
export function listRoutes(services: Services): readonly Route[] {
  const patterns = readPatterns()
  const shared = { access: DESIGN, kind: 'page' as const }
  return [
    { ...shared, method: 'GET', url: HOME, handle: (req) => showList(services, req, []) },
    {
      ...shared,
      method: 'GET',
      url: `${HOME}/baru`,
      handle: (req) => showNew(services, req, { patterns, refusals: [] }),
    },
    {
      ...shared,
      method: 'POST',
      url: `${HOME}/baru`,
      handle: (req) => begin(services, req, patterns),
    },
    {
      ...shared,
      method: 'POST',
      url: `${HOME}/salin`,
      handle: (req) => copy(services, req, patterns),
    },
    {
      ...shared,
      method: 'POST',
      url: `${HOME}/versi`,
      handle: (req) => makeNext(services, req),
    },
  ]
}

export async function showList(
  services: Services,
  req: Req,
  refusals: readonly Refusal[],
): Promise<Answer> {
  const { kit, layanan } = services.deps
  const { ctx } = req
  const rows = (await listKerja(kit.db, DRAFTS_MAX)).map((row) => rowOf(req, row))
  const typed = fieldText(req.query, 'q').slice(0, 120).trim()
  const katalog = await layanan.katalog()
  const found = typed === '' ? [] : katalog.search(typed, FOUND_MAX)
  return page(
    <ListPage
      ctx={ctx}
      drafts={rows.filter((row) => row.status === 'draf')}
      waiting={rows.filter((row) => row.status === 'ditinjau')}
      typed={typed}
      found={found.flatMap(({ code }) => {
        const one = katalog.layanan.get(code)
        return one === undefined ? [] : [publishedRow(req, one)]
      })}
      refusals={refusals}
    />,
    refusals.length === 0 ? {} : { status: 422 },
  )
}

function rowOf({ ctx }: Req, row: DefinisiRow): DraftRow {
  const m = designMessages(ctx.lang)
  const { name } = row.isi as Readonly<{ name?: Words }>
  return {
    href: deskHref(row),
    kode: row.kode,
    nama: name === undefined ? row.kode : wordsIn(name, ctx.lang),
    status: row.status,
    facts: [
      m.version(String(row.versi)),
      m.changedAt(formatRelative(row.diubahAt, ctx.now, localeOf(ctx))),
      ...(row.status === 'draf' && row.catatan !== null ? [m.sentBack] : []),
    ],
  }
}

function publishedRow({ ctx }: Req, one: Layanan): DraftRow {
  return {
    href: deskHref({ kode: one.code, versi: one.version }),
    kode: one.code,
    nama: wordsIn(one.name, ctx.lang),
    status: 'terbit',
    facts: [designMessages(ctx.lang).version(String(one.version))],
  }
}

type Showing = Readonly<{ patterns: Patterns; refusals: readonly Refusal[] }>

async function showNew(
  services: Services,
  req: Req,
  { patterns, refusals }: Showing,
): Promise<Answer> {
  const { ctx } = req
  const { deps } = services
  const m = designMessages(ctx.lang)
  const perDay = hoursPerDay(deps.reference.calendar(), deps.kit.today())
  const katalog = await deps.layanan.katalog()
  const [sample] = patterns.all
  const typed = Object.fromEntries(
    ['kode', 'nama', 'ringkasan', 'pemilik', 'pola', 'asal', 'kodeSalinan'].map((name) => [
      name,
      (fieldText(req.form, name) || fieldText(req.query, name)).slice(0, 1000),
    ]),
  )
  return page(
    <NewPage
      ctx={ctx}
      patterns={patterns.all.map((one) => ({
        id: one.id,
        nama: wordsIn(one.nama, ctx.lang),
        keterangan: wordsIn(one.keterangan, ctx.lang),
        facts: m.patternFacts(
          stagesOf(one.sample, ctx.lang),
          promiseWords(promiseOf(one.sample, perDay), ctx.lang),
          one.sample.fee.kind === 'gratis' ? m.free : m.paid,
        ),
      }))}
      units={
        sample === undefined
          ? []
          : choicesFor({ deps, peristiwa: services.peristiwa, isi: sample.sample, lang: ctx.lang })(
              'units',
            ).filter(({ value }) => value !== 'pemilik')
      }
      services={[...katalog.layanan.values()]
        .map((one) => ({ value: one.code, label: `${wordsIn(one.name, ctx.lang)} (${one.code})` }))
        .toSorted((a, b) => (a.label < b.label ? -1 : 1))}
      typed={typed}
      refusals={refusals}
    />,
    refusals.length === 0 ? {} : { status: 422 },
  )
}

function stagesOf({ workflow }: Layanan, lang: 'id' | 'en'): string {
  return Object.values(workflow.states)
    .filter((state) => state.end === undefined && state.pause !== true)
    .map((state) => wordsIn(state.label, lang))
    .join(' → ')
}

async function begin(services: Services, req: Req, patterns: Patterns): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const of = (name: string) => fieldText(req.form, name).trim()
  const done = await beginService(services.deps, services.deps.kit.db, req.actor, {
    form: {
      kode: of('kode'),
      nama: of('nama'),
      ringkasan: of('ringkasan'),
      pemilik: of('pemilik'),
      pola: of('pola'),
    },
    patterns,
  })
  return done.ok
    ? redirect(deskHref(done.value))
    : showNew(services, req, { patterns, refusals: done.refusals })
}

async function copy(services: Services, req: Req, patterns: Patterns): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const done = await beginFrom(services.deps, services.deps.kit.db, req.actor, {
    asal: fieldText(req.form, 'asal'),
    kode: fieldText(req.form, 'kodeSalinan').trim(),
  })
  return done.ok
    ? redirect(deskHref(done.value))
    : showNew(services, req, { patterns, refusals: done.refusals })
}

async function makeNext(services: Services, req: Req): Promise<Answer> {
  if (!isDesigner(req.actor)) return forbidden
  const done = await beginFrom(services.deps, services.deps.kit.db, req.actor, {
    asal: fieldText(req.form, 'kode'),
  })
  return done.ok ? redirect(deskHref(done.value)) : showList(services, req, done.refusals)
}
