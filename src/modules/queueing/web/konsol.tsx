import type { SignedIn } from '../../../kernel/actor.ts'
import { MINUTE_MS } from '../../../kernel/date.ts'
import { refuse } from '../../../kernel/result.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { liftAbsenceLimit } from '../actions/check-in.ts'
import {
  actAtCounter,
  CONSOLE_ROLES,
  consoleUnits,
  openCounter,
  ownCounters,
} from '../actions/console.ts'
import { perangkatOf } from '../actions/digests.ts'
import { removeKiosk, setKiosk } from '../actions/kiosk.ts'
import { momentOf } from '../actions/place-state.ts'
import type { Deps } from '../deps.ts'
import { isTindakan } from '../domain/console.ts'
import { weave } from '../domain/line.ts'
import { refusal } from '../domain/refusals.ts'
import { ruleOn } from '../domain/rules.ts'
import { konsolMessages } from '../messages/index.ts'
import { findKiosTempat, findSesiOf, listSesi, type SesiAt } from '../store/counter-store.ts'
import { findDesk, listTempatOfUnits } from '../store/place-store.ts'
import { listAtCounters, listLine, listSkipped } from '../store/ticket-store.ts'
import type { Desk } from '../types.ts'
import { refusedTo, show, text } from './edge.ts'
import { ChoosePage, ConsolePage } from './konsol.page.tsx'

export const CONSOLE = '/kerja/antrean'
const OFFICERS = { roles: CONSOLE_ROLES } as const
const LINE_SHOWN = 12
const SKIPPED_SHOWN = 6

type Handle = Route['handle']

const officerGet = (path: string, handle: Handle): Route => ({
  method: 'GET',
  url: `${CONSOLE}${path}`,
  access: OFFICERS,
  kind: 'page',
  handle,
})
const officerPost = (path: string, handle: Handle): Route => ({
  method: 'POST',
  url: `${CONSOLE}${path}`,
  access: OFFICERS,
  kind: 'page',
  handle,
})

/** The clerk's room. */
export function konsolRoutes(deps: Deps): readonly Route[] {
  return [
    officerGet('', (req) => showConsole(deps, req)),
    officerPost('/buka', (req) => open(deps, req)),
    officerPost('/tindakan', (req) => act(deps, req)),
    officerPost('/kios', (req) => kiosk(deps, req)),
    officerPost('/keberatan', (req) => appeal(deps, req)),
  ]
}

async function showConsole(deps: Deps, req: Req): Promise<Answer> {
  const officer = signedInOf(req)
  const sesi = await findSesiOf(deps.kit.db, officer.accountId)
  const desk = sesi && (await findDesk(deps.kit.db, sesi.tempatKode))
  if (sesi === undefined || desk === undefined) return showChoice(deps, req, officer)
  return showCounter(deps, req, { sesi, desk })
}

async function showChoice(deps: Deps, req: Req, officer: SignedIn): Promise<Answer> {
  const { db } = deps.kit
  const places = await listTempatOfUnits(db, consoleUnits(officer))
  const choices = []
  // A unit has counters in a place or two; the list is cut at twenty.
  for (const { kode } of places) {
    const [desk, sesi] = await together([findDesk(db, kode), listSesi(db, kode)])
    if (desk !== undefined) choices.push({ desk, sesi, loket: ownCounters(officer, desk) })
  }
  const m = konsolMessages(req.ctx.lang)
  return show(<ChoosePage ctx={req.ctx} m={m} choices={choices} />)
}

type At = Readonly<{ sesi: SesiAt; desk: Desk }>

async function showCounter(deps: Deps, req: Req, { sesi, desk }: At): Promise<Answer> {
  const { db } = deps.kit
  const { today } = momentOf(deps)
  const loket = desk.loket.find(({ id }) => id === sesi.loketId)
  const layananIds = loket?.layananIds ?? []
  const at = { tempatKode: desk.tempat.kode, tanggal: today }
  const [line, counters, skipped, kiosk] = await together([
    listLine(db, { ...at, layananIds, loketId: sesi.loketId }),
    listAtCounters(db, at),
    listSkipped(db, { ...at, layananIds }, SKIPPED_SHOWN),
    findKiosTempat(db, perangkatOf(deps.kit, req.deviceId)),
  ])
  const selang = ruleOn(desk.aturan, 'prioritas_selang', today)
  const woven = weave(
    line.map((one) => ({ ...one, isPrioritas: one.prioritas !== null })),
    { selang, beruntun: sesi.biasaBeruntun },
  )
  return show(
    <ConsolePage
      ctx={req.ctx}
      m={konsolMessages(req.ctx.lang)}
      desk={desk}
      loket={loket}
      sesi={sesi}
      current={counters.find((one) => one.loketId === sesi.loketId)}
      line={woven.slice(0, LINE_SHOWN)}
      waiting={woven.length}
      skipped={skipped}
      isKiosk={kiosk === desk.tempat.kode}
      newKunci={deps.kit.newSecretId}
      minutesSince={(from: Date) =>
        Math.max(0, Math.floor((req.ctx.now.getTime() - from.getTime()) / MINUTE_MS))
      }
    />,
  )
}

async function open(deps: Deps, req: Req): Promise<Answer> {
  const opened = await openCounter(deps, deps.kit.db, {
    actor: signedInOf(req),
    tempatKode: text(req, 'tempat'),
    loketId: text(req, 'loket'),
  })
  if (!opened.ok) return refusedTo(req, CONSOLE, opened)
  return said(req, konsolMessages(req.ctx.lang).opened)
}

const said = (_req: Req, words: string): Answer =>
  redirect(CONSOLE, { flash: { kind: 'success', text: words } })

async function act(deps: Deps, req: Req): Promise<Answer> {
  const tindakan = text(req, 'tindakan')
  if (!isTindakan(tindakan)) return refusedTo(req, CONSOLE, refuse(refusal('KUNCI_TIDAK_SAH')))
  const done = await actAtCounter(deps, deps.kit.db, {
    actor: signedInOf(req),
    order: {
      kunci: text(req, 'kunci'),
      tindakan,
      tiketId: text(req, 'tiket'),
      tujuan: text(req, 'tujuan'),
    },
  })
  if (!done.ok) return refusedTo(req, CONSOLE, done)
  return said(req, konsolMessages(req.ctx.lang).done[tindakan])
}

async function kiosk(deps: Deps, req: Req): Promise<Answer> {
  const actor = signedInOf(req)
  const m = konsolMessages(req.ctx.lang)
  const perangkat = perangkatOf(deps.kit, req.deviceId)
  if (text(req, 'hentikan') === 'ya') {
    await removeKiosk(deps, deps.kit.db, { actor, perangkat })
    return said(req, m.kioskEnded)
  }
  const done = await setKiosk(deps, deps.kit.db, { actor, perangkat })
  return done.ok ? said(req, m.kioskDone) : refusedTo(req, CONSOLE, done)
}

async function appeal(deps: Deps, req: Req): Promise<Answer> {
  const done = await liftAbsenceLimit(deps, deps.kit.db, {
    actor: signedInOf(req),
    typed: text(req, 'kode'),
    alasan: text(req, 'alasan'),
  })
  if (!done.ok) return refusedTo(req, CONSOLE, done)
  return said(req, konsolMessages(req.ctx.lang).appealDone)
}
