import { grantsOf, hasRole, isSignedIn, type Role } from '../../../kernel/actor.ts'
import { civilParts, yearOf } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, forbidden, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import type { WorkDesk } from '../../../platform/work.ts'
import type { Skpd } from '../../fiscal/index.ts'
import { explain } from '../actions/explain.ts'
import { readFigures } from '../actions/figures.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { listExplained, listPenjelasan } from '../store/penjelasan-store.ts'
import { countMenunggu, listPosisi, listTertahan } from '../store/serapan-store.ts'
import { AgencyPage } from './agency.page.tsx'
import { BoardPage, PIMPINAN } from './board.page.tsx'

/** Who looks at the whole region. */
const ALL_OVER: readonly Role[] = ['bupati', 'tapd', 'ppkd', 'bud', 'inspektorat', 'dprd']
/** Who looks at, and speaks for, an agency. */
const HEADS: readonly Role[] = ['kepala-opd', 'pa', 'kpa']
const READERS: readonly Role[] = [...ALL_OVER, ...HEADS]
const STUCK_SHOWN = 10
const POSITIONS_SHOWN = 30
const SAID_SHOWN = 20
const TEXT_MAX = 4_000

export function leadershipRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  return [
    {
      kind,
      method: 'GET',
      url: PIMPINAN,
      access: { roles: READERS },
      handle: (req) => showBoard(deps, req),
    },
    {
      kind,
      method: 'GET',
      url: `${PIMPINAN}/serapan/:skpd`,
      access: { roles: READERS },
      handle: (req) => withSkpd(deps, req, (skpd) => showAgency(deps, req, skpd)),
    },
    {
      kind,
      method: 'POST',
      url: `${PIMPINAN}/serapan/:skpd/penjelasan`,
      access: { roles: HEADS },
      handle: (req) => withSkpd(deps, req, (skpd) => takeExplanation(deps, req, skpd)),
    },
  ]
}

async function withSkpd(
  { kit, fiscal }: Deps,
  req: Req,
  then: (skpd: Skpd) => Promise<Answer>,
): Promise<Answer> {
  const codes = await fiscal.kodefikasi(kit.db, yearOf(kit.today()))
  const skpd = codes.skpd.byId.get(Number(req.params.skpd))
  return skpd === undefined ? notFound : then(skpd)
}

async function desksOf({ kit, work }: Deps, req: Req): Promise<readonly WorkDesk[]> {
  const desks: WorkDesk[] = []
  for (const source of work()) {
    const desk = await source(kit.db, { actor: req.actor, ctx: req.ctx })
    if (desk !== undefined) desks.push(desk)
  }
  return desks
}

async function showBoard(deps: Deps, req: Req): Promise<Answer> {
  const { kit } = deps
  const today = kit.today()
  const tahun = yearOf(today)
  const now = kit.now()
  const [figures, menunggu, tertahan, explained] = await together([
    readFigures(deps, kit.db, tahun),
    countMenunggu(kit.db, now),
    listTertahan(kit.db, { now, limit: STUCK_SHOWN }),
    listExplained(kit.db, { tahun, bulan: civilParts(today).month }),
  ])
  return page(
    <BoardPage
      ctx={req.ctx}
      today={today}
      {...figures}
      menunggu={menunggu}
      tertahan={tertahan}
      explained={explained}
      desks={await desksOf(deps, req)}
    />,
  )
}

/** An agency's head sees and speaks for the own one; who looks at the region sees all. */
function maySee(req: Req, skpd: Skpd): boolean {
  return grantsOf(req.actor).some(({ role }) => ALL_OVER.includes(role)) || mayExplain(req, skpd)
}

function mayExplain(req: Req, { unitKode }: Skpd): boolean {
  return unitKode !== null && HEADS.some((role) => hasRole(req.actor, role, unitKode))
}

async function showAgency(
  deps: Deps,
  req: Req,
  skpd: Skpd,
  refused: Readonly<{ refusals: readonly Refusal[]; typed: string }> = { refusals: [], typed: '' },
): Promise<Answer> {
  if (!maySee(req, skpd)) return forbidden
  const { kit } = deps
  const tahun = yearOf(kit.today())
  const { perSkpd, months } = (await readFigures(deps, kit.db, tahun)).belanja
  const serapan = perSkpd.find(({ skpdId }) => skpdId === skpd.id)
  if (serapan === undefined) return notFound
  return page(
    <AgencyPage
      ctx={req.ctx}
      skpd={skpd}
      serapan={serapan}
      posisi={
        await listPosisi(kit.db, {
          tahun,
          skpdId: skpd.id,
          bulan: months,
          limit: POSITIONS_SHOWN,
        })
      }
      tertahan={
        await listTertahan(kit.db, {
          now: kit.now(),
          skpdId: skpd.id,
          limit: STUCK_SHOWN,
        })
      }
      penjelasan={await listPenjelasan(kit.db, { tahun, skpdId: skpd.id, limit: SAID_SHOWN })}
      mayExplain={mayExplain(req, skpd)}
      {...refused}
    />,
    refused.refusals.length === 0 ? {} : { status: 422 },
  )
}

async function takeExplanation(deps: Deps, req: Req, skpd: Skpd): Promise<Answer> {
  const { kit } = deps
  if (!isSignedIn(req.actor) || !mayExplain(req, skpd)) return forbidden
  const typed = fieldText(req.form, 'isi').slice(0, TEXT_MAX)
  const { year, month } = civilParts(kit.today())
  const said = { tahun: year, bulan: month, skpdId: skpd.id, isi: typed }
  const done = await explain(deps, req.actor, said)
  if (!done.ok) return showAgency(deps, req, skpd, { refusals: done.refusals, typed })
  return redirect(`${PIMPINAN}/serapan/${skpd.id}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).sent },
  })
}
