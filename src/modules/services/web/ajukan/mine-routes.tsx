import { parseTanggal } from '../../../../kernel/date.ts'
import { isUuid } from '../../../../kernel/id.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { forbidden, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, formatNumber, formatTanggal, localeOf } from '../../../../ui/format.ts'
import type { CaseRowProps, TagKind } from '../../../../ui/index.ts'
import { endKuasa, giveKuasa } from '../../actions/kuasa.ts'
import { signedIn } from '../../actions/submit.ts'
import { type Layanan, wordsIn } from '../../domain/definition/types.ts'
import { ajukanMessages } from '../../messages/index.ts'
import { listDraf } from '../../store/draf-store.ts'
import { type Kuasa, listKuasa } from '../../store/kuasa-store.ts'
import { listOwn, type OwnRow } from '../../store/permohonan-store.ts'
import type { Services } from '../../types.ts'
import { baseOf } from './draft-routes.tsx'
import { KuasaPage, type KuasaRow, MinePage } from './mine.page.tsx'

const PAGE = 20
const DRAFTS = 10
const KUASA_MAX = 100

export function mineRoutes(services: Services): readonly Route[] {
  const route = (method: 'GET' | 'POST', url: string, handle: Route['handle']): Route => ({
    method,
    url,
    access: 'signed-in',
    kind: 'page',
    handle,
  })
  return [
    route('GET', '/akun/permohonan', (req) => show(services, req)),
    route('GET', '/akun/kuasa', (req) => showKuasa(services, req, [])),
    route('POST', '/akun/kuasa', (req) => give(services, req)),
    route('POST', '/akun/kuasa/cabut', (req) => end(services, req)),
  ]
}

async function show(services: Services, req: Req) {
  const actor = signedIn(req.actor)
  if (actor === undefined) return forbidden
  const { ctx } = req
  const { deps } = services
  const [at = '', id = ''] = fieldText(req.query, 'sebelum').split('_')
  const before = isUuid(id) && !Number.isNaN(Date.parse(at)) ? { at: new Date(at), id } : undefined
  const found = await listOwn(deps.kit.db, { akunId: actor.accountId, before, limit: PAGE + 1 })
  const drafts = before === undefined ? await listDraf(deps.kit.db, actor.accountId, DRAFTS) : []
  const katalog = await deps.layanan.katalog()
  const rows = found.slice(0, PAGE)
  const last = rows.at(-1)
  const m = ajukanMessages(ctx.lang)
  const nameOf = (kode: string) => {
    const layanan = katalog.layanan.get(kode)
    return layanan === undefined ? kode : wordsIn(layanan.name, ctx.lang)
  }
  return page(
    <MinePage
      ctx={ctx}
      drafts={drafts.map((draft) => ({
        href: baseOf(draft.id),
        name: nameOf(draft.kode),
        changed: m.resumeLine(formatDateTime(draft.diubahAt, localeOf(ctx))),
      }))}
      yours={rows.filter(isYours).map((row) => rowOf(req, row, katalog.layanan.get(row.kode)))}
      rows={rows
        .filter((row) => !isYours(row))
        .map((row) => rowOf(req, row, katalog.layanan.get(row.kode)))}
      shown={formatNumber(rows.length, ctx.lang)}
      nextHref={
        found.length > PAGE && last !== undefined
          ? `/akun/permohonan?sebelum=${last.diajukanAt.toISOString()}_${last.id}`
          : undefined
      }
    />,
  )
}

const END_KIND: Readonly<Record<string, TagKind>> = {
  terbit: 'selesai',
  selesai: 'selesai',
  tolak: 'lewat',
  batal: 'netral',
}

/** The office waits until its applicant has mended or paid something. */
function isYours({ jedaSejak }: OwnRow): boolean {
  return jedaSejak !== null
}

function rowOf({ ctx }: Req, row: OwnRow, layanan: Layanan | undefined): CaseRowProps {
  const m = ajukanMessages(ctx.lang)
  const state = layanan?.workflow.states[row.tahap]
  const kind =
    row.akhir !== null ? (END_KIND[row.akhir] ?? 'netral') : isYours(row) ? 'tunggu' : 'proses'
  const due =
    row.tenggatAt === null
      ? []
      : [(isYours(row) ? m.dueYours : m.due)(formatDateTime(row.tenggatAt, localeOf(ctx)))]
  return {
    href: `/permohonan/${row.nomor}`,
    tag: { kind, label: state === undefined ? row.tahap : wordsIn(state.public, ctx.lang) },
    nomor: row.nomor,
    title: layanan === undefined ? row.kode : wordsIn(layanan.name, ctx.lang),
    facts: [formatDateTime(row.diajukanAt, localeOf(ctx)), ...due],
  }
}

async function showKuasa(services: Services, req: Req, refusals: readonly Refusal[]) {
  const actor = signedIn(req.actor)
  if (actor === undefined) return forbidden
  const { ctx } = req
  const { deps } = services
  const all = await listKuasa(deps.kit.db, actor.accountId, KUASA_MAX)
  const katalog = await deps.layanan.katalog()
  const typed = Object.fromEntries(
    ['penerima', 'jenis', 'layanan', 'sampai'].map((name) => [name, fieldText(req.form, name)]),
  )
  const isGiven = (one: Kuasa) => one.pemberiAkunId === actor.accountId
  return page(
    <KuasaPage
      ctx={ctx}
      given={await rowsOf(services, req, all.filter(isGiven), 'penerimaAkunId')}
      held={
        await rowsOf(
          services,
          req,
          all.filter((one) => !isGiven(one)),
          'pemberiAkunId',
        )
      }
      services={[...katalog.layanan.values()].map((one) => ({
        value: one.code,
        label: wordsIn(one.name, ctx.lang),
      }))}
      typed={typed}
      refusals={refusals}
    />,
    refusals.length > 0 ? { status: 422 } : {},
  )
}

async function rowsOf(
  { deps }: Services,
  { ctx }: Req,
  list: readonly Kuasa[],
  other: 'penerimaAkunId' | 'pemberiAkunId',
): Promise<readonly KuasaRow[]> {
  const m = ajukanMessages(ctx.lang)
  const katalog = await deps.layanan.katalog()
  const rows: KuasaRow[] = []
  for (const one of list) {
    const account = await deps.identity.findAccount(deps.kit.db, one[other])
    const layanan = one.layananKode === null ? undefined : katalog.layanan.get(one.layananKode)
    const until = parseTanggal(one.berlakuSampai)
    rows.push({
      id: one.id,
      name: account?.name ?? '-',
      line: m.kuasaLine(
        m.kuasaKinds[one.jenis],
        layanan === undefined ? m.kuasaAll : wordsIn(layanan.name, ctx.lang),
        until.ok ? formatTanggal(until.value, ctx.lang) : one.berlakuSampai,
      ),
    })
  }
  return rows
}

async function give(services: Services, req: Req) {
  const actor = signedIn(req.actor)
  if (actor === undefined) return forbidden
  const given = await giveKuasa(services.deps, services.deps.kit.db, actor, {
    penerima: fieldText(req.form, 'penerima'),
    jenis: fieldText(req.form, 'jenis'),
    layanan: fieldText(req.form, 'layanan'),
    sampai: fieldText(req.form, 'sampai'),
  })
  if (!given.ok) return showKuasa(services, req, given.refusals)
  return redirect('/akun/kuasa', {
    flash: { kind: 'success', text: ajukanMessages(req.ctx.lang).kuasaDone },
  })
}

async function end(services: Services, req: Req) {
  const actor = signedIn(req.actor)
  const id = fieldText(req.form, 'id')
  if (actor === undefined) return forbidden
  if (isUuid(id)) await endKuasa(services.deps, services.deps.kit.db, actor, id)
  return redirect('/akun/kuasa', {
    flash: { kind: 'notice', text: ajukanMessages(req.ctx.lang).kuasaEnded },
  })
}
