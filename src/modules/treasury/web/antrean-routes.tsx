import { grantsOf } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { type Answer, page, redirect } from '../../../platform/http/answer.ts'
import { writeKeyset } from '../../../platform/http/keyset.ts'
import {
  fieldList,
  fieldText,
  type Req,
  type Route,
  signedInOf,
} from '../../../platform/http/route.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Kodefikasi } from '../../fiscal/index.ts'
import { createIssueBatch } from '../actions/issue-batch.ts'
import { createTakeMany } from '../actions/langkah.ts'
import type { Deps } from '../deps.ts'
import {
  isLangkah,
  JENIS_SPP,
  LANGKAH,
  LANGKAH_ROLES,
  type Langkah,
  type Tahap,
} from '../domain/tahap.ts'
import { holdsAny, PELAKU, skpdsSeen } from '../domain/wewenang.ts'
import { messagesIn } from '../messages/index.ts'
import { type AntreanRow, countTahap, listAntrean, listDaftar } from '../store/antrean-store.ts'
import { QueuePage, type Unmoved } from './antrean.page.tsx'
import { addressOf, HOME, readKey, timeLeftOf, treasuryGet, treasuryPost } from './frame.tsx'

const SHOWN = 50

/** Stations in the order of the chain, and what is done there with many at once. */
const STATIONS: readonly Readonly<{ tahap: Tahap; bulk: readonly Langkah[] }>[] = [
  { tahap: 'diajukan', bulk: ['setujui'] },
  { tahap: 'dikembalikan', bulk: [] },
  { tahap: 'diverifikasi', bulk: ['terbit-spm'] },
  { tahap: 'spm', bulk: ['terbit-sp2d'] },
  { tahap: 'sp2d', bulk: [] },
  { tahap: 'cair', bulk: [] },
]

export function antreanRoutes(deps: Deps): readonly Route[] {
  return [
    treasuryGet('', (req) => showQueue(deps, req)),
    treasuryGet('/daftar', (req) => showList(deps, req)),
    treasuryPost('/massal', LANGKAH_ROLES, (req) => moveMany(deps, req)),
    treasuryPost('/terbit-semua', PELAKU.bud, (req) => issueAll(deps, req)),
  ]
}

/** The station an officer's role works at; others begin with what is nearest to them. */
function ownStation(req: Req): Tahap {
  const roles = grantsOf(req.actor).map(({ role }) => role)
  const station = STATIONS.find(({ tahap }) =>
    Object.values(LANGKAH).some(
      (rule) =>
        rule.dari[0] === tahap &&
        rule.isForOthers &&
        rule.roles.some((role) => roles.includes(role)),
    ),
  )
  if (station !== undefined) return station.tahap
  return roles.includes('bendahara') || roles.includes('pptk') ? 'dikembalikan' : 'spm'
}

function bulkFor(req: Req, tahap: Tahap): readonly Langkah[] {
  const roles = grantsOf(req.actor).map(({ role }) => role)
  const station = STATIONS.find((one) => one.tahap === tahap)
  return (station?.bulk ?? []).filter((langkah) =>
    LANGKAH[langkah].roles.some((role) => roles.includes(role)),
  )
}

async function showQueue(deps: Deps, req: Req, unmoved: readonly Unmoved[] = []): Promise<Answer> {
  const { kit } = deps
  const m = messagesIn(req.ctx.lang)
  const typed = fieldText(req.query, 'tahap')
  const tahap = STATIONS.find((one) => one.tahap === typed)?.tahap ?? ownStation(req)
  const kode = await deps.fiscal.kodefikasi(kit.db, yearOf(kit.today()))
  const seen = skpdsSeen(req.actor, kode.skpd)
  const skpd = fieldText(req.query, 'skpd')
  const jenis = JENIS_SPP.find((one) => one === fieldText(req.query, 'jenis'))
  const after = readKey(req)
  const found = await listAntrean(kit.db, {
    tahap,
    skpdIds: narrowed(seen, skpd),
    jenis,
    limit: SHOWN + 1,
    after,
  })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const views = []
  for (const one of STATIONS) {
    const count = await countTahap(kit.db, { tahap: one.tahap, skpdIds: seen, now: kit.now() })
    views.push({
      href: addressOf(HOME, { tahap: one.tahap }),
      label: m.tahap[one.tahap],
      count: formatNumber(count.jumlah, req.ctx.lang),
      isCurrent: one.tahap === tahap,
      isHot: count.lewat > 0,
    })
  }
  const self = { tahap, skpd, jenis: jenis ?? '' }
  return page(
    <QueuePage
      ctx={req.ctx}
      room="antrean"
      viewName={m.tahap[tahap]}
      views={views}
      filters={filtersOf(req, HOME, { tahap })}
      skpdChoices={choicesOf(kode, seen)}
      rows={withNames(deps, req, rows, kode)}
      bulk={bulkFor(req, tahap)}
      mayMake={mayMake(req)}
      mayIssueAll={tahap === 'spm' && holdsAny(req.actor, PELAKU.bud) && rows.length > 1}
      unmoved={unmoved}
      nextHref={
        last &&
        addressOf(HOME, {
          ...self,
          sesudah: writeKeyset({ at: last.tenggatAt ?? last.tahapSejak, id: last.id }),
        })
      }
      firstHref={after && addressOf(HOME, self)}
    />,
    { status: unmoved.length > 0 ? 422 : 200 },
  )
}

async function showList(deps: Deps, req: Req): Promise<Answer> {
  const { kit } = deps
  const m = messagesIn(req.ctx.lang)
  const tahun = yearOf(kit.today())
  const kode = await deps.fiscal.kodefikasi(kit.db, tahun)
  const seen = skpdsSeen(req.actor, kode.skpd)
  const skpd = fieldText(req.query, 'skpd')
  const jenis = JENIS_SPP.find((one) => one === fieldText(req.query, 'jenis'))
  const after = readKey(req)
  const found = await listDaftar(kit.db, {
    tahun,
    skpdIds: narrowed(seen, skpd),
    tahap: undefined,
    jenis,
    limit: SHOWN + 1,
    after,
  })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const path = `${HOME}/daftar`
  const self = { skpd, jenis: jenis ?? '' }
  return page(
    <QueuePage
      ctx={req.ctx}
      room="daftar"
      viewName={m.nav.daftar}
      views={[]}
      filters={filtersOf(req, path, {})}
      skpdChoices={choicesOf(kode, seen)}
      rows={withNames(deps, req, rows, kode)}
      bulk={[]}
      mayMake={mayMake(req)}
      mayIssueAll={false}
      unmoved={[]}
      nextHref={
        last &&
        addressOf(path, { ...self, sesudah: writeKeyset({ at: last.dibuatAt, id: last.id }) })
      }
      firstHref={after && addressOf(path, self)}
    />,
  )
}

/** The chosen SKPD, when it is one of those that may be seen. */
export function narrowed(
  seen: readonly number[] | undefined,
  typed: string,
): readonly number[] | undefined {
  const id = Number(typed)
  if (!Number.isSafeInteger(id) || id <= 0) return seen
  return seen === undefined || seen.includes(id) ? [id] : []
}

export function choicesOf({ skpd }: Kodefikasi, seen: readonly number[] | undefined) {
  return skpd.all
    .filter(({ id }) => seen === undefined || seen.includes(id))
    .map(({ id, nama }) => ({ value: String(id), label: nama }))
}

function filtersOf(req: Req, action: string, hidden: Readonly<Record<string, string>>) {
  const skpd = fieldText(req.query, 'skpd')
  const jenis = fieldText(req.query, 'jenis')
  return { action, hidden, skpd, jenis, clearHref: addressOf(action, hidden) }
}

function withNames(deps: Deps, req: Req, rows: readonly AntreanRow[], { skpd }: Kodefikasi) {
  const calendar = deps.reference.calendar()
  return rows.map((row) => ({
    ...row,
    skpdNama: skpd.byId.get(row.skpdId)?.nama ?? '',
    time: timeLeftOf(req.ctx, row, calendar),
  }))
}

const mayMake = (req: Req) =>
  grantsOf(req.actor).some(({ role }) => role === 'bendahara' || role === 'pptk')

async function moveMany(deps: Deps, req: Req): Promise<Answer> {
  const { queue } = messagesIn(req.ctx.lang)
  const langkah = fieldText(req.form, 'langkah')
  const ids = fieldList(req.form, 'nomor').filter(isUuid)
  if (!isLangkah(langkah) || !bulkSteps().includes(langkah) || ids.length === 0)
    return redirect(HOME, { flash: { kind: 'error', text: queue.bulkNone } })
  const outcomes = await createTakeMany(deps)(signedInOf(req), ids, {
    langkah,
    alasan: '',
    suratNomor: '',
    ...(langkah === 'setujui' ? { periksa: 'lengkap' } : {}),
  })
  const unmoved = outcomes.flatMap(({ sppId, nomor, outcome }) =>
    outcome.ok ? [] : [{ nomor, href: `${HOME}/spp/${sppId}`, refusals: outcome.refusals }],
  )
  const count = (value: number) => formatNumber(value, req.ctx.lang)
  const text = queue.bulkDone(count(outcomes.length - unmoved.length), count(outcomes.length))
  if (unmoved.length === 0) return redirect(HOME, { flash: { kind: 'success', text } })
  return showQueue(deps, req, unmoved)
}

const ISSUED_AT_ONCE = 2_000
const PART = 250

async function issueAll(deps: Deps, req: Req): Promise<Answer> {
  const { queue, tahap } = messagesIn(req.ctx.lang)
  const order = { limit: ISSUED_AT_ONCE, each: PART }
  const issued = await createIssueBatch(deps)(signedInOf(req), order)
  if (!issued.ok) {
    const unmoved = [{ nomor: tahap.spm, href: HOME, refusals: issued.refusals }]
    return showQueue(deps, req, unmoved)
  }
  const text = queue.issuedAll(formatNumber(issued.value, req.ctx.lang))
  return redirect(HOME, { flash: { kind: 'success', text } })
}

const bulkSteps = () => STATIONS.flatMap(({ bulk }) => bulk)
