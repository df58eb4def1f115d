import type { HariLibur, YearStatus } from '../../kernel/calendar.ts'
import type { Area, Point, Ring } from '../../kernel/geo.ts'
import { boundingBox } from '../../kernel/geo.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../platform/db/database.ts'
import type { SketchMap, Unit, Wilayah } from './types.ts'

/** Areas of the region itself: everything below its code. The nation's other 83,000 stay in the table. */
export function listWilayah(tx: Tx, regionKode: string): Promise<Wilayah[]> {
  return rows(
    tx,
    sql<Wilayah>`select w.kode, w.nama, w.tingkat, w.induk_kode as "indukKode" from reference.wilayah w
    where w.kode = ${regionKode} or w.kode like ${`${regionKode}.%`} order by w.nama, w.kode`,
  )
}

/** @returns how many rows were new or changed */
export function upsertWilayah(tx: Tx, list: readonly Wilayah[]): Promise<number> {
  return run(
    tx,
    sql`insert into reference.wilayah as w (kode, nama, tingkat, induk_kode) ${unnested(list)}
    on conflict (kode) do update set nama = excluded.nama, tingkat = excluded.tingkat, induk_kode = excluded.induk_kode
    where (w.nama, w.tingkat, w.induk_kode) is distinct from (excluded.nama, excluded.tingkat, excluded.induk_kode)`,
  )
}

/** Areas that a boundary file names and no list does; names already known stay. */
export async function addMissingWilayah(tx: Tx, list: readonly Wilayah[]): Promise<void> {
  await run(
    tx,
    sql`insert into reference.wilayah (kode, nama, tingkat, induk_kode) ${unnested(list)} on conflict (kode) do nothing`,
  )
}

function unnested(list: readonly Wilayah[]) {
  const column = (pick: (row: Wilayah) => string | null) => list.map(pick)
  return sql`select u.kode, u.nama, u.tingkat, u.induk from unnest(${column((row) => row.kode)}::text[], ${column((row) => row.nama)}::text[], ${column((row) => row.tingkat)}::text[], ${column((row) => row.indukKode)}::text[]) as u(kode, nama, tingkat, induk)`
}

export function findWilayahRow(tx: Tx, kode: string): Promise<Wilayah | undefined> {
  return maybeRow(
    tx,
    sql<Wilayah>`select w.kode, w.nama, w.tingkat, w.induk_kode as "indukKode" from reference.wilayah w where w.kode = ${kode}`,
  )
}

/** Which of these codes exist. */
export async function listKnownKode(tx: Tx, kode: readonly string[]): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      kode: string
    }>`select w.kode from reference.wilayah w where w.kode = any(${[...kode]}::text[]) order by w.kode`,
  )
  return found.map((row) => row.kode)
}

export type BatasPart = Readonly<{ kode: string; nama: string; luar: string }>

/** Outer rings of a region's areas, with the name of the kecamatan each lies in. */
export function listBatas(tx: Tx, regionKode: string): Promise<BatasPart[]> {
  return rows(
    tx,
    sql<BatasPart>`select b.kode, w.nama, b.luar::text as luar from reference.batas b
    join reference.wilayah w on w.kode = substr(b.kode, 1, 8)
    where b.kode like ${`${regionKode}.%`} order by b.kode, b.bagian`,
  )
}

export type BatasRow = Readonly<{ kode: string; area: Area; inner: Point }>

export async function replaceBatas(tx: Tx, row: BatasRow): Promise<void> {
  await run(tx, sql`delete from reference.batas where kode = ${row.kode}`)
  const polygons = row.area.type === 'Polygon' ? [row.area.coordinates] : row.area.coordinates
  for (const [bagian, [shore = [], ...holes]] of polygons.entries()) {
    const box = boundingBox({ type: 'Polygon', coordinates: [shore] })
    await run(
      tx,
      sql`insert into reference.batas (kode, bagian, luar, kotak, lubang, lat_dalam, lon_dalam)
      values (${row.kode}, ${bagian}, ${polygonText(shore)}::polygon, ${`((${box.east},${box.north}),(${box.west},${box.south}))`}::box,
        ${holes.map(polygonText)}::polygon[], ${row.inner.lat}, ${row.inner.lon})`,
    )
  }
}

function polygonText(ring: Ring): string {
  return `(${ring.map(([lon, lat]) => `(${lon},${lat})`).join(',')})`
}

/**
 * Code of the smallest area whose polygon holds the point. The box index leaves two or three
 * candidates; the exact test decides.
 */
export async function findKodeAt(tx: Tx, { lat, lon }: Point): Promise<string | undefined> {
  const found = await maybeRow(
    tx,
    sql<{ kode: string }>`select b.kode from reference.batas b
    where b.kotak @> box(point(${lon}::float8, ${lat}::float8), point(${lon}::float8, ${lat}::float8))
      and b.luar @> point(${lon}::float8, ${lat}::float8)
      and not exists (select 1 from unnest(b.lubang) as hole where hole @> point(${lon}::float8, ${lat}::float8))
    order by length(b.kode) desc, b.kode limit 1`,
  )
  return found?.kode
}

export type InnerPoint = Readonly<{ kode: string; lat: number; lon: number }>

export function listInnerPoints(tx: Tx): Promise<InnerPoint[]> {
  return rows(
    tx,
    sql<InnerPoint>`select b.kode, b.lat_dalam as lat, b.lon_dalam as lon from reference.batas b where b.bagian = 0 order by b.kode`,
  )
}

export function listUnits(tx: Tx): Promise<Unit[]> {
  return rows(
    tx,
    sql<Unit>`select u.kode, u.nama, u.singkatan, u.induk_kode as "indukKode", u.wilayah_kode as "wilayahKode",
    u.telepon, u.alamat, u.jam_layanan as "jamLayanan", u.is_active as "isActive" from reference.unit u order by u.nama, u.kode`,
  )
}

export async function upsertUnits(tx: Tx, list: readonly Unit[]): Promise<void> {
  for (const row of list) {
    await run(
      tx,
      sql`insert into reference.unit (kode, nama, singkatan, induk_kode, wilayah_kode, alamat, telepon, jam_layanan, is_active, updated_at)
      values (${row.kode}, ${row.nama}, ${row.singkatan}, ${row.indukKode}, ${row.wilayahKode}, ${row.alamat}, ${row.telepon}, ${row.jamLayanan}, ${row.isActive}, now())
      on conflict (kode) do update set nama = excluded.nama, singkatan = excluded.singkatan, induk_kode = excluded.induk_kode, wilayah_kode = excluded.wilayah_kode,
        alamat = excluded.alamat, telepon = excluded.telepon, jam_layanan = excluded.jam_layanan, is_active = excluded.is_active, updated_at = now()`,
    )
  }
}

export async function insertUnitRiwayat(
  tx: Tx,
  row: { id: string; kode: string; sebelum: unknown; sesudah: unknown; oleh: string; waktu: Date },
): Promise<void> {
  await run(
    tx,
    sql`insert into reference.unit_riwayat (id, kode, sebelum, sesudah, oleh, waktu)
    values (${row.id}, ${row.kode}, ${JSON.stringify(row.sebelum ?? null)}::jsonb, ${JSON.stringify(row.sesudah)}::jsonb, ${row.oleh}, ${row.waktu})`,
  )
}

export type CalendarRows = Readonly<{
  hariLibur: readonly HariLibur[]
  years: readonly Readonly<{ tahun: number; status: YearStatus }>[]
}>

export async function readCalendar(tx: Tx): Promise<CalendarRows> {
  const hariLibur = await rows(
    tx,
    sql<HariLibur>`select h.tanggal, h.nama, h.jenis from reference.hari_libur h order by h.tanggal`,
  )
  const years = await rows(
    tx,
    sql<{
      tahun: number
      status: YearStatus
    }>`select t.tahun, t.status from reference.tahun_kalender t order by t.tahun`,
  )
  return { hariLibur, years }
}

export async function upsertHariLibur(tx: Tx, row: HariLibur & { dasar: string }): Promise<void> {
  await run(
    tx,
    sql`insert into reference.hari_libur (tanggal, nama, jenis, dasar) values (${row.tanggal}, ${row.nama}, ${row.jenis}, ${row.dasar})
    on conflict (tanggal, nama) do update set jenis = excluded.jenis, dasar = excluded.dasar`,
  )
}

export async function deleteHariLibur(tx: Tx, tanggal: string, nama: string): Promise<void> {
  await run(
    tx,
    sql`delete from reference.hari_libur where tanggal = ${tanggal}::date and nama = ${nama}`,
  )
}

export async function upsertTahun(tx: Tx, tahun: number, status: YearStatus): Promise<void> {
  await run(
    tx,
    sql`insert into reference.tahun_kalender (tahun, status) values (${tahun}, ${status}) on conflict (tahun) do update set status = excluded.status`,
  )
}

export async function readSketch(tx: Tx): Promise<SketchMap | undefined> {
  return (
    await maybeRow(
      tx,
      sql<{ sketsa: SketchMap }>`select p.sketsa from reference.peta p where p.id = 1`,
    )
  )?.sketsa
}

export async function writeSketch(tx: Tx, sketch: SketchMap): Promise<void> {
  await run(
    tx,
    sql`insert into reference.peta (id, sketsa) values (1, ${JSON.stringify(sketch)}::jsonb) on conflict (id) do update set sketsa = excluded.sketsa`,
  )
}

export type RegionSetting = Readonly<{
  kode: string
  name: string
  shortName: string
  domain: string
  isDemo: boolean
}>

export async function readRegion(tx: Tx): Promise<RegionSetting | undefined> {
  return (
    await maybeRow(
      tx,
      sql<{ value: RegionSetting }>`select s.value from platform.setting s where s.name = 'region'`,
    )
  )?.value
}

export async function writeRegion(tx: Tx, region: RegionSetting): Promise<void> {
  await run(
    tx,
    sql`insert into platform.setting (name, value) values ('region', ${JSON.stringify(region)}::jsonb)
    on conflict (name) do update set value = excluded.value, updated_at = now()`,
  )
}
