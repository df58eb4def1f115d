import { describe, expect, it } from 'vitest'
import { isShippedServer, useTestDatabase } from '../../../../tests/support/database.ts'
import { vacuum } from '../../../../tests/support/vacuum.ts'
import { rows, run, sql } from '../../../platform/db/database.ts'
import { listOpenNear } from './similar-store.ts'

const { db, owner, takeQueries } = await useTestDatabase('citizen-reports')

/** Open published cases, as dense as a city: thousands within the radius of the middle. */
async function scatter(from: number, count: number): Promise<void> {
  await run(owner, sql`select set_config('pendopo.tanpa_rekap', 'ya', false)`)
  await run(
    owner,
    sql`insert into citizen_reports.laporan (id, nomor, kunci_klien, jenis, kategori_kode, judul, isi, lat, lon, is_publik, kanal,
      status, diterima_at, updated_at)
    select gen_random_uuid(), 'UJI-' || n, gen_random_uuid(), 'pengaduan', 'jalan.lubang', 'Jalan berlubang nomor ' || n,
      'Lubang besar di jalan raya.', -7.3 + (n * 7919 % 1000) / 100000.0, 110.5 + (n * 104729 % 1000) / 100000.0, true, 'web',
      'masuk', now(), now()
    from generate_series(${from}::int, ${from + count - 1}::int) n`,
  )
  await run(owner, sql`analyze citizen_reports.laporan`)
}

const point = { lat: -7.295, lon: 110.505 }
const box = { south: -7.297, north: -7.293, west: 110.503, east: 110.507 }

async function buffersRead(): Promise<number> {
  takeQueries()
  const found = await listOpenNear(db, { point, box, limit: 40 })
  expect(found).toHaveLength(40)
  const [query] = takeQueries()
  const values = (query?.values ?? []).map((value) => Number(value))
  const text = (query?.text ?? '').replace(/\$(\d+)/g, (_, n: string) =>
    String(values[Number(n) - 1]),
  )
  const [plan] = await rows(
    owner,
    sql<{ 'QUERY PLAN': readonly [Readonly<{ Plan: Record<string, unknown> }>] }>`${sql.raw(
      `explain (analyze, buffers, format json) ${text}`,
    )}`,
  )
  const top = plan?.['QUERY PLAN'][0].Plan ?? {}
  // In order of distance from the index: nothing is sorted.
  expect(JSON.stringify(top)).toContain('"Order By"')
  return Number(top['Shared Hit Blocks']) + Number(top['Shared Read Blocks'])
}

describe.skipIf(!isShippedServer)('cases near a point', () => {
  it('are read nearest first by the index, as many pages for twenty thousand as for one', async () => {
    await scatter(1, 1_000)
    const few = await buffersRead()
    await scatter(1_001, 19_000)
    const many = await buffersRead()
    expect(many).toBeLessThan(Math.max(few * 3, 200))
  })

  // The index of all published places would read through the closed ones: it is for the map, not for this.
  it('are found without reading the closed ones around them', async () => {
    const open = await buffersRead()
    await run(
      owner,
      sql`update citizen_reports.laporan set status = 'selesai', cara_tutup = 'dikonfirmasi', selesai_at = now()
      where substr(nomor, 5)::int % 20 > 1`,
    )
    await vacuum(owner, 'citizen_reports.laporan')
    // Nine of ten are closed now: through them it would be ten times as many.
    expect(await buffersRead()).toBeLessThan(open * 3)
  })
})
