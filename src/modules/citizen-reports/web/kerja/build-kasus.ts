import type { Refusal } from '../../../../kernel/result.ts'
import type { Req } from '../../../../platform/http/route.ts'
import { formatDateTime, formatNumber, formatRelative, localeOf } from '../../../../ui/format.ts'
import type { TimelineItem } from '../../../../ui/index.ts'
import { placeOf } from '../../actions/fill-message.ts'
import { photosOf, type ShownPhoto } from '../../actions/photos-of.ts'
import { type Asli, type Kontak, TUJUAN } from '../../actions/read-kontak.ts'
import { suggestUnits } from '../../actions/suggest-units.ts'
import { type Saringan, writeSaringan } from '../../domain/antrean.ts'
import type { Katalog, Kategori } from '../../domain/katalog.ts'
import { isClosed, type Laporan } from '../../domain/laporan.ts'
import { isReviewerOf } from '../../domain/photo.ts'
import { mayReadContact, possibleActions } from '../../domain/transitions.ts'
import { kerjaMessages, laporanMessages } from '../../messages/index.ts'
import { listAntrean } from '../../store/antrean-store.ts'
import { listRelated, type RelatedCase, readJawaban } from '../../store/kerja-store.ts'
import { type JedaRow, listJeda, listRiwayat, type Riwayat } from '../../store/riwayat-store.ts'
import type { CitizenReports } from '../../types.ts'
import { actorOf, statusTagOf } from '../labels.ts'
import type { Attempt } from './action-forms.tsx'
import { choicesOf, formsOf } from './build-actions.ts'
import { kasusHref } from './build-preview.ts'
import type { ContactView, KasusPageProps, RelatedView } from './kasus.page.tsx'
import { clockLines, eventOf, type Fact, mapAround } from './kasus-words.ts'
import { readPenerusan } from './penerusan-routes.tsx'
import { type OpenedKasus, questionOf } from './read-kasus.ts'
import { actingNotes, flagsOf, timeLeftOf } from './words.ts'

/** A metre, near enough: more digits than that are noise of the phone. */
const COORDINATE_DIGITS = 5

export type KasusAsked = Readonly<{
  opened: OpenedKasus
  /** The view to go on in; undefined when the case was opened from elsewhere. */
  saringan: Saringan | undefined
  attempt?: Attempt
  kontak?: Kontak
  asli?: Asli
  /** The case acted on just before. */
  before?: Readonly<{ nomor: string; canUndo: boolean }>
  /** Timeline lines seen when the refused form was drawn. */
  seen?: number
}>

type Read = Readonly<{
  katalog: Katalog
  kategori: Kategori | undefined
  riwayat: readonly Riwayat[]
  pauses: readonly JedaRow[]
  related: readonly RelatedCase[]
  jawaban: Readonly<Record<string, unknown>>
  hasAsli: boolean
  photos: readonly ShownPhoto[]
  names: ReadonlyMap<string, string>
}>

async function readAround({ deps }: CitizenReports, opened: OpenedKasus): Promise<Read> {
  const { laporan } = opened
  const { db } = deps.kit
  const katalog = await deps.katalog.get()
  const kategori = katalog.kategori.get(laporan.kategoriKode)
  const riwayat = await listRiwayat(db, laporan.id, 'petugas')
  const pauses = await listJeda(db, laporan.id)
  const related = await listRelated(db, { laporan, radiusM: kategori?.radiusSerupaM ?? 0 })
  const { jawaban, hasAsli } = await readJawaban(db, laporan.id)
  const photos = await photosOf(deps, db, { laporan, standing: opened.standing })
  const ids = [laporan.petugasId, ...riwayat.map((row) => row.pelakuAkunId)]
  const names = await deps.identity.namesOf(
    db,
    ids.flatMap((id) => id ?? []),
  )
  return { katalog, kategori, riwayat, pauses, related, jawaban, hasAsli, photos, names }
}

/** The whole page of one case. */
export async function buildKasus(
  reports: CitizenReports,
  req: Req,
  asked: KasusAsked,
): Promise<KasusPageProps> {
  const { deps } = reports
  const { ctx } = req
  const { opened, attempt } = asked
  const { laporan } = opened
  const read = await readAround(reports, opened)
  const saran = await suggestUnits(deps, { ...laporan, judul: opened.judul, isi: opened.isi })
  const facts = { opened, katalog: read.katalog, related: read.related, saran, attempt }
  const antrean = asked.saringan === undefined ? '' : writeSaringan(asked.saringan)
  const map = mapAround(deps, opened.secret ? { ...laporan, ...opened.secret } : laporan)
  const forms = formsOf(reports, facts)
  return {
    ctx,
    judul: opened.judul,
    isi: opened.isi,
    isRahasia: laporan.isRahasia,
    tag: statusTagOf(ctx, laporan.status),
    flags: flagsOf(ctx, laporan),
    isClosed: isClosed(laporan.status),
    time: timeLeftOf(ctx, laporan, deps.reference.calendar()),
    facts: factsOf(reports, req, opened, read),
    clock: clockLines(ctx, deps, { laporan, pauses: read.pauses }),
    pauses: pausesOf(req, read),
    answers: answersIn(req, read, opened.secret?.jawaban ?? read.jawaban),
    original: originalOf(req, asked, read),
    notes: notesOf(reports, req, opened),
    timeline: read.riwayat.toReversed().map((row) => timelineItem(req, row, read)),
    ...relatedOf(req, read.related),
    photos: photosView(req, read),
    photoHref:
      read.photos.length > 0 && isReviewerOf(laporan, req.actor)
        ? `/kerja/laporan/${laporan.nomor}/foto`
        : undefined,
    map: map?.props,
    mapNote: map === undefined || map.isExact ? '' : kerjaMessages(ctx.lang).one.mapVillage,
    contact: contactOf(req, opened, asked.kontak),
    penerusan: await readPenerusan(deps, req.actor, laporan),
    actions: {
      ctx,
      nomor: laporan.nomor,
      version: laporan.version,
      seen: read.riwayat.length,
      antrean,
      forms,
      choices: await choicesOf(reports, req, facts),
      isSecret: laporan.isRahasia,
      attempt,
      proofHref: `/kerja/laporan/${laporan.nomor}/bukti`,
    },
    actionNote: actionNoteOf(req, opened, forms.length),
    links: await linksOf(reports, req, asked),
    before:
      asked.before === undefined
        ? undefined
        : { ...asked.before, href: kasusHref(asked.before.nomor, antrean) },
    changed: changedOf(req, asked, read),
  }
}

function notesOf({ deps }: CitizenReports, req: Req, { laporan }: OpenedKasus): readonly string[] {
  const m = kerjaMessages(req.ctx.lang).one
  return [
    ...(laporan.isRahasia ? [m.secretNotice] : []),
    ...(laporan.isKoordinator ? [m.kept] : []),
    ...actingNotes(req.ctx, req.actor, deps.reference),
  ]
}

function actionNoteOf(req: Req, opened: OpenedKasus, count: number): string | undefined {
  const m = kerjaMessages(req.ctx.lang).one
  if (count === 0) return m.noActions
  const others = possibleActions(opened.laporan, opened.standing).filter(
    (one) => one.tindakan !== 'catat',
  )
  return others.length === 0 && opened.laporan.unitKode !== null ? m.readOnly : undefined
}

function factsOf(
  { deps }: CitizenReports,
  { ctx }: Req,
  { laporan, patokan }: OpenedKasus,
  { kategori, names }: Read,
): readonly Fact[] {
  const m = kerjaMessages(ctx.lang).one
  const words = laporanMessages(ctx.lang)
  const count = (value: number) => formatNumber(value, ctx.lang)
  const unit = laporan.unitKode === null ? undefined : deps.reference.findUnit(laporan.unitKode)
  const officer = laporan.petugasId === null ? undefined : names.get(laporan.petugasId)
  const point =
    laporan.lat === null || laporan.lon === null
      ? ''
      : `${laporan.lat.toFixed(COORDINATE_DIGITS)}, ${laporan.lon.toFixed(COORDINATE_DIGITS)}`
  const rows: readonly Fact[] = [
    { label: m.kind, value: words.jenis[laporan.jenis] },
    { label: m.category, value: kategori?.nama[ctx.lang] ?? laporan.kategoriKode },
    { label: m.class, value: kategori === undefined ? '' : m.classes[kategori.kelas] },
    { label: m.place, value: laporan.isRahasia ? '' : placeOf(deps, laporan) },
    { label: m.landmark, value: patokan ?? '' },
    { label: m.coordinates, value: point },
    { label: m.unit, value: unit?.nama ?? words.one.notYet },
    { label: m.officer, value: officer ?? '' },
    { label: m.channel, value: words.kanal[laporan.kanal] },
    { label: m.receivedAt, value: formatDateTime(laporan.diterimaAt, localeOf(ctx)) },
    {
      label: m.reporter,
      value: laporan.isAnonim ? m.anonymous : (laporan.namaTampil ?? m.hidden),
    },
    { label: m.supporters, value: count(laporan.jumlahDukungan) },
    {
      label: m.bounced,
      value: laporan.jumlahKembali === 0 ? '' : m.times(count(laporan.jumlahKembali)),
    },
    {
      label: m.reopened,
      value: laporan.jumlahDibukaKembali === 0 ? '' : m.times(count(laporan.jumlahDibukaKembali)),
    },
  ]
  return rows.filter((row) => row.value !== '')
}

function photosView({ ctx }: Req, { photos }: Read): KasusPageProps['photos'] {
  const m = laporanMessages(ctx.lang).one.photoFrom
  return photos.map((photo) => ({
    href: photo.fullHref,
    src: photo.thumbnailHref,
    alt: `${m[photo.peran]}, ${formatDateTime(photo.at, localeOf(ctx))}`,
  }))
}

function pausesOf({ ctx }: Req, { pauses, katalog }: Read): KasusPageProps['pauses'] {
  const m = kerjaMessages(ctx.lang).one
  const at = (moment: Date) => formatDateTime(moment, localeOf(ctx))
  return pauses.map((pause) => ({
    reason: katalog.alasan.get(pause.alasanKode)?.teks[ctx.lang] ?? pause.alasanKode,
    range:
      pause.sampai === null
        ? m.pausedSince(at(pause.mulai))
        : m.pausedRange(at(pause.mulai), at(pause.sampai)),
  }))
}

/** The words behind the mask: asked for with a purpose, or just read. */
function originalOf(
  req: Req,
  { opened, asli }: KasusAsked,
  read: Read,
): KasusPageProps['original'] {
  const { laporan } = opened
  const isOpen = read.hasAsli && !laporan.isRahasia && !laporan.isAnonim
  if (!isOpen || !mayReadContact(laporan, req.actor)) return { state: 'no', facts: [] }
  if (asli === undefined) return { state: 'ask', facts: [] }
  const m = kerjaMessages(req.ctx.lang).one
  const row = (label: string, value: string | null) =>
    value === null || value === '' ? [] : [{ label, value }]
  return {
    state: 'shown',
    facts: [
      ...row(m.originalTitle, asli.judul),
      ...row(m.originalStory, asli.isi),
      ...row(m.landmark, asli.patokan),
      ...answersIn(req, read, asli.jawaban),
    ],
  }
}

function answersIn(
  { ctx }: Req,
  { kategori }: Read,
  given: Readonly<Record<string, unknown>>,
): readonly Fact[] {
  return (kategori?.pertanyaan ?? []).flatMap((question) => {
    const value = given[question.kode]
    if (value === undefined || value === null || value === '') return []
    const words = (Array.isArray(value) ? value : [value]).map((one) => {
      const choice = question.pilihan?.find((option) => option.kode === one)
      return choice?.label[ctx.lang] ?? String(one)
    })
    return [{ label: question.label[ctx.lang], value: words.join(', ') }]
  })
}

function timelineItem({ ctx }: Req, row: Riwayat, { katalog, names }: Read): TimelineItem {
  const m = kerjaMessages(ctx.lang).one
  const name = row.pelakuAkunId === null ? undefined : names.get(row.pelakuAkunId)
  const label = actorOf(ctx, row.pelakuLabel)
  const who = name === undefined ? label : `${label}, ${name}`
  const when = formatDateTime(row.waktu, localeOf(ctx))
  return {
    title: eventOf(ctx, row, katalog),
    when: [when, who, ...(row.isPublik ? [] : [m.internal])].join(' · '),
    isDone: true,
    isLate: row.kejadian === 'eskalasi',
    ...(row.pesan === null ? {} : { body: row.pesan }),
  }
}

function relatedOf(
  { ctx }: Req,
  related: readonly RelatedCase[],
): Pick<KasusPageProps, 'similar' | 'children' | 'parent'> {
  const m = kerjaMessages(ctx.lang).one
  const list = laporanMessages(ctx.lang).list
  const view = (one: RelatedCase): RelatedView => ({
    nomor: one.nomor,
    judul: one.judul,
    excerpt: one.isi,
    href: `/kerja/laporan/${one.nomor}`,
    tag: statusTagOf(ctx, one.status),
    facts: [
      ...(one.jarakM === null ? [] : [m.distance(formatNumber(Math.round(one.jarakM), ctx.lang))]),
      formatRelative(one.diterimaAt, ctx.now, localeOf(ctx)),
      list.supporters(formatNumber(one.jumlahDukungan, ctx.lang)),
    ].join(' · '),
  })
  const of = (kaitan: RelatedCase['kaitan']) =>
    related.filter((one) => one.kaitan === kaitan).map(view)
  return { similar: of('serupa'), children: of('anak'), parent: of('induk')[0] }
}

function contactOf(req: Req, { laporan }: OpenedKasus, kontak: Kontak | undefined): ContactView {
  const m = kerjaMessages(req.ctx.lang).one.purposes
  const state = !mayReadContact(laporan, req.actor)
    ? 'no'
    : laporan.isAnonim
      ? 'anonim'
      : kontak === undefined
        ? 'ask'
        : 'shown'
  return {
    state,
    kontak: kontak ?? {},
    purposes: TUJUAN.map((one) => ({ value: one, label: m[one] })),
  }
}

async function linksOf(
  { deps }: CitizenReports,
  req: Req,
  { opened, saringan }: KasusAsked,
): Promise<KasusPageProps['links']> {
  const { laporan } = opened
  const publicHref = laporan.isPublik ? { publicHref: `/laporan/${laporan.nomor}` } : {}
  if (saringan === undefined) return { queueHref: '/kerja/laporan', ...publicHref }
  const [next] = await listAntrean(deps.kit.db, questionOf(req, saringan), {
    after: laporan,
    limit: 1,
  })
  const antrean = writeSaringan(saringan)
  return {
    queueHref: `/kerja/laporan?${antrean}`,
    ...(next === undefined ? {} : { nextHref: kasusHref(next.nomor, antrean) }),
    ...publicHref,
  }
}

function changedOf(
  { ctx }: Req,
  { attempt, seen }: KasusAsked,
  { riwayat, katalog, names }: Read,
): KasusPageProps['changed'] {
  if (attempt === undefined || !isStale(attempt.refusals)) return undefined
  const later = riwayat.slice(seen ?? riwayat.length)
  return {
    steps: later.map((row) => {
      const name = row.pelakuAkunId === null ? undefined : names.get(row.pelakuAkunId)
      const who = name ?? actorOf(ctx, row.pelakuLabel)
      return `${formatDateTime(row.waktu, localeOf(ctx))}, ${who}: ${eventOf(ctx, row, katalog)}`
    }),
    typed: attempt.values.pesan ?? '',
  }
}

export function isStale(refusals: readonly Refusal[]): boolean {
  return refusals.some((refusal) => refusal.code === 'DATA_SUDAH_BERUBAH')
}

/** Whether a merge that was just made may be taken back by this officer. */
export function canUndo(laporan: Laporan, opened: OpenedKasus): boolean {
  return possibleActions(laporan, opened.standing).some((one) => one.tindakan === 'pisah')
}
