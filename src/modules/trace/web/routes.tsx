import { grantsOf, isSignedIn, type Role } from '../../../kernel/actor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { followChain } from '../actions/follow.ts'
import { linkLaporan } from '../actions/link-laporan.ts'
import type { Deps } from '../deps.ts'
import { langkahOf, parseKunci, publicPart, type Tahap, writeKunci } from '../domain/jejak.ts'
import { messagesIn } from '../messages/index.ts'
import { findByNomor, listSimpul } from '../store/jejak-store.ts'
import { listKelengkapan } from '../store/kelengkapan-store.ts'
import { JEJAK, JejakPage } from './jejak.page.tsx'
import { SearchPage } from './search.page.tsx'

/** Officers who may say which report speaks of which document. */
const LINKERS: readonly Role[] = [
  'operator-aduan',
  'aset',
  'pengurus-barang',
  'kepala-opd',
  'penghubung-opd',
  'inspektorat',
]
const LINKABLE: readonly Tahap[] = ['kartu-aset', 'kdp', 'kontrak', 'mata-anggaran']
const NOMOR_MAX = 120

export function traceRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  return [
    {
      kind,
      method: 'GET',
      url: JEJAK,
      access: 'public',
      handle: (req) => showSearch(deps, req),
    },
    {
      kind,
      method: 'GET',
      url: `${JEJAK}/:id`,
      access: 'public',
      handle: (req) => showJejak(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${JEJAK}/:id/laporan`,
      access: { roles: LINKERS },
      handle: (req) => takeLink(deps, req),
    },
  ]
}

const isOfficer = (req: Req) => isSignedIn(req.actor) && req.actor.kind === 'officer'

async function showSearch({ kit }: Deps, req: Req): Promise<Answer> {
  const typed = fieldText(req.query, 'nomor').trim().slice(0, NOMOR_MAX)
  const keys = typed === '' ? [] : await findByNomor(kit.db, typed)
  const [only] = keys
  if (only !== undefined && keys.length === 1) return redirect(`${JEJAK}/${writeKunci(only)}`)
  const found = keys.length === 0 ? [] : await listSimpul(kit.db, keys)
  return page(
    <SearchPage
      ctx={req.ctx}
      typed={typed}
      found={isOfficer(req) ? found : publicPart(found, [])}
      shares={await listKelengkapan(kit.db)}
    />,
  )
}

async function showJejak(
  deps: Deps,
  req: Req,
  refused: Readonly<{ refusals: readonly Refusal[]; typed: string }> = { refusals: [], typed: '' },
): Promise<Answer> {
  const start = parseKunci(req.params.id ?? '')
  if (start === undefined) return notFound
  const walked = await followChain(deps, start)
  const seen = isOfficer(req) ? walked.simpul : publicPart(walked.simpul, walked.tepi)
  const here = seen.find(({ jenis, id }) => jenis === start.jenis && id === start.id)
  if (here === undefined) return notFound
  return page(
    <JejakPage
      ctx={req.ctx}
      start={here}
      langkah={langkahOf(seen)}
      isModal={walked.isModal}
      isCut={walked.isCut}
      mayLink={
        LINKABLE.includes(start.jenis) &&
        grantsOf(req.actor).some(({ role }) => LINKERS.includes(role))
      }
      {...refused}
    />,
    refused.refusals.length === 0 ? {} : { status: 422 },
  )
}

async function takeLink(deps: Deps, req: Req): Promise<Answer> {
  const dari = parseKunci(req.params.id ?? '')
  if (dari === undefined || !LINKABLE.includes(dari.jenis)) return notFound
  const [known] = await listSimpul(deps.kit.db, [dari])
  if (known === undefined) return notFound
  const typed = fieldText(req.form, 'nomor').trim().slice(0, NOMOR_MAX)
  const done = await linkLaporan(deps, req.actor, { dari, nomor: typed })
  if (!done.ok) return showJejak(deps, req, { refusals: done.refusals, typed })
  const m = messagesIn(req.ctx.lang)
  return redirect(`${JEJAK}/${writeKunci(dari)}`, {
    flash: { kind: 'success', text: m.linkDone(done.value) },
  })
}
