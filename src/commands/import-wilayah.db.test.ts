import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { useRunningApp } from '../../tests/support/running-app.ts'
import { useTerminal } from '../../tests/support/terminal.ts'
import { parseEnv } from '../env.ts'
import { pointInPolygon } from '../kernel/geo.ts'
import { readAreas } from '../modules/reference/index.ts'
import { rows, sql } from '../platform/db/database.ts'
import { type Order, runImport } from './import-wilayah.ts'

const { app, database } = await useRunningApp({ isDemo: false })
const folder = mkdtempSync(join(tmpdir(), 'pendopo-batas-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const terminal = useTerminal()

const env = parseEnv({ BASE_URL: 'https://lapor.surabaya.go.id' })
const run = (order: Order) => {
  if (!env.ok) throw new Error('env')
  return runImport({ app, env: env.env }, order)
}
const count = async () => {
  const [row] = await rows(
    database.owner,
    sql<{
      areas: number
      parts: number
    }>`select (select count(*)::int from reference.wilayah) as areas,
      (select count(*)::int from reference.batas) as parts`,
  )
  return row
}

const square = (kode: string, [lon, lat]: readonly [number, number], size = 0.02) => ({
  type: 'Feature',
  properties: { kode, nama: `Uji ${kode}` },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [lon, lat],
        [lon + size, lat],
        [lon + size, lat + size],
        [lon, lat + size],
        [lon, lat],
      ],
    ],
  },
})
function put(name: string, features: readonly unknown[]): string {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }))
  return path
}

describe('import wilayah', () => {
  it('refuses boundaries before the national codes are there, and stores nothing', async () => {
    const source = put('dini.geojson', [square('35.78.01', [112.7, -7.3])])
    expect(await run({ source, isDryRun: false })).toBe(1)
    expect(terminal.complained).toContain(
      'dini.geojson 1: Induk 35.78 dari 35.78.01 belum dikenal.',
    )
    expect(await count()).toEqual({ areas: 0, parts: 0 })
  })

  it('only looks when asked to, then stores all 91,592 codes at once', async () => {
    expect(await run({ source: 'idn-area-data', isDryRun: true })).toBe(0)
    expect((await count())?.areas).toBe(0)
    expect(await run({ source: 'idn-area-data', isDryRun: false })).toBe(0)
    const levels = await rows(
      database.owner,
      sql<{
        tingkat: string
        n: number
      }>`select w.tingkat, count(*)::int as n from reference.wilayah w group by 1 order by 2`,
    )
    expect(levels.map(({ tingkat, n }) => [tingkat, n])).toEqual([
      ['provinsi', 38],
      ['kabupaten', 514],
      ['kecamatan', 7_277],
      ['kelurahan', 8_498],
      ['desa', 75_265],
    ])
    expect(levels.reduce((sum, { n }) => sum + n, 0)).toBe(91_592)
    terminal.forget()
    expect(await run({ source: 'idn-area-data', isDryRun: false })).toBe(0)
    expect(terminal.said).toContain(': 0 baru atau berubah')
  })

  it.each([
    ['bukan JSON', 'bukan json', 'bukan JSON yang utuh'],
    ['tanpa fitur', '{"type":"Topology"}', 'bukan FeatureCollection'],
    ['nol', 'null', 'bukan JSON yang utuh'],
    ['fitur nol', '{"features":[null]}', 'Properti "kode"'],
    [
      'proyeksi lain',
      '{"crs":{"properties":{"name":"EPSG:23830"}},"features":[]}',
      'tidak dalam WGS 84',
    ],
  ])('says what is wrong with a file: %s', async (name, text, sentence) => {
    const source = join(folder, `${name}.geojson`)
    writeFileSync(source, text)
    expect(await run({ source, isDryRun: false })).toBe(1)
    expect(terminal.complained).toContain(sentence)
  })

  it('names each bad feature by its place and stores none of the good ones', async () => {
    const good = square('35.78.01', [112.7, -7.3])
    const source = put('campur.geojson', [
      good,
      { ...good, properties: { kode: '3578', nama: 'x' } },
      square('35.78.02', [-7.3, 112.7]),
      square('35.78.01', [112.7, -7.3]),
      { ...good, properties: { kode: '35.78.03', nama: '' } },
      { ...good, properties: { kode: '35.78.04', nama: 'Titik' }, geometry: { type: 'Point' } },
    ])
    expect(await run({ source, isDryRun: false })).toBe(1)
    expect(terminal.complained.split('\n').slice(0, -1)).toEqual([
      expect.stringContaining('campur.geojson 2: Properti "kode"'),
      expect.stringContaining('campur.geojson 3: Lintang dan bujur tertukar'),
      expect.stringContaining('campur.geojson 4: Kode 35.78.01 sudah ada pada campur.geojson 1'),
      expect.stringContaining('campur.geojson 5: Properti "nama"'),
      expect.stringContaining('campur.geojson 6: Geometri harus'),
      'Tidak ada yang disimpan.',
    ])
    expect((await count())?.parts).toBe(0)
  })

  it('says so when the file is not there', async () => {
    const source = join(folder, 'tidak-ada.geojson')
    await expect(run({ source, isDryRun: false })).rejects.toThrow('tidak ditemukan')
  })

  it('makes the installation serve a city, named as in the national list', async () => {
    const source = put('kota.geojson', [
      square('35.78.01', [112.6, -7.4]),
      square('35.78.02.1001', [112.62, -7.4]),
      square('35.78.02.1002', [112.64, -7.4]),
      square('35.15.01', [112.7, -7.5]),
    ])
    expect(await run({ source, isDryRun: false, kode: '35.78' })).toBe(0)
    expect(terminal.said).toContain('3 batas wilayah disimpan. 1 di luar 35.78 dilewati.')
    expect(terminal.said).toContain('Kota Surabaya (35.78), alamat resmi surabaya.go.id')
    expect(app.reference.region().name).toBe('Kota Surabaya')
    expect(app.reference.sketchMap().kecamatan.map(({ kode }) => kode)).toEqual([
      '35.78.01',
      '35.78.02',
    ])
    expect(await run({ source, isDryRun: false, kode: '35.15' })).toBe(1)
    expect(terminal.complained).toContain('sudah melayani Kota Surabaya')
  })

  const surabaya = new URL('../../../shared/data/indonesia/wilayah', import.meta.url).pathname
  const isThere = existsSync(surabaya)
  if (!isThere) process.stderr.write('Boundaries of Surabaya are not here; that test is skipped.\n')
  it.skipIf(!isThere)('finds the right kelurahan for every inner point of Surabaya', async () => {
    for (const level of ['kecamatan', 'kelurahan'])
      expect(
        await run({ source: join(surabaya, `surabaya_${level}.geojson`), isDryRun: false }),
      ).toBe(0)
    const { reference, kit } = app
    const villages = (await readAreas(join(surabaya, 'surabaya_kelurahan.geojson'))).map(
      ({ kode }) => kode,
    )
    expect(villages).toHaveLength(153)
    for (const kode of villages) {
      const point = reference.innerPoint(kode)
      const found = point && (await reference.findWilayahAt(kit.db, point))
      expect([kode, found?.kode]).toEqual([kode, kode])
    }
    expect(reference.kecamatan()).toHaveLength(31)
    expect(reference.sketchMap().kecamatan).toHaveLength(31)
  })

  it.skipIf(!isThere)('places scattered points as the polygons themselves say', async () => {
    const { reference, kit } = app
    const areas = await readAreas(join(surabaya, 'surabaya_kelurahan.geojson'))
    let [asked, right] = [0, 0]
    for (let step = 0; step < 400; step += 1) {
      const point = { lat: -7.35 + ((step * 37) % 400) / 2500, lon: 112.6 + (step % 200) / 900 }
      const holding = areas.find(({ area }) => pointInPolygon(point, area))
      if (holding === undefined) continue
      asked += 1
      if ((await reference.findWilayahAt(kit.db, point))?.kode === holding.kode) right += 1
    }
    expect(asked).toBeGreaterThan(100)
    expect(right / asked).toBeGreaterThanOrEqual(0.97)
  })
})

describe('a new installation without demo data', () => {
  it('has categories, deadlines, reasons, templates and the calendar, and no people', async () => {
    const fresh = await app.seedWhenEmpty()
    expect(fresh).toBe(true)
    const katalog = await app.citizenReports.katalog.get()
    expect(katalog.daun.length).toBeGreaterThanOrEqual(118)
    expect(katalog.aturan.length).toBeGreaterThan(5)
    expect(katalog.alasan.size).toBeGreaterThan(5)
    expect(katalog.templat.length).toBeGreaterThan(5)
    expect(katalog.wewenang.every(({ unitKode }) => unitKode?.startsWith('@') ?? true)).toBe(true)
    expect(app.reference.calendar().yearStatuses.length).toBeGreaterThanOrEqual(5)
    const [people] = await rows(
      database.owner,
      sql<{ n: number }>`select count(*)::int as n from identity.akun`,
    )
    expect(people?.n).toBe(0)
    expect(await app.seedWhenEmpty()).toBe(false)
  })
})
