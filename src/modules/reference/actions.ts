import {
  createCalendar,
  WEEKEND_OF_FIVE_DAY_WEEK,
  type WorkingCalendar,
} from '../../kernel/calendar.ts'
import type { TimeZone } from '../../kernel/date.ts'
import type { Point } from '../../kernel/geo.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Region } from '../../ui/page-context.ts'
import { parseJamLayanan } from './domain/hours.ts'
import {
  findKodeAt,
  listInnerPoints,
  listUnits,
  listWilayah,
  type RegionSetting,
  readCalendar,
  readRegion,
  readSketch,
  readVersi,
} from './store.ts'
import type { Reference, SketchMap, Unit, Warna, Wilayah } from './types.ts'

/** Everything that is asked on nearly every page, read once and kept until it changes. */
type Kept = Readonly<{
  setting: RegionSetting
  region: Region
  calendar: WorkingCalendar
  wilayah: ReadonlyMap<string, Wilayah>
  kecamatan: readonly Wilayah[]
  desaOf: ReadonlyMap<string, readonly Wilayah[]>
  inner: ReadonlyMap<string, Point>
  units: readonly Unit[]
  unitByKode: ReadonlyMap<string, Unit>
  unitByWilayah: ReadonlyMap<string, Unit>
  sketch: SketchMap
}>

const EMPTY_REGION: RegionSetting = {
  kode: '',
  name: 'Pendopo',
  shortName: 'Pendopo',
  domain: 'pendopo.example',
  isDemo: true,
}
const EMPTY_SKETCH: SketchMap = {
  width: 376,
  height: 280,
  bounds: { minLat: -1, minLon: 0, maxLat: 1, maxLon: 1 },
  kecamatan: [],
  roads: [],
  rivers: [],
}
/** 07.30 to 16.00: only where a region has emptied the table. */
const OFFICE_HOURS = { opensMinute: 450, closesMinute: 960 }

export type ReferenceKit = Pick<Kit, 'db'> & Readonly<{ timezone: TimeZone }>

export async function createReference(kit: ReferenceKit): Promise<Reference> {
  let versi = await readVersi(kit.db)
  let kept = await readAll(kit)
  const refresh = async () => {
    // The version first: a change in between is noticed at the next look.
    versi = await readVersi(kit.db)
    kept = await readAll(kit)
  }
  return {
    region: () => kept.region,
    regionKode: () => kept.setting.kode,
    calendar: () => kept.calendar,
    findWilayahAt: async (tx, point) => {
      const kode = await findKodeAt(tx, point)
      return kode === undefined ? undefined : kept.wilayah.get(kode)
    },
    findWilayah: (kode) => kept.wilayah.get(kode),
    kecamatan: () => kept.kecamatan,
    desaOf: (kecamatanKode) => kept.desaOf.get(kecamatanKode) ?? [],
    kecamatanKodeOf,
    innerPoint: (kode) => kept.inner.get(kode),
    units: () => kept.units,
    findUnit: (kode) => kept.unitByKode.get(kode),
    unitOfWilayah: (wilayahKode) => kept.unitByWilayah.get(wilayahKode),
    sketchMap: () => kept.sketch,
    colours: () => kept.setting.warna,
    refresh,
    refreshIfChanged: async () => {
      if ((await readVersi(kit.db)) !== versi) await refresh()
    },
  }
}

/** The address changes with the colours, so that browsers may keep the sheet for good. */
export function coloursHref({ merek, merekTua, padi }: Warna): string {
  return `/warna/${[merek, merekTua, padi].map((one) => one.slice(1)).join('-')}.css`
}

/** "99.01.03.2004" lies in "99.01.03": the first three parts of the code. */
export function kecamatanKodeOf(kode: string): string {
  return kode.split('.').slice(0, 3).join('.')
}

async function readAll({ db, timezone }: ReferenceKit): Promise<Kept> {
  const setting = (await readRegion(db)) ?? EMPTY_REGION
  const list = setting.kode === '' ? [] : await listWilayah(db, setting.kode)
  const units = (await listUnits(db)).map(withHours)
  const inner = await listInnerPoints(db)
  const calendar = await readCalendar(db)
  const villages = list.filter((row) => row.tingkat === 'desa' || row.tingkat === 'kelurahan')
  return {
    setting,
    region: {
      name: setting.name,
      shortName: setting.shortName,
      domain: setting.domain,
      timezone,
      ...(setting.warna === undefined ? {} : { coloursHref: coloursHref(setting.warna) }),
    },
    calendar: makeCalendar(calendar, timezone),
    wilayah: new Map(list.map((row) => [row.kode, row])),
    kecamatan: list.filter((row) => row.tingkat === 'kecamatan'),
    desaOf: groupBy(villages, (row) => row.indukKode ?? ''),
    inner: new Map(inner.map(({ kode, lat, lon }) => [kode, { lat, lon }])),
    units,
    unitByKode: new Map(units.map((unit) => [unit.kode, unit])),
    unitByWilayah: new Map(
      units.flatMap((unit) =>
        unit.wilayahKode === null ? [] : [[unit.wilayahKode, unit] as const],
      ),
    ),
    sketch: (await readSketch(db)) ?? EMPTY_SKETCH,
  }
}

/** Hours known only as a sentence are read from it where it can be understood. */
function withHours(row: Unit & Readonly<{ jamBuka?: Unit['jamBuka'] | null }>): Unit {
  const { jamBuka, ...unit } = row
  if (jamBuka !== undefined && jamBuka !== null) return { ...unit, jamBuka }
  const read = parseJamLayanan(unit.jamLayanan ?? '')
  if (read.jamBuka.length === 0) return unit
  return { ...unit, jamBuka: read.jamBuka, jamLayanan: read.catatan || null }
}

function makeCalendar(
  rows: Awaited<ReturnType<typeof readCalendar>>,
  zone: TimeZone,
): WorkingCalendar {
  // Before anything is loaded every year is refused but a placeholder long past.
  const years =
    rows.years.length === 0 ? [{ tahun: 2000, status: 'prakiraan' as const }] : rows.years
  const [first, ...later] = rows.jamKantor.map(({ berlakuMulai, buka, tutup }) => ({
    from: berlakuMulai,
    opensMinute: buka,
    closesMinute: tutup,
  }))
  return createCalendar({
    zone,
    years,
    hariLibur: rows.hariLibur,
    weekend: WEEKEND_OF_FIVE_DAY_WEEK,
    officeHours: first ?? OFFICE_HOURS,
    laterOfficeHours: later,
  })
}

function groupBy<T>(
  list: readonly T[],
  keyOf: (item: T) => string,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}
