import { yearOf } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import {
  type Fields,
  fieldText,
  type Req,
  type Route,
  signedInOf,
} from '../../../platform/http/route.ts'
import { messagesIn } from '../messages/index.ts'
import { holds, KEEPERS } from './access.ts'
import { roomsOf, type Web } from './desk.ts'
import { TUTUP, TutupPage } from './tutup.page.tsx'

const OPINI = `${TUTUP}/opini`

export function tutupRoutes(web: Web): readonly Route[] {
  return [
    {
      kind: 'page',
      method: 'GET',
      url: TUTUP,
      access: { roles: [...KEEPERS, 'inspektorat'] },
      handle: (req) => showBooks(web, req, req.query),
    },
    {
      kind: 'page',
      method: 'POST',
      url: TUTUP,
      access: { roles: KEEPERS },
      handle: (req) => takeStep(web, req),
    },
    {
      kind: 'page',
      method: 'POST',
      url: OPINI,
      access: { roles: KEEPERS },
      handle: (req) => enterOpini(web, req),
    },
    {
      kind: 'page',
      method: 'POST',
      url: `${OPINI}/:id`,
      access: { roles: KEEPERS },
      handle: (req) => decideOpini(web, req),
    },
  ]
}

async function showBooks(
  web: Web,
  req: Req,
  fields: Fields,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const { kit, fiscal } = web.deps
  const years = (await fiscal.semuaTahun(kit.db)).map(({ tahun }) => tahun)
  const wanted = Number(fieldText(fields, 'tahun'))
  const tahun = years.includes(wanted) ? wanted : yearOf(kit.today())
  const { skpd } = await fiscal.kodefikasi(kit.db, tahun)
  const states = await web.closing.statesOf(kit.db, tahun)
  const books = skpd.all.flatMap(({ id, nama }) => {
    const state = states.get(id)
    return state?.isUsed ? [{ id, nama, state }] : []
  })
  const opini = await web.opini.ofYear(kit.db, tahun)
  const isKeeper = holds(req.actor, KEEPERS)
  return page(
    <TutupPage
      ctx={req.ctx}
      rooms={roomsOf(req)}
      tahun={tahun}
      years={years}
      books={books}
      mayClose={isKeeper}
      refusals={refusals}
      opini={{
        opini,
        mayEnter: isKeeper && tahun < yearOf(kit.today()),
        maySet:
          isKeeper &&
          opini?.status === 'menunggu' &&
          opini.dicatatOleh !== signedInOf(req).accountId,
        action: OPINI,
        typed: { ...formOf(req), alasan: fieldText(req.form, 'alasan').slice(0, 1_000) },
      }}
    />,
    { status: refusals.length > 0 ? 422 : 200 },
  )
}

async function takeStep(web: Web, req: Req): Promise<Answer> {
  const { kit, fiscal } = web.deps
  const tahun = Number(fieldText(req.form, 'tahun'))
  const known = (await fiscal.semuaTahun(kit.db)).some((one) => one.tahun === tahun)
  if (!known) return notFound
  const { skpd } = await fiscal.kodefikasi(kit.db, tahun)
  const book = skpd.all.find(({ id }) => String(id) === fieldText(req.form, 'skpd'))
  if (book === undefined) return notFound
  const { close, openNext } = web.closing
  const isNext = fieldText(req.form, 'langkah') === 'saldo-awal'
  const done = await (isNext ? openNext : close)(signedInOf(req), { skpdId: book.id, tahun })
  if (!done.ok) return showBooks(web, req, req.form, done.refusals)
  return redirect(`${TUTUP}?tahun=${tahun}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).postedAs(done.value.nomor) },
  })
}

const formOf = ({ form }: Req) => ({
  opini: fieldText(form, 'opini').slice(0, 20),
  lhpNomor: fieldText(form, 'lhpNomor').slice(0, 300),
  lhpTanggal: fieldText(form, 'lhpTanggal').slice(0, 20),
})

/** The year a form of the opinion is about, when it is a known one. */
async function yearAsked({ deps }: Web, req: Req): Promise<number | undefined> {
  const tahun = Number(fieldText(req.form, 'tahun'))
  const years = await deps.fiscal.semuaTahun(deps.kit.db)
  return years.some((one) => one.tahun === tahun) ? tahun : undefined
}

async function enterOpini(web: Web, req: Req): Promise<Answer> {
  const tahun = await yearAsked(web, req)
  if (tahun === undefined) return notFound
  const entered = await web.opini.enter(signedInOf(req), { tahun, form: formOf(req) })
  if (!entered.ok) return showBooks(web, req, req.form, entered.refusals)
  return backWith(tahun, messagesIn(req.ctx.lang).opinion.entered)
}

async function decideOpini(web: Web, req: Req): Promise<Answer> {
  const tahun = await yearAsked(web, req)
  const id = req.params.id ?? ''
  if (tahun === undefined || !isUuid(id)) return notFound
  const isSet = fieldText(req.form, 'putusan') === 'tetap'
  const alasan = fieldText(req.form, 'alasan').slice(0, 1_000)
  const decided = await web.opini.decide(signedInOf(req), { id, isSet, alasan })
  if (!decided.ok) return showBooks(web, req, req.form, decided.refusals)
  const m = messagesIn(req.ctx.lang).opinion
  return backWith(tahun, isSet ? m.done : m.sentBack)
}

const backWith = (tahun: number, text: string) =>
  redirect(`${TUTUP}?tahun=${tahun}#opini`, { flash: { kind: 'success', text } })
