import { MINUTE_MS } from '../../../../kernel/date.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../../platform/http/limiter.ts'
import { type Fields, fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { formatDateTime, localeOf } from '../../../../ui/format.ts'
import { answerSurvey, openSurvey } from '../../actions/answer.ts'
import type { Deps } from '../../deps.ts'
import { CATATAN_MAX, type JawabanForm } from '../../domain/jawaban.ts'
import { RUAS, UNSUR } from '../../domain/kuesioner.ts'
import type { UndanganSeen } from '../../store/undangan-store.ts'
import { ClosedPage, SurveyPage, ThanksPage } from './survey.page.tsx'

/** Tries of links that open nothing, per address; a house full of citizens behind one address has room. */
const MISSES_PER_MINUTE = 30
const NO_STORE = { 'cache-control': 'no-store' } as const

type Room = Readonly<{ deps: Deps; misses: Limiter }>

/** The survey behind a link: fill it in once. */
export function surveyRoutes(deps: Deps): readonly Route[] {
  const misses = createLimiter({
    limit: MISSES_PER_MINUTE,
    windowMs: MINUTE_MS,
    now: () => deps.kit.now().getTime(),
  })
  const room = { deps, misses }
  const open = { access: 'public', kind: 'page' } as const
  return [
    {
      ...open,
      method: 'GET',
      url: '/skm/terima-kasih',
      handle: ({ ctx }) => page(<ThanksPage ctx={ctx} />),
    },
    { ...open, method: 'GET', url: '/skm/:token', handle: (req) => show(room, req) },
    { ...open, method: 'POST', url: '/skm/:token', handle: (req) => take(room, req) },
  ]
}

const tokenOf = (req: Req) => String(req.params.token)

async function show({ deps, misses }: Room, req: Req): Promise<Answer> {
  const seen = await openSurvey(deps, deps.kit.db, tokenOf(req))
  if (!seen.ok) return closed({ misses }, req, seen.refusals)
  return (
    inOwnLanguage(req, seen.value) ?? form(deps, req, { seen: seen.value, typed: {}, refusals: [] })
  )
}

/**
 * Whoever never chose a language here is given the one their application was made in, once: a browser
 * that keeps no cookies is not sent round in a circle.
 */
function inOwnLanguage({ ctx, headers, query, path }: Req, seen: UndanganSeen): Answer | undefined {
  const hasChosen = /(?:^|;\s*)(?:__Host-)?bahasa=/.test(headers.cookie ?? '')
  if (hasChosen || seen.bahasa === ctx.lang || fieldText(query, 'bahasa') !== '') return undefined
  return redirect(`${path}?bahasa=${seen.bahasa}`, {
    cookies: [{ name: 'bahasa', value: seen.bahasa }],
  })
}

async function take({ deps, misses }: Room, req: Req): Promise<Answer> {
  const typed = readTyped(req.form)
  const done = await answerSurvey(deps, tokenOf(req), typed)
  if (done.ok) return redirect('/skm/terima-kasih')
  const { refusals } = done
  const seen = await openSurvey(deps, deps.kit.db, tokenOf(req))
  if (!seen.ok) return closed({ misses }, req, seen.refusals)
  return form(deps, req, { seen: seen.value, typed, refusals })
}

/** What the form may carry, cut to what can be meant. */
export function readTyped(fields: Fields): JawabanForm {
  const short = [...UNSUR.map((unsur) => unsur.toLowerCase()), ...RUAS]
  return {
    ...Object.fromEntries(short.map((name) => [name, fieldText(fields, name).slice(0, 40)])),
    catatan: fieldText(fields, 'catatan').slice(0, CATATAN_MAX * 4),
  }
}

function closed({ misses }: Pick<Room, 'misses'>, req: Req, refusals: readonly Refusal[]): Answer {
  const isUnknown = refusals.some(({ code }) => code === 'SURVEI_TIDAK_DIKENAL')
  const waitSeconds = isUnknown ? misses.hit(req.ip) : 0
  if (waitSeconds > 0)
    return {
      kind: 'refused',
      status: 429,
      refusals: [
        {
          code: 'TERLALU_SERING',
          message: `Terlalu banyak permintaan. Coba lagi ${waitSeconds} detik lagi.`,
        },
      ],
      headers: { 'retry-after': String(waitSeconds) },
    }
  return page(<ClosedPage ctx={req.ctx} refusals={refusals} />, {
    status: isUnknown ? 404 : 410,
    headers: NO_STORE,
  })
}

type Form = Readonly<{
  seen: UndanganSeen
  typed: JawabanForm
  refusals: readonly Refusal[]
}>

function form({ kit, rules, reference }: Deps, req: Req, { seen, typed, refusals }: Form): Answer {
  const { ctx } = req
  const view = (
    <SurveyPage
      ctx={ctx}
      action={req.path}
      kuesioner={rules.kuesionerAt(kit.today())}
      isGratis={seen.isGratis}
      layanan={seen.layananNama}
      unit={reference.findUnit(seen.unitKode)?.nama ?? seen.unitKode}
      until={formatDateTime(seen.berlakuSampai, localeOf(ctx))}
      typed={typed}
      refusals={refusals}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200, headers: NO_STORE })
}
