import { describe, expect, it } from 'vitest'
import { buffersOf } from '../../../../../tests/support/buffers.ts'
import { isShippedServer } from '../../../../../tests/support/database.ts'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import { seedReports } from '../../../../commands/bench/seed-reports.ts'
import { oneRow, run, sql } from '../../../../platform/db/database.ts'
import { countOverdue } from '../../store/list-store.ts'

const { app, database, takeQueries } = await useRunningApp()
await seedReports({
  owner: database.owner,
  count: 10_000,
  until: app.kit.now(),
  rebuild: app.citizenReports.counters.rebuild,
})
// The catalogue of services is read once in a program's life, not by every visit.
await app.server.inject({ url: '/layanan' })
await run(database.owner, sql`vacuum citizen_reports.laporan, citizen_reports.rekap_sel`)

/** Blocks that the statements of one visit touch. */
async function visit(url: string): Promise<Readonly<{ statements: number; blocks: number }>> {
  takeQueries()
  const answer = await app.server.inject({ url, headers: { accept: 'text/html' } })
  expect(answer.statusCode).toBe(200)
  const queries = takeQueries()
  return { statements: queries.length, blocks: await buffersOf(database.ownerUrl, queries) }
}

// Bounds that hold at ten thousand and at a million cases alike: what a page reads does not grow.
describe('pages over many cases', () => {
  it.each([
    ['/laporan', 700],
    ['/laporan?kategori=jalan', 1_000],
    ['/laporan?status=selesai', 700],
    ['/laporan?status=lewat', 250],
    ['/laporan?status=lewat&kecamatan=99.01.01', 250],
    ['/laporan?status=terbuka&kecamatan=99.01.02&kategori=jalan.lubang', 200],
    ['/laporan?unit=dlh&tepat=tidak', 800],
    ['/laporan?unit=dlh&inspeksi=tidak_sesuai', 800],
    ['/laporan?urut=dukungan', 700],
    ['/laporan?urut=dukungan&kecamatan=99.01.02', 350],
    ['/laporan?kotak=111,-9.1,111.01,-9.09', 200],
    ['/laporan?unit=dlh&kategori=jalan', 200],
    ['/laporan?q=lampu+jalan', 600],
    ['/cari?q=lampu+jalan', 200],
    ['/laporan/statistik', 150],
    ['/laporan/statistik?per=kategori&masa=36&kecamatan=99.01.01', 300],
    ['/laporan/peta', 150],
    ['/', 80],
  ])('%s reads at most %d blocks in at most 12 statements', async (url, most) => {
    const { statements, blocks } = await visit(url)
    expect(statements).toBeGreaterThan(0)
    expect(statements).toBeLessThanOrEqual(12)
    if (isShippedServer) expect(blocks).toBeLessThanOrEqual(most)
  })

  it('are served from memory when nothing has changed, and read again after a change', async () => {
    const first = await visit('/laporan?kecamatan=99.01.02')
    const again = await visit('/laporan?kecamatan=99.01.02')
    expect(again.statements).toBeLessThan(first.statements)
    await run(
      app.kit.db,
      sql`update citizen_reports.laporan set jumlah_dukungan = jumlah_dukungan + 1 where id =
      (select l.id from citizen_reports.laporan l where l.is_publik and l.induk_id is null order by l.diterima_at desc limit 1)`,
    )
    const changed = await visit('/laporan?kecamatan=99.01.02')
    expect(changed.statements).toBeGreaterThan(again.statements)
  })

  it('count the overdue as one by one, few or many', async () => {
    const count = async (now: Date) => {
      const { banyak } = await oneRow(
        app.kit.db,
        sql<{ banyak: number }>`select count(*)::int as banyak from citizen_reports.laporan l
          where l.is_publik and l.cara_tutup is null and l.status <> 'menunggu_konfirmasi' and l.tenggat_at < ${now}`,
      )
      return banyak
    }
    const now = app.kit.now()
    const earlier = new Date(now.getTime() - 365 * 86_400_000)
    expect(await count(now)).toBeGreaterThan(30)
    expect(await count(earlier)).toBeLessThan(20)
    for (const at of [now, earlier])
      expect(await countOverdue(app.kit.db, at)).toEqual({ jumlah: await count(at), isExact: true })
  })

  it('find an old case by its word although the last month has none with it', async () => {
    const { nomor } = await oneRow(
      database.owner,
      sql<{
        nomor: string
      }>`update citizen_reports.laporan set judul = 'Zamrudiyah ' || judul where id =
        (select l.id from citizen_reports.laporan l where l.is_publik and l.induk_id is null order by l.diterima_at limit 1) returning nomor`,
    )
    const { body } = await app.server.inject({ url: '/cari?q=zamrudiyah' })
    expect(body).toContain(nomor)
  })
})
