import { type Point, parseLatLon } from '../../../kernel/geo.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import type { Bidang, Entri } from './kamus.ts'
import { refusal, unless } from './refusals.ts'
import { formatVolume, readVolume, type Volume } from './volume.ts'

/** A proposal as it is sent in. */
export type IsiUsulan = Readonly<{
  wilayahKode: string
  rw: string
  rt: string
  patokan: string
  titik: Point | undefined
  entri: Entri
  bidang: Bidang
  judul: string
  uraian: string
  volume: Volume
  swadaya: string
}>

export const RUAS_USULAN = [
  'wilayah',
  'rw',
  'rt',
  'patokan',
  'lat',
  'lon',
  'kamus',
  'judul',
  'uraian',
  'volume',
  'swadaya',
] as const
export type UsulanForm = Readonly<Record<(typeof RUAS_USULAN)[number], string>>

export type SekitarUsulan = Readonly<{
  /** Is this the code of a village of the region? Of a district too, for the council. */
  hasWilayah: (kode: string) => boolean
  entriOf: (kode: string) => Entri | undefined
  needsRw: boolean
}>

/** @returns the number of an RW or RT in three digits; undefined when it is none */
export function readRw(text: string): string | undefined {
  const digits = text.trim().replace(/^(?:rw|rt)\s*/i, '')
  return /^\d{1,3}$/.test(digits) && Number(digits) > 0 ? digits.padStart(3, '0') : undefined
}

/**
 * Read a proposal's form, every reason at once.
 *
 * @refuses TEMPAT_TIDAK_ADA, RW_SALAH, RT_SALAH, USULAN_PATOKAN, USULAN_TITIK, USULAN_KAMUS, USULAN_JUDUL,
 * USULAN_URAIAN, USULAN_VOLUME, USULAN_SWADAYA
 */
export function decideUsulan(form: UsulanForm, around: SekitarUsulan): Result<IsiUsulan> {
  const text = {
    patokan: form.patokan.trim(),
    judul: form.judul.trim(),
    uraian: form.uraian.trim(),
    swadaya: form.swadaya.trim(),
  }
  const entri = around.entriOf(form.kamus)
  const place = readPlace(form, around)
  const volume = readVolume(form.volume)
  const isVolume =
    volume !== undefined &&
    volume > 0n &&
    (entri === undefined || volume <= BigInt(entri.volumeMaks) * 10_000n)
  const refusals: Refusal[] = [
    ...(place.ok ? [] : place.refusals),
    ...unless(within(text.patokan, 3, 200), 'USULAN_PATOKAN', 'patokan'),
    ...unless(entri !== undefined, 'USULAN_KAMUS', 'kamus'),
    ...unless(within(text.judul, 5, 120), 'USULAN_JUDUL', 'judul'),
    ...unless(text.uraian.length <= 2000, 'USULAN_URAIAN', 'uraian'),
    ...unless(text.swadaya.length <= 300, 'USULAN_SWADAYA', 'swadaya'),
    ...unless(isVolume, 'USULAN_VOLUME', 'volume', limitOf(entri)),
  ]
  if (refusals.length > 0 || entri === undefined || volume === undefined || !place.ok)
    return refuse(refusals)
  return ok({ ...text, ...place.value, entri, bidang: entri.bidang, volume })
}

type Place = Pick<IsiUsulan, 'wilayahKode' | 'rw' | 'rt' | 'titik'>

function readPlace(form: UsulanForm, around: SekitarUsulan): Result<Place> {
  const rw = form.rw.trim() === '' && !around.needsRw ? '' : readRw(form.rw)
  const rt = form.rt.trim() === '' ? '' : readRw(form.rt)
  const hasPoint = form.lat.trim() !== '' || form.lon.trim() !== ''
  const point = hasPoint ? parseLatLon({ lat: form.lat, lon: form.lon }) : undefined
  const refusals = [
    ...unless(around.hasWilayah(form.wilayah), 'TEMPAT_TIDAK_ADA', 'wilayah'),
    ...unless(rw !== undefined, 'RW_SALAH', 'rw'),
    ...unless(rt !== undefined, 'RT_SALAH', 'rt'),
    ...unless(point === undefined || point.ok, 'USULAN_TITIK', 'lat'),
  ]
  if (refusals.length > 0 || rw === undefined || rt === undefined) return refuse(refusals)
  return ok({ wilayahKode: form.wilayah, rw, rt, titik: point?.ok ? point.value : undefined })
}

function limitOf(entri: Entri | undefined): Readonly<Record<string, string>> {
  return entri === undefined
    ? { maks: '', satuan: '' }
    : {
        maks: formatVolume((BigInt(entri.volumeMaks) * 10_000n) as unknown as Volume, 'id'),
        satuan: entri.satuan,
      }
}

/** Is the text of this length? */
export function within(text: string, least: number, most: number): boolean {
  return text.length >= least && text.length <= most
}

/** What an officer decides of a proposal that came in. */
export type Pemeriksaan =
  | Readonly<{ hasil: 'dibahas' }>
  | Readonly<{ hasil: 'belum'; alasanKode: string; alasan: string }>
  | Readonly<{ hasil: 'gabung'; nomor: string; alasan: string }>

/** @refuses PERIKSA_HASIL, PUTUSAN_ALASAN_KODE, PUTUSAN_ALASAN, PUTUSAN_GABUNG */
export function decidePemeriksaan(
  form: Readonly<{ hasil: string; alasanKode: string; alasan: string; gabung: string }>,
  reasons: ReadonlySet<string>,
): Result<Pemeriksaan> {
  const alasan = form.alasan.trim()
  const isTold = within(alasan, 10, 1000)
  if (form.hasil === 'dibahas') return ok({ hasil: 'dibahas' })
  if (form.hasil === 'belum') {
    const refusals = [
      ...unless(reasons.has(form.alasanKode), 'PUTUSAN_ALASAN_KODE', 'alasanKode'),
      ...unless(isTold, 'PUTUSAN_ALASAN', 'alasan'),
    ]
    return refusals.length > 0
      ? refuse(refusals)
      : ok({ hasil: 'belum', alasanKode: form.alasanKode, alasan })
  }
  if (form.hasil !== 'gabung') return refuse(refusal('PERIKSA_HASIL', {}, 'hasil'))
  const nomor = form.gabung.trim().toUpperCase()
  const refusals = [
    ...unless(within(nomor, 5, 30), 'PUTUSAN_GABUNG', 'gabung'),
    ...unless(isTold, 'PUTUSAN_ALASAN', 'alasan'),
  ]
  return refusals.length > 0 ? refuse(refusals) : ok({ hasil: 'gabung', nomor, alasan })
}
