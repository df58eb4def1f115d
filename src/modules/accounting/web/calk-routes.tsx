import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, forbidden, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { formatTanggal } from '../../../ui/format.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { CalkBab } from '../actions/calk.ts'
import { JENIS_LAPORAN } from '../domain/susunan.ts'
import { messagesIn } from '../messages/index.ts'
import { listVersi } from '../store/calk-store.ts'
import { BOOKKEEPERS, holds, KEEPERS, keepsBook, READERS } from './access.ts'
import { formatAmount, formatShare } from './amount.ts'
import { BabPage, CalkPage } from './calk.page.tsx'
import { type Asked, readAsked, roomsOf, type Web } from './desk.ts'
import { AKUNTANSI } from './frame.tsx'
import { calkPdf } from './laporan-file.ts'
import { isOffShelf, tabsOf } from './laporan-routes.tsx'

const CALK = `${AKUNTANSI}/laporan/calk`

export function calkRoutes(web: Web): readonly Route[] {
  const kind = 'page' as const
  const readers = { kind, method: 'GET' as const, access: { roles: READERS } }
  return [
    { ...readers, url: CALK, handle: (req) => showCalk(web, req) },
    { ...readers, url: `${CALK}/pdf`, handle: (req) => sendPdf(web, req) },
    {
      kind,
      method: 'GET',
      url: `${CALK}/bab/:bab`,
      access: { roles: BOOKKEEPERS },
      handle: (req) => showBab(web, req),
    },
    {
      kind,
      method: 'POST',
      url: `${CALK}/bab/:bab`,
      access: { roles: BOOKKEEPERS },
      handle: (req) => writeBab(web, req),
    },
  ]
}

function chaptersOf(web: Web, asked: Asked, lang: Lang): Promise<readonly CalkBab[]> {
  return web.calk.chapters(web.deps.kit.db, {
    scope: asked.scope,
    skpdId: asked.skpd?.id ?? 0,
    nama: asked.skpd?.nama ?? web.deps.reference.region().name,
    write: {
      amount: (value) => (value === 0n ? 'Rp0' : `Rp${formatAmount(value, lang)}`),
      share: (part, whole) => (whole === 0n ? '–' : `${formatShare(part, whole, lang)}%`),
      day: (tanggal) => formatTanggal(tanggal, lang),
    },
  })
}

/** Whoever keeps the book writes its notes; the region's are kept by accounting and PPKD. */
function mayWrite({ actor }: Req, { skpd }: Asked): boolean {
  return skpd === undefined ? holds(actor, KEEPERS) : keepsBook(actor, skpd)
}

async function showCalk(web: Web, req: Req): Promise<Answer> {
  const asked = await readAsked(web, req)
  if (isOffShelf(asked)) return notFound
  return page(
    <CalkPage
      ctx={req.ctx}
      rooms={roomsOf(req)}
      asked={asked}
      tabs={tabsOf(web, asked)}
      bab={await chaptersOf(web, asked, req.ctx.lang)}
      mayEdit={mayWrite(req, asked)}
    />,
  )
}

async function sendPdf(web: Web, req: Req): Promise<Answer> {
  const asked = await readAsked(web, req)
  if (isOffShelf(asked)) return notFound
  // Official papers are in Indonesian, whoever takes them.
  return calkPdf(web.deps, await chaptersOf(web, asked, 'id'), asked)
}

type Refused = Readonly<{ refusals: readonly Refusal[]; teks: string }>

async function showBab(web: Web, req: Req, refused?: Refused): Promise<Answer> {
  const asked = await readAsked(web, req, refused === undefined ? req.query : req.form)
  const layout = web.statements.susunan(asked.tahun)
  const bab = layout.calk.find((one) => one.bab === req.params.bab)
  if (bab === undefined || isOffShelf(asked)) return notFound
  if (!mayWrite(req, asked)) return forbidden
  const { db } = web.deps.kit
  const kunci = { tahun: asked.tahun, skpdId: asked.skpd?.id ?? 0, bab: bab.bab }
  const wanted = fieldText(req.query, 'versi')
  const shown = /^\d{1,5}$/.test(wanted) ? Number(wanted) : undefined
  const newest = await web.calk.textOf(db, kunci)
  const text = shown === undefined ? newest : await web.calk.textOf(db, kunci, shown)
  return page(
    <BabPage
      ctx={req.ctx}
      rooms={roomsOf(req)}
      asked={asked}
      bab={bab}
      teks={refused?.teks ?? text.teks}
      dasar={newest.versi}
      versi={await listVersi(db, kunci)}
      marks={JENIS_LAPORAN.flatMap((jenis) =>
        layout.laporan[jenis].untuk.includes(asked.scope.lingkup)
          ? layout.laporan[jenis].baris
              .filter(({ akun, rumus }) => akun !== undefined || rumus !== undefined)
              .map(({ id, judul }) => ({ mark: `{${jenis}:${id}}`, judul }))
          : [],
      )}
      refusals={refused?.refusals ?? []}
    />,
    { status: refused === undefined ? 200 : 422 },
  )
}

async function writeBab(web: Web, req: Req): Promise<Answer> {
  const asked = await readAsked(web, req, req.form)
  const layout = web.statements.susunan(asked.tahun)
  const bab = layout.calk.find((one) => one.bab === req.params.bab)?.bab
  if (bab === undefined || isOffShelf(asked)) return notFound
  if (!mayWrite(req, asked)) return forbidden
  const teks = fieldText(req.form, 'teks').replaceAll('\r\n', '\n')
  const base = fieldText(req.form, 'dasar')
  const done = await web.calk.write(signedInOf(req), {
    tahun: asked.tahun,
    skpdId: asked.skpd?.id ?? 0,
    bab,
    dasar: /^\d{1,5}$/.test(base) ? Number(base) : 0,
    teks,
  })
  if (!done.ok) return showBab(web, req, { refusals: done.refusals, teks })
  const text = messagesIn(req.ctx.lang).calkSaved(String(done.value))
  return redirect(`${CALK}?${asked.query}`, { flash: { kind: 'success', text } })
}
