import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Answer,
  notFound,
  page,
  redirect,
  SECRET_ADDRESS,
} from '../../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../../platform/http/limiter.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import {
  type Dibuka,
  openIsian,
  STARTS,
  saveBagian,
  sendIsian,
  startOpen,
} from '../../actions/answer.ts'
import type { Deps } from '../../deps.ts'
import { type Ketikan, spread } from '../../domain/isian.ts'
import { asked, type Bahasa, bagianOf, bahasaOf, type Isian } from '../../domain/soal.ts'
import { surveiPath } from '../../domain/survei.ts'
import { readTyped } from '../question.tsx'
import { CheckPage, ClosedPage, IsiPage, ThanksPage } from './isi.page.tsx'

/** Address of the page on which everything is looked at before it is sent. */
const CHECK = 'periksa'
const THANKS = '/survei/terima-kasih'

/** Answering: a page of questions after the other, all of it looked at, sent. */
export function isiRoutes(deps: Deps): readonly Route[] {
  const starts = createLimiter({ ...STARTS, now: () => deps.kit.now().getTime() })
  const open = { access: 'public', kind: 'page' } as const
  const url = '/survei/:kode/isi/:token'
  return [
    {
      ...open,
      method: 'GET',
      url: THANKS,
      handle: ({ ctx }) => page(<ThanksPage ctx={ctx} />),
    },
    { ...open, method: 'POST', url: '/survei/:kode', handle: (req) => start(deps, req, starts) },
    { ...open, method: 'GET', url, handle: (req) => show(deps, req) },
    { ...open, method: 'POST', url, handle: (req) => take(deps, req) },
  ]
}

const kodeOf = (req: Req) => (req.params.kode ?? '').slice(0, 20)
const tokenOf = (req: Req) => (req.params.token ?? '').slice(0, 60)

async function start(deps: Deps, req: Req, starts: Limiter): Promise<Answer> {
  const kode = kodeOf(req)
  const trap = fieldText(req.form, 'situs')
  const done = await startOpen(deps, kode, { starts, ip: req.ip, trap })
  if (!done.ok) return closed(req, done.refusals)
  return redirect(surveiPath(kode, `/isi/${done.value}`))
}

function closed(req: Req, refusals: readonly Refusal[]): Answer {
  const has = (code: string) => refusals.some((one) => one.code === code)
  const status =
    has('UNDANGAN_TIDAK_DIKENAL') || has('SURVEI_BELUM_BUKA')
      ? 404
      : has('TERLALU_SERING')
        ? 429
        : 410
  return page(<ClosedPage ctx={req.ctx} refusals={refusals} />, { status, headers: SECRET_ADDRESS })
}

/** Language of the questions: the one chosen, else the page's where the questions are written in it. */
function bahasaFor(req: Req, { survei }: Dibuka): Bahasa {
  const offered = bahasaOf(survei.soal)
  const chosen = fieldText(req.query, 'teks')
  return (
    offered.find((one) => one === chosen) ?? offered.find((one) => one === req.ctx.lang) ?? 'id'
  )
}

/** Pages on which something is asked of whoever answers so. */
function pagesOf({ survei }: Dibuka, jawaban: Isian): readonly number[] {
  return bagianOf(asked(survei.soal, jawaban))
}

function hrefOf(req: Req, bagian: string): string {
  const teks = fieldText(req.query, 'teks')
  const query = new URLSearchParams({ bagian, ...(teks === '' ? {} : { teks: teks.slice(0, 5) }) })
  return `${req.path}?${query.toString()}`
}

async function show(deps: Deps, req: Req): Promise<Answer> {
  const opened = await openIsian(deps, kodeOf(req), tokenOf(req))
  if (!opened.ok) return closed(req, opened.refusals)
  const { jawaban } = opened.value
  const wanted = fieldText(req.query, 'bagian')
  if (wanted === CHECK) return showCheck(req, opened.value, [])
  const pages = pagesOf(opened.value, jawaban)
  const bagian = pages.find((one) => String(one) === wanted) ?? pages[0]
  if (bagian === undefined) return notFound
  return showPage(req, opened.value, { bagian, refusals: [] })
}

type Shown = Readonly<{ bagian: number; typed?: Ketikan; refusals: readonly Refusal[] }>

function showPage(req: Req, dibuka: Dibuka, { bagian, typed, refusals }: Shown): Answer {
  const { survei, jawaban } = dibuka
  const pages = pagesOf(dibuka, jawaban)
  // What is asked may change with what is answered on this very page: all of it that can be asked stands here.
  const soal = survei.soal.filter((one) => one.bagian === bagian)
  const now = asked(survei.soal, jawaban)
  const shown = soal.filter(
    (one) =>
      now.some(({ kode }) => kode === one.kode) ||
      one.syarat.some((syarat) => soal.some(({ kode }) => kode === syarat.soal)),
  )
  const view = (
    <IsiPage
      ctx={req.ctx}
      action={hrefOf(req, String(bagian))}
      path={req.path}
      judul={survei.judul}
      bahasa={bahasaFor(req, dibuka)}
      offered={bahasaOf(survei.soal)}
      soal={shown}
      typed={typed ?? spread(survei.soal, jawaban)}
      refusals={refusals}
      step={pages.indexOf(bagian) + 1}
      steps={pages.length}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200, headers: SECRET_ADDRESS })
}

function showCheck(req: Req, dibuka: Dibuka, refusals: readonly Refusal[]): Answer {
  const { survei, jawaban } = dibuka
  const view = (
    <CheckPage
      ctx={req.ctx}
      action={hrefOf(req, CHECK)}
      hrefOf={(bagian) => hrefOf(req, String(bagian))}
      bahasa={bahasaFor(req, dibuka)}
      soal={asked(survei.soal, jawaban)}
      jawaban={jawaban}
      refusals={refusals}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200, headers: SECRET_ADDRESS })
}

async function take(deps: Deps, req: Req): Promise<Answer> {
  const opened = await openIsian(deps, kodeOf(req), tokenOf(req))
  if (!opened.ok) return closed(req, opened.refusals)
  const wanted = fieldText(req.query, 'bagian')
  if (wanted === CHECK) return send(deps, req, opened.value)
  const { survei } = opened.value
  const bagian = bagianOf(survei.soal).find((one) => String(one) === wanted)
  if (bagian === undefined) return redirect(req.path)
  const typed = readTyped(
    survei.soal.filter((one) => one.bagian === bagian),
    req.form,
  )
  const isBack = fieldText(req.form, 'arah') === 'kembali'
  const saved = await saveBagian(deps, tokenOf(req), { dibuka: opened.value, bagian, typed })
  if (!saved.ok) return showPage(req, opened.value, { bagian, typed, refusals: saved.refusals })
  const pages = pagesOf(opened.value, saved.value)
  const next = isBack ? pages.findLast((one) => one < bagian) : pages.find((one) => one > bagian)
  return redirect(
    hrefOf(req, next === undefined ? (isBack ? String(bagian) : CHECK) : String(next)),
  )
}

async function send(deps: Deps, req: Req, dibuka: Dibuka): Promise<Answer> {
  const kode = kodeOf(req)
  const done = await sendIsian(deps, kode, tokenOf(req))
  if (done.ok) return redirect(THANKS)
  const isGone = done.refusals.some(({ code }) =>
    ['UNDANGAN_TERPAKAI', 'UNDANGAN_TIDAK_DIKENAL', 'SURVEI_SUDAH_TUTUP'].includes(code),
  )
  return isGone ? closed(req, done.refusals) : showCheck(req, dibuka, done.refusals)
}
