import { ok, type Refusal, type Result } from '../../../kernel/result.ts'
import { type Answer, page, redirect } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route, signedInOf } from '../../../platform/http/route.ts'
import { aroundUsulan, createAjukan, runningTahun } from '../actions/usulan.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { decideUsulan } from '../domain/usulan.ts'
import { messagesIn } from '../messages/index.ts'
import { photoOf, textsOf, typed, usulanForm } from './asked.ts'
import { BaruPage, LANGKAH, type Langkah } from './baru.page.tsx'
import { USULAN } from './paths.ts'

const FORM = { bodyLimit: 40 * 1024 * 1024, takesPhotos: true }
const URL = `${USULAN}/baru`

/** A citizen's own proposal: one thing per page, what was answered carried along in the form. */
export function baruRoutes(deps: Deps): readonly Route[] {
  const shared = { kind: 'page', url: URL, access: 'signed-in' } as const
  return [
    { ...shared, method: 'GET', handle: (req) => show(deps, req, { at: 'tempat' }) },
    { ...shared, ...FORM, method: 'POST', handle: (req) => take(deps, req) },
  ]
}

const FIELDS: Readonly<Record<Langkah, readonly string[]>> = {
  tempat: ['wilayah', 'rw', 'rt', 'patokan', 'lat'],
  jenis: ['kamus'],
  isi: ['judul', 'uraian'],
  ukuran: ['volume', 'swadaya'],
  periksa: [],
}

async function show(
  deps: Deps,
  req: Req,
  { at, refusals = [] }: Readonly<{ at: Langkah; refusals?: readonly Refusal[] }>,
): Promise<Answer> {
  const { kit, reference, data } = deps
  const isOpen = (await runningTahun(kit.db)) !== undefined
  const view = (
    <BaruPage
      ctx={req.ctx}
      at={at}
      typed={textsOf(req)}
      refusals={isOpen ? refusals : [refusal('PUTARAN_TIDAK_ADA')]}
      groups={reference.kecamatan().map((one) => ({
        label: one.nama,
        choices: reference.desaOf(one.kode).map(({ kode, nama }) => ({ value: kode, label: nama })),
      }))}
      placeName={(kode) => reference.findWilayah(kode)?.nama ?? ''}
      entri={data.kamusAt(kit.today()).entri}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

async function take(deps: Deps, req: Req): Promise<Answer> {
  const at = LANGKAH.find((one) => one === typed(req, 'langkah')) ?? 'tempat'
  const index = LANGKAH.indexOf(at)
  if (typed(req, 'arah') === 'kembali')
    return show(deps, req, { at: LANGKAH[Math.max(0, index - 1)] ?? 'tempat' })
  const wrong = refusedUpTo(deps, req, index)
  const first = LANGKAH.find((step) => wrong.some(({ field }) => isOf(step, field)))
  if (first !== undefined)
    return show(deps, req, {
      at: first,
      refusals: wrong.filter(({ field }) => isOf(first, field)),
    })
  if (at !== 'periksa') return show(deps, req, { at: LANGKAH[index + 1] ?? 'periksa' })
  return send(deps, req)
}

const isOf = (step: Langkah, field: string | undefined) =>
  field !== undefined && FIELDS[step].includes(field)

/** What is wrong in the steps that were answered; the rest is not asked yet. */
function refusedUpTo(deps: Deps, req: Req, index: number): readonly Refusal[] {
  const read: Result<unknown> = decideUsulan(usulanForm(req), aroundUsulan(deps, 'musrenbang'))
  if (read.ok) return []
  const asked = new Set(LANGKAH.slice(0, index + 1).flatMap((step) => FIELDS[step]))
  return read.refusals.filter(({ field }) => field !== undefined && asked.has(field))
}

async function send(deps: Deps, req: Req): Promise<Answer> {
  const done = await createAjukan(deps)(signedInOf(req), {
    form: usulanForm(req),
    sumber: 'musrenbang',
    bytes: photoOf(req),
  })
  if (!done.ok) return show(deps, req, { at: 'periksa', refusals: done.refusals })
  const m = messagesIn(req.ctx.lang).baru
  const text = `${m.sent}: ${done.value.nomor}. ${m.sentHelp}`
  return redirect(`${USULAN}/${done.value.nomor}`, { flash: { kind: 'success', text } })
}

/** Proposals of the council, by its members and their office. */
export async function takePokir(deps: Deps, req: Req): Promise<Result<string>> {
  const done = await createAjukan(deps)(signedInOf(req), {
    form: { ...usulanForm(req), rw: fieldText(req.form, 'rw') },
    sumber: 'pokir',
  })
  return done.ok ? ok(done.value.nomor) : done
}
