import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../tests/support/running-app.ts'
import { oneRow, run, sql } from '../../platform/db/database.ts'
import { findKartuByLabel } from './store/kartu-store.ts'
import { listKartuTemuan, listPeriksa } from './store/temuan-store.ts'
import { LAND, makeKartu } from './testing/goods.ts'

const { app, database } = await useRunningApp()
const { kit } = app
const NONE = '00000000-0000-0000-0000-000000000000'

/** About 111.2 m to the north and 110.3 m to the east, near the seventh parallel. */
const SQUARE = '-7.100, 110.400\n-7.100, 110.401\n-7.101, 110.401\n-7.101, 110.400'

async function inside(batas: string): Promise<number> {
  const { luas } = await oneRow(
    kit.db,
    sql<{ luas: string }>`select assets.luas_batas(${batas}::jsonb)::text as luas`,
  )
  return Number(luas)
}

describe('the area inside an outline', () => {
  const ring = (size: number, at = 0) => {
    const [w, s] = [110.4 + at, -7.1 - at]
    return [
      [w, s],
      [w + size, s],
      [w + size, s - size],
      [w, s - size],
      [w, s],
    ]
  }
  const polygon = (...rings: unknown[]) => JSON.stringify({ type: 'Polygon', coordinates: rings })

  it('is that of the square, whichever way round it was walked', async () => {
    const expected = 111.195 * 111.195 * Math.cos((7.1 * Math.PI) / 180)
    expect(await inside(polygon(ring(0.001)))).toBeCloseTo(expected, 0)
    expect(await inside(polygon(ring(0.001).toReversed()))).toBeCloseTo(expected, 0)
  })

  it('leaves out a hole and adds a second piece', async () => {
    const whole = await inside(polygon(ring(0.002)))
    const hole = await inside(polygon(ring(0.0005, 0.0005)))
    expect(await inside(polygon(ring(0.002), ring(0.0005, 0.0005)))).toBeCloseTo(whole - hole, -1)
    const two = JSON.stringify({
      type: 'MultiPolygon',
      coordinates: [[ring(0.002)], [ring(0.0005, 0.01)]],
    })
    expect(await inside(two)).toBeCloseTo(whole + hole, -1)
  })
})

describe('land whose outline is another size', () => {
  it('is found at night, and no longer when the card says what was measured', async () => {
    const more = { kodeBarang: LAND, nama: 'Tanah kantor', poligon: SQUARE }
    const rincian = { alamat: 'Jl. Batas 1', hak: 'pakai' }
    const label = await makeKartu(app, { ...more, rincian: { ...rincian, luas_m2: '9000' } })
    await makeKartu(app, { ...more, rincian: { ...rincian, luas_m2: '12300' } })
    const periksa = (await listPeriksa(kit.db)).find(({ kode }) => kode === 'luas-beda-batas')
    if (periksa === undefined) throw new Error('the check is not there')
    const tanggal = kit.today()
    const found = () =>
      listKartuTemuan(kit.db, { periksa, tanggal, skpdIds: undefined, after: NONE, limit: 10 })
    expect((await found()).map((one) => one.label)).toEqual([label])

    await run(
      database.owner,
      sql`update assets.kartu set rincian = rincian || '{"luas_m2": "12250"}' where label = ${label}`,
    )
    expect(await found()).toEqual([])
  })

  it('stands on the map by its outline alone', async () => {
    const label = await makeKartu(app, {
      kodeBarang: LAND,
      nama: 'Tanah lapang',
      poligon: SQUARE,
      rincian: { alamat: 'Jl. Batas 2', hak: 'pakai', luas_m2: '12300' },
    })
    const kartu = await findKartuByLabel(kit.db, label)
    expect(kartu?.lat).toBeCloseTo(-7.1005, 3)
    expect(kartu?.lon).toBeCloseTo(110.4005, 3)
    expect(Number(kartu?.luasBatas)).toBeCloseTo(12_269, -2)
  })
})
