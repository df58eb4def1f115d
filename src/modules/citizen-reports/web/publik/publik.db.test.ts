import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../../tests/support/running-app.ts'
import { rows, run, sql } from '../../../../platform/db/database.ts'

const { app, database, takeQueries, logged } = await useRunningApp()
const get = (url: string, headers: Record<string, string> = {}) =>
  app.server.inject({ url, headers: { accept: 'text/html', ...headers } })

/** Numbers of the cases on a page, in their order. */
const numbersOn = (html: string) =>
  [...html.matchAll(/<span class="angka">([A-Z]{3}-\d{4}-\d{6}-[A-Z])<\/span>/g)].map(
    (match) => match[1],
  )
const nextOn = (html: string) =>
  /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')

/** Every case of a list, page by page. */
async function walk(url: string): Promise<readonly (string | undefined)[]> {
  const seen: (string | undefined)[] = []
  for (let at: string | undefined = url; at !== undefined; ) {
    const { payload } = await get(at)
    seen.push(...numbersOn(payload))
    at = nextOn(payload)
  }
  return seen
}

const numbersOf = async (
  where: ReturnType<typeof sql>,
  order = sql`l.diterima_at desc, l.id desc`,
) =>
  (
    await rows(
      database.owner,
      sql<{ nomor: string }>`select l.nomor from citizen_reports.laporan l
      where l.is_publik and l.induk_id is null and ${where} order by ${order}`,
    )
  ).map((row) => row.nomor)

// Some of the demo cases are solved, refused, merged, made secret: every filter has something to find.
await run(
  database.owner,
  sql`update citizen_reports.laporan l set
    status = case n % 6 when 0 then 'selesai' when 1 then 'ditutup_tanpa_konfirmasi' when 2 then 'ditolak' when 3 then 'proses' else l.status end,
    cara_tutup = case n % 6 when 0 then 'dikonfirmasi' when 1 then 'tanpa_konfirmasi' when 2 then 'ditolak' end,
    is_tepat_waktu = case when n % 6 < 2 then n % 4 < 2 end, hari_kerja_selesai = case when n % 6 < 3 then n % 9 end,
    is_berbukti = n % 6 = 0, jumlah_dibuka_kembali = case when n % 5 = 0 then 1 else 0 end, jumlah_dukungan = n % 7,
    tenggat_at = case when n % 6 < 3 then null else l.tenggat_at end,
    unit_kode = case when n % 3 = 0 then 'pupr' end
  from (select id, row_number() over (order by diterima_at) as n from citizen_reports.laporan) o where o.id = l.id`,
)
const [child, parent, secret] = await rows(
  database.owner,
  sql<{
    id: string
    nomor: string
    judul: string
  }>`select l.id, l.nomor, l.judul from citizen_reports.laporan l
  where l.status = 'masuk' order by l.nomor limit 3`,
)
await run(
  database.owner,
  sql`update citizen_reports.laporan set status = 'digabung', cara_tutup = 'digabung', tenggat_at = null, induk_id = ${parent?.id} where id = ${child?.id}`,
)
await run(
  database.owner,
  sql`update citizen_reports.laporan set is_rahasia = true, is_publik = false, lat = null, lon = null, pelapor_akun_id = null where id = ${secret?.id}`,
)

describe('the public list', () => {
  it.each([
    ['', sql`true`],
    ['?status=tunggu', sql`l.status in ('masuk', 'terverifikasi')`],
    ['?status=proses', sql`l.status = 'proses'`],
    ['?status=terbuka', sql`l.cara_tutup is null`],
    ['?status=selesai', sql`l.cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi')`],
    ['?status=dikonfirmasi', sql`l.cara_tutup = 'dikonfirmasi'`],
    ['?status=tanpa_konfirmasi', sql`l.cara_tutup = 'tanpa_konfirmasi'`],
    ['?status=ditolak', sql`l.cara_tutup = 'ditolak'`],
    ['?kategori=jalan', sql`l.kategori_kode like 'jalan.%'`],
    ['?kategori=jalan.lubang', sql`l.kategori_kode = 'jalan.lubang'`],
    ['?kecamatan=99.01.03', sql`l.kecamatan_kode = '99.01.03'`],
    ['?unit=pupr', sql`l.unit_kode = 'pupr'`],
    ['?jenis=aspirasi', sql`l.jenis = 'aspirasi'`],
    ['?tepat=ya', sql`l.is_tepat_waktu and l.cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi')`],
    ['?tepat=tidak', sql`not l.is_tepat_waktu`],
    ['?bukti=ya', sql`l.is_berbukti and l.cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi')`],
    [
      '?bukti=tidak',
      sql`not l.is_berbukti and l.cara_tutup in ('dikonfirmasi', 'tanpa_konfirmasi')`,
    ],
    ['?dibuka=ya', sql`l.jumlah_dibuka_kembali > 0`],
    [
      '?unit=pupr&status=terbuka&dibuka=ya',
      sql`l.unit_kode = 'pupr' and l.cara_tutup is null and l.jumlah_dibuka_kembali > 0`,
    ],
    [
      '?kotak=111,-9.1,111.2,-8.9',
      sql`l.lon >= 111 and l.lon < 111.2 and l.lat >= -9.1 and l.lat < -8.9`,
    ],
  ])('%s holds exactly what fits, page by page', async (query, where) => {
    expect(await walk(`/laporan${query}`)).toEqual(await numbersOf(where))
  })

  it('bounds by days of the region, not of Greenwich', async () => {
    const where = sql`l.diterima_at >= '2026-11-10T17:00:00Z' and l.diterima_at < '2026-11-20T17:00:00Z'`
    expect(await walk('/laporan?dari=2026-11-11&sampai=20/11/2026')).toEqual(await numbersOf(where))
  })

  it('sorts by support, by age and by lateness, on every page', async () => {
    const support = sql`l.jumlah_dukungan desc, l.diterima_at desc, l.id desc`
    expect(await walk('/laporan?urut=dukungan')).toEqual(await numbersOf(sql`true`, support))
    const age = sql`l.diterima_at, l.id`
    expect(await walk('/laporan?urut=terlama')).toEqual(
      await numbersOf(sql`l.cara_tutup is null`, age),
    )
    const late = sql`l.cara_tutup is null and l.status <> 'menunggu_konfirmasi' and l.tenggat_at < now()`
    expect(await walk('/laporan?status=lewat')).toEqual(
      await numbersOf(late, sql`l.tenggat_at, l.id`),
    )
  })

  it('finds words whatever their form, unfinished last words, and addresses however written', async () => {
    const [one] = await rows(
      database.owner,
      sql<{
        nomor: string
      }>`update citizen_reports.laporan set judul = 'Pagar taman roboh', isi = 'Dekat RT 03/RW 05 Gg. Kenanga' where id = ${parent?.id} returning nomor`,
    )
    for (const q of ['pagar roboh', 'PAGAR yang rob', 'rt.3 rw 5', 'Rt03/Rw05', 'gang kenanga'])
      expect([q, await walk(`/laporan?q=${encodeURIComponent(q)}`)]).toEqual([q, [one?.nomor]])
    expect(await walk('/laporan?q=pagar&status=ditolak')).toEqual([])
  })

  it('opens a case by its number, typed in any way', async () => {
    const nomor = parent?.nomor ?? ''
    const short = nomor.slice(0, -2)
    for (const typed of [nomor, nomor.toLowerCase(), nomor.replaceAll('-', ' '), short])
      expect((await get(`/laporan?q=${encodeURIComponent(typed)}`)).headers.location).toBe(
        `/laporan/${nomor}`,
      )
    expect((await get(`/laporan?q=${secret?.nomor}`)).statusCode).toBe(200)
  })

  it('says how many fit, with the same number as the list has', async () => {
    const queries = [
      '?status=terbuka',
      '?kategori=jalan',
      '?unit=pupr&status=selesai',
      '?tepat=tidak',
      '?jenis=pengaduan',
    ]
    for (const query of queries) {
      const { payload } = await get(`/laporan${query}`)
      const said = /role="status">(?:Lebih dari )?([\d.]+) laporan/.exec(payload)?.[1]
      expect([query, Number(said)]).toEqual([query, (await walk(`/laporan${query}`)).length])
    }
  })

  it('never shows a secret case or a merged child, in list, map or file', async () => {
    const places = [
      '/laporan',
      '/laporan?status=terbuka',
      '/laporan/peta',
      '/laporan/ekspor.csv',
      '/laporan/ekspor.json',
      '/',
    ]
    for (const place of places) {
      const { payload } = await get(place)
      expect([place, payload.includes(secret?.nomor ?? '')]).toEqual([place, false])
      expect([place, payload.includes(child?.nomor ?? '')]).toEqual([place, false])
    }
    expect(await walk('/laporan')).not.toContain(secret?.nomor)
  })

  it('is up to date after every change, though it is kept', async () => {
    const before = await get('/laporan')
    expect((await get('/laporan')).payload).toBe(before.payload)
    await run(
      app.kit.db,
      sql`update citizen_reports.laporan set judul = 'Judul yang baru diganti' where nomor = ${numbersOn(before.payload)[0]}`,
    )
    expect((await get('/laporan')).payload).toContain('Judul yang baru diganti')
  })

  it('names a filter it does not know instead of dropping it silently', async () => {
    const { payload } = await get('/laporan?kategori=tidak-ada&dari=31/02/2026&status=lewat')
    expect(payload).toContain(
      'Saringan ini tidak dikenal dan tidak dipakai: Kategori, Diterima dari.',
    )
  })

  it('answers any address with words and in few statements', async () => {
    const names = [
      'q',
      'kategori',
      'kecamatan',
      'desa',
      'status',
      'unit',
      'jenis',
      'dari',
      'sampai',
      'kotak',
      'urut',
      'sesudah',
    ]
    const hostile = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        '\u0000',
        "' or 1=1 --",
        '%',
        '1_2',
        '99.01.03',
        '2026-11-01',
        '-1,-1,1,1',
        '9999999999999999_00000000-0000-4000-8000-000000000000',
        'dukungan',
        'lewat',
        'x'.repeat(5_000),
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...names), hostile, { maxKeys: 5 }),
        async (query) => {
          takeQueries()
          for (const path of ['/laporan', '/laporan/peta']) {
            const answer = await get(`${path}?${new URLSearchParams(query)}`)
            expect([200, 303, 400]).toContain(answer.statusCode)
          }
          expect(takeQueries().length).toBeLessThanOrEqual(24)
        },
      ),
      { numRuns: 80 },
    )
    expect(logged()).not.toContain('request failed')
  })
})

describe('the map', () => {
  it('counts every placed case once at every step, and each group leads to a list of that many', async () => {
    const total = (await numbersOf(sql`l.lat is not null`)).length
    const { kelompok, laporan } = (await get('/laporan/peta')).json()
    const sum = kelompok.reduce((all: number, one: { jumlah: number }) => all + one.jumlah, 0)
    expect(sum + laporan.length).toBe(total)
    for (const group of kelompok) expect((await walk(group.daftar)).length).toBe(group.jumlah)
  })

  it('shows on the page one group a kecamatan, whose link lists that many', async () => {
    const { payload } = await get('/laporan')
    const groups = [...payload.matchAll(/<a href="([^"]+)" aria-label="(\d+) laporan di sini"/g)]
    expect(groups.length).toBeGreaterThan(5)
    for (const [, href = '', count] of groups)
      expect((await walk(href.replaceAll('&amp;', '&'))).length).toBe(Number(count))
  })
})

describe('exports', () => {
  it('hold the same cases as the list with the same filters', async () => {
    const csv = await get('/laporan/ekspor.csv?status=terbuka', { cookie: 'perangkat=uji-satu' })
    const numbers = csv.payload
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.slice(0, 17))
    expect(numbers).toEqual(await walk('/laporan?status=terbuka'))
    expect(csv.headers['content-disposition']).toBe('attachment; filename="laporan-jatiraya.csv"')
    const json = await get('/laporan/ekspor.json?status=terbuka', { cookie: 'perangkat=uji-satu' })
    expect(json.json().map((one: { nomor: string }) => one.nomor)).toEqual(numbers)
  })

  it('mask personal data, guard formulas and name no reporter', async () => {
    await run(
      database.owner,
      sql`update citizen_reports.laporan set judul = '=HYPERLINK("x")', isi = 'Hubungi saya di 0812 3456 7890', nama_tampil = 'Nama Pelapor' where id = ${parent?.id}`,
    )
    const { payload } = await get('/laporan/ekspor.csv', { cookie: 'perangkat=uji-dua' })
    expect(payload).toContain(`"'=HYPERLINK(""x"")"`)
    expect(payload).not.toContain('3456 7890')
    expect(payload).not.toContain('Nama Pelapor')
  })

  it('are given three times an hour to a device, then refused with the time to wait', async () => {
    const ask = () => get('/laporan/ekspor.json?status=ditolak', { cookie: 'perangkat=uji-tiga' })
    for (const _ of [1, 2, 3]) expect((await ask()).statusCode).toBe(200)
    const refused = await ask()
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3_000)
    expect(refused.payload).toContain('Coba lagi 60 menit lagi')
  })
})
