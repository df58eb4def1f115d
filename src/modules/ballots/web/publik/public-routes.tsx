import { isSignedIn } from '../../../../kernel/actor.ts'
import { hexOf } from '../../../../kernel/digest-format.ts'
import { isUuid } from '../../../../kernel/id.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { sha256 } from '../../../../platform/sha256.ts'
import { type Loaded, loadPungutan } from '../../actions/beri-suara.ts'
import { checkVoter, refreshDomisili } from '../../actions/hak.ts'
import type { Deps } from '../../deps.ts'
import type { Count } from '../../domain/counting/count.ts'
import { parseReceipt, receiptDigest } from '../../domain/pohon.ts'
import { keadaanOf } from '../../domain/pungutan.ts'
import { messagesIn } from '../../messages/index.ts'
import { findHasil } from '../../store/hasil-store.ts'
import { findKotak, hasDigest } from '../../store/kotak-store.ts'
import { findKunci, listPungutan } from '../../store/pungutan-store.ts'
import { PUBLIK, publikPath } from '../paths.ts'
import { CheckPage, type CheckPageProps } from './cast.page.tsx'
import { ResultPage } from './result.page.tsx'
import { ListPage, VotePage } from './vote.page.tsx'

const SHOWN = 20

/** Pages for everybody: the list, one vote, its result, and the check of a receipt. */
export function publicRoutes(deps: Deps): readonly Route[] {
  const open = { access: 'public', kind: 'page' } as const
  const one = (url: string, handle: (loaded: Loaded, req: Req) => Promise<Answer>): Route => ({
    ...open,
    method: 'GET',
    url: `${PUBLIK}/:nomor${url}`,
    handle: (req) => withPungutan(deps, req, handle),
  })
  return [
    { ...open, method: 'GET', url: PUBLIK, handle: (req) => showList(deps, req) },
    one('', (loaded, req) => showVote(deps, loaded, req)),
    one('/hasil', (loaded, req) => showResult(deps, loaded, req)),
    one('/tanda-terima', async ({ pungutan }, req) =>
      page(<CheckPage ctx={req.ctx} pungutan={pungutan} typed="" said={undefined} />),
    ),
    {
      ...open,
      method: 'POST',
      url: `${PUBLIK}/:nomor/tanda-terima`,
      handle: (req) => withPungutan(deps, req, (loaded) => checkReceipt(deps, loaded, req)),
    },
    {
      access: 'signed-in',
      kind: 'page',
      method: 'POST',
      url: `${PUBLIK}/:nomor/domisili`,
      handle: (req) => withPungutan(deps, req, (loaded) => askDomisili(deps, loaded, req)),
    },
  ]
}

export async function withPungutan(
  { kit }: Deps,
  req: Req,
  handle: (loaded: Loaded, req: Req) => Promise<Answer>,
): Promise<Answer> {
  const loaded = await loadPungutan(kit.db, String(req.params.nomor))
  return loaded === undefined ? notFound : handle(loaded, req)
}

async function showList(deps: Deps, req: Req): Promise<Answer> {
  const { kit, reference } = deps
  const [at = '', id = ''] = fieldText(req.query, 'sebelum').split('_')
  const tutupAt = new Date(at)
  const hasBefore = isUuid(id) && !Number.isNaN(tutupAt.getTime())
  const found = await listPungutan(kit.db, {
    ...(hasBefore ? { before: { tutupAt, id } } : {}),
    limit: SHOWN + 1,
  })
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  return page(
    <ListPage
      ctx={req.ctx}
      now={kit.now()}
      rows={rows}
      wilayahOf={(kode) => reference.findWilayah(kode)?.nama ?? kode}
      nextHref={last && `${PUBLIK}?sebelum=${last.tutupAt.toISOString()}_${last.id}`}
    />,
  )
}

async function showVote(deps: Deps, { pungutan, daftar }: Loaded, req: Req): Promise<Answer> {
  const { kit, reference } = deps
  const keys = await findKunci(kit.db, pungutan.id)
  const isOpen = keadaanOf(pungutan, kit.now()) === 'buka'
  const voter =
    isOpen && isSignedIn(req.actor)
      ? await checkVoter(deps, kit.db, { actor: req.actor, pungutan })
      : undefined
  return page(
    <VotePage
      ctx={req.ctx}
      now={kit.now()}
      pungutan={pungutan}
      daftar={daftar}
      wilayah={reference.findWilayah(pungutan.wilayahKode)?.nama ?? pungutan.wilayahKode}
      sidik={hexOf(keys?.aturanSidik ?? new Uint8Array(32))}
      refusals={voter === undefined || voter.ok ? [] : voter.refusals}
    />,
  )
}

async function showResult(deps: Deps, { pungutan, daftar }: Loaded, req: Req): Promise<Answer> {
  const { kit } = deps
  const hasil = await findHasil(kit.db, pungutan.id)
  const kotak = await findKotak(kit.db, pungutan.id)
  if (hasil === undefined || kotak === undefined) return redirect(publikPath(pungutan.nomor))
  return page(
    <ResultPage
      ctx={req.ctx}
      pungutan={pungutan}
      daftar={daftar}
      kotak={kotak}
      count={JSON.parse(hasil.hitungan) as Count}
      akar={hexOf(hasil.akar)}
      benih={hexOf(hasil.benih)}
    />,
  )
}

async function checkReceipt(deps: Deps, { pungutan }: Loaded, req: Req): Promise<Answer> {
  const { kit } = deps
  const typed = fieldText(req.form, 'kode').slice(0, 60)
  const said = async (): Promise<CheckPageProps['said']> => {
    if (pungutan.status !== 'tutup' && pungutan.status !== 'selesai') return 'early'
    const receipt = parseReceipt(typed)
    if (receipt === undefined) return 'bad'
    const sidik = receiptDigest(sha256, pungutan.nomor, receipt)
    const isIn = await hasDigest(kit.db, 'tanda_terima', { pungutanId: pungutan.id, sidik })
    return isIn ? 'yes' : 'not'
  }
  const view = <CheckPage ctx={req.ctx} pungutan={pungutan} typed={typed} said={await said()} />
  return page(view, { headers: { 'cache-control': 'no-store' } })
}

async function askDomisili(deps: Deps, { pungutan, daftar }: Loaded, req: Req): Promise<Answer> {
  if (!isSignedIn(req.actor)) return notFound
  const done = await refreshDomisili(deps, req.actor)
  if (done.ok) {
    const text = messagesIn(req.ctx.lang).domisiliDone
    return redirect(publikPath(pungutan.nomor), { flash: { kind: 'success', text } })
  }
  const keys = await findKunci(deps.kit.db, pungutan.id)
  return page(
    <VotePage
      ctx={req.ctx}
      now={deps.kit.now()}
      pungutan={pungutan}
      daftar={daftar}
      wilayah={deps.reference.findWilayah(pungutan.wilayahKode)?.nama ?? pungutan.wilayahKode}
      sidik={hexOf(keys?.aturanSidik ?? new Uint8Array(32))}
      refusals={done.refusals}
    />,
    { status: 422 },
  )
}
