import { z } from 'zod'
import type { Result } from '../../../kernel/result.ts'
import { ok } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { SafeFetch } from '../../../platform/net/safe-fetch.ts'
import type { Deps } from '../deps.ts'
import { isClosed, type Laporan } from '../domain/laporan.ts'
import { insertPesanMasuk } from '../store/channel-store.ts'
import { noteGalat } from '../store/conversation-store.ts'
import { findLaporanById } from '../store/laporan-store.ts'
import { uuidFrom } from './client-key.ts'
import type { ProgramExtras } from './program-extras.ts'

/** What the queue holds: a picture by address, by the channel's own id, or sealed on our disk. */
const PayloadSchema = z.union([
  z.object({ laporanId: z.uuid(), sealed: z.string() }),
  z.object({
    laporanId: z.uuid(),
    kanal: z.enum(['sms', 'whatsapp', 'email']),
    mediaId: z.string(),
    url: z.string().optional(),
  }),
  z.object({ laporanId: z.uuid(), url: z.string() }),
])
type Payload = z.infer<typeof PayloadSchema>

const PHOTO_BYTES_MAX = 12_000_000
const IMAGE = ['image/*', 'application/octet-stream', 'binary/octet-stream']

/**
 * Fetch one picture and keep it with its case. A server that is away throws, and the queue tries again; a
 * picture that may not be fetched or is none is counted for the administrator and let go: the report
 * stands without it.
 */
export function createFetchPhoto(
  deps: Deps,
  { attachPhoto, fetch }: Pick<ProgramExtras, 'attachPhoto' | 'fetch'>,
): (payload: unknown) => Promise<void> {
  return async (raw) => {
    const payload = PayloadSchema.parse(raw)
    const laporan = await findLaporanById(deps.kit.db, payload.laporanId)
    if (laporan === undefined || isClosed(laporan.status)) return dropSealed(deps, payload)
    const bytes = await bytesOf(deps, fetch, payload)
    const kept = bytes.ok
      ? await transaction(deps.kit.db, (tx) =>
          keepOnce(deps, tx, { payload, laporan, bytes: bytes.value, attachPhoto }),
        )
      : bytes
    if (!kept.ok) await note(deps, kept.refusals[0]?.code ?? 'FOTO')
    await dropSealed(deps, payload)
  }
}

type Keeping = Readonly<{
  payload: Payload
  laporan: Laporan
  bytes: Uint8Array
  attachPhoto: ProgramExtras['attachPhoto']
}>

/** A job that ran to its end and is run again finds its own mark. */
async function keepOnce(
  { kit }: Deps,
  tx: Tx,
  { payload, laporan, bytes, attachPhoto }: Keeping,
): Promise<Result<unknown>> {
  const isNew = await insertPesanMasuk(tx, {
    id: kit.newId(),
    kanal: 'media',
    rujukan: uuidFrom(JSON.stringify(payload)),
    diterimaAt: kit.now(),
    laporanId: laporan.id,
  })
  return isNew ? attachPhoto(tx, { nomor: laporan.nomor, bytes }) : ok(undefined)
}

async function bytesOf(
  deps: Deps,
  fetch: SafeFetch,
  payload: Payload,
): Promise<Result<Uint8Array>> {
  if ('sealed' in payload) {
    const bytes = await deps.kit.sealedFiles.get(payload.sealed)
    return bytes === undefined ? { ok: false, refusals: [GONE] } : ok(bytes)
  }
  if (payload.url !== undefined) return download(fetch, payload.url, {})
  return 'mediaId' in payload
    ? byMediaId(deps, fetch, payload.mediaId)
    : { ok: false, refusals: [GONE] }
}

/**
 * By the id the channel gave: WHATSAPP_MEDIA_URL answers the picture itself, or JSON with its address as
 * the Cloud API does; the login of that address is sent to both.
 */
async function byMediaId(
  { env }: Deps,
  fetch: SafeFetch,
  mediaId: string,
): Promise<Result<Uint8Array>> {
  if (env.WHATSAPP_MEDIA_URL === undefined || !/^[\w.:-]{1,300}$/.test(mediaId))
    return { ok: false, refusals: [NO_SERVICE] }
  const { url, headers } = withoutLogin(env.WHATSAPP_MEDIA_URL.replace('{id}', mediaId))
  const answered = await fetch(url, { headers, maxBytes: PHOTO_BYTES_MAX })
  if (!answered.ok) return answered
  mustBeFine(answered.value.status)
  if (answered.value.contentType !== 'application/json') return ok(answered.value.body)
  const told = z.object({ url: z.string() }).safeParse(safeJson(answered.value.text()))
  return told.success ? download(fetch, told.data.url, headers) : { ok: false, refusals: [GONE] }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `https://kunci@host` is a bearer token, `https://nama:sandi@host` a login. */
function withoutLogin(address: string): { url: string; headers: Readonly<Record<string, string>> } {
  const url = new URL(address)
  const name = decodeURIComponent(url.username)
  const password = decodeURIComponent(url.password)
  url.username = ''
  url.password = ''
  if (name === '') return { url: url.href, headers: {} }
  const basic = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
  return { url: url.href, headers: { authorization: password === '' ? `Bearer ${name}` : basic } }
}

async function download(
  fetch: SafeFetch,
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<Result<Uint8Array>> {
  const answered = await fetch(url, { headers, maxBytes: PHOTO_BYTES_MAX, contentTypes: IMAGE })
  if (!answered.ok) return answered
  const { status } = answered.value
  if (status >= 400 && status < 500 && status !== 429) return { ok: false, refusals: [GONE] }
  mustBeFine(status)
  return ok(answered.value.body)
}

/** A server that is in trouble may be well again at the next try. */
function mustBeFine(status: number): void {
  if (status < 200 || status >= 300) throw new Error(`the picture's server answered ${status}`)
}

async function dropSealed({ kit }: Deps, payload: Payload): Promise<void> {
  if ('sealed' in payload) await kit.sealedFiles.remove(payload.sealed)
}

async function note({ kit }: Deps, kode: string): Promise<void> {
  await noteGalat(kit.db, { kanal: 'media', kode, hari: kit.today(), now: kit.now() })
}

const GONE = { code: 'FOTO_TIDAK_ADA', message: 'Foto tidak ada lagi pada alamat itu.' }
const NO_SERVICE = {
  code: 'LAYANAN_FOTO_TIDAK_ADA',
  message: 'Isi WHATSAPP_MEDIA_URL agar foto dapat diambil dengan nomornya.',
}
