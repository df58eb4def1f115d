import type { Cluster, Pin } from '../../../../ui/index.ts'
import type { PageContext } from '../../../../ui/page-context.ts'
import { projectOn, type SketchMap, unprojectFrom } from '../../../reference/index.ts'
import { kelompokStatus } from '../../domain/laporan.ts'
import {
  counterQuestionOf,
  type Kotak,
  type ListFilter,
  listAddress,
} from '../../domain/list-filter.ts'
import { cellKotak, cellLevelOf, clusterPoints, widerKotak } from '../../domain/map-cells.ts'
import { boundsOfPath, shortCount } from '../../domain/map-marks.ts'
import { addAngka, NOL } from '../../domain/rekap.ts'
import type { ListQuestion } from '../../store/list-conditions.ts'
import { type ListRow, listInKotak } from '../../store/list-store.ts'
import { listRekap, listSel, type Sel } from '../../store/rekap-store.ts'
import type { CitizenReports } from '../../types.ts'

/** A mark on the map before it is drawn: a group of cases, or one. */
export type Mark =
  | Readonly<{
      kind: 'cluster'
      lat: number
      lon: number
      jumlah: number
      kotak?: Kotak
      href: string
    }>
  | Readonly<{ kind: 'case'; row: ListRow & Readonly<{ lat: number; lon: number }> }>

export type MapData = Readonly<{
  /** Part shown; undefined is the whole region. */
  kotak: Kotak | undefined
  marks: readonly Mark[]
  /** `page`: only what the list beside shows; `part`: more cases than a map may read. */
  limit: 'none' | 'page' | 'part'
  /** Address one step out; undefined when the whole region is shown. */
  widerHref: string | undefined
}>

/** Single cases are told apart up to this many; above they are gathered. */
const PINS_MAX = 60
const POINTS_MAX = 600
/** In a view with more cases than this, filters that no counter knows are not looked for on the map. */
const SEARCHED_MAX = 3_000

/** What the map shows for these filters; `rows` is the page of the list beside it. */
export async function loadMap(
  reports: CitizenReports,
  question: ListQuestion,
  rows: readonly ListRow[],
): Promise<MapData> {
  const { filter } = question
  const sketch = reports.deps.reference.sketchMap()
  const kotak = filter.kotak ?? kecamatanKotak(sketch, filter.kecamatan)
  const widerHref = kotak === undefined ? undefined : widerAddress(filter)
  const found =
    kotak === undefined
      ? await loadRegion(reports, question)
      : await loadKotak(reports, question, kotak)
  return { kotak, widerHref, ...(found ?? { marks: casesOf(rows), limit: 'page' as const }) }
}

type Found = Pick<MapData, 'marks' | 'limit'>

function widerAddress(filter: ListFilter): string {
  const kotak = filter.kotak === undefined ? undefined : widerKotak(filter.kotak)
  return listAddress({
    ...filter,
    kotak,
    kecamatan: kotak === undefined ? undefined : filter.kecamatan,
  })
}

/** The box of a kecamatan, from its shape on the sketch. */
function kecamatanKotak(sketch: SketchMap, kode: string | undefined): Kotak | undefined {
  const shape = sketch.kecamatan.find((one) => one.kode === kode)
  const box = shape === undefined ? undefined : boundsOfPath(shape.path)
  if (box === undefined) return undefined
  const northWest = unprojectFrom(sketch, { x: box.minX, y: box.minY })
  const southEast = unprojectFrom(sketch, { x: box.maxX, y: box.maxY })
  return {
    barat: northWest.lon,
    utara: northWest.lat,
    timur: southEast.lon,
    selatan: southEast.lat,
  }
}

function casesOf(rows: readonly ListRow[]): readonly Mark[] {
  return rows.flatMap((row) => {
    const { lat, lon } = row
    return lat === null || lon === null
      ? []
      : [{ kind: 'case' as const, row: { ...row, lat, lon } }]
  })
}

/** The whole region: one group a kecamatan, from the counters. */
async function loadRegion(
  { deps }: CitizenReports,
  { filter, zone }: ListQuestion,
): Promise<Found | undefined> {
  const sketch = deps.reference.sketchMap()
  const side = counterQuestionOf({ ...filter, kecamatan: '*', urut: undefined })
  if (side === undefined || sketch.kecamatan.length === 0) return undefined
  const counted = await listRekap(deps.kit.db, { ...side, kecamatan: undefined, zona: zone })
  const marks = sketch.kecamatan.flatMap((shape) => {
    const own = counted.filter((row) => row.kecamatanKode === shape.kode)
    const jumlah = side.count(own.reduce((sum, row) => addAngka(sum, row), NOL))
    if (jumlah === 0) return []
    const at = unprojectFrom(sketch, { x: shape.labelX, y: Math.max(14, shape.labelY - 19) })
    const href = listAddress({ ...filter, kecamatan: shape.kode })
    return [{ kind: 'cluster' as const, ...at, jumlah, href }]
  })
  return { marks, limit: 'none' }
}

const CELL_STATUS: Readonly<Record<string, readonly string[]>> = {
  terbuka: ['terbuka'],
  selesai: ['selesai'],
  ditolak: ['ditolak'],
}

/** Cells know the category group and whether a case is open, solved or refused; undefined for other filters. */
function cellFilter(filter: ListFilter) {
  const { kategori, status, kecamatan: _k, kotak: _b, urut: _u, ...rest } = filter
  const isPlain = Object.values(rest).every((value) => value === undefined)
  const isCounted = status === undefined || CELL_STATUS[status] !== undefined
  if (!isPlain || !isCounted || kategori?.includes('.')) return undefined
  return { grup: kategori, kelompok: status === undefined ? [] : (CELL_STATUS[status] ?? []) }
}

async function loadKotak(
  { deps }: CitizenReports,
  question: ListQuestion,
  kotak: Kotak,
): Promise<Found | undefined> {
  const { db } = deps.kit
  const level = cellLevelOf(kotak)
  const counted = cellFilter(question.filter)
  const finest = level ?? { tingkat: 2, sisi: 0.0025 }
  const cells = await listSel(db, { ...finest, kotak, ...(counted ?? { kelompok: [] }) })
  const total = cells.reduce((sum, cell) => sum + cell.jumlah, 0)
  if (counted !== undefined && level !== undefined && total > PINS_MAX)
    return {
      marks: cells.map((cell) => cellMark(question.filter, cell, level.sisi)),
      limit: 'none',
    }
  if (counted === undefined && total > SEARCHED_MAX) return undefined
  return loadPoints(deps, question, kotak)
}

function cellMark(filter: ListFilter, cell: Sel, sisi: number): Mark {
  const kotak = cellKotak(cell, sisi)
  const href = listAddress({ ...filter, kecamatan: undefined, desa: undefined, kotak })
  return { kind: 'cluster', lat: cell.lat, lon: cell.lon, jumlah: cell.jumlah, kotak, href }
}

async function loadPoints(
  { kit }: CitizenReports['deps'],
  question: ListQuestion,
  kotak: Kotak,
): Promise<Found> {
  const filter = { ...question.filter, kotak }
  const rows = await listInKotak(kit.db, { ...question, filter, limit: POINTS_MAX + 1 })
  const limit = rows.length > POINTS_MAX ? 'part' : 'none'
  const placed = casesOf(rows).flatMap((mark) => (mark.kind === 'case' ? [mark.row] : []))
  const groups =
    placed.length <= PINS_MAX ? onePerPlace(placed, kotak) : clusterPoints(placed, kotak)
  const marks = groups.map((group): Mark => {
    const [only] = group.points
    if (group.points.length === 1 && only !== undefined) return { kind: 'case', row: only }
    const href = listAddress({ ...filter, kecamatan: undefined, kotak: group.kotak })
    const { lat, lon } = group
    return { kind: 'cluster', lat, lon, jumlah: group.points.length, kotak: group.kotak, href }
  })
  return { marks, limit }
}

/** Few cases: only those that share a place, the inner point of a village for one, are gathered. */
function onePerPlace(placed: readonly Extract<Mark, { kind: 'case' }>['row'][], kotak: Kotak) {
  const width = kotak.timur - kotak.barat
  const apart = { ...kotak, timur: kotak.barat + width / 4, utara: kotak.selatan + width / 4 }
  return clusterPoints(placed, apart)
}

/** Marks as the drawing takes them. */
export function drawMarks(
  ctx: PageContext,
  sketch: SketchMap,
  { kotak, marks }: Pick<MapData, 'kotak' | 'marks'>,
) {
  const digits = kotak === undefined ? 0 : 2
  const place = (at: Readonly<{ lat: number; lon: number }>) => {
    const { x, y } = projectOn(sketch, at)
    return { x: Number(x.toFixed(digits)), y: Number(y.toFixed(digits)) }
  }
  const clusters: Cluster[] = []
  const pins: Pin[] = []
  for (const mark of marks) {
    if (mark.kind === 'cluster')
      clusters.push({ ...place(mark), count: shortCount(mark.jumlah, ctx.lang), href: mark.href })
    else pins.push({ ...place(mark.row), ...pinWords(ctx, mark.row) })
  }
  return { view: viewOf(sketch, kotak), clusters, pins }
}

function pinWords(ctx: PageContext, row: ListRow) {
  const isOverdue = row.tenggatAt !== null && row.tenggatAt < ctx.now
  return {
    kind: kelompokStatus(row.status, isOverdue && row.status !== 'menunggu_konfirmasi'),
    href: `/laporan/${row.nomor}`,
    label: row.judul,
  }
}

function viewOf(sketch: SketchMap, kotak: Kotak | undefined) {
  if (kotak === undefined) return { x: 0, y: 0, width: sketch.width, height: sketch.height }
  const from = projectOn(sketch, { lat: kotak.utara, lon: kotak.barat })
  const to = projectOn(sketch, { lat: kotak.selatan, lon: kotak.timur })
  const margin = (to.x - from.x) / 16
  const round = (value: number) => Number(value.toFixed(2))
  return {
    x: round(from.x - margin),
    y: round(from.y - margin),
    width: round(to.x - from.x + 2 * margin),
    height: round(to.y - from.y + 2 * margin),
  }
}
