import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import { seedReports } from '../../../../commands/bench/seed-reports.ts'
import { rows, sql } from '../../../../platform/db/database.ts'

const { app, database, takeQueries } = await useRunningApp()
await seedReports({
  owner: database.owner,
  count: 2_000,
  until: app.kit.now(),
  rebuild: app.citizenReports.counters.rebuild,
})
const get = (url: string, headers: Record<string, string> = {}) =>
  app.server.inject({ url, headers: { accept: 'text/html', ...headers } })
const plain = (href: string) => href.replaceAll('&amp;', '&')

/** How many cases a list says it has: in its filter line, or in the line below it. */
async function countOf(href: string): Promise<number> {
  const { payload } = await get(plain(href))
  const said = /role="status">([\d.]+) laporan cocok/.exec(payload)?.[1]
  return Number(said?.replaceAll('.', ''))
}

/** Every figure on the page that opens a list. */
const figuresOn = (html: string) =>
  [...html.matchAll(/<a href="(\/laporan\?[^"]+)">(?:<b class="angka">)?([\d.]+)[</ ]/g)].map(
    ([, href = '', text = '']) => ({ href, count: Number(text.replaceAll('.', '')) }),
  )

describe('statistics', () => {
  it.each([
    '/laporan/statistik',
    '/laporan/statistik?per=kecamatan&masa=3',
    '/laporan/statistik?per=kategori&masa=36',
    '/laporan/statistik?per=kategori&masa=12&kategori=jalan',
    '/laporan/statistik?per=kecamatan&masa=36&unit=dlh',
    '/laporan/statistik?per=bulan&masa=12&kecamatan=99.01.01',
  ])('%s: every figure opens a list of that many cases', async (url) => {
    const { payload } = await get(url)
    const figures = figuresOn(payload)
    expect(figures.length).toBeGreaterThan(20)
    const step = Math.ceil(figures.length / 40)
    for (const { href, count } of figures.filter((_, index) => index % step === 0))
      expect([href, await countOf(href)]).toEqual([href, count])
  })

  it('adds up: what is received is open, solved or refused', async () => {
    const { baris } = (await get('/laporan/statistik.json?per=unit&masa=36')).json()
    expect(baris.length).toBeGreaterThan(10)
    for (const row of baris)
      expect(row.masuk).toBe(row.terbuka + row.dikonfirmasi + row.tanpa_konfirmasi + row.ditolak)
  })

  it('gives the percentiles that sorting every case gives', async () => {
    const { baris } = (await get('/laporan/statistik.json?per=kecamatan&masa=36')).json()
    const truth = await rows(
      database.owner,
      sql<{ kode: string; median: number; p90: number }>`select l.kecamatan_kode as kode,
        percentile_disc(0.5) within group (order by least(l.hari_kerja_selesai, 100)) as median,
        percentile_disc(0.9) within group (order by least(l.hari_kerja_selesai, 100)) as p90
      from citizen_reports.laporan l where l.is_publik and l.induk_id is null and l.cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi')
        and l.diterima_at >= date_trunc('month', now() at time zone 'Asia/Jakarta' - interval '35 months') at time zone 'Asia/Jakarta'
      group by 1 order by 1`,
    )
    const said = baris.filter((row: { kode: string }) => row.kode !== '-')
    expect(
      said.map((row: Record<string, unknown>) => ({
        kode: row.kode,
        median: row.median_hari_kerja,
        p90: row.p90_hari_kerja,
      })),
    ).toEqual(truth)
  })

  it('says that fewer than twenty are not ranked, and shows no share for them', async () => {
    const { payload } = await get('/laporan/statistik?per=unit&masa=3&semua=1')
    expect(payload).toContain('Di bawah 20 laporan yang dinilai')
    expect(payload).toMatch(/kurang dari 20<\/span>/)
  })

  it('has its tables as files with the same rows', async () => {
    const csv = await get('/laporan/statistik.csv?per=kategori&masa=12')
    const { baris } = (await get('/laporan/statistik.json?per=kategori&masa=12')).json()
    const lines = csv.payload.trim().split('\r\n')
    expect(lines.length - 1).toBe(baris.length)
    expect(lines[0]).toBe(Object.keys(baris[0]).join(','))
  })

  it('speaks both languages and answers nonsense with the usual page', async () => {
    const english = await get('/laporan/statistik', { cookie: 'bahasa=en' })
    expect(english.payload).toContain('Statistics of reports')
    const odd = await get(
      `/laporan/statistik?per=${'x'.repeat(3_000)}&masa=-1&unit=%27or+1&kategori=__proto__`,
    )
    expect(odd.statusCode).toBe(200)
  })

  it.each([
    '/laporan/statistik',
    '/laporan/statistik?per=kategori&masa=36',
    '/laporan?status=terbuka',
  ])('%s is light and asks the database little', async (url) => {
    takeQueries()
    const answer = await get(url, { 'accept-encoding': 'br' })
    expect(takeQueries().length).toBeLessThanOrEqual(12)
    expect(answer.rawPayload.length).toBeLessThan(12_000)
    expect(brotliDecompressSync(answer.rawPayload).toString()).toContain('</html>')
  })
})
