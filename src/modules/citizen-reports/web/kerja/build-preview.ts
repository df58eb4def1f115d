import type { Req } from '../../../../platform/http/route.ts'
import { formatDateTime, formatNumber, localeOf } from '../../../../ui/format.ts'
import { placeOf } from '../../actions/fill-message.ts'
import { photosOf, type ShownPhoto } from '../../actions/photos-of.ts'
import { suggestUnits, type UnitHints } from '../../actions/suggest-units.ts'
import type { Laporan } from '../../domain/laporan.ts'
import { possibleActions, type Transition } from '../../domain/transitions.ts'
import { kerjaMessages, laporanMessages } from '../../messages/index.ts'
import { listRelated, type RelatedCase } from '../../store/kerja-store.ts'
import { type JedaRow, listJeda, listRiwayat, type Riwayat } from '../../store/riwayat-store.ts'
import type { CitizenReports } from '../../types.ts'
import { statusTagOf } from '../labels.ts'
import { clockLines, eventOf, hintsOf, mapAround } from './kasus-words.ts'
import type { PanelVerb, PreviewProps } from './preview.tsx'
import type { OpenedKasus } from './read-kasus.ts'
import { flagsOf, timeLeftOf } from './words.ts'

const RECENT = 4
const VERBS = 3

/** Everything the panel shows of a case, in five statements. */
export async function buildPreview(
  reports: CitizenReports,
  req: Req,
  { opened, antrean }: Readonly<{ opened: OpenedKasus; antrean: string }>,
): Promise<PreviewProps> {
  const { deps } = reports
  const { laporan } = opened
  const { db } = deps.kit
  const katalog = await deps.katalog.get()
  const kategori = katalog.kategori.get(laporan.kategoriKode)
  const riwayat = await listRiwayat(db, laporan.id, 'petugas')
  const pauses = await listJeda(db, laporan.id)
  const related = await listRelated(db, { laporan, radiusM: kategori?.radiusSerupaM ?? 0 })
  const photos = await photosOf(deps, db, { laporan, standing: opened.standing })
  const saran = await suggestUnits(deps, { ...laporan, judul: opened.judul, isi: opened.isi })
  return {
    ...wordsOf(reports, req, { opened, related, riwayat, pauses, saran }),
    recent: riwayat
      .slice(-RECENT)
      .toReversed()
      .map((row) => ({
        when: formatDateTime(row.waktu, localeOf(req.ctx)),
        what: eventOf(req.ctx, row, katalog),
      })),
    verbs: verbsOf(reports, req, { opened, saran }),
    href: kasusHref(laporan.nomor, antrean),
    photo: photoView(req, photos[0]),
    antrean,
  }
}

function photoView({ ctx }: Req, photo: ShownPhoto | undefined): PreviewProps['photo'] {
  if (photo === undefined) return undefined
  const m = laporanMessages(ctx.lang).one.photoFrom
  return {
    src: photo.thumbnailHref,
    href: photo.fullHref,
    caption: `${m[photo.peran]}, ${formatDateTime(photo.at, localeOf(ctx))}`,
  }
}

export function kasusHref(nomor: string, antrean: string): string {
  return `/kerja/laporan/${nomor}${antrean === '' ? '' : `?antrean=${encodeURIComponent(antrean)}`}`
}

type Facts = Readonly<{
  opened: OpenedKasus
  related: readonly RelatedCase[]
  riwayat: readonly Riwayat[]
  pauses: readonly JedaRow[]
  saran: UnitHints
}>

function wordsOf(
  { deps }: CitizenReports,
  { ctx }: Req,
  { opened, related, pauses, saran }: Facts,
): Omit<PreviewProps, 'recent' | 'verbs' | 'href' | 'antrean' | 'photo'> {
  const { laporan } = opened
  const m = kerjaMessages(ctx.lang).one
  const map = mapAround(deps, opened.secret ? { ...laporan, ...opened.secret } : laporan)
  const similar = related.filter((one) => one.kaitan === 'serupa').length
  const isPlaced = laporan.unitKode !== null
  return {
    ctx,
    nomor: laporan.nomor,
    judul: opened.judul,
    isi: opened.isi,
    version: laporan.version,
    about: aboutOf(ctx, deps, opened),
    tag: statusTagOf(ctx, laporan.status),
    flags: flagsOf(ctx, laporan),
    time: timeLeftOf(ctx, laporan, deps.reference.calendar()),
    facts: [
      ...clockLines(ctx, deps, { laporan, pauses }),
      ...(isPlaced ? [{ label: m.unit, value: unitName(deps, laporan) }] : []),
    ],
    hints: isPlaced ? [] : hintsOf(ctx, saran, deps.reference),
    map: map?.props,
    mapNote: map === undefined || map.isExact ? '' : m.mapVillage,
    similarCount: similar,
    similarWarning: m.similarWarn(formatNumber(similar, ctx.lang)),
  }
}

function unitName({ reference }: CitizenReports['deps'], { unitKode }: Laporan): string {
  return unitKode === null ? '' : (reference.findUnit(unitKode)?.nama ?? unitKode)
}

function aboutOf(
  ctx: Req['ctx'],
  deps: CitizenReports['deps'],
  { laporan, patokan }: OpenedKasus,
): string {
  const m = laporanMessages(ctx.lang)
  const parts = [
    patokan ?? '',
    laporan.isRahasia ? '' : placeOf(deps, laporan),
    m.kanal[laporan.kanal],
    m.list.supporters(formatNumber(laporan.jumlahDukungan, ctx.lang)),
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

/** The two or three verbs that move the case on: with a hint, each suggested unit is one of them. */
function verbsOf(
  { deps }: CitizenReports,
  { ctx }: Req,
  { opened, saran }: Pick<Facts, 'opened' | 'saran'>,
): readonly PanelVerb[] {
  const m = kerjaMessages(ctx.lang)
  const possible = possibleActions(opened.laporan, opened.standing)
  const forward = possible.some((one) => one.tindakan === 'disposisi')
    ? saran.units.slice(0, 2).map(({ unitKode }) => ({
        tindakan: 'disposisi' as const,
        label: m.one.forwardTo(deps.reference.findUnit(unitKode)?.singkatan ?? unitKode),
        isDirect: true,
        isPrimary: false,
        unitKode,
      }))
    : []
  const rest = possible
    .filter((one) => one.tindakan !== 'catat' && one.tindakan !== 'ajukan_selesai')
    .slice(0, VERBS)
    .map((one) => ({
      tindakan: one.tindakan,
      label: m.actions[one.tindakan],
      isDirect: isOneTap(one),
      isPrimary: isOneTap(one) && one.tone === 'primary',
    }))
  return [...(opened.laporan.unitKode === null ? forward : []), ...rest]
}

/** Needs nothing but the press of a button. */
export function isOneTap({ needs, tone, tindakan }: Transition): boolean {
  // Nobody agrees to a proof from a list: it is compared on its own page.
  return needs.length === 0 && tone !== 'danger' && tindakan !== 'validasi'
}
