import { isSignedIn } from '../../../../kernel/actor.ts'
import type { Result } from '../../../../kernel/result.ts'
import { type Answer, notFound, redirect } from '../../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../../platform/http/limiter.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { commentLaporan } from '../../actions/comment-laporan.ts'
import {
  followLaporan,
  supportLaporan,
  unfollowLaporan,
  withdrawSupport,
} from '../../actions/support-laporan.ts'
import { kasusMessages, laporanMessages } from '../../messages/index.ts'
import type { CitizenReports } from '../../types.ts'
import { nomorOf } from './open-case.ts'
import { showCase } from './show-case.tsx'

const HOUR_MS = 3_600_000
/** A village may share one address; a browser that drops its cookies may not vote a hundred times. */
const SUPPORTS_PER_HOUR = 60
const LETTERS_PER_HOUR = 10
const COMMENTS_PER_HOUR = 6

type Handle = (req: Req) => Promise<Answer>

/** Support, follow, comment: each one POST and a redirect, so the back button never sends twice. */
export function crowdRoutes(reports: CitizenReports): readonly Route[] {
  const now = () => reports.deps.kit.now().getTime()
  const limiterOf = (limit: number) => createLimiter({ limit, windowMs: HOUR_MS, now })
  const supports = limiterOf(SUPPORTS_PER_HOUR)
  const letters = limiterOf(LETTERS_PER_HOUR)
  const comments = limiterOf(COMMENTS_PER_HOUR)
  const post = (url: string, handle: Handle): Route => ({
    method: 'POST',
    url: `/laporan/:nomor/${url}`,
    access: 'public',
    kind: 'page',
    handle,
  })
  return [
    post(
      'dukung',
      limited(reports, { limiter: supports, keyOf: supportKey }, (req) =>
        support(reports, req, letters),
      ),
    ),
    post('batal-dukung', (req) => takeBack(reports, req)),
    post(
      'ikuti',
      limited(reports, { limiter: letters, keyOf: letterKey }, (req) => follow(reports, req)),
    ),
    post('berhenti-ikuti', (req) => unfollow(reports, req)),
    post(
      'komentar',
      limited(reports, { limiter: comments, keyOf: commentKey }, (req) => comment(reports, req)),
    ),
  ]
}

type Limit = Readonly<{ limiter: Limiter; keyOf: (req: Req) => string }>

const supportKey = (req: Req) => `${req.ip} ${nomorOf(req)}`
const letterKey = (req: Req) => (isSignedIn(req.actor) ? req.actor.accountId : req.ip)
const commentKey = (req: Req) => (isSignedIn(req.actor) ? req.actor.accountId : req.ip)

function limited(reports: CitizenReports, { limiter, keyOf }: Limit, handle: Handle): Handle {
  return async (req) => {
    if (limiter.hit(keyOf(req)) === 0) return handle(req)
    const message = kasusMessages(req.ctx.lang).refusals.tooOften
    return showCase(reports, req, [{ code: 'TERLALU_SERING', message }])
  }
}

async function support(reports: CitizenReports, req: Req, letters: Limiter): Promise<Answer> {
  const done = await supportLaporan(reports.deps, req, nomorOf(req))
  const m = laporanMessages(req.ctx.lang).flash
  const email = wishToFollow(req)
  if (done.ok && email !== undefined) return followToo(reports, req, { email, letters })
  return finish(reports, req, {
    done,
    text: done.ok && !done.value.isNew ? m.alreadySupported : m.supported,
  })
}

/** From the hint of the report form: an account's ticked box, or a stranger's address. */
function wishToFollow(req: Req): string | undefined {
  if (fieldText(req.form, 'dari') !== 'lapor') return undefined
  if (isSignedIn(req.actor)) return fieldText(req.form, 'ikut') === 'ya' ? '' : undefined
  const email = fieldText(req.form, 'ikut_surel').trim().slice(0, 300)
  return email === '' ? undefined : email
}

/** The support counts whatever comes of the wish; a wish that is refused is told at its field. */
async function followToo(
  reports: CitizenReports,
  req: Req,
  { email, letters }: Readonly<{ email: string; letters: Limiter }>,
): Promise<Answer> {
  const m = kasusMessages(req.ctx.lang)
  if (letters.hit(letterKey(req)) > 0)
    return showCase(reports, req, [{ code: 'TERLALU_SERING', message: m.refusals.tooOften }])
  const done = await followLaporan(reports.deps, req, {
    nomor: nomorOf(req),
    email,
    lang: req.ctx.lang,
  })
  const isActive = done.ok && done.value.state === 'active'
  return finish(reports, req, { done, text: isActive ? m.supportedFollowed : m.supportedAsked })
}

async function takeBack(reports: CitizenReports, req: Req): Promise<Answer> {
  const done = await withdrawSupport(reports.deps, req, nomorOf(req))
  return finish(reports, req, { done, text: kasusMessages(req.ctx.lang).withdrawn })
}

async function follow(reports: CitizenReports, req: Req): Promise<Answer> {
  const done = await followLaporan(reports.deps, req, {
    nomor: nomorOf(req),
    email: fieldText(req.form, 'email').slice(0, 300),
    lang: req.ctx.lang,
  })
  const m = laporanMessages(req.ctx.lang).flash
  const text = done.ok && done.value.state === 'active' ? m.followed : m.alertAsked
  return finish(reports, req, { done, text })
}

async function unfollow(reports: CitizenReports, req: Req): Promise<Answer> {
  const done = await unfollowLaporan(reports.deps, req, nomorOf(req))
  return finish(reports, req, { done, text: laporanMessages(req.ctx.lang).flash.unfollowed })
}

async function comment(reports: CitizenReports, req: Req): Promise<Answer> {
  const done = await commentLaporan(reports.deps, req.actor, {
    nomor: nomorOf(req),
    isi: fieldText(req.form, 'isi'),
    lang: req.ctx.lang,
  })
  return finish(reports, req, { done, text: laporanMessages(req.ctx.lang).flash.commented })
}

/** Back to the case with a word; a case that is not there for this visitor is simply not found. */
async function finish(
  reports: CitizenReports,
  req: Req,
  { done, text }: Readonly<{ done: Result<unknown>; text: string }>,
): Promise<Answer> {
  if (done.ok) return redirect(`/laporan/${nomorOf(req)}`, { flash: { kind: 'success', text } })
  const isMissing = done.refusals.some((one) => one.code === 'LAPORAN_TIDAK_DITEMUKAN')
  return isMissing ? notFound : showCase(reports, req, done.refusals)
}
