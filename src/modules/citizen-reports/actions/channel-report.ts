import { cleanText } from '../../../kernel/clean-text.ts'
import { maskPersonalData } from '../../../kernel/personal-data.ts'
import { enqueue } from '../../../platform/jobs/jobs.ts'
import type { ReplyKind, ReplyValues } from '../domain/channel-reply.ts'
import type { ChannelLocation, ChannelMedia, ChannelMessage } from '../domain/channel-text.ts'
import type { Kategori } from '../domain/katalog.ts'
import { chooseKategori, KATEGORI_LAIN, matchKategori } from '../domain/kategori-words.ts'
import { isClosed, type Laporan } from '../domain/laporan.ts'
import { titleFrom } from '../domain/submit.ts'
import { isReporterContact } from '../store/channel-store.ts'
import { findLaporanById, updateLaporan } from '../store/laporan-store.ts'
import { isReporterAccount } from '../store/pelapor-store.ts'
import type { ActOnLaporan } from './act-on-laporan.ts'
import { contactOf, dayOf, type Outcome, type Talk } from './channel-talk.ts'
import { uuidFrom } from './client-key.ts'
import { FETCH_PHOTO } from './open311-server.ts'
import { readPlace, type ToldPlace } from './place-words.ts'
import { fitMasked, ISI_STORED_MAX, JUDUL_STORED_MAX } from './storable-text.ts'
import type { Submission, SubmitLaporan } from './submit-laporan.ts'

const JOIN_WITHIN_MS = 3_600_000
const ADD_WITHIN_MS = 24 * 3_600_000
const STORY_MIN = 8
const LATE_MAX_MS = 7 * 24 * 3_600_000

export type Reporting = Readonly<{ submit: SubmitLaporan; act: ActOnLaporan }>

/** A report, or a piece of one: words without sense and pictures without words wait for the rest. */
export async function takeReport(talk: Talk, { submit }: Reporting): Promise<Outcome> {
  const whole = joinPending(talk)
  const hasStory = whole.text.length >= STORY_MIN
  if (!hasStory && isOnlyBeside(talk) && (await canAdd(talk))) return addToLast(talk)
  if (!hasStory) return askForStory(whole)
  const submission = await submissionOf(talk, whole)
  const sent = await submit(talk.tx, talk.actor, submission)
  if (!sent.ok)
    return { reply: { kind: 'gagal', values: { situs: talk.deps.reference.region().domain } } }
  const { id, nomor, kodeLacak, tenggat } = sent.value
  await queueMedia(talk, id, whole.media)
  const { deps, lang } = talk
  const values = { nomor, kode: kodeLacak, tanggal: dayOf(deps, tenggat?.at, lang) }
  return {
    reply: {
      kind: (await isPlaceMissing(talk, submission)) ? 'diterima-tanpa-tempat' : 'diterima',
      values,
    },
    laporanId: id,
    remember: { laporanId: id, tertunda: null },
  }
}

type Whole = Readonly<{
  text: string
  location: ChannelLocation | undefined
  media: readonly ChannelMedia[]
}>

/** What waited within the last hour belongs to the message that comes now. */
function joinPending({ incoming, percakapan, now }: Talk): Whole {
  const { message } = incoming
  const isFresh = now.getTime() - percakapan.updatedAt.getTime() <= JOIN_WITHIN_MS
  const waiting = isFresh ? percakapan.tertunda : null
  const text = [waiting?.text ?? '', message.text].filter((part) => part !== '').join(' ')
  const location = message.location ?? (waiting?.location as ChannelLocation | undefined)
  const media = [...((waiting?.media ?? []) as readonly ChannelMedia[]), ...message.media]
  return { text: cleanText(text).trim(), location, media: media.slice(0, MEDIA_MAX) }
}

const MEDIA_MAX = 6

function askForStory({ text, location, media }: Whole): Outcome {
  const tertunda = { text, media, ...(location === undefined ? {} : { location }) }
  return { reply: { kind: 'minta-cerita' }, remember: { tertunda } }
}

/** A picture or a pin without words, soon after a report: it belongs to that report. */
function isOnlyBeside({ incoming }: Talk): boolean {
  const { text, media, location } = incoming.message
  return text === '' && (media.length > 0 || location !== undefined)
}

async function canAdd({ percakapan, tx, now }: Talk): Promise<boolean> {
  const isRecent = now.getTime() - percakapan.updatedAt.getTime() <= ADD_WITHIN_MS
  if (percakapan.laporanId === null || percakapan.tertunda !== null || !isRecent) return false
  const last = await findLaporanById(tx, percakapan.laporanId)
  return last !== undefined && !isClosed(last.status)
}

async function addToLast(talk: Talk): Promise<Outcome> {
  const { percakapan, incoming, tx } = talk
  const last =
    percakapan.laporanId === null ? undefined : await findLaporanById(tx, percakapan.laporanId)
  if (last === undefined) return askForStory(joinPending(talk))
  await queueMedia(talk, last.id, incoming.message.media)
  const { location } = incoming.message
  if (location !== undefined && last.lat === null && !last.isRahasia)
    await storePlace(talk, last, location)
  return {
    reply: { kind: 'ditambahkan', values: { nomor: last.nomor } },
    laporanId: last.id,
    remember: { laporanId: last.id },
  }
}

/** Pictures are fetched by a job after the report is safe; those of an e-mail are sealed until then. */
async function queueMedia(
  { deps, tx, incoming }: Talk,
  laporanId: string,
  media: readonly ChannelMedia[],
): Promise<void> {
  for (const one of media.filter((each) => each.kind === 'gambar'))
    await enqueue(tx, {
      task: FETCH_PHOTO,
      payload: {
        laporanId,
        kanal: incoming.kanal,
        mediaId: one.id,
        ...(one.url === undefined ? {} : { url: one.url }),
      },
    })
  for (const bytes of incoming.pictures ?? []) {
    const { sha256 } = await deps.kit.sealedFiles.put(bytes)
    await enqueue(tx, { task: FETCH_PHOTO, payload: { laporanId, sealed: sha256 } })
  }
}

async function submissionOf(talk: Talk, whole: Whole): Promise<Submission> {
  const { deps, tx, incoming, lang } = talk
  const { kanal, rujukan, judul } = incoming
  const isi = fitMasked(whole.text, ISI_STORED_MAX)
  const kategori = await kategoriOf(talk, `${judul ?? ''} ${isi}`)
  const title = fitMasked(
    titleFrom(judul === undefined || judul.length < 3 ? isi : judul),
    JUDUL_STORED_MAX,
  )
  const { telepon, email } = contactOf(incoming)
  return {
    kunciKlien: uuidFrom('kanal', kanal, incoming.from, rujukan),
    kategoriKode: kategori.kode,
    isian: {
      jenis: 'pengaduan',
      judul: title.length < 3 ? kategori.nama.id : title,
      isi,
      jawaban: {},
      isAnonim: false,
      isRahasia: false,
      isNamaTampil: false,
      nama: incoming.name ?? null,
    },
    lokasi: await readPlace(deps, tx, { ...toldPlace(whole.location), story: isi }),
    kontak: { ...(telepon === null ? {} : { telepon }), ...(email === null ? {} : { email }) },
    kanal,
    kanalRujukan: rujukan,
    bahasa: lang,
    isBrief: true,
    diterimaAt: receivedAt(talk),
  }
}

async function kategoriOf({ deps }: Talk, text: string): Promise<Kategori> {
  const katalog = await deps.katalog.get()
  const [guess] = await deps.pengarah.suggestKategori(text, 1)
  const found = chooseKategori({ byWords: matchKategori(katalog, text), guess })
  const kategori = found ?? katalog.kategori.get(KATEGORI_LAIN) ?? katalog.daun.at(-1)
  if (kategori === undefined) throw new Error('the catalogue of categories is empty')
  return kategori
}

function toldPlace(location: ChannelLocation | undefined): ToldPlace {
  if (location === undefined) return {}
  if (location.kind === 'kata') return { words: location.kata }
  const { lat, lon, kata } = location
  return { point: { lat, lon }, ...(kata === undefined ? {} : { words: kata }) }
}

/**
 * The clock runs from when the citizen sent it: a gateway or a server that was away is no excuse of ours.
 * A time that cannot be true (the future, or older than a week) counts as now.
 */
function receivedAt({ incoming, now }: Talk): Date {
  const { sentAt } = incoming
  if (sentAt === undefined) return now
  const lateMs = now.getTime() - sentAt.getTime()
  return lateMs >= 0 && lateMs <= LATE_MAX_MS ? sentAt : now
}

async function isPlaceMissing(
  { deps }: Talk,
  { lokasi, kategoriKode }: Submission,
): Promise<boolean> {
  const kategori = (await deps.katalog.get()).kategori.get(kategoriKode)
  const known = [lokasi.lat, lokasi.patokan, lokasi.wilayahKode, lokasi.kecamatanKode]
  return (
    kategori?.isButuhLokasi === true && known.every((part) => part === null || part === undefined)
  )
}

/** "LOKASI depan pasar Tumbas": the place of a report that came without one. */
export async function takePlace(
  talk: Talk,
  { act }: Reporting,
  named: Laporan | undefined,
): Promise<Outcome> {
  const { incoming, percakapan, tx } = talk
  const { location } = incoming.message
  const last =
    percakapan.laporanId === null ? undefined : await findLaporanById(tx, percakapan.laporanId)
  const laporan = named ?? last
  if (laporan === undefined || location === undefined) return missing('minta-nomor')
  if (!(await isOwn(talk, laporan)))
    return missing('nomor-tidak-ditemukan', { nomor: laporan.nomor })
  const told = maskPersonalData(cleanText(wordsOf(location))).slice(0, 300)
  const done = await act(
    tx,
    { actor: talk.actor, isProvenReporter: true },
    { nomor: laporan.nomor, tindakan: 'lengkapi', form: { pesan: `Lokasi: ${told}` } },
  )
  if (!done.ok)
    return missing('tidak-ada-konfirmasi', { nomor: laporan.nomor, status: laporan.status })
  if (laporan.lat === null && !laporan.isRahasia) await storePlace(talk, laporan, location)
  const tanggal = dayOf(talk.deps, done.value.tenggatAt, talk.lang)
  return {
    reply: { kind: 'tempat-dicatat', values: { nomor: laporan.nomor, tanggal } },
    laporanId: laporan.id,
    remember: { laporanId: laporan.id },
  }
}

function missing(kind: ReplyKind, values: ReplyValues = {}): Outcome {
  return { reply: { kind, values } }
}

function wordsOf(location: NonNullable<ChannelMessage['location']>): string {
  return location.kind === 'kata' ? location.kata : `${location.lat}, ${location.lon}`
}

async function storePlace(talk: Talk, laporan: Laporan, location: ChannelLocation): Promise<void> {
  const { deps, tx, now } = talk
  const read = await readPlace(deps, tx, toldPlace(location))
  const wilayah =
    read.lat === null || read.lon === null
      ? undefined
      : await deps.reference.findWilayahAt(tx, { lat: read.lat, lon: read.lon })
  const wilayahKode = wilayah?.kode ?? read.wilayahKode ?? laporan.wilayahKode
  await updateLaporan(tx, laporan.id, {
    lat: read.lat,
    lon: read.lon,
    lokasiSumber: read.sumber ?? laporan.lokasiSumber,
    patokan: read.patokan === null ? laporan.patokan : maskPersonalData(read.patokan),
    wilayahKode,
    kecamatanKode:
      wilayahKode === null
        ? (read.kecamatanKode ?? laporan.kecamatanKode)
        : deps.reference.kecamatanKodeOf(wilayahKode),
    updatedAt: now,
  })
  await deps.audit.record(tx, talk.actor, {
    action: 'laporan.lengkapi-lokasi',
    subject: { kind: 'laporan', id: laporan.id },
    after: { wilayahKode, sumber: read.sumber },
  })
}

/** Is the sender the one who reported it, by account or by the number left with it? */
export async function isOwn({ tx, accountId, incoming }: Talk, laporan: Laporan): Promise<boolean> {
  if (accountId !== undefined && (await isReporterAccount(tx, laporan.id, accountId))) return true
  return isReporterContact(tx, laporan.id, contactOf(incoming))
}
