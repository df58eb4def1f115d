import { type Point, parseLatLon } from '../../../../kernel/geo.ts'
import type { Refusal } from '../../../../kernel/result.ts'
import { type Answer, json, page, redirect, refused } from '../../../../platform/http/answer.ts'
import type { Limiter } from '../../../../platform/http/limiter.ts'
import type { Req } from '../../../../platform/http/route.ts'
import { projectOn, type Reference, type Wilayah } from '../../../reference/index.ts'
import { findSimilar, type ToldSoFar } from '../../actions/find-similar.ts'
import { readPlace } from '../../actions/place-words.ts'
import { grupOf, type Katalog, type Kategori } from '../../domain/katalog.ts'
import { readZoom, viewOf } from '../../domain/map-view.ts'
import { refusal } from '../../domain/refusals.ts'
import { PATOKAN_MAX } from '../../domain/submit.ts'
import { laporMessages } from '../../messages/index.ts'
import type { Draft } from '../../store/draft-store.ts'
import type { CitizenReports } from '../../types.ts'
import { PlacePage } from '../pages/lapor.page.tsx'
import { keep, lineOf, type OpenDraft, one, openDraft } from './draft.ts'
import { readTap } from './map-tap.ts'
import { toSimilarCase } from './similar.tsx'

const SIMILAR_MAX = 5

export async function showPlace(reports: CitizenReports, req: Req): Promise<Answer> {
  const draft = await openDraft(reports, req)
  if (one(draft.data, 'judul') === '') return redirect('/lapor')
  return placePage(reports, req, draft, [])
}

async function placePage(
  reports: CitizenReports,
  req: Req,
  draft: OpenDraft,
  refusals: readonly Refusal[],
): Promise<Answer> {
  const { reference } = reports.deps
  const { data } = draft
  const katalog = await reports.katalog.get()
  const kecamatanKode = one(data, 'kecamatan')
  const toChoice = ({ kode, nama }: { kode: string; nama: string }) => ({
    value: kode,
    label: nama,
  })
  const located = await locate(reports, data)
  const similar = await findSimilar(reports.deps, toldSoFar(data), SIMILAR_MAX)
  const view = (
    <PlacePage
      ctx={req.ctx}
      refusals={refusals}
      kunci={one(data, 'kunci')}
      text={{ judul: one(data, 'judul'), isi: one(data, 'isi') }}
      kategoriKode={one(data, 'kategori')}
      suggestions={await tilesOf(reports, req, data)}
      groups={groupsOf(katalog, req)}
      lat={one(data, 'lat')}
      lon={one(data, 'lon')}
      lokasiSumber={one(data, 'sumber')}
      akurasiM={one(data, 'akurasi')}
      pointWords={pointWords(reports, req, data, located)}
      patokan={one(data, 'patokan')}
      kecamatanKode={kecamatanKode}
      wilayahKode={one(data, 'wilayah')}
      kecamatan={reference.kecamatan().map(toChoice)}
      desa={kecamatanKode === '' ? [] : reference.desaOf(kecamatanKode).map(toChoice)}
      similar={similar.map((found) => toSimilarCase(reports, req, found))}
      map={mapOf(reports, data, located)}
    />
  )
  return page(view, { status: refusals.length > 0 ? 422 : 200 })
}

/** The suggested leaves, and in front of them one that was chosen from the list before. */
async function tilesOf({ deps }: CitizenReports, req: Req, data: Draft) {
  const katalog = await deps.katalog.get()
  const text = `${one(data, 'judul')} ${one(data, 'isi')}`
  const suggested = (await deps.pengarah.suggestKategori(text)).map(({ kategori }) => kategori)
  const chosen = katalog.daun.find(({ kode }) => kode === one(data, 'kategori'))
  const isListed = chosen === undefined || suggested.some(({ kode }) => kode === chosen.kode)
  return (isListed ? suggested : [chosen, ...suggested]).map((daun) => ({
    kode: daun.kode,
    nama: daun.nama[req.ctx.lang],
    ikon: daun.ikon,
  }))
}

function groupsOf(katalog: Katalog, req: Req) {
  return katalog.grup.map((grup) => ({
    label: grup.nama[req.ctx.lang],
    choices: katalog.daun
      .filter((daun) => grupOf(daun.kode) === grup.kode)
      .map((daun) => ({ value: daun.kode, label: daun.nama[req.ctx.lang] })),
  }))
}

type Located = Readonly<{
  point: Point | undefined
  /** The village that holds the point; undefined outside the region or without a point. */
  desa: Wilayah | undefined
}>

async function locate({ deps }: CitizenReports, data: Draft): Promise<Located> {
  const point = pointOf(data)
  const desa =
    point === undefined ? undefined : await deps.reference.findWilayahAt(deps.kit.db, point)
  return { point, desa }
}

function mapOf({ deps }: CitizenReports, data: Draft, { point, desa }: Located) {
  const { reference } = deps
  const sketch = reference.sketchMap()
  const zoom = readZoom(one(data, 'peta_z'))
  const kecamatanKode =
    desa === undefined ? one(data, 'kecamatan') : reference.kecamatanKodeOf(desa.kode)
  const middle = point ?? reference.innerPoint(kecamatanKode)
  const at = middle === undefined ? undefined : projectOn(sketch, middle)
  const shownZoom = middle === undefined ? 0 : Math.max(zoom, 1)
  return {
    view: viewOf(sketch, shownZoom, at),
    zoom: shownZoom,
    backdrop: sketch,
    pin: point === undefined ? undefined : at,
    bounds: sketch.bounds,
    villages: shownZoom === 0 ? [] : villagesOf(reference, kecamatanKode),
  }
}

/** Names on the map by which people find their place, once it is close enough to read them. */
function villagesOf(reference: Reference, kecamatanKode: string) {
  const sketch = reference.sketchMap()
  return reference.desaOf(kecamatanKode).flatMap(({ kode, nama }) => {
    const point = reference.innerPoint(kode)
    if (point === undefined) return []
    const { x, y } = projectOn(sketch, point)
    return [{ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10, nama }]
  })
}

/** `GET /lapor/titik`: where a tapped point lies, in words, and the villages around it. */
export async function showPoint(
  reports: CitizenReports,
  req: Req,
  limiter: Limiter,
): Promise<Answer> {
  const headers = { 'cache-control': 'no-store' }
  if (limiter.hit(req.deviceId) > 0) return refused([refusal('TERLALU_SERING')], 429)
  const data = {
    lat: lineOf(req.query, 'lat', 24),
    lon: lineOf(req.query, 'lon', 24),
    akurasi: accuracyOf(lineOf(req.query, 'akurasi', 8)),
  }
  const located = await locate(reports, data)
  const { reference } = reports.deps
  const kecamatan = located.desa && reference.kecamatanKodeOf(located.desa.kode)
  return json(
    {
      kata: pointWords(reports, req, data, located),
      desa: kecamatan === undefined ? [] : villagesOf(reference, kecamatan),
    },
    { headers },
  )
}

/** The typed point when it can be read; what is wrong with it is told on sending. */
export function pointOf(data: Draft): Point | undefined {
  if (one(data, 'lat') === '' || one(data, 'lon') === '') return undefined
  const parsed = parseLatLon({ lat: one(data, 'lat'), lon: one(data, 'lon') })
  return parsed.ok ? parsed.value : undefined
}

export function toldSoFar(data: Draft): ToldSoFar {
  return {
    text: `${one(data, 'judul')} ${one(data, 'isi')}`,
    kategoriKode: one(data, 'kategori'),
    point: pointOf(data),
    wilayahKode: one(data, 'wilayah'),
    kecamatanKode: one(data, 'kecamatan'),
  }
}

function pointWords(
  { deps }: CitizenReports,
  req: Req,
  data: Draft,
  { point, desa }: Located,
): string {
  const m = laporMessages(req.ctx.lang).place
  if (point === undefined) return ''
  if (desa === undefined) return m.outside
  const kecamatan = deps.reference.findWilayah(deps.reference.kecamatanKodeOf(desa.kode))
  const place = m.pointSet([desa.nama, kecamatan?.nama].filter(Boolean).join(', '))
  const akurasi = one(data, 'akurasi')
  return Number(akurasi) > COARSE_M ? `${place} ${m.accuracy(akurasi)}` : place
}

/** A street away: from here on the citizen is asked to look again. */
const COARSE_M = 60

export async function takePlace(reports: CitizenReports, req: Req): Promise<Answer> {
  const draft = await openDraft(reports, req)
  if (one(draft.data, 'judul') === '') return redirect('/lapor')
  const told = readForm(req)
  const tap = readTap(reports.deps.reference.sketchMap(), req.form)
  const aksi = lineOf(req.form, 'aksi')
  const changes = { ...told, ...(tap ?? movesOf(aksi, told)) }
  const kept = await keep(reports, req, { draft, changes })
  if (tap !== undefined || aksi === 'perkecil') return redirect('/lapor/tempat#f-peta')
  if (aksi === 'hapus-titik') return redirect('/lapor/tempat#f-lokasi')
  if (aksi === 'desa') return redirect('/lapor/tempat#f-kecamatan')
  const checked = await checkPlace(reports, kept.data)
  if (checked.refusals.length > 0) return placePage(reports, req, kept, checked.refusals)
  await keep(reports, req, { draft: kept, changes: checked.found })
  return redirect('/lapor/diri')
}

function readForm(req: Req): Record<string, string> {
  const line = (name: string, max = 40) => lineOf(req.form, name, max)
  return {
    // The list is opened only by whoever wants none of the tiles, so it wins.
    kategori: line('kategori_lain', 80) || line('kategori', 80),
    lat: line('lat'),
    lon: line('lon'),
    sumber: line('sumber') === 'gps' ? 'gps' : 'peta',
    akurasi: accuracyOf(line('akurasi')),
    kecamatan: line('kecamatan'),
    wilayah: line('wilayah'),
    patokan: line('patokan', PATOKAN_MAX),
    peta_z: line('peta_z', 1),
  }
}

/** Metres as told by a form; nothing when it is no number. */
function accuracyOf(text: string): string {
  return /^\d{1,6}$/.test(text) ? text : ''
}

function movesOf(aksi: string, told: Record<string, string>): Record<string, string> {
  if (aksi === 'hapus-titik') return { lat: '', lon: '', sumber: '', akurasi: '', peta_z: '0' }
  if (aksi === 'perkecil') return { peta_z: String(Math.max(0, readZoom(told.peta_z ?? '') - 1)) }
  return {}
}

type Checked = Readonly<{ refusals: readonly Refusal[]; found: Draft }>

/**
 * @refuses KATEGORI_TIDAK_ADA, LOKASI_KOSONG, LOKASI_DI_LUAR_DAERAH, WILAYAH_TIDAK_ADA, and what
 * parseLatLon refuses
 */
async function checkPlace(reports: CitizenReports, data: Draft): Promise<Checked> {
  const katalog = await reports.katalog.get()
  const leaf = katalog.daun.find(({ kode }) => kode === one(data, 'kategori'))
  const place = await checkPoint(reports, data, leaf)
  const noLeaf = leaf === undefined ? [refusal('KATEGORI_TIDAK_ADA', 'kategori')] : []
  return { refusals: [...noLeaf, ...place.refusals], found: place.found }
}

async function checkPoint(
  reports: CitizenReports,
  data: Draft,
  leaf: Kategori | undefined,
): Promise<Checked> {
  const { reference, kit } = reports.deps
  const typed = [one(data, 'lat'), one(data, 'lon')] as const
  if (typed.some((text) => text !== '')) {
    const parsed = parseLatLon({ lat: typed[0], lon: typed[1] })
    if (!parsed.ok) return { refusals: parsed.refusals, found: {} }
    const desa = await reference.findWilayahAt(kit.db, parsed.value)
    if (desa === undefined)
      return { refusals: [refusal('LOKASI_DI_LUAR_DAERAH', 'lokasi')], found: {} }
    // The point says more than the list: both must not tell two places.
    const found = { wilayah: desa.kode, kecamatan: reference.kecamatanKodeOf(desa.kode) }
    return { refusals: [], found }
  }
  return checkArea(reports, data, leaf)
}

async function checkArea(
  { deps }: CitizenReports,
  data: Draft,
  leaf: Kategori | undefined,
): Promise<Checked> {
  const kecamatan = one(data, 'kecamatan')
  const desa = one(data, 'wilayah')
  const isKecamatan = deps.reference.kecamatan().some(({ kode }) => kode === kecamatan)
  if (kecamatan !== '' && !isKecamatan)
    return { refusals: [refusal('WILAYAH_TIDAK_ADA', 'kecamatan')], found: {} }
  const isDesa = isKecamatan && deps.reference.desaOf(kecamatan).some(({ kode }) => kode === desa)
  // A village of the kecamatan chosen before: dropped, since the list it came from is gone.
  if (isKecamatan) return { refusals: [], found: { wilayah: isDesa ? desa : '' } }
  const named = await readPlace(deps, deps.kit.db, { words: one(data, 'patokan') })
  const kecamatanOfWords =
    named.kecamatanKode ??
    (named.wilayahKode ? deps.reference.kecamatanKodeOf(named.wilayahKode) : undefined)
  if (kecamatanOfWords !== undefined && kecamatanOfWords !== null) {
    const found = { kecamatan: kecamatanOfWords, wilayah: named.wilayahKode ?? '' }
    return { refusals: [], found }
  }
  const isNeeded = leaf?.isButuhLokasi ?? false
  return { refusals: isNeeded ? [refusal('LOKASI_KOSONG', 'lokasi')] : [], found: { wilayah: '' } }
}
