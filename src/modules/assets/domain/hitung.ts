import { toDate } from '../../../kernel/date.ts'
import { type Point, parseLatLon } from '../../../kernel/geo.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { KONDISI, type Kondisi } from './kib.ts'
import { refusal } from './refusals.ts'

/** What a phone says of one thing. */
export type HitungTyped = Readonly<{
  kode: string
  hasil: string
  kondisi: string
  catatan: string
  lat: string
  lon: string
  /** When it was filled in, by the phone's clock. */
  diisi: string
}>

export type Dilihat = Readonly<{
  kode: string
  hasil: 'ditemukan' | 'tidak_ditemukan'
  kondisi: Kondisi | null
  catatan: string
  titik: Point | undefined
  diisiAt: Date
}>

/** @returns the label in what was scanned or typed: an address, or the code with or without its hyphens */
export function labelIn(text: string): string | undefined {
  const found = /BMD[-\s]?([0-9A-Z]{4})[-\s]?([0-9A-Z]{4})[-\s]?([0-9A-Z])(?![0-9A-Z])/i.exec(text)
  return found === null ? undefined : `BMD-${found[1]}-${found[2]}-${found[3]}`.toUpperCase()
}

/**
 * Read what was seen. A phone's clock that runs ahead, or says nothing, counts as now.
 *
 * @refuses HITUNG_KODE, HITUNG_HASIL, BARANG_KONDISI, BARANG_KETERANGAN, codes of parseLatLon
 */
export function readHitung(typed: HitungTyped, now: Date): Result<Dilihat> {
  const refusals: Refusal[] = []
  const kode = typed.kode.trim()
  if (kode === '' || kode.length > 160) refusals.push(refusal('HITUNG_KODE', 'kode'))
  const hasil = (['ditemukan', 'tidak_ditemukan'] as const).find((one) => one === typed.hasil)
  if (hasil === undefined) refusals.push(refusal('HITUNG_HASIL', 'hasil'))
  const kondisi = KONDISI.find((one) => one === typed.kondisi)
  if (hasil === 'ditemukan' && kondisi === undefined)
    refusals.push(refusal('BARANG_KONDISI', 'kondisi'))
  const catatan = typed.catatan.trim()
  if (catatan.length > 500) refusals.push(refusal('BARANG_KETERANGAN', 'catatan'))
  const hasPoint = typed.lat.trim() !== '' && typed.lon.trim() !== ''
  const titik = hasPoint ? parseLatLon({ lat: typed.lat, lon: typed.lon }) : undefined
  if (titik?.ok === false) refusals.push(...titik.refusals.map((one) => ({ ...one, field: 'lat' })))
  if (refusals.length > 0 || hasil === undefined) return refuse(refusals)
  return ok({
    kode,
    hasil,
    kondisi: hasil === 'ditemukan' ? (kondisi ?? null) : null,
    catatan,
    titik: titik?.ok === true ? titik.value : undefined,
    diisiAt: clockOf(typed.diisi, now),
  })
}

function clockOf(text: string, now: Date): Date {
  const told = /^\d{4}-\d{2}-\d{2}T[\d:.]{5,12}Z$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isFinite(told) && told < now.getTime() ? toDate(told) : now
}

type Earlier = Readonly<{ hasil: string; kondisi: string | null; oleh: string }>

/** Did another person see the same thing differently? */
export function isClash(
  earlier: Earlier | undefined,
  now: Pick<Dilihat, 'hasil' | 'kondisi'>,
  oleh: string,
): boolean {
  if (earlier === undefined || earlier.oleh === oleh) return false
  return earlier.hasil !== now.hasil || earlier.kondisi !== now.kondisi
}
