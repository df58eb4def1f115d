import { parseTanggal, type Tanggal } from '../../../kernel/date.ts'
import { type Area, type Point, parseLatLon, representativePoint } from '../../../kernel/geo.ts'
import { parseRupiah, type Sen } from '../../../kernel/money.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Aturan, isBelowAmbang, type KodeBarang, masaFor, susutMulaiFor } from './aturan.ts'
import { readBatas } from './batas.ts'
import {
  ASAL_USUL,
  type AsalUsul,
  type Kib,
  KONDISI,
  type Kondisi,
  type Periode,
  type Rincian,
  readRincian,
} from './kib.ts'
import { refusal } from './refusals.ts'

/** A card as typed into a form or a row of a file. */
export type KartuTyped = Readonly<{
  kodeBarang: string
  nama: string
  asalUsul: string
  kondisi: string
  tanggalPerolehan: string
  nilai: string
  unit: string
  keterangan: string
  lat: string
  lon: string
  poligon: string
  rincian: Readonly<Record<string, string>>
}>

/** A card that may be stored. */
export type KartuBaru = Readonly<{
  kodeBarang: KodeBarang
  kib: Kib
  nama: string
  asalUsul: AsalUsul
  kondisi: Kondisi
  tanggalPerolehan: Tanggal
  /** Price of all units together, in sen. */
  nilai: Sen
  unit: number
  keterangan: string
  titik: Point | undefined
  poligon: Area | undefined
  rincian: Rincian
  isEkstrakomptabel: boolean
  masaSemester: number
  susutMulai: Periode
}>

export type KartuRules = Readonly<{
  aturan: Aturan
  kodeBarang: (kode: string) => KodeBarang | undefined
  today: Tanggal
  /** Taken over from an older register: gaps are kept and shown, not refused. */
  isWarisan?: boolean
  /** Day the goods are booked on, when it is not the day they were got. */
  dibukukan?: Tanggal
}>

const UNIT_MAX = 500

/**
 * Read and judge a new card.
 *
 * @refuses codes BARANG_…
 */
export function decideKartu(typed: KartuTyped, rules: KartuRules): Result<KartuBaru> {
  const kode = rules.kodeBarang(typed.kodeBarang.trim())
  const tanggal = parseTanggal(typed.tanggalPerolehan)
  const nilai = parseRupiah(typed.nilai)
  const refusals: Refusal[] = [
    ...refuseWords(typed),
    ...refuseWhen(rules, tanggal),
    ...refuseMoney(nilai, rules),
  ]
  const unit = Number(typed.unit.trim() || '1')
  if (!Number.isInteger(unit) || unit < 1 || unit > UNIT_MAX)
    refusals.push(refusal('BARANG_UNIT', 'unit'))
  if (kode === undefined || kode.kib === null || !kode.isDaun)
    return refuse([refusal('BARANG_KODE', 'kodeBarang'), ...refusals])
  const { rincian, faults } = readRincian(kode.kib, typed.rincian, kode.wajib)
  refusals.push(...refuseFaults(faults, rules))
  if (unit > 1 && rincian.nomor_rangka !== undefined)
    refusals.push(refusal('BARANG_BANYAK_KENDARAAN', 'unit'))
  const place = readPlace(typed)
  if (!place.ok) refusals.push(...place.refusals)
  const date = tanggal.ok ? tanggal.value : rules.today
  const booked = rules.dibukukan ?? date
  const masa = lifeOf(kode, booked, rules)
  if (masa === undefined) refusals.push(refusal('BARANG_MASA_MANFAAT', 'kodeBarang'))
  if (refusals.length > 0 || !nilai.ok || !place.ok || masa === undefined) return refuse(refusals)
  return ok({
    kodeBarang: kode,
    kib: kode.kib,
    nama: typed.nama.trim(),
    asalUsul: typed.asalUsul as AsalUsul,
    kondisi: typed.kondisi as Kondisi,
    tanggalPerolehan: date,
    nilai: nilai.value,
    unit,
    keterangan: typed.keterangan.trim(),
    titik: place.value.titik,
    poligon: place.value.poligon,
    rincian,
    isEkstrakomptabel: isBelowAmbang(rules.aturan, kode.kode, {
      nilai: (nilai.value / BigInt(unit)) as Sen,
      tanggal: date,
    }),
    masaSemester: masa,
    susutMulai: susutMulaiFor(rules.aturan, booked, rules.isWarisan === true),
  })
}

/** Land, construction in progress, and what the table gives no semesters, never depreciate. */
function lifeOf({ kib, kode }: KodeBarang, date: Tanggal, rules: KartuRules): number | undefined {
  if (kib === 'A' || kib === 'F') return 0
  const masa = masaFor(rules.aturan, kode, date)
  const isNeeded = kib === 'B' || kib === 'C' || kib === 'D'
  if (rules.isWarisan === true) return masa ?? 0
  return isNeeded && masa === 0 ? undefined : masa
}

function refuseWords(typed: KartuTyped): readonly Refusal[] {
  const nama = typed.nama.trim()
  const refusals: Refusal[] = []
  if (nama.length < 2 || nama.length > 200) refusals.push(refusal('BARANG_NAMA', 'nama'))
  if (!ASAL_USUL.some((one) => one === typed.asalUsul))
    refusals.push(refusal('BARANG_ASAL', 'asalUsul'))
  if (!KONDISI.some((one) => one === typed.kondisi))
    refusals.push(refusal('BARANG_KONDISI', 'kondisi'))
  if (typed.keterangan.trim().length > 500)
    refusals.push(refusal('BARANG_KETERANGAN', 'keterangan'))
  return refusals
}

function refuseWhen({ today }: KartuRules, tanggal: Result<Tanggal>): readonly Refusal[] {
  if (!tanggal.ok) return tanggal.refusals.map((one) => ({ ...one, field: 'tanggalPerolehan' }))
  return tanggal.value > today ? [refusal('BARANG_TANGGAL', 'tanggalPerolehan')] : []
}

function refuseMoney(nilai: Result<Sen>, { isWarisan }: KartuRules): readonly Refusal[] {
  if (!nilai.ok) return nilai.refusals.map((one) => ({ ...one, field: 'nilai' }))
  return nilai.value <= 0n && isWarisan !== true ? [refusal('BARANG_NILAI', 'nilai')] : []
}

/** What is missing on a card taken over is kept as a finding; what cannot be read is refused on any. */
function refuseFaults(
  faults: ReturnType<typeof readRincian>['faults'],
  { isWarisan }: KartuRules,
): readonly Refusal[] {
  return faults
    .filter(({ fault }) => fault !== 'wajib' || isWarisan !== true)
    .map(({ nama, fault }) =>
      refusal(
        fault === 'wajib' ? 'BARANG_RUAS_WAJIB' : 'BARANG_RUAS_TIDAK_TERBACA',
        `rincian.${nama}`,
      ),
    )
}

export type Tempat = Readonly<{ titik: Point | undefined; poligon: Area | undefined }>

/**
 * Where it stands: a point, and for land its outline. An outline alone gives the point too.
 *
 * @refuses BARANG_POLIGON, codes of parseLatLon
 */
export function readPlace(typed: Pick<KartuTyped, 'lat' | 'lon' | 'poligon'>): Result<Tempat> {
  const refusals: Refusal[] = []
  const hasPoint = typed.lat.trim() !== '' || typed.lon.trim() !== ''
  const titik = hasPoint ? parseLatLon({ lat: typed.lat, lon: typed.lon }) : undefined
  if (titik !== undefined && !titik.ok)
    refusals.push(...titik.refusals.map((one) => ({ ...one, field: 'lat' })))
  const poligon = typed.poligon.trim() === '' ? undefined : readBatas(typed.poligon)
  if (typed.poligon.trim() !== '' && poligon === undefined)
    refusals.push(refusal('BARANG_POLIGON', 'poligon'))
  if (refusals.length > 0) return refuse(refusals)
  const inside = titik === undefined && poligon !== undefined ? representativePoint(poligon) : titik
  return ok({ titik: inside?.ok ? inside.value : undefined, poligon })
}
