import { createHmac } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { cleanText } from '../../../kernel/clean-text.ts'
import { parsePhone } from '../../../kernel/phone.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import type { Deps } from '../deps.ts'
import type { Kategori, Pertanyaan } from '../domain/katalog.ts'
import { checkJawaban, findStop, type Isian, titleFrom } from '../domain/submit.ts'
import { findServiceLeaf } from '../open311/catalogue.ts'
import { LAYANAN_TIDAK_ADA } from '../open311/refusals.ts'
import type { PostRequest } from '../open311/request-form.ts'
import type { PostedRequest } from '../open311/types.ts'
import { insertToken, type KunciApi } from '../store/program-store.ts'
import { kunciWithinDay, uuidFrom } from './client-key.ts'
import { readPlace } from './place-words.ts'
import type { ProgramExtras } from './program-extras.ts'
import { fitMasked, ISI_STORED_MAX, JUDUL_STORED_MAX } from './storable-text.ts'
import { createSubmitLaporan, type Submission, type Submitted } from './submit-laporan.ts'

/** Photos by address are fetched by this job, after the report is safe. */
export const FETCH_PHOTO = 'citizen-reports.fetch-photo'

export type ReceivedRequest = Readonly<{
  key: KunciApi
  request: PostRequest
  /** Pictures that came with the form. */
  photos: readonly Uint8Array[]
  /** The program asked for a token instead of the number (Prefer: respond-async). */
  isAsync?: boolean
}>

export type ReceiveRequest = (received: ReceivedRequest) => Promise<Result<PostedRequest>>

/** Take in a report of another program; sent again it gives back the same case. */
export function createReceiveRequest(
  deps: Deps,
  extras: Pick<ProgramExtras, 'attachPhoto'>,
): ReceiveRequest {
  const submit = createSubmitLaporan(deps)
  return async (received) => {
    const katalog = await deps.katalog.get()
    const kategori = findServiceLeaf(katalog, received.request.serviceCode)
    if (kategori === undefined) return refuse(LAYANAN_TIDAK_ADA)
    const jawaban = readAnswers(received.request, kategori)
    if (!jawaban.ok) return jawaban
    return transaction(deps.kit.db, async (tx) => {
      const submission = await submissionOf(deps, tx, {
        ...received,
        kategori,
        jawaban: jawaban.value,
      })
      const submitted = await submit(tx, programActor(received.key), submission)
      if (!submitted.ok) return refuse(submitted.refusals.map(inTheirWords))
      const trouble = submitted.value.isNew
        ? await keepPhotos(extras, tx, { received, submitted: submitted.value })
        : []
      const stop = findStop(jawaban.value, kategori.pertanyaan)?.hentikan?.pesan.id
      const notice = [stop, ...trouble].filter(Boolean).join(' ')
      const named = received.isAsync
        ? { token: await handOutToken(deps, tx, submitted.value.id) }
        : { service_request_id: submitted.value.nomor }
      return ok({ ...named, ...(notice === '' ? {} : { service_notice: notice }) })
    })
  }
}

/** The same report sent again gets the same token, and no token can be guessed. */
async function handOutToken({ kit }: Deps, tx: Tx, laporanId: string): Promise<string> {
  const token = createHmac('sha256', kit.secretKey)
    .update(`token open311 ${laporanId}`)
    .digest('base64url')
  await insertToken(tx, { token, laporanId, dibuatAt: kit.now() })
  return token
}

/** Programs act under their own name, so that the audit trail tells which one it was. */
export function programActor(key: Pick<KunciApi, 'nama'>): Actor {
  return { kind: 'system', name: `program ${key.nama}` }
}

/** Answers by question; free text beyond our questions is ignored, clients send much of their own. */
function readAnswers(
  { attributes }: PostRequest,
  { pertanyaan }: Kategori,
): Result<Isian['jawaban']> {
  const given = pertanyaan.flatMap((soal) => {
    const values = (attributes[soal.kode] ?? []).map((value) => readAnswer(soal, value))
    return values.length === 0 ? [] : [[soal, values] as const]
  })
  const jawaban = Object.fromEntries(
    given.map(([soal, values]) => [soal.kode, soal.tipe === 'multi' ? values : (values[0] ?? '')]),
  )
  const severals = given
    .filter(([soal, values]) => soal.tipe !== 'multi' && values.length > 1)
    .map(([soal]) => ({
      code: 'JAWABAN_TIDAK_SAH',
      message: 'Pertanyaan ini hanya menerima satu jawaban.',
      field: `jawaban.${soal.kode}`,
    }))
  const refusals = [...checkJawaban(jawaban, pertanyaan), ...severals]
  return refusals.length === 0 ? ok(jawaban) : refuse(refusals.map(inTheirWords))
}

/** Their datetime is our date. */
function readAnswer(soal: Pertanyaan, value: string): string {
  const day = /^(\d{4}-\d{2}-\d{2})T/.exec(value)?.[1]
  return soal.tipe === 'date' && day !== undefined ? day : cleanText(value)
}

const FIELDS: Readonly<Record<string, string>> = { lokasi: 'lat', kategori: 'service_code' }

function inTheirWords(refusal: Refusal): Refusal {
  if (refusal.field === undefined) return refusal
  const code = /^jawaban\.(.+)$/.exec(refusal.field)?.[1]
  const field = code === undefined ? (FIELDS[refusal.field] ?? refusal.field) : `attribute[${code}]`
  return { ...refusal, field }
}

type Storing = ReceivedRequest & Readonly<{ kategori: Kategori; jawaban: Isian['jawaban'] }>

async function submissionOf(deps: Deps, tx: Tx, storing: Storing): Promise<Submission> {
  const { key, request, kategori, jawaban } = storing
  const { contact } = request
  const kunciKlien = await kunciOf(deps, tx, storing)
  const isi = fitMasked(cleanText(request.description).trim(), ISI_STORED_MAX)
  const nama = cleanText(`${contact.firstName ?? ''} ${contact.lastName ?? ''}`).trim()
  const phone = contact.phone === undefined ? undefined : parsePhone(contact.phone)
  const kontak = {
    ...(phone?.ok ? { telepon: phone.value } : {}),
    ...(contact.email === undefined ? {} : { email: contact.email.toLowerCase() }),
  }
  return {
    kunciKlien,
    kategoriKode: kategori.kode,
    isian: {
      jenis: kategori.jenis.includes('pengaduan')
        ? 'pengaduan'
        : (kategori.jenis[0] ?? 'pengaduan'),
      judul: titleOf(request, isi, kategori),
      isi,
      jawaban,
      isAnonim: nama === '' && Object.keys(kontak).length === 0,
      isRahasia: false,
      isNamaTampil: false,
      nama: nama === '' ? null : nama,
    },
    lokasi: await readTold(deps, tx, request),
    kontak,
    kanal: 'open311',
    kanalRujukan: `${key.id}:${kunciKlien}`,
    bahasa: 'id',
    isBrief: true,
  }
}

function titleOf({ attributes }: PostRequest, isi: string, kategori: Kategori): string {
  const given = cleanText(attributes.title?.[0] ?? '')
  const title = fitMasked(titleFrom(given === '' ? isi : given), JUDUL_STORED_MAX)
  return title.length < 3 ? kategori.nama.id : title
}

/** A point outside the region is refused, unlike an SMS: the program can ask its user at once. */
async function readTold(
  deps: Deps,
  tx: Tx,
  { location }: PostRequest,
): Promise<Submission['lokasi']> {
  const { point, addressString, addressId } = location
  const told = {
    ...(addressString === undefined ? {} : { words: addressString }),
    ...(addressId === undefined ? {} : { wilayahKode: addressId }),
  }
  const byWords = await readPlace(deps, tx, told)
  if (point === undefined) return byWords
  return { lat: point.lat, lon: point.long, sumber: 'peta', patokan: byWords.patokan }
}

/** Ids that clients are known to give their reports. */
const CLIENT_IDS = ['fixmystreet_id', 'external_id'] as const

async function kunciOf(deps: Deps, tx: Tx, { key, request }: Storing): Promise<string> {
  const sender = ['open311', key.id, request.deviceId ?? '', request.accountId ?? '']
  const id = CLIENT_IDS.map((name) => request.attributes[name]?.[0]).find(Boolean)
  if (id !== undefined) return uuidFrom(...sender, id)
  const content = JSON.stringify([
    request.serviceCode,
    request.location,
    Object.entries(request.attributes).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    request.description,
    request.mediaUrls,
    request.contact,
  ])
  return kunciWithinDay(tx, deps.kit.now(), [...sender, content])
}

/** @returns sentences about pictures that could not be taken; the report itself stands */
async function keepPhotos(
  { attachPhoto }: Pick<ProgramExtras, 'attachPhoto'>,
  tx: Tx,
  { received, submitted }: Readonly<{ received: ReceivedRequest; submitted: Submitted }>,
): Promise<readonly string[]> {
  const { id: laporanId, nomor } = submitted
  const trouble: string[] = []
  for (const [index, bytes] of received.photos.entries()) {
    const kept = await attachPhoto(tx, { nomor, bytes })
    if (!kept.ok) trouble.push(`Foto ${index + 1}: ${kept.refusals[0]?.message ?? ''}`)
  }
  for (const url of received.request.mediaUrls)
    await enqueue(tx, { task: FETCH_PHOTO, payload: { laporanId, url } })
  return trouble
}
