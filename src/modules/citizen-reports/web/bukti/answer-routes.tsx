import type { Refusal } from '../../../../kernel/result.ts'
import {
  type Answer,
  notFound,
  page,
  redirect,
  SECRET_ADDRESS,
} from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { isAnswerToken } from '../../actions/answer-link.ts'
import { photosOf } from '../../actions/photos-of.ts'
import type { Laporan } from '../../domain/laporan.ts'
import { possibleActions, type Standing, type Tindakan } from '../../domain/transitions.ts'
import { buktiMessages } from '../../messages/bukti.ts'
import { laporanMessages } from '../../messages/index.ts'
import { findLaporanByNomor } from '../../store/laporan-store.ts'
import type { CitizenReports } from '../../types.ts'
import { AnswerPage } from './answer.page.tsx'
import { nomorOf } from './officer-case.ts'

/** One tap from the notice to the question; the answer is a button there, never the link itself. */
export function answerRoutes(reports: CitizenReports): readonly Route[] {
  const route = (method: 'GET' | 'POST', handle: Route['handle']): Route => ({
    method,
    url: '/laporan/:nomor/konfirmasi',
    access: 'public',
    kind: 'page',
    handle,
  })
  return [
    route('GET', (req) => ask(reports, req, fieldText(req.query, 'k'))),
    route('POST', (req) => answer(reports, req)),
  ]
}

/** The case when the token is good for its present claim; to anyone else there is no such page. */
async function openByToken(
  { deps }: CitizenReports,
  req: Req,
  token: string,
): Promise<Laporan | undefined> {
  const laporan = await findLaporanByNomor(deps.kit.db, nomorOf(req))
  return laporan !== undefined && isAnswerToken(deps.kit, laporan, token) ? laporan : undefined
}

async function ask(
  reports: CitizenReports,
  req: Req,
  token: string,
  refusals: readonly Refusal[] = [],
): Promise<Answer> {
  const { deps } = reports
  const laporan = await openByToken(reports, req, token)
  if (laporan === undefined) return old(reports, req)
  const standing: Standing = { actor: req.actor, isReporter: true }
  const photos = await photosOf(deps, deps.kit.db, { laporan, standing })
  const may = possibleActions(laporan, standing).map((one) => one.tindakan)
  const view = (
    <AnswerPage
      ctx={req.ctx}
      nomor={laporan.nomor}
      judul={laporan.judul}
      token={token}
      refusals={refusals}
      before={photos.find((one) => one.peran === 'pelapor')}
      after={photos.findLast((one) => one.peran === 'bukti')}
      can={
        may.includes('konfirmasi') ? 'confirm' : may.includes('buka_kembali') ? 'reopen' : 'nothing'
      }
    />
  )
  return page(view, {
    status: refusals.length > 0 ? 422 : 200,
    headers: SECRET_ADDRESS,
  })
}

/** An old link of a public case leads to the case; of any other, nowhere. */
async function old({ deps }: CitizenReports, req: Req): Promise<Answer> {
  const laporan = await findLaporanByNomor(deps.kit.db, nomorOf(req))
  if (laporan?.isPublik !== true) return notFound
  return redirect(`/laporan/${laporan.nomor}`, {
    flash: { kind: 'notice', text: buktiMessages(req.ctx.lang).answer.old },
  })
}

const ANSWERS: readonly Tindakan[] = ['konfirmasi', 'belum_selesai', 'buka_kembali']

async function answer(reports: CitizenReports, req: Req): Promise<Answer> {
  const token = fieldText(req.form, 'k')
  const laporan = await openByToken(reports, req, token)
  const tindakan = ANSWERS.find((one) => one === fieldText(req.form, 'jawab'))
  if (laporan === undefined) return old(reports, req)
  if (tindakan === undefined) return ask(reports, req, token)
  const pesan = fieldText(req.form, 'pesan').trim()
  const caller = { actor: req.actor, isProvenReporter: true }
  const done = await reports.act(reports.deps.kit.db, caller, {
    nomor: laporan.nomor,
    tindakan,
    form: pesan === '' ? {} : { pesan },
  })
  if (!done.ok) return ask(reports, req, token, done.refusals)
  const m = laporanMessages(req.ctx.lang).flash
  const text = tindakan === 'konfirmasi' ? m.confirmed : m.reopened
  const to = laporan.isPublik ? `/laporan/${laporan.nomor}` : '/'
  return redirect(to, { flash: { kind: 'success', text } })
}
