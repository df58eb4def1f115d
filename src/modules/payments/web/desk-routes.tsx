import { grantsOf, type Role } from '../../../kernel/actor.ts'
import { startOfDay } from '../../../kernel/date.ts'
import { isUuid } from '../../../kernel/id.ts'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { readKeyset } from '../../../platform/http/keyset.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { CASHIER_ROLES, createPayCash } from '../actions/cash.ts'
import { createSolveSelisih, createSolveStuck, TREASURER_ROLES } from '../actions/solve.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { findPelunasan, listStuck } from '../store/pelunasan-store.ts'
import { listOpenSelisih, listRekonsiliasi, sumCash } from '../store/rekonsiliasi-store.ts'
import { listRincian, type Tagihan } from '../store/tagihan-store.ts'
import { findTyped, statusNow } from './bill-routes.tsx'
import { CashPage } from './cash.page.tsx'
import { DeskPage, type DeskProps, PEMBAYARAN, type Treasury } from './desk.page.tsx'

const SHOWN = 30
const DAYS_SHOWN = 14
const REASON_MAX = 2_000
const DESK_ROLES: readonly Role[] = [...new Set([...CASHIER_ROLES, ...TREASURER_ROLES])]

/** Cash at the counter, and what the treasurer must look at. */
export function deskRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const desk = { roles: DESK_ROLES }
  const treasurer = { roles: TREASURER_ROLES }
  return [
    {
      kind,
      method: 'GET',
      url: PEMBAYARAN,
      access: desk,
      handle: (req) => showDesk(deps, req),
    },
    {
      kind,
      method: 'GET',
      url: `${PEMBAYARAN}/:kode`,
      access: desk,
      handle: (req) => showCash(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${PEMBAYARAN}/:kode/tunai`,
      access: { roles: CASHIER_ROLES },
      handle: (req) => takeCash(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${PEMBAYARAN}/penerimaan/:id`,
      access: treasurer,
      handle: (req) => solveStuck(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${PEMBAYARAN}/selisih/:id`,
      access: treasurer,
      handle: (req) => solveSelisih(deps, req),
    },
  ]
}

const holds = (req: Req, roles: readonly Role[]) =>
  grantsOf(req.actor).some(({ role }) => roles.includes(role))

async function showDesk(
  deps: Deps,
  req: Req,
  refused: Readonly<{
    refusals: readonly Refusal[]
    form?: NonNullable<DeskProps['refused']>
  }> = { refusals: [] },
): Promise<Answer> {
  const { kit, reference } = deps
  const typed = fieldText(req.query, 'kode').trim().slice(0, 40)
  const refusals = [...refused.refusals]
  if (typed !== '') {
    const found = await findTyped(deps, typed)
    if (found !== undefined) return redirect(`${PEMBAYARAN}/${found.kodeBayar}`)
    refusals.push(...unknownCode(req, typed))
  }
  const since = startOfDay(reference.calendar().zone, kit.today())
  const cash = await sumCash(kit.db, { petugasId: signedInOf(req).accountId, since })
  const treasury = holds(req, TREASURER_ROLES) ? await readTreasury(deps, req) : undefined
  const view = (
    <DeskPage
      ctx={req.ctx}
      refusals={refusals}
      typed={typed}
      cash={cash}
      treasury={treasury}
      {...(refused.form === undefined ? {} : { refused: refused.form })}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function readTreasury({ kit }: Deps, req: Req): Promise<Treasury> {
  const after = readKeyset(fieldText(req.query, 'sesudah'))
  const found = await listStuck(kit.db, { limit: SHOWN + 1, after })
  const stuck = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? stuck.at(-1) : undefined
  return {
    stuck,
    nextHref: last && `${PEMBAYARAN}?sesudah=${last.diterimaAt.getTime()}_${last.id}`,
    firstHref: after && PEMBAYARAN,
    differences: await listOpenSelisih(kit.db, { limit: SHOWN }),
    days: await listRekonsiliasi(kit.db, DAYS_SHOWN),
  }
}

function unknownCode(req: Req, typed: string): readonly Refusal[] {
  const code = parsePublicCode(typed, 'BYR')
  const { unknown } = messagesIn(req.ctx.lang).enter
  return code.ok
    ? [{ code: 'TAGIHAN_TIDAK_DIKENAL', message: unknown, field: 'kode' }]
    : code.refusals.map((one) => ({ ...one, field: 'kode' }))
}

async function showCash(deps: Deps, req: Req, refusals: readonly Refusal[] = []): Promise<Answer> {
  const { kit } = deps
  const tagihan = await findTyped(deps, req.params.kode ?? '')
  if (tagihan === undefined) return notFound
  await recordLook(deps, req, tagihan)
  const view = (
    <CashPage
      ctx={req.ctx}
      refusals={refusals}
      tagihan={tagihan}
      status={statusNow(tagihan, kit.now())}
      lines={await listRincian(kit.db, tagihan.id)}
      pelunasan={await findPelunasan(kit.db, tagihan.id)}
      mayTake={holds(req, CASHIER_ROLES)}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

/** The payer's name is shown to the officer, and that it was, to the payer. */
async function recordLook({ kit, audit }: Deps, req: Req, tagihan: Tagihan): Promise<void> {
  const { id, kodeBayar, pembayarAkunId } = tagihan
  if (pembayarAkunId === null) return
  await audit.recordAccess(kit.db, req.actor, {
    ownerId: pembayarAkunId,
    subject: { kind: 'tagihan', id },
    purpose: `Melayani pembayaran ${kodeBayar}`,
    fields: ['nama'],
  })
}

async function takeCash(deps: Deps, req: Req): Promise<Answer> {
  const tagihan = await findTyped(deps, req.params.kode ?? '')
  if (tagihan === undefined) return notFound
  const taken = await createPayCash(deps)(signedInOf(req), {
    kodeBayar: tagihan.kodeBayar,
    isCounted: fieldText(req.form, 'diterima') === 'ya',
  })
  if (taken === undefined) return notFound
  if (!taken.ok) return showCash(deps, req, taken.refusals)
  const text = messagesIn(req.ctx.lang).cash.taken(taken.value.kuitansiNomor)
  return redirect(`${PEMBAYARAN}/${tagihan.kodeBayar}`, { flash: { kind: 'success', text } })
}

const written = (req: Req, name: string) => fieldText(req.form, name).slice(0, REASON_MAX)

async function solveStuck(deps: Deps, req: Req): Promise<Answer> {
  const form = {
    id: req.params.id ?? '',
    cara: written(req, 'cara'),
    alasan: written(req, 'alasan'),
  }
  const solved = isUuid(form.id) ? await createSolveStuck(deps)(signedInOf(req), form) : undefined
  if (solved === undefined) return notFound
  return solved.ok ? done(req) : showDesk(deps, req, { refusals: solved.refusals, form })
}

async function solveSelisih(deps: Deps, req: Req): Promise<Answer> {
  const form = { id: req.params.id ?? '', cara: '', alasan: written(req, 'alasan') }
  if (!isUuid(form.id)) return notFound
  const solved = await createSolveSelisih(deps)(signedInOf(req), form)
  return solved.ok ? done(req) : showDesk(deps, req, { refusals: solved.refusals, form })
}

function done(req: Req): Answer {
  const { solved } = messagesIn(req.ctx.lang).desk
  return redirect(PEMBAYARAN, { flash: { kind: 'success', text: solved } })
}
