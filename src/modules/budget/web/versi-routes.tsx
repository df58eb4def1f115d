import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatNumber } from '../../../ui/format.ts'
import { createEnact } from '../actions/enact.ts'
import { createSetPagu } from '../actions/pagu.ts'
import { holdsAny, PPKD_ROLES, READ_ROLES, TAPD_ROLES } from '../actions/people.ts'
import { createStep } from '../actions/versi.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { listBagian } from '../store/bagian-store.ts'
import { findVersi } from '../store/versi-store.ts'
import { ANGGARAN, done, inBlock, statusOf, versiHref, versiOf } from './frame.ts'
import { VersiPage } from './versi.page.tsx'

const BLOCK_MAX = 1_000_000

export function versiRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const url = `${ANGGARAN}/versi/:id`
  return [
    {
      kind,
      method: 'GET',
      url,
      access: { roles: READ_ROLES },
      handle: (req) => showVersi(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/langkah`,
      access: { roles: TAPD_ROLES },
      handle: (req) => takeStep(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/sahkan`,
      access: { roles: PPKD_ROLES },
      handle: (req) => enact(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${url}/pagu`,
      access: { roles: TAPD_ROLES },
      bodyLimit: 2 * BLOCK_MAX,
      handle: (req) => setPagu(deps, req),
    },
  ]
}

async function showVersi(deps: Deps, req: Req, refusals: readonly Refusal[] = []): Promise<Answer> {
  const view = await versiOf(deps, req)
  if (view === undefined) return notFound
  const { versi } = view
  const induk = versi.indukId === null ? undefined : await findVersi(deps.kit.db, versi.indukId)
  const isTapd = holdsAny(req.actor, TAPD_ROLES)
  return page(
    <VersiPage
      ctx={req.ctx}
      refusals={refusals}
      {...view}
      induk={induk}
      parts={await listBagian(deps.kit.db, versi.id)}
      isAll={fieldText(req.query, 'semua') === 'ya'}
      may={{
        step: isTapd,
        enact: holdsAny(req.actor, PPKD_ROLES),
        ceilings: isTapd && versi.jenis === 'kua-ppas' && versi.status === 'disusun',
      }}
      typed={{
        dasar: fieldText(req.form, 'dasar').slice(0, 1_000),
        tanggal: fieldText(req.form, 'tanggal').slice(0, 20),
        blok: fieldText(req.form, 'blok').slice(0, BLOCK_MAX),
      }}
    />,
    statusOf(refusals),
  )
}

async function takeStep(deps: Deps, req: Req): Promise<Answer> {
  const view = await versiOf(deps, req)
  if (view === undefined) return notFound
  const ke = (['diajukan', 'disusun', 'batal'] as const).find(
    (one) => one === fieldText(req.form, 'ke'),
  )
  if (ke === undefined) return notFound
  const stepped = await createStep(deps)(signedInOf(req), { versiId: view.versi.id, ke })
  if (!stepped.ok) return showVersi(deps, req, stepped.refusals)
  return done(versiHref(view.versi.id), messagesIn(req.ctx.lang).version.done)
}

async function enact(deps: Deps, req: Req): Promise<Answer> {
  const view = await versiOf(deps, req)
  if (view === undefined) return notFound
  const enacted = await createEnact(deps)(signedInOf(req), {
    versiId: view.versi.id,
    dasar: fieldText(req.form, 'dasar'),
    tanggal: fieldText(req.form, 'tanggal'),
  })
  if (!enacted.ok) return showVersi(deps, req, enacted.refusals)
  return done(versiHref(view.versi.id), messagesIn(req.ctx.lang).version.done)
}

async function setPagu(deps: Deps, req: Req): Promise<Answer> {
  const view = await versiOf(deps, req)
  if (view === undefined) return notFound
  const rows = fieldText(req.form, 'blok')
    .slice(0, BLOCK_MAX)
    .split(/\r?\n/)
    .map((line, at) => ({ line, at: at + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, at }) => {
      const [skpd = '', sub = '', jumlah = ''] = line.split(/\t|;/)
      return { key: String(at), skpd, sub, jumlah }
    })
  const set = await createSetPagu(deps)(signedInOf(req), { versiId: view.versi.id, rows })
  if (!set.ok) return showVersi(deps, req, inBlock(set.refusals, 'blok'))
  const count = formatNumber(set.value, req.ctx.lang)
  return done(versiHref(view.versi.id), messagesIn(req.ctx.lang).version.ceilingsSaved(count))
}
