import { isSignedIn } from '../../../kernel/actor.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, page, redirect } from '../../../platform/http/answer.ts'
import { readKeyset, writeKeyset } from '../../../platform/http/keyset.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import type { Kit } from '../../../platform/kit.ts'
import { mergeVoices } from '../domain.ts'
import type { VoiceSource } from '../types.ts'
import { OWN, OwnPage } from './own.page.tsx'

const PAGE_SIZE = 20

/** `/akun/suara`: everything this account ever sent in, each with its number, state, due day and answer. */
export function ownRoutes(kit: Pick<Kit, 'db'>, sources: readonly VoiceSource[]): readonly Route[] {
  return [
    {
      method: 'GET',
      url: OWN,
      access: 'signed-in',
      kind: 'page',
      handle: (req) => showOwn(kit, sources, req),
    },
  ]
}

async function showOwn(
  { db }: Pick<Kit, 'db'>,
  sources: readonly VoiceSource[],
  req: Req,
): Promise<Answer> {
  const { actor } = req
  if (!isSignedIn(actor)) return redirect('/masuk')
  const after = readKeyset(fieldText(req.query, 'sesudah'))
  const ask = (source: VoiceSource) =>
    source.own?.(db, actor, { after, limit: PAGE_SIZE + 1 }) ?? Promise.resolve([])
  const found = await together(sources.map(ask))
  const named = found.map((list, index) => list.map((voice) => ({ ...voice, of: sources[index] })))
  const { rows, next } = mergeVoices(named, PAGE_SIZE)
  const view = (
    <OwnPage
      ctx={req.ctx}
      rows={rows.map(({ of, ...voice }) => ({ ...voice, kindName: of?.name[req.ctx.lang] ?? '' }))}
      isFirstPage={after === undefined}
      nextHref={next && `${OWN}?sesudah=${writeKeyset(next)}`}
    />
  )
  return page(view, { headers: { 'cache-control': 'no-store' } })
}
