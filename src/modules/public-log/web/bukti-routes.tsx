import { parseNomor } from '../../../kernel/nomor.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { together } from '../../../platform/db/database.ts'
import { type Answer, notFound, page, redirect, text } from '../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../platform/http/route.ts'
import type { Kit } from '../../../platform/kit.ts'
import { formatNumber } from '../../../ui/format.ts'
import type { Documents } from '../actions/documents.ts'
import { type KeyTexts, openRecord, type ShownRecord } from '../actions/open-record.ts'
import { readOverview } from '../actions/overview.ts'
import { logMessages } from '../messages/index.ts'
import { listShownSaksi } from '../store/bukti-store.ts'
import { findEntri, findEntriAt, isWaiting } from '../store/entri-store.ts'
import { listKunci } from '../store/kunci-store.ts'
import { readPohon } from '../store/titipan-store.ts'
import { BuktiPage, TYPED_MAX } from './bukti.page.tsx'
import { RecordPage } from './record.page.tsx'
import { replayRoutes } from './replay-routes.tsx'
import { CheckPage, UnrecordedPage, WaitingPage } from './small.page.tsx'

export type BuktiDeps = Readonly<{ kit: Kit; documents: Documents }>

const PROOF = 'text/plain; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'

/** Pages by which anybody checks the log, and the files to check it without us. */
export function buktiRoutes(deps: BuktiDeps): readonly Route[] {
  const open = { method: 'GET', access: 'public', kind: 'page' } as const
  return [
    { ...open, url: '/bukti', handle: (req) => showBukti(deps, req) },
    { ...open, url: '/bukti/periksa', handle: (req) => showCheck(deps, req) },
    { ...open, url: '/bukti/catatan/:acuan', handle: (req) => leadToRecord(deps, req) },
    ...replayRoutes(),
    { ...open, url: '/bukti/:indeks', handle: (req) => showRecord(deps, req) },
    { ...open, url: '/bukti/:indeks/catatan.tlog-proof', handle: (req) => sendProof(deps, req) },
    { ...open, url: '/bukti/:indeks/dokumen.json', handle: (req) => sendDocument(deps, req) },
  ]
}

async function showBukti(deps: BuktiDeps, req: Req): Promise<Answer> {
  const typed = fieldText(req.query, 'cari')
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, TYPED_MAX)
  const found = typed === '' ? undefined : await search(deps, req, typed)
  if (found?.to !== undefined) return redirect(found.to, found.flash && { flash: found.flash })
  const refusals = found?.refusals ?? []
  const overview = await readOverview(deps.documents, deps.kit.db)
  const view = (
    <BuktiPage ctx={req.ctx} baseUrl={deps.kit.baseUrl} {...{ overview, typed, refusals }} />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

type Found =
  | Readonly<{ to: string; flash?: { kind: 'notice' | 'error'; text: string } }>
  | Readonly<{ to?: undefined; refusals: readonly Refusal[] }>

/** Where the visitor wants to go. Nothing here tells whether a report exists: its own page does. */
async function search({ kit }: BuktiDeps, { ctx }: Req, typed: string): Promise<Found> {
  const m = logMessages(ctx.lang).search
  const no = (code: string, message: string): Found => ({
    refusals: [{ code, message, field: 'cari' }],
  })
  // A tracking code is a secret of its reporter: it goes out of the address bar, and is not repeated.
  if (/^\s*LCK/i.test(typed))
    return { to: '/bukti', flash: { kind: 'error', text: m.trackingCode } }
  if (UUID.test(typed)) return { to: `/bukti/catatan/${typed.toLowerCase()}` }
  const digits = typed.replaceAll(/[\s.,#]/g, '')
  if (/^\d{1,15}$/.test(digits)) {
    const indeks = Number(digits)
    if ((await findEntriAt(kit.db, 'publik', indeks)) !== undefined)
      return { to: `/bukti/${indeks}` }
    const last = ((await readPohon(kit.db, 'publik'))?.ukuran ?? 0) - 1
    const number = (value: number) => formatNumber(value, ctx.lang)
    return no('CATATAN_TIDAK_ADA', last < 0 ? m.none : m.unknown(number(indeks), number(last)))
  }
  const nomor = parseNomor(typed)
  if (nomor.ok)
    return {
      to: `/laporan/${nomor.value.nomor}#h-waktu`,
      flash: { kind: 'notice', text: m.toReport },
    }
  const isUnread = nomor.refusals.every(({ code }) => code === 'NOMOR_TIDAK_TERBACA')
  if (isUnread) return no('CATATAN_TIDAK_TERBACA', m.unreadable)
  return { refusals: nomor.refusals.map((one) => ({ ...one, field: 'cari' })) }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function showCheck(deps: BuktiDeps, req: Req): Promise<Answer> {
  const keys = await readKeys(deps)
  return page(<CheckPage ctx={req.ctx} keys={keys} baseUrl={deps.kit.baseUrl} />)
}

/** From a line of a timeline, or any other act, to its record. */
async function leadToRecord({ kit }: BuktiDeps, { params, ctx }: Req): Promise<Answer> {
  const acuan = params.acuan ?? ''
  if (!UUID.test(acuan)) return notFound
  const entri = await findEntri(kit.db, 'publik', acuan)
  if (entri !== undefined) return redirect(`/bukti/${entri.indeks}`)
  const headers = { 'cache-control': 'no-store' }
  if (await isWaiting(kit.db, 'publik', acuan))
    return page(<WaitingPage ctx={ctx} href={`/bukti/catatan/${acuan}`} />, { headers })
  return page(<UnrecordedPage ctx={ctx} />, { status: 404, headers })
}

async function showRecord(deps: BuktiDeps, req: Req): Promise<Answer> {
  const { db, baseUrl } = deps.kit
  const keys = await readKeys(deps)
  const record = await readRecord(deps, req, keys)
  if (record === undefined) return notFound
  const hasNext = (await findEntriAt(db, 'publik', record.indeks + 1)) !== undefined
  return page(<RecordPage ctx={req.ctx} {...{ baseUrl, record, keys, hasNext }} />)
}

async function readKeys({ kit: { db } }: BuktiDeps): Promise<KeyTexts> {
  const [kunci, saksi] = await together([listKunci(db), listShownSaksi(db)])
  return { log: kunci.map((one) => one.kunci), witnesses: saksi.map((one) => one.kunci) }
}

async function readRecord(
  { kit, documents }: BuktiDeps,
  { params }: Req,
  keys: KeyTexts,
): Promise<ShownRecord | undefined> {
  const digits = params.indeks ?? ''
  if (!/^(?:0|[1-9]\d{0,14})$/.test(digits)) return undefined
  return openRecord(documents, kit.db, { indeks: Number(digits), keys })
}

async function sendProof(deps: BuktiDeps, req: Req): Promise<Answer> {
  const record = await readRecord(deps, req, NO_KEYS)
  if (record?.proven === undefined) return notFound
  const headers = attachment(`catatan-${record.indeks}.tlog-proof`)
  return text(record.proven.proofFile, PROOF, { headers })
}

/** Who fetches a file looks at the signatures himself. */
const NO_KEYS: KeyTexts = { log: [], witnesses: [] }

/** The bytes that the digest is over, exactly. */
async function sendDocument(deps: BuktiDeps, req: Req): Promise<Answer> {
  const record = await readRecord(deps, req, NO_KEYS)
  if (record === undefined || !('bytes' in record.document)) return notFound
  const { bytes: body } = record.document
  const headers = attachment(`catatan-${record.indeks}.json`)
  return { kind: 'bytes', body, contentType: JSON_TYPE, isPackable: true, headers }
}

const attachment = (filename: string) => ({
  'content-disposition': `attachment; filename="${filename}"`,
  'cache-control': 'no-cache',
  'x-robots-tag': 'noindex',
})
