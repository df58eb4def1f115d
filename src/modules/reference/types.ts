import type { WorkingCalendar } from '../../kernel/calendar.ts'
import type { Tanggal } from '../../kernel/date.ts'
import type { Point } from '../../kernel/geo.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Region } from '../../ui/page-context.ts'

export type WilayahTingkat = 'provinsi' | 'kabupaten' | 'kecamatan' | 'desa' | 'kelurahan'

/** An administrative area with its official code ("99.01.03.2004"). */
export type Wilayah = Readonly<{
  kode: string
  nama: string
  tingkat: WilayahTingkat
  indukKode: string | null
}>

/** Opening hours of one weekday (1 Monday to 7 Sunday), in minutes after midnight. */
export type JamBuka = Readonly<{ hari: 1 | 2 | 3 | 4 | 5 | 6 | 7; buka: number; tutup: number }>

/** Office hours by which deadlines end, in minutes after midnight, until later ones hold. */
export type JamKantor = Readonly<{
  berlakuMulai: Tanggal
  buka: number
  tutup: number
  /** The decision they rest on. */
  dasar: string
}>

/** Colours a region may choose, as #rrggbb. */
export type Warna = Readonly<{ merek: string; merekTua: string; padi: string }>

/** A perangkat daerah (agency, kecamatan or village office). */
export type Unit = Readonly<{
  kode: string
  nama: string
  singkatan: string
  indukKode: string | null
  /** The area a kecamatan or village office is responsible for. */
  wilayahKode: string | null
  telepon: string | null
  alamat: string | null
  /** Hours in words, or what the structured hours cannot say. */
  jamLayanan: string | null
  /** Absent where only the words are known. */
  jamBuka?: readonly JamBuka[]
  /** Kecamatan it serves; empty or absent means the whole region. */
  wilayahLayanan?: readonly string[]
  isActive: boolean
}>

export type MapShape = Readonly<{
  kode: string
  nama: string
  path: string
  labelX: number
  labelY: number
}>

/** Backdrop for server-drawn maps: paths in a flat projection, and the projection itself. */
export type SketchMap = Readonly<{
  width: number
  height: number
  bounds: Readonly<{ minLat: number; minLon: number; maxLat: number; maxLon: number }>
  kecamatan: readonly MapShape[]
  roads: readonly string[]
  rivers: readonly string[]
}>

/** What other modules may ask. Look-ups without `tx` answer from a cache that staff changes refresh. */
export type Reference = Readonly<{
  region: () => Region
  /** Code of the kabupaten or kota this deployment serves. */
  regionKode: () => string
  calendar: () => WorkingCalendar
  /** The desa or kelurahan whose polygon holds the point; undefined outside the region. */
  findWilayahAt: (tx: Tx, point: Point) => Promise<Wilayah | undefined>
  findWilayah: (kode: string) => Wilayah | undefined
  /** All kecamatan of the region, by name. */
  kecamatan: () => readonly Wilayah[]
  /** Desa and kelurahan of a kecamatan, by name. */
  desaOf: (kecamatanKode: string) => readonly Wilayah[]
  /** Code of the kecamatan that holds this desa, or the code itself when it is one. */
  kecamatanKodeOf: (kode: string) => string
  /** Inner point of the polygon, for a case known only by its kelurahan. */
  innerPoint: (kode: string) => Point | undefined
  units: () => readonly Unit[]
  findUnit: (kode: string) => Unit | undefined
  /** The office of this kecamatan, desa or kelurahan. */
  unitOfWilayah: (wilayahKode: string) => Unit | undefined
  sketchMap: () => SketchMap
  /** Style sheet of the region's own colours; undefined where it keeps the house's. */
  colours: () => Warna | undefined
  /** Read everything again after a change. */
  refresh: () => Promise<void>
  /** Read again when another process has changed something: one small statement. */
  refreshIfChanged: () => Promise<void>
}>
