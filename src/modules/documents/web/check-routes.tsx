import { MINUTE_MS } from '../../../kernel/date.ts'
import { parsePublicCode } from '../../../kernel/nomor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, page, redirect, SECRET_ADDRESS, text } from '../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../platform/http/limiter.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import { checkCode, checkFile } from '../actions/check-letter.ts'
import type { Deps } from '../deps.ts'
import { REFUSALS } from '../domain/refusals.ts'
import { CheckPage, ResultPage } from './check.page.tsx'

const FILE_BYTES_MAX = 10 * 1024 * 1024
const WINDOW_MS = 10 * MINUTE_MS
/** A bank may check a pile of letters; guessing eighty bits takes longer. */
const CODES_PER_WINDOW = 120
/** Reading a file costs some ten milliseconds. */
const FILES_PER_WINDOW = 40

/** Pages on which anybody checks a letter; nothing of what is handed in is kept. */
export function checkRoutes(deps: Deps): readonly Route[] {
  const now = () => deps.kit.now().getTime()
  const codes = createLimiter({ limit: CODES_PER_WINDOW, windowMs: WINDOW_MS, now })
  const files = createLimiter({ limit: FILES_PER_WINDOW, windowMs: WINDOW_MS, now })
  const open = { access: 'public', kind: 'page' } as const
  return [
    { ...open, method: 'GET', url: '/verifikasi', handle: showCheck },
    {
      ...open,
      method: 'POST',
      url: '/verifikasi',
      bodyLimit: FILE_BYTES_MAX,
      handle: (req) => takeFile(deps, req, files),
    },
    { ...open, method: 'GET', url: '/verifikasi/akar.pem', handle: () => sendRoot(deps) },
    {
      ...open,
      method: 'GET',
      url: '/verifikasi/:kode',
      handle: (req) => showCode(deps, req, codes),
    },
  ]
}

function refusalOf(code: keyof typeof REFUSALS, field?: string): Refusal {
  return { code, message: REFUSALS[code], ...(field === undefined ? {} : { field }) }
}

function showRefused(req: Req, refusal: Refusal, status = 422): Answer {
  const kode = fieldText(req.query, 'kode').slice(0, 60)
  const view = <CheckPage ctx={req.ctx} kode={kode} refusals={[refusal]} />
  return page(view, { status, headers: SECRET_ADDRESS })
}

function showCheck(req: Req): Answer {
  const typed = fieldText(req.query, 'kode').trim()
  if (typed === '') return page(<CheckPage ctx={req.ctx} kode="" refusals={[]} />)
  const code = parsePublicCode(typed, 'SRT')
  if (code.ok) return redirect(`/verifikasi/${code.value}`)
  const isSlip = code.refusals.some((one) => one.code === 'KODE_SALAH_KETIK')
  const refusal = isSlip ? code.refusals[0] : undefined
  return showRefused(req, { ...(refusal ?? refusalOf('KODE_SURAT_SALAH')), field: 'kode' })
}

async function showCode(deps: Deps, req: Req, limiter: Limiter): Promise<Answer> {
  if (limiter.hit(req.ip) > 0) return showRefused(req, refusalOf('TERLALU_SERING_MEMERIKSA'), 429)
  const checked = await checkCode(deps, deps.kit.db, req.params.kode ?? '')
  const { baseUrl } = deps.kit
  const view = <ResultPage ctx={req.ctx} isByCode {...{ checked, baseUrl }} />
  return page(view, {
    status: checked.verdict === 'tak-dikenal' ? 404 : 200,
    headers: SECRET_ADDRESS,
  })
}

async function takeFile(deps: Deps, req: Req, limiter: Limiter): Promise<Answer> {
  if (limiter.hit(req.ip) > 0) return showRefused(req, refusalOf('TERLALU_SERING_MEMERIKSA'), 429)
  const file = req.files.find(({ field }) => field === 'berkas')
  if (file === undefined || file.bytes.length === 0)
    return showRefused(req, refusalOf('BERKAS_PDF_KOSONG', 'berkas'))
  const checked = await checkFile(deps, deps.kit.db, Buffer.from(file.bytes))
  const { baseUrl } = deps.kit
  const view = <ResultPage ctx={req.ctx} isByCode={false} {...{ checked, baseUrl }} />
  return page(view, { headers: SECRET_ADDRESS })
}

/** The root certificate of the local authority, for who checks with tools of others. */
function sendRoot({ authority }: Deps): Answer {
  return text(authority.root().toString(), 'application/x-pem-file', {
    headers: { 'content-disposition': 'attachment; filename="akar.pem"' },
  })
}
