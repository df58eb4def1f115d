import { yearOf } from '../../../kernel/date.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Fields, fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import type { BookState } from '../actions/closing.ts'
import { messagesIn } from '../messages/index.ts'
import { holds, KEEPERS } from './access.ts'
import { officerOf, roomsOf, type Web } from './desk.ts'
import { TUTUP, TutupPage } from './tutup.page.tsx'

const OPEN: BookState = { isClosed: false, hasOpening: false, obstacles: [] }

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
  const books = skpd.all.map(({ id, nama }) => ({ id, nama, state: states.get(id) ?? OPEN }))
  return page(
    <TutupPage
      ctx={req.ctx}
      rooms={roomsOf(req)}
      tahun={tahun}
      years={years}
      books={books}
      mayClose={holds(req.actor, KEEPERS)}
      refusals={refusals}
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
  const done = await (isNext ? openNext : close)(officerOf(req), { skpdId: book.id, tahun })
  if (!done.ok) return showBooks(web, req, req.form, done.refusals)
  return redirect(`${TUTUP}?tahun=${tahun}`, {
    flash: { kind: 'success', text: messagesIn(req.ctx.lang).postedAs(done.value.nomor) },
  })
}
