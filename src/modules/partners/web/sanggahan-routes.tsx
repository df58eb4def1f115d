import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { readKeyset } from '../../../platform/http/keyset.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { createDecideDispute, createReadDispute } from '../actions/dispute.ts'
import { KEEPER_ROLES, registersKeptBy } from '../actions/keepers.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { listWaitingSanggahan } from '../store/sanggahan-store.ts'
import { SANGGAHAN, SanggahanListPage, SanggahanPage } from './sanggahan.page.tsx'

const PAGE_SIZE = 30
const REASON_MAX = 4_000

/** Disputes about registers, for the offices that keep them. */
export function sanggahanRoutes(deps: Deps): readonly Route[] {
  const read = createReadDispute(deps)
  const decide = createDecideDispute(deps)
  const way = { access: { roles: KEEPER_ROLES }, kind: 'page' } as const
  const show = async (req: Req, refusals: readonly Refusal[] = []): Promise<Answer> => {
    const id = req.params.id ?? ''
    const seen = isUuid(id) ? await read(signedInOf(req), id) : undefined
    if (seen === undefined) return notFound
    const view = (
      <SanggahanPage ctx={req.ctx} refusals={refusals} seen={seen} values={formOf(req)} />
    )
    return page(view, { status: refusals.length > 0 ? 422 : 200 })
  }
  return [
    { ...way, method: 'GET', url: SANGGAHAN, handle: (req) => showList(deps, req) },
    { ...way, method: 'GET', url: `${SANGGAHAN}/:id`, handle: (req) => show(req) },
    {
      ...way,
      method: 'POST',
      url: `${SANGGAHAN}/:id`,
      handle: async (req) => {
        const id = req.params.id ?? ''
        const decided = isUuid(id)
          ? await decide(signedInOf(req), { id, ...formOf(req) })
          : undefined
        if (decided === undefined) return notFound
        if (!decided.ok) return show(req, decided.refusals)
        const { saved } = messagesIn(req.ctx.lang)
        return redirect(SANGGAHAN, { flash: { kind: 'success', text: saved } })
      },
    },
  ]
}

function formOf({ form }: Req) {
  return {
    hasil: fieldText(form, 'hasil'),
    alasan: fieldText(form, 'alasan').slice(0, REASON_MAX),
  }
}

async function showList({ kit, reference }: Deps, req: Req): Promise<Answer> {
  const sistem = registersKeptBy(reference, req.actor)
  const after = readKeyset(fieldText(req.query, 'sesudah'))
  const found = await listWaitingSanggahan(kit.db, { sistem, limit: PAGE_SIZE + 1, after })
  const rows = found.slice(0, PAGE_SIZE)
  const last = found.length > PAGE_SIZE ? rows.at(-1) : undefined
  return page(
    <SanggahanListPage
      ctx={req.ctx}
      isKeeper={sistem.length > 0}
      rows={rows}
      nextHref={last && `${SANGGAHAN}?sesudah=${last.dibuatAt.getTime()}_${last.id}`}
      firstHref={after && SANGGAHAN}
    />,
  )
}
