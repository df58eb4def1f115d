import type { HariLibur, YearStatus } from '../../kernel/calendar.ts'
import type { Area, Point, Ring } from '../../kernel/geo.ts'
import { boundingBox } from '../../kernel/geo.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../platform/db/database.ts'
import type { JamKantor, SketchMap, Unit, Warna, Wilayah } from './types.ts'

/** Areas of the region itself: everything below its code. The nation's other 91,000 stay in the table. */
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
    u.telepon, u.alamat, u.jam_layanan as "jamLayanan", u.jam_buka as "jamBuka", u.is_active as "isActive",
    array(select s.wilayah_kode from reference.unit_layanan s where s.unit_kode = u.kode order by s.wilayah_kode) as "wilayahLayanan"
    from reference.unit u order by u.nama, u.kode`,
  )
}

export async function upsertUnits(tx: Tx, list: readonly Unit[]): Promise<void> {
  for (const row of list) await upsertUnit(tx, row)
}

export async function upsertUnit(tx: Tx, row: Unit): Promise<void> {
  const jamBuka = row.jamBuka === undefined ? null : JSON.stringify(row.jamBuka)
  await run(
    tx,
    sql`insert into reference.unit (kode, nama, singkatan, induk_kode, wilayah_kode, alamat, telepon, jam_layanan, jam_buka, is_active, updated_at)
    values (${row.kode}, ${row.nama}, ${row.singkatan}, ${row.indukKode}, ${row.wilayahKode}, ${row.alamat}, ${row.telepon}, ${row.jamLayanan}, ${jamBuka}::jsonb, ${row.isActive}, now())
    on conflict (kode) do update set nama = excluded.nama, singkatan = excluded.singkatan, induk_kode = excluded.induk_kode, wilayah_kode = excluded.wilayah_kode,
      alamat = excluded.alamat, telepon = excluded.telepon, jam_layanan = excluded.jam_layanan, jam_buka = excluded.jam_buka, is_active = excluded.is_active, updated_at = now()`,
  )
}

/** Kecamatan an agency serves; none means the whole region. */
export async function replaceServiceAreas(
  tx: Tx,
  kode: string,
  areas: readonly string[],
): Promise<void> {
  await run(tx, sql`delete from reference.unit_layanan where unit_kode = ${kode}`)
  await run(
    tx,
    sql`insert into reference.unit_layanan (unit_kode, wilayah_kode) select ${kode}, unnest(${[...areas]}::text[])`,
  )
}

/** Changes of agencies take turns on this row, and processes look at it to know when to read again. */
export async function lockVersi(tx: Tx): Promise<void> {
  await run(tx, sql`select v.versi from reference.versi v where v.id = 1 for update`)
}

export async function readVersi(tx: Tx): Promise<string> {
  const found = await maybeRow(
    tx,
    sql<{ versi: string }>`select v.versi from reference.versi v where v.id = 1`,
  )
  return found?.versi ?? ''
}

export type UnitRiwayat = Readonly<{
  id: string
  /** Code of an agency, "kalender.2027" or "daerah". */
  kode: string
  sebelum: unknown
  sesudah: unknown
  oleh: string
  waktu: Date
}>

export async function insertUnitRiwayat(tx: Tx, row: UnitRiwayat): Promise<void> {
  await run(
    tx,
    sql`insert into reference.unit_riwayat (id, kode, sebelum, sesudah, oleh, waktu)
    values (${row.id}, ${row.kode}, ${JSON.stringify(row.sebelum ?? null)}::jsonb, ${JSON.stringify(row.sesudah ?? null)}::jsonb, ${row.oleh}, ${row.waktu})`,
  )
}

/** Latest changes of one thing, or of all. */
export function listUnitRiwayat(
  tx: Tx,
  page: Readonly<{ kode?: string; after?: Readonly<{ waktu: Date; id: string }>; limit: number }>,
): Promise<UnitRiwayat[]> {
  const { kode, after } = page
  return rows(
    tx,
    sql<UnitRiwayat>`select h.id, h.kode, h.sebelum, h.sesudah, h.oleh, h.waktu from reference.unit_riwayat h
    where ${kode === undefined ? sql`true` : sql`h.kode = ${kode}`}
      and ${after === undefined ? sql`true` : sql`(h.waktu, h.id) < (${after.waktu}, ${after.id}::uuid)`}
    order by h.waktu desc, h.id desc limit ${page.limit}`,
  )
}

export type CalendarRows = Readonly<{
  hariLibur: readonly HariLibur[]
  /** Earliest first; the program's own when none is stored. */
  jamKantor: readonly JamKantor[]
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
  return { hariLibur, years, jamKantor: await listJamKantor(tx) }
}

/** Office hours with the date from which they hold, earliest first. */
export function listJamKantor(tx: Tx): Promise<JamKantor[]> {
  return rows(
    tx,
    sql<JamKantor>`select j.berlaku_mulai as "berlakuMulai", j.buka, j.tutup, j.dasar from reference.jam_kantor j order by j.berlaku_mulai`,
  )
}

export async function upsertJamKantor(tx: Tx, row: JamKantor): Promise<void> {
  await run(
    tx,
    sql`insert into reference.jam_kantor (berlaku_mulai, buka, tutup, dasar) values (${row.berlakuMulai}, ${row.buka}, ${row.tutup}, ${row.dasar})
    on conflict (berlaku_mulai) do update set buka = excluded.buka, tutup = excluded.tutup, dasar = excluded.dasar`,
  )
}

export async function deleteJamKantor(tx: Tx, berlakuMulai: string): Promise<void> {
  await run(tx, sql`delete from reference.jam_kantor where berlaku_mulai = ${berlakuMulai}::date`)
}

export async function upsertHariLibur(tx: Tx, row: HariLibur & { dasar: string }): Promise<void> {
  await run(
    tx,
    sql`insert into reference.hari_libur (tanggal, nama, jenis, dasar) values (${row.tanggal}, ${row.nama}, ${row.jenis}, ${row.dasar})
    on conflict (tanggal, nama) do update set jenis = excluded.jenis, dasar = excluded.dasar`,
  )
}

export type LiburRow = HariLibur & Readonly<{ dasar: string }>

/** Days off of one year with their decrees. */
export function listLibur(tx: Tx, tahun: number): Promise<LiburRow[]> {
  return rows(
    tx,
    sql<LiburRow>`select h.tanggal, h.nama, h.jenis, h.dasar from reference.hari_libur h
    where h.tanggal between make_date(${tahun}::int, 1, 1) and make_date(${tahun}::int, 12, 31) order by h.tanggal, h.nama`,
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
  /** The region's own colours; absent where it keeps the house's. */
  warna?: Warna
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
  await run(tx, sql`update reference.versi set versi = versi + 1 where id = 1`)
}
