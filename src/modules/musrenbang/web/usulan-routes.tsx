import { isSignedIn } from '../../../kernel/actor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, bytes, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { pemilikOf } from '../actions/langkah.ts'
import { pemilikName, tempatName } from '../actions/nama.ts'
import { createDukung, serupaOf } from '../actions/usulan.ts'
import type { Deps } from '../deps.ts'
import { messagesIn } from '../messages/index.ts'
import { isPendukung, listLangkah, listVerifikasi } from '../store/langkah-store.ts'
import { readRantai } from '../store/rantai-store.ts'
import { findUsulan, listFoto } from '../store/usulan-store.ts'
import { param, typed } from './asked.ts'
import { USULAN } from './paths.ts'
import { UsulanPage } from './usulan.page.tsx'

/** The page of one proposal for life. */
export function usulanRoutes(deps: Deps): readonly Route[] {
  const kind = 'page' as const
  const one = `${USULAN}/:nomor`
  return [
    { kind, method: 'GET', url: one, access: 'public', handle: (req) => showUsulan(deps, req) },
    {
      kind,
      method: 'GET',
      url: `${one}/foto/:ke`,
      access: 'public',
      handle: (req) => showFoto(deps, req),
    },
    {
      kind,
      method: 'POST',
      url: `${one}/dukungan`,
      access: 'signed-in',
      handle: (req) => support(deps, req),
    },
  ]
}

async function showUsulan(
  deps: Deps,
  req: Req,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const { kit, reference, data } = deps
  const { lang } = req.ctx
  const usulan = await findUsulan(kit.db, param(req, 'nomor'))
  if (usulan === undefined) return notFound
  const chains = await readRantai(kit.db, usulan.rencanaId === null ? [] : [usulan.rencanaId])
  const isMine =
    isSignedIn(req.actor) && (await isPendukung(kit.db, usulan.id, req.actor.accountId))
  const aturan = data.aturanAt(kit.today())
  const isOpen = usulan.status === 'diterima' || usulan.status === 'dibahas'
  const view = (
    <UsulanPage
      ctx={req.ctx}
      usulan={usulan}
      today={kit.today()}
      langkah={await listLangkah(kit.db, usulan.id)}
      verifikasi={await listVerifikasi(kit.db, usulan.id)}
      chain={chains.get(usulan.rencanaId ?? '') ?? []}
      foto={(await listFoto(kit.db, usulan.id)).filter(({ isFormulir }) => !isFormulir)}
      serupa={isOpen ? await serupaOf(deps, kit.db, usulan) : []}
      tempat={tempatName(deps, usulan)}
      pemilik={pemilikName(deps, pemilikOf(usulan), lang)}
      unit={(kode) => reference.findUnit(kode)?.nama ?? kode}
      jenis={
        data.kamusAt(kit.today()).entri.find(({ kode }) => kode === usulan.kamusKode)?.nama[lang] ??
        usulan.kamusKode
      }
      tierName={(kode) => aturan.jenjang.find((each) => each.kode === kode)?.nama[lang] ?? kode}
      reasonName={(kode) => data.alasan.find((each) => each.kode === kode)?.nama[lang] ?? kode}
      support={!isSignedIn(req.actor) ? 'anonymous' : isMine ? 'given' : 'open'}
      refusals={refusals}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function showFoto({ kit }: Deps, req: Req): Promise<Answer> {
  const usulan = await findUsulan(kit.db, param(req, 'nomor'))
  if (usulan === undefined) return notFound
  const open = (await listFoto(kit.db, usulan.id)).filter(({ isFormulir }) => !isFormulir)
  const found = open[Number(param(req, 'ke')) - 1]
  const jpeg = found && (await kit.files.get(found.sha256))
  if (jpeg === undefined) return notFound
  return bytes(jpeg, 'image/jpeg', { 'cache-control': 'public, max-age=86400' })
}

async function support(deps: Deps, req: Req): Promise<Answer> {
  const nomor = param(req, 'nomor')
  const isDukung = typed(req, 'tindakan') !== 'tarik'
  const done = await createDukung(deps)(signedInOf(req), { nomor, isDukung })
  if (done === undefined) return notFound
  if (!done.ok) return showUsulan(deps, req, done.refusals)
  const text = messagesIn(req.ctx.lang).usulan.changedNow
  return redirect(`${USULAN}/${nomor}`, { flash: { kind: 'success', text } })
}
