import { isUuid } from '../../../../kernel/id.ts'
import { parsePublicCode } from '../../../../kernel/nomor.ts'
import { type Answer, json, redirect, refused } from '../../../../platform/http/answer.ts'
import type { Limiter } from '../../../../platform/http/limiter.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import type { Caller } from '../../actions/act-on-laporan.ts'
import { takePiece, type UploadKey, uploadState } from '../../actions/upload-photo.ts'
import { refusal, sentTooOften } from '../../domain/refusals.ts'
import { laporMessages } from '../../messages/index.ts'
import type { CitizenReports } from '../../types.ts'
import { callerOf } from '../kasus/open-case.ts'
import { lineOf } from './draft.ts'
import { sentHref } from './sent.tsx'

const NO_STORE = { 'cache-control': 'no-store' }

/** `GET /laporan/:nomor/foto/:id`: how many bytes of this photo have arrived. Header `x-kode-lacak`. */
export async function showUpload(reports: CitizenReports, req: Req): Promise<Answer> {
  const key = keyOf(reports, req)
  if (key === undefined) return unknown()
  const state = await uploadState(reports.deps, key)
  return state.ok ? json(bodyOf(state.value), { headers: NO_STORE }) : unknown()
}

/** `PUT /laporan/:nomor/foto/:id?dari=&ukuran=`: the next piece, as plain bytes. Sent twice it changes nothing. */
export async function takeUpload(reports: CitizenReports, req: Req): Promise<Answer> {
  const key = keyOf(reports, req)
  if (key === undefined) return unknown()
  const bytes = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0)
  const taken = await takePiece(reports.deps, reports.takePhoto, {
    ...key,
    bytes,
    dari: numberOf(req, 'dari'),
    ukuran: numberOf(req, 'ukuran'),
  })
  if (taken.ok) return json(bodyOf(taken.value), { headers: NO_STORE })
  const codes = taken.refusals.map(({ code }) => code)
  if (codes.includes('LAPORAN_TIDAK_DITEMUKAN')) return unknown()
  return refused(taken.refusals, codes.includes('FOTO_ANTREAN_PENUH') ? 503 : 422)
}

function unknown(): Answer {
  return refused([refusal('LAPORAN_TIDAK_DITEMUKAN')], 404)
}

function bodyOf(state: Readonly<{ diterima: number; ukuran: number; isDone: boolean }>) {
  return { diterima: state.diterima, ukuran: state.ukuran, selesai: state.isDone }
}

function keyOf(reports: CitizenReports, req: Req): UploadKey | undefined {
  const { id = '', nomor = '' } = req.params
  if (!isUuid(id)) return undefined
  const caller = callerWith(reports, req, req.headers['x-kode-lacak'] ?? '')
  return { id, nomor: nomor.toUpperCase(), caller }
}

/** The reporter by account, by the pass of a browser that showed the code, or by the code sent along. */
function callerWith({ deps }: CitizenReports, req: Req, code: string): Caller {
  const parsed = parsePublicCode(code, 'LCK')
  return { ...callerOf(deps, req), ...(parsed.ok ? { kodeLacak: parsed.value } : {}) }
}

function numberOf(req: Req, name: string): number {
  const text = fieldText(req.query, name)
  return /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN
}

/** `POST /lapor/terkirim/foto`: more photos from the receipt, in one form without script. */
export async function takeMorePhotos(
  reports: CitizenReports,
  req: Req,
  limiter: Limiter,
): Promise<Answer> {
  const nomor = lineOf(req.form, 'nomor', 40).toUpperCase()
  if (limiter.hit(req.deviceId) > 0) return refused([sentTooOften('satu jam')], 429)
  const caller = callerWith(reports, req, lineOf(req.form, 'kode', 60))
  const files = req.files.filter(({ field }) => field === 'foto')
  const messages: string[] = []
  let taken = 0
  for (const file of files) {
    const done = file.isTooLarge
      ? { ok: false as const, refusals: [refusal('FOTO_TERLALU_BERAT', 'foto')] }
      : await reports.takePhoto(reports.deps.kit.db, {
          bytes: file.bytes,
          peran: 'pelapor',
          place: { nomor, caller },
        })
    if (done.ok) taken += 1
    else messages.push(...done.refusals.map(req.ctx.word))
  }
  const m = laporMessages(req.ctx.lang).upload
  if (files.length === 0) messages.push(m.none)
  const isReporter = (await uploadState(reports.deps, { id: NO_ID, nomor, caller })).ok
  const text = [...(taken > 0 ? [m.done(String(taken))] : []), ...new Set(messages)].join(' ')
  return redirect(isReporter ? sentHref(reports.deps, req, nomor) : `/laporan/${nomor}`, {
    flash: { kind: messages.length > 0 ? 'error' : 'success', text },
  })
}

/** Asked only to learn whether the caller is the reporter. */
const NO_ID = '00000000-0000-4000-8000-000000000000'
