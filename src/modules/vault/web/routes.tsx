import { isUuid } from '../../../kernel/id.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { type Answer, json, notFound, page, redirect } from '../../../platform/http/answer.ts'
import { readKeyset } from '../../../platform/http/keyset.ts'
import { createLimiter, type Limiter } from '../../../platform/http/limiter.ts'
import {
  type Access,
  fieldText,
  type Req,
  type Route,
  signedInOf,
} from '../../../platform/http/route.ts'
import { formatDateTime, localeOf } from '../../../ui/format.ts'
import { listOwnPage, readOwnDetail } from '../actions/own-files.ts'
import { DATE_FIELD, FILE_FIELD, refusal } from '../domain/refusals.ts'
import { AUDITING_ROLES, LOOKING_ROLES, type Remaining } from '../domain/uses.ts'
import { messagesIn } from '../messages/index.ts'
import type { Kept, SentFile, Vault } from '../types.ts'
import { LookPage } from './office.page.tsx'
import { OwnDetailPage, OwnListPage } from './own.page.tsx'
import { ChoosePage, UploadPage } from './upload.page.tsx'
import { download, HOME, nameOf, namesOfKinds, viewOf } from './view.ts'

const PAGE_SIZE = 30
const UPLOADS_PER_WINDOW = 60
const WINDOW_MS = 300_000
/** A file of twelve megabytes and its fields; what is more is read past. */
const UPLOAD = { bodyLimit: 16 * 1024 * 1024, takesPhotos: true }
const LOOK: Access = { roles: [...LOOKING_ROLES, ...AUDITING_ROLES] }

/** An owner's documents, and an officer's look at those a case uses. */
export function vaultRoutes(vault: Vault): readonly Route[] {
  const uploads = createLimiter({
    limit: UPLOADS_PER_WINDOW,
    windowMs: WINDOW_MS,
    now: () => vault.deps.kit.now().getTime(),
  })
  const route = (
    method: 'GET' | 'POST',
    url: string,
    handle: Route['handle'],
    more: Partial<Pick<Route, 'access' | 'bodyLimit' | 'takesPhotos'>> = {},
  ): Route => ({ method, url, access: 'signed-in', kind: 'page', handle, ...more })
  return [
    route('GET', HOME, (req) => showOwn(vault, req)),
    route('GET', `${HOME}/baru`, (req) => showChoice(vault, req)),
    route('GET', `${HOME}/baru/:jenis`, (req) => showUpload(vault, req, [])),
    route('POST', `${HOME}/baru/:jenis`, (req) => takeUpload(vault, req, uploads), UPLOAD),
    route('GET', `${HOME}/:id`, (req) => showDetail(vault, req)),
    route('GET', '/berkas/:id', (req) => sendOwn(vault, req)),
    route('POST', `${HOME}/:id/pakai`, (req) => takeDecision(vault, req)),
    route('POST', `${HOME}/:id/hapus`, (req) => takeRemoval(vault, req)),
    route('GET', '/kerja/berkas/:id', (req) => showLook(vault, req, { refusals: [] }), {
      access: LOOK,
    }),
    route('POST', '/kerja/berkas/:id', (req) => takeLook(vault, req), { access: LOOK }),
  ]
}

const idOf = (req: Req): string => {
  const id = req.params.id ?? ''
  return isUuid(id) ? id : '00000000-0000-0000-0000-000000000000'
}

/** "<milliseconds>_<id>"; anything else is the first page. */
function readCursor(req: Req): Readonly<{ dibuatAt: Date; id: string }> | undefined {
  const key = readKeyset(fieldText(req.query, 'sesudah'))
  return key && { dibuatAt: key.at, id: key.id }
}

async function showOwn(vault: Vault, req: Req): Promise<Answer> {
  const { kit } = vault.deps
  const after = readCursor(req)
  const found = await listOwnPage(vault.deps, kit.db, signedInOf(req).accountId, {
    limit: PAGE_SIZE,
    ...(after === undefined ? {} : { after }),
  })
  const kinds = await namesOfKinds(vault)
  const more = { kinds, page: found, today: kit.today(), isFirst: after === undefined }
  return page(<OwnListPage {...viewOf(req)} {...more} />)
}

async function showChoice(vault: Vault, req: Req): Promise<Answer> {
  const query = fieldText(req.query, 'q').trim().slice(0, 60)
  const words = query.toLowerCase().split(/\s+/)
  const kinds = (await vault.jenis(vault.deps.kit.db)).filter(({ nama, kode }) => {
    const text = `${nama.id} ${nama.en} ${kode}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return page(<ChoosePage {...viewOf(req)} kinds={kinds} query={query} />)
}

async function showUpload(vault: Vault, req: Req, refusals: readonly Refusal[]): Promise<Answer> {
  const kind = (await namesOfKinds(vault)).get(req.params.jenis ?? '')
  if (kind === undefined) return notFound
  const dated = fieldText(req.form, DATE_FIELD).slice(0, 20)
  const view = <UploadPage {...viewOf(req, refusals)} kind={kind} dated={dated} />
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

const wantsJson = (req: Req): boolean =>
  String(req.headers.accept ?? '').includes('application/json')

function fileOf(req: Req): SentFile {
  const sent = req.files.find(({ field }) => field === FILE_FIELD)
  return { bytes: sent?.bytes ?? Buffer.alloc(0), filename: sent?.filename ?? '' }
}

async function takeUpload(vault: Vault, req: Req, uploads: Limiter): Promise<Answer> {
  const owner = signedInOf(req)
  const jenisKode = req.params.jenis ?? ''
  if (!(await namesOfKinds(vault)).has(jenisKode)) return notFound
  const kept =
    uploads.hit(owner.accountId) > 0
      ? { ok: false as const, refusals: [refusal('BERKAS_TERLALU_SERING', { field: FILE_FIELD })] }
      : await vault.keep(vault.deps.kit.db, {
          jenisKode,
          file: fileOf(req),
          tanggalDokumen: fieldText(req.form, DATE_FIELD),
          pemilikAkunId: owner.accountId,
          oleh: owner,
          isWarningAccepted: false,
        })
  if (kept.ok) return answerKept(req, kept.value)
  if (!wantsJson(req)) return showUpload(vault, req, kept.refusals)
  const told = kept.refusals.map((one) => ({ ...one, message: req.ctx.word(one) }))
  return json({ refusals: told }, { status: 422, headers: { 'cache-control': 'no-store' } })
}

function answerKept(req: Req, { berkasId, isNew, peringatan }: Kept): Answer {
  const words = messagesIn(req.ctx.lang).upload
  const to = `${HOME}/${berkasId}`
  if (wantsJson(req)) return json({ href: to }, { headers: { 'cache-control': 'no-store' } })
  if (peringatan.length > 0) return redirect(to)
  const text = isNew ? words.saved : words.same
  return redirect(to, { flash: { kind: isNew ? 'success' : 'notice', text } })
}

async function showDetail(vault: Vault, req: Req): Promise<Answer> {
  const { kit, reference } = vault.deps
  const own = { akunId: signedInOf(req).accountId, berkasId: idOf(req) }
  const detail = await readOwnDetail(vault.deps, kit.db, own)
  if (detail === undefined) return notFound
  const kinds = await namesOfKinds(vault)
  const unitName = (kode: string) => reference.findUnit(kode)?.nama ?? kode
  const more = { kinds, detail, today: kit.today(), unitName }
  return page(<OwnDetailPage {...viewOf(req)} {...more} />)
}

async function takeDecision(vault: Vault, req: Req): Promise<Answer> {
  const berkasId = idOf(req)
  const owner = { akunId: signedInOf(req).accountId }
  const done = await vault.acceptWarnings(vault.deps.kit.db, owner, berkasId)
  if (!done.ok) return notFound
  const { accepted } = messagesIn(req.ctx.lang).detail
  return redirect(`${HOME}/${berkasId}`, { flash: { kind: 'success', text: accepted } })
}

async function takeRemoval(vault: Vault, req: Req): Promise<Answer> {
  const owner = signedInOf(req)
  const own = { akunId: owner.accountId, berkasId: idOf(req) }
  const done = await vault.remove(vault.deps.kit.db, owner, own)
  if (!done.ok) return notFound
  return redirect(HOME, { flash: { kind: 'success', text: sayRemoved(req, done.value) } })
}

function sayRemoved(req: Req, remaining: Remaining): string {
  const words = messagesIn(req.ctx.lang).detail
  if (remaining.kind === 'in-use') return words.removedInUse(remaining.nomor.join(', '))
  if (remaining.kind === 'on-record')
    return words.removedOnRecord(formatDateTime(remaining.until, localeOf(req.ctx)))
  return words.removed
}

async function sendOwn(vault: Vault, req: Req): Promise<Answer> {
  const opened = await vault.openOwn(vault.deps.kit.db, signedInOf(req).accountId, idOf(req))
  return opened.ok ? download(opened.value) : notFound
}

type Shown = Readonly<{ refusals: readonly Refusal[]; purpose?: string; picture?: string }>

async function showLook(vault: Vault, req: Req, shown: Shown): Promise<Answer> {
  const { kit, reference } = vault.deps
  const facts = await vault.useFacts(kit.db, req.actor, idOf(req))
  if (facts === undefined) return notFound
  const view = viewOf(req, shown.refusals)
  const more = {
    facts,
    kindName: nameOf(await namesOfKinds(vault), facts.jenisKode, view),
    unitName: reference.findUnit(facts.unitKode)?.nama ?? facts.unitKode,
    purpose: shown.purpose ?? '',
    ...(shown.picture === undefined ? {} : { picture: shown.picture }),
  }
  const status = shown.refusals.length > 0 ? 422 : 200
  return page(<LookPage {...view} {...more} />, { status })
}

/** The look is on record before a byte leaves; a picture is shown in the page, a PDF goes as a download. */
async function takeLook(vault: Vault, req: Req): Promise<Answer> {
  const tujuan = fieldText(req.form, 'tujuan').slice(0, 201)
  const what = { penggunaanId: idOf(req), tujuan }
  const opened = await vault.lookByUse(vault.deps.kit.db, req.actor, what)
  if (!opened.ok) {
    const isHidden = opened.refusals.some(({ code }) => code === 'BERKAS_TIDAK_DITEMUKAN')
    return isHidden
      ? notFound
      : showLook(vault, req, { refusals: opened.refusals, purpose: tujuan })
  }
  const { bytes, contentType } = opened.value
  if (contentType === 'application/pdf' || fieldText(req.form, 'cara') === 'unduh')
    return download(opened.value)
  const picture = `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`
  return showLook(vault, req, { refusals: [], purpose: tujuan, picture })
}
