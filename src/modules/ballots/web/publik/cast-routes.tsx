import { isSignedIn } from '../../../../kernel/actor.ts'
import {
  type Answer,
  forbidden,
  json,
  page,
  redirect,
  refused,
} from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import {
  castFor,
  castWithToken,
  issueToken,
  type Loaded,
  moneyText,
} from '../../actions/beri-suara.ts'
import { checkVoter } from '../../actions/hak.ts'
import type { Deps } from '../../deps.ts'
import { keadaanOf } from '../../domain/pungutan.ts'
import { readSuara, type Suara } from '../../domain/suara.ts'
import { numbersOf } from '../../secrets/blind-rsa.ts'
import { findKunci } from '../../store/pungutan-store.ts'
import { readBallotForm } from '../ballot-form.tsx'
import { PUBLIK, publikPath } from '../paths.ts'
import { BallotPage, ReceiptPage, ReviewPage } from './cast.page.tsx'
import { withPungutan } from './public-routes.tsx'

/** A page with somebody's choice on it stays in no cache. */
const PRIVATE = { headers: { 'cache-control': 'no-store' } } as const

/** Voting: fill in, check, send; and the two requests of a browser that blinds by itself. */
export function castRoutes(deps: Deps): readonly Route[] {
  const signedIn = { access: 'signed-in', kind: 'page' } as const
  const one = (
    method: 'GET' | 'POST',
    url: string,
    handle: (loaded: Loaded, req: Req) => Promise<Answer>,
  ): Route => ({
    ...signedIn,
    method,
    url: `${PUBLIK}/:nomor${url}`,
    handle: (req) => withPungutan(deps, req, handle),
  })
  return [
    one('GET', '/suara', (loaded, req) => showForm(deps, loaded, req)),
    one('POST', '/ubah', (loaded, req) => showForm(deps, loaded, req)),
    one('POST', '/periksa', (loaded, req) => review(deps, loaded, req)),
    one('POST', '/suara', (loaded, req) => cast(deps, loaded, req)),
    one('POST', '/token', (loaded, req) => sign(deps, loaded, req)),
    {
      // No cookie is read: who sends this is not known, and is not to be. Its token is its key.
      access: 'key',
      kind: 'api',
      method: 'POST',
      url: `${PUBLIK}/:nomor/titip`,
      bodyLimit: 65_536,
      // Who brings no key learns not even whether there is such a vote.
      handle: (req) =>
        hasToken(req)
          ? withPungutan(deps, req, (loaded) => castNameless(deps, loaded, req))
          : Promise.resolve(forbidden),
    },
  ]
}

async function showForm(deps: Deps, loaded: Loaded, req: Req): Promise<Answer> {
  const { pungutan, daftar } = loaded
  const { kit } = deps
  if (keadaanOf(pungutan, kit.now()) !== 'buka') return redirect(publikPath(pungutan.nomor))
  const voter = await checkVoter(deps, kit.db, { actor: req.actor, pungutan })
  // The page of the vote says why not, and what to do.
  if (!voter.ok) return redirect(publikPath(pungutan.nomor))
  const typed = readBallotForm(req.form)
  return page(
    <BallotPage ctx={req.ctx} pungutan={pungutan} daftar={daftar} typed={typed} refusals={[]} />,
    PRIVATE,
  )
}

async function review(deps: Deps, { pungutan, daftar }: Loaded, req: Req): Promise<Answer> {
  const typed = readBallotForm(req.form)
  const read = readSuara(typed, { pungutan, daftar }, moneyText)
  const keys = await findKunci(deps.kit.db, pungutan.id)
  if (!read.ok || keys === undefined) {
    const refusals = read.ok ? [] : read.refusals
    return page(<BallotPage {...{ ctx: req.ctx, pungutan, daftar, typed, refusals }} />, {
      ...PRIVATE,
      status: 422,
    })
  }
  const modulus = numbersOf(keys.kunciPublik).n.toString(16)
  return page(
    <ReviewPage {...{ ctx: req.ctx, pungutan, daftar, suara: read.value, modulus }} />,
    PRIVATE,
  )
}

async function cast(deps: Deps, loaded: Loaded, req: Req): Promise<Answer> {
  const { pungutan, daftar } = loaded
  const typed = readBallotForm(req.form)
  const again = (refusals: Parameters<typeof BallotPage>[0]['refusals']) =>
    page(<BallotPage {...{ ctx: req.ctx, pungutan, daftar, typed, refusals }} />, {
      ...PRIVATE,
      status: 422,
    })
  const read = readSuara(typed, loaded, moneyText)
  if (!isSignedIn(req.actor)) return redirect(publikPath(pungutan.nomor))
  // What does not read goes on to be refused and counted like any other.
  const suara: Suara = read.ok ? read.value : { pilihan: typed.ticks, poin: [] }
  const done = await castFor(deps, req.actor, { ...loaded, suara })
  if (!done.ok) return again(read.ok ? done.refusals : read.refusals)
  const { tandaTerima } = done.value
  return page(<ReceiptPage {...{ ctx: req.ctx, pungutan, tandaTerima }} />, PRIVATE)
}

async function sign(deps: Deps, { pungutan }: Loaded, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return json({}, { status: 403 })
  const blinded = Buffer.from(fieldText(req.form, 'tersamar').slice(0, 400), 'base64url')
  const done = await issueToken(deps, req.actor, { pungutan, blinded })
  if (!done.ok) return refusedJson(req, done.refusals)
  return json({ tandaTangan: Buffer.from(done.value).toString('base64url') })
}

function refusedJson(req: Req, refusals: Parameters<typeof BallotPage>[0]['refusals']): Answer {
  return json({ kata: refusals.map((one) => req.ctx.word(one)) }, { status: 422 })
}

function hasToken({ body }: Req): boolean {
  const { token, tandaTangan } = (body ?? {}) as Readonly<Record<string, unknown>>
  return [token, tandaTangan].every((one) => typeof one === 'string' && one !== '')
}

async function castNameless(deps: Deps, loaded: Loaded, req: Req): Promise<Answer> {
  const body = (req.body ?? {}) as Readonly<Record<string, unknown>>
  const bytesAt = (name: string) => Buffer.from(String(body[name] ?? '').slice(0, 400), 'base64url')
  const done = await castWithToken(deps, loaded, {
    token: bytesAt('token'),
    tandaTangan: bytesAt('tandaTangan'),
    sidikTandaTerima: bytesAt('sidik'),
    suara: {
      pilihan: listAt(body.pilihan).map(String),
      poin: listAt(body.poin).map(Number),
    },
  })
  return done.ok ? json({ diterima: true }) : refused(done.refusals)
}

function listAt(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 600) : []
}
