import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, notFound, page, redirect } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../../platform/http/route.ts'
import { removeSoal, saveSoal } from '../../actions/build.ts'
import { SURVEYORS } from '../../actions/own.ts'
import type { Deps } from '../../deps.ts'
import { readBagian } from '../../domain/isian.ts'
import { BAHASA, type Soal } from '../../domain/soal.ts'
import { kerjaPath } from '../../domain/survei.ts'
import { type SoalForm, SYARAT_MAX, writeLines } from '../../domain/susunan.ts'
import { kerjaMessages } from '../../messages/index.ts'
import { readTyped } from '../question.tsx'
import { kodeOf, seeOwn, typedOf, versiOf } from './asked.ts'
import { SoalPage, TryPage } from './soal.page.tsx'

const NEW = 'baru'
const CONDITIONS = Array.from({ length: SYARAT_MAX }, (_, at) => at + 1)
const FIELDS = [
  ...BAHASA.map((bahasa) => `teks_${bahasa}`),
  'jenis',
  'bagian',
  'pilihan',
  'baris',
  'dari',
  'sampai',
  'wajib',
  'pengenal',
  ...CONDITIONS.flatMap((at) => [`syarat_soal_${at}`, `syarat_op_${at}`, `syarat_nilai_${at}`]),
]

/** Questions of a draft, one form each, and a trial of the whole. */
export function soalRoutes(deps: Deps): readonly Route[] {
  const room = { access: { roles: SURVEYORS }, kind: 'page' } as const
  const one = '/kerja/survei/:kode/soal/:soal'
  const trial = '/kerja/survei/:kode/coba'
  return [
    { ...room, method: 'GET', url: one, handle: (req) => show(deps, req) },
    { ...room, method: 'POST', url: one, handle: (req) => save(deps, req) },
    { ...room, method: 'GET', url: trial, handle: (req) => tryOut(deps, req) },
    { ...room, method: 'POST', url: trial, handle: (req) => tryOut(deps, req) },
  ]
}

type Shown = Readonly<{ refusals: readonly Refusal[]; form?: SoalForm }>

async function show(deps: Deps, req: Req, shown: Shown = { refusals: [] }): Promise<Answer> {
  const survei = await seeOwn(deps, req)
  const soal = survei?.soal.find(({ kode }) => kode === req.params.soal)
  if (survei === undefined || (soal === undefined && req.params.soal !== NEW)) return notFound
  const at = soal === undefined ? survei.soal.length : survei.soal.indexOf(soal)
  const lastPage = survei.soal.at(-1)?.bagian ?? 1
  const view = (
    <SoalPage
      ctx={req.ctx}
      survei={survei}
      soal={soal}
      before={survei.soal.slice(0, at)}
      form={shown.form ?? (soal === undefined ? { bagian: String(lastPage) } : formOf(soal))}
      refusals={shown.refusals}
    />
  )
  return page(view, { status: shown.refusals.length > 0 ? 422 : 200 })
}

function formOf(soal: Soal): SoalForm {
  const { dari, sampai } = soal.rentang ?? {}
  return {
    ...Object.fromEntries(BAHASA.map((bahasa) => [`teks_${bahasa}`, soal.teks[bahasa] ?? ''])),
    jenis: soal.jenis,
    bagian: String(soal.bagian),
    pilihan: writeLines(soal.pilihan),
    baris: writeLines(soal.baris),
    dari: dari === undefined ? '' : String(dari),
    sampai: sampai === undefined ? '' : String(sampai),
    wajib: soal.isWajib ? 'ya' : '',
    pengenal: soal.isPengenal ? 'ya' : '',
    ...Object.fromEntries(
      soal.syarat.flatMap((one, at) => [
        [`syarat_soal_${at + 1}`, one.soal],
        [`syarat_op_${at + 1}`, one.op],
        [`syarat_nilai_${at + 1}`, one.nilai],
      ]),
    ),
  }
}

async function save(deps: Deps, req: Req): Promise<Answer> {
  const { soal = '' } = req.params
  const key = { kode: kodeOf(req), versi: versiOf(req), soal: soal === NEW ? '' : soal.slice(0, 8) }
  const form = typedOf(req, FIELDS)
  const done =
    fieldText(req.form, 'aksi') === 'hapus'
      ? await removeSoal(deps, signedInOf(req), key)
      : await saveSoal(deps, signedInOf(req), { ...key, form })
  if (!done.ok) return show(deps, req, { refusals: done.refusals, form })
  return redirect(kerjaPath(key.kode), {
    flash: { kind: 'success', text: kerjaMessages(req.ctx.lang).saved },
  })
}

/** The whole questionnaire on one page, checked as it will be, kept nowhere. */
async function tryOut(deps: Deps, req: Req): Promise<Answer> {
  const survei = await seeOwn(deps, req)
  if (survei === undefined) return notFound
  const isSent = req.method === 'POST'
  const typed = isSent ? readTyped(survei.soal, req.form) : {}
  const { refusals } = isSent
    ? readBagian(survei.soal, typed, { all: survei.soal, before: {} })
    : { refusals: [] }
  const view = (
    <TryPage
      ctx={req.ctx}
      survei={survei}
      typed={typed}
      refusals={refusals}
      isRight={isSent && refusals.length === 0}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}
