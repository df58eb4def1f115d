import { DAY_MS, tanggal } from '../../kernel/date.ts'
import { type Answer, page } from '../../platform/http/answer.ts'
import { createPageKeep } from '../../platform/http/kept-page.ts'
import type { Req, Route } from '../../platform/http/route.ts'
import type { Kit } from '../../platform/kit.ts'
import type { OutsideState } from '../../platform/outside/index.ts'
import {
  formatDateTime,
  formatNumber,
  formatPercent,
  formatTanggal,
  localeOf,
} from '../../ui/format.ts'
import { type LogStanding, readLogStanding } from '../public-log/index.ts'
import { AccessibilityPage, type LogFacts, StatusPage, type StatusProps } from './about.page.tsx'
import { createShowHome, showSearch } from './front-routes.tsx'
import type { LetterSigning, PortalNeeds } from './needs.ts'
import { listUptime, pingDatabase, readQueueDepth } from './store.ts'

const UPTIME_DAYS = 30
const MINUTES_A_DAY = 1_440
const KEPT_MAX = 20
/** Version of a page that only a new build changes. */
const UNCHANGING = ''

export function portalRoutes(kit: Kit, needs: PortalNeeds): readonly Route[] {
  const keepPage = createPageKeep(KEPT_MAX)
  const open = (url: string, handle: Route['handle']): Route => ({
    method: 'GET',
    url,
    access: 'public',
    kind: 'page',
    handle,
  })
  return [
    open('/', createShowHome(needs)),
    open('/cari', (req) => showSearch(needs, req)),
    open('/status', (req) => showStatus(kit, needs, req)),
    open('/aksesibilitas', (req) =>
      keepPage(req, UNCHANGING, () => <AccessibilityPage ctx={req.ctx} />),
    ),
  ]
}

/** Everything the database would have told, or undefined when it is away: the page shows either way. */
async function readFacts(kit: Kit, needs: PortalNeeds, req: Req) {
  try {
    const database = await pingDatabase(kit.db)
    const depth = await readQueueDepth(kit.db)
    const days = await listUptime(kit.db, {
      zone: req.ctx.region.timezone,
      since: new Date(kit.now().getTime() - UPTIME_DAYS * DAY_MS),
    })
    const log = await readLogStanding(kit.db)
    const systems = await needs.outside.states(kit.db)
    const letters = await needs.letters(kit.db)
    return { database, depth, days, log, systems, letters }
  } catch {
    return undefined
  }
}

function logFacts(
  req: Req,
  log: LogStanding | undefined,
  stalled: Date | undefined,
): LogFacts | undefined {
  if (log === undefined) return undefined
  const locale = localeOf(req.ctx)
  return {
    entries: formatNumber(log.entries, req.ctx.lang),
    signedAt: formatDateTime(log.signedAt, locale),
    isAlarmed: log.alarms > 0,
    ...(stalled === undefined ? {} : { stalledSince: formatDateTime(stalled, locale) }),
  }
}

function letterFacts(req: Req, letters: LetterSigning | undefined): StatusProps['letters'] {
  if (letters === undefined) return undefined
  const locale = localeOf(req.ctx)
  const { penyelenggara, isAway, since, menunggu, menungguSejak } = letters
  return {
    penyelenggara,
    isAway,
    waiting: menunggu,
    ...(since === undefined ? {} : { since: formatDateTime(since, locale) }),
    ...(menungguSejak === undefined ? {} : { waitingSince: formatDateTime(menungguSejak, locale) }),
  }
}

function systemFacts(req: Req, states: readonly OutsideState[]): StatusProps['systems'] {
  const locale = localeOf(req.ctx)
  return states.map(({ kode, nama, keadaan, since, waiting, isStandIn }) => ({
    kode,
    name: nama[req.ctx.lang],
    keadaan,
    isStandIn,
    waiting,
    ...(since === undefined ? {} : { since: formatDateTime(since, locale) }),
  }))
}

async function showStatus(kit: Kit, needs: PortalNeeds, req: Req): Promise<Answer> {
  const facts = await readFacts(kit, needs, req)
  const view = (
    <StatusPage
      ctx={req.ctx}
      version={needs.version}
      since={formatDateTime(needs.startedAt, localeOf(req.ctx))}
      database={facts?.database}
      waiting={facts?.depth.reduce((sum, row) => sum + row.waiting, 0) ?? 0}
      log={logFacts(req, facts?.log, needs.logStalledSince())}
      systems={systemFacts(req, facts?.systems ?? [])}
      letters={letterFacts(req, facts?.letters)}
      failed={facts?.depth.reduce((sum, row) => sum + row.failed, 0) ?? 0}
      days={
        facts?.days.map(({ hari, menit }) => ({
          day: formatTanggal(tanggal(hari), req.ctx.lang),
          minutes: menit,
          share: formatPercent(menit / MINUTES_A_DAY, req.ctx.lang),
        })) ?? []
      }
    />
  )
  return page(view, { status: facts === undefined ? 503 : 200 })
}
