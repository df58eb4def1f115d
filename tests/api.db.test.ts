import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { present } from '../src/kernel/assert.ts'
import { createApiKeys } from '../src/modules/citizen-reports/actions/api-keys.ts'
import { rows, sql } from '../src/platform/db/database.ts'
import { useRunningApp } from './support/running-app.ts'

// A limiter counts by address, so each group of calls comes from one of its own.
const { app, database, takeQueries, logged } = await useRunningApp()
async function newKey(lingkup: readonly string[]): Promise<string> {
  const made = await createApiKeys(app.citizenReports.deps).create(
    { kind: 'system', name: 'uji' },
    { nama: 'Program uji', lingkup },
  )
  return made.ok ? made.value.kunci : ''
}
const kunci = await newKey(['api'])
let calls = 0
function freshIp(): string {
  calls += 1
  return `198.51.100.${calls % 250}`
}
const get = (url: string, headers: Record<string, string> = {}) =>
  app.server.inject({ url, headers, remoteAddress: freshIp() })
const post = (payload: unknown, headers: Record<string, string> = {}) =>
  app.server.inject({
    method: 'POST',
    url: '/api/v1/laporan',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${kunci}`, ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    remoteAddress: freshIp(),
  })
const [sample] = await rows(
  database.owner,
  sql<{
    kategori: string
    kecamatan: string
  }>`select l.kategori_kode as kategori, l.kecamatan_kode as kecamatan
  from citizen_reports.laporan l join citizen_reports.kategori k on k.kode = l.kategori_kode
  where l.is_publik and l.kecamatan_kode is not null and k.pertanyaan = '[]' limit 1`,
)
const { kategori, kecamatan } = present(sample, 'the demo has a plain case')
const sound = {
  kategori,
  judul: 'Lampu taman mati di alun-alun',
  isi: 'Sudah seminggu lampu taman di sisi timur tidak menyala.',
  lokasi: { kecamatan, patokan: 'Sisi timur alun-alun' },
}

type Operation = {
  summary?: string
  parameters?: { name: string; in: string; schema: { enum?: string[] } }[]
  requestBody?: unknown
  responses: Record<string, { content?: Record<string, { schema: unknown }> }>
}
const documentAnswer = await get('/api/v1/openapi.json')
const document = documentAnswer.json() as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}

describe('the description of the API', () => {
  it('is OpenAPI 3.1 and names every route of it with schemas of answers and refusals', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    const described = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const served = app.routes
      .filter((route) => route.url.startsWith('/api/v1/'))
      .map((route) => `${route.method} ${route.url.replace(/:(\w+)/g, '{$1}')}`)
    expect(described.toSorted()).toEqual(served.toSorted())
    for (const operation of Object.values(document.paths).flatMap((one) => Object.values(one))) {
      const ok = operation.responses['200']?.content?.['application/json']
      expect([operation.summary, ok?.schema]).not.toContain(undefined)
      const refused = operation.responses['4XX'] ?? operation.responses['4xx']
      expect(refused?.content).toHaveProperty('application/problem+json')
    }
  })

  it('is not sent twice to who has it', async () => {
    const again = await get('/api/v1/openapi.json', {
      'if-none-match': String(documentAnswer.headers.etag),
    })
    expect(again.statusCode).toBe(304)
  })
})

describe('the list', () => {
  it('pages through every published case once, and counts them', async () => {
    const seen: string[] = []
    let total: number | null = null
    let cursor: string | null = ''
    while (cursor !== null) {
      const answer = await get(`/api/v1/laporan?limit=37${cursor && `&cursor=${cursor}`}`)
      expect(answer.statusCode).toBe(200)
      const body = answer.json() as {
        items: { nomor: string }[]
        next: string | null
        total: number
      }
      seen.push(...body.items.map((item) => item.nomor))
      cursor = body.next
      total = body.total
    }
    const [stored] = await rows(
      database.owner,
      sql<{
        n: number
      }>`select count(*)::int as n from citizen_reports.laporan l where l.is_publik and l.induk_id is null`,
    )
    expect(new Set(seen).size).toBe(seen.length)
    expect([seen.length, total]).toEqual([stored?.n, stored?.n])
  })

  it('answers in at most twelve statements, whatever the page', async () => {
    await get('/api/v1/laporan?limit=1')
    takeQueries()
    await get('/api/v1/laporan?limit=1000')
    expect(takeQueries().length).toBeLessThanOrEqual(12)
  })

  it('refuses what it does not know, every reason at its field, as problem details', async () => {
    const answer = await get('/api/v1/laporan?kategori=tidak-ada&unit=juga&cursor=zzz')
    expect(answer.statusCode).toBe(422)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    const { refusals } = answer.json() as { refusals: { field: string }[] }
    expect(refusals.map((one) => one.field).toSorted()).toEqual(['cursor', 'kategori', 'unit'])
    const limit = await get('/api/v1/laporan?limit=1001')
    expect(limit.statusCode).toBe(400)
    expect(limit.json()).toMatchObject({ refusals: [{ field: 'limit' }] })
  })

  it('is open to scripts of other sites, and tagged', async () => {
    const answer = await get('/api/v1/laporan?limit=5')
    expect(answer.headers['access-control-allow-origin']).toBe('*')
    const again = await get('/api/v1/laporan?limit=5', {
      'if-none-match': String(answer.headers.etag),
    })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  it('slows one address down, and says for how long', async () => {
    const call = () => app.server.inject({ url: '/api/v1/kategori', remoteAddress: '192.0.2.9' })
    for (let n = 0; n < 3; n += 1) await Promise.all(Array.from({ length: 100 }, call))
    const refused = await call()
    expect(refused.statusCode).toBe(429)
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers['content-type']).toContain('application/problem+json')
  })
})

describe('sending', () => {
  it('is for keys of this scope only', async () => {
    expect((await post(sound, { authorization: '' })).statusCode).toBe(401)
    const foreign = await newKey(['open311'])
    expect((await post(sound, { authorization: `Bearer ${foreign}` })).statusCode).toBe(401)
  })

  it('of the same Idempotency-Key at once makes one case', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(sound, { 'idempotency-key': 'kiriman-1' })),
    )
    const bodies = answers.map((answer) => answer.json() as { nomor: string; baru: boolean })
    expect(new Set(bodies.map((body) => body.nomor)).size).toBe(1)
    expect(bodies.filter((body) => body.baru)).toHaveLength(1)
    const one = await get(`/api/v1/laporan/${bodies[0]?.nomor}`)
    expect(one.json()).toMatchObject({ judul: sound.judul, kanal: 'api', linimasa: [{}] })
  })

  it('refuses with every reason at its field, and stores nothing', async () => {
    const answer = await post({
      ...sound,
      judul: 'x',
      isi: 'y',
      lokasi: {},
    })
    expect(answer.statusCode).toBe(422)
    const { refusals } = answer.json() as { refusals: { field: string }[] }
    expect(refusals.map((one) => one.field)).toEqual(expect.arrayContaining(['judul', 'isi']))
    const contact = await post({ ...sound, pelapor: { telepon: '12', email: 'x' } })
    expect(
      (contact.json() as { refusals: { field: string }[] }).refusals.map((one) => one.field),
    ).toEqual(['pelapor.telepon', 'pelapor.email'])
  })

  it('of a secret case shows it nowhere', async () => {
    const answer = await post({ ...sound, judul: 'Pungli di loket sembilan', rahasia: true })
    expect(answer.statusCode).toBe(201)
    const { nomor } = answer.json() as { nomor: string }
    expect((await get(`/api/v1/laporan/${nomor}`)).statusCode).toBe(404)
    for (const url of [
      '/api/v1/laporan?limit=1000',
      '/laporan/umpan.atom',
      '/laporan/umpan.rss',
      '/api/v1/laporan?q=sembilan',
    ]) {
      const { body } = await get(url)
      expect([url, body.includes('loket sembilan'), body.includes(nomor)]).toEqual([
        url,
        false,
        false,
      ])
    }
    expect((await get(`/laporan/${nomor}/umpan.atom`)).statusCode).toBe(404)
  })
})

describe('feeds', () => {
  it('keep hostile words as words, in a document that ends well', async () => {
    const judul = 'Got ]]> <script>alert(1)</script> & "mampet"'
    const sent = await post({ ...sound, judul })
    expect(sent.statusCode).toBe(201)
    for (const ending of ['atom', 'rss']) {
      const answer = await get(`/laporan/umpan.${ending}`)
      expect(answer.statusCode).toBe(200)
      expect(answer.headers['content-type']).toContain(`application/${ending}+xml`)
      expect(answer.body).not.toContain('<script')
      expect(answer.body).toContain('&lt;script&gt;')
      const again = await get(`/laporan/umpan.${ending}`, {
        'if-none-match': String(answer.headers.etag),
      })
      expect([again.statusCode, again.body]).toEqual([304, ''])
    }
  })

  it('follow the filters of the list', async () => {
    const { body } = await get(`/laporan/umpan.atom?kecamatan=${kecamatan}`)
    const names = [...body.matchAll(/<category term="([^"]+)"/g)].map((match) => match[1])
    const place = app.reference.findWilayah(kecamatan)?.nama
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((_name, index) => index % 2 === 1).every((name) => name === place)).toBe(
      true,
    )
  })
})

describe('random requests made from the description', () => {
  const value = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom('', '0', '-1', '1e9', 'null', "' or 1=1--", '%00', '../..', '\u202e', '☃'),
    fc.integer().map(String),
  )

  it('never meet a fault of ours, and every refusal is a problem', async () => {
    const reading = Object.entries(document.paths).flatMap(([path, operations]) =>
      operations.get === undefined ? [] : [{ path, operation: operations.get }],
    )
    const request = fc.constantFrom(...reading).chain(({ path, operation }) => {
      const names = (operation.parameters ?? []).map((one) => one.name)
      return fc.record({
        path: fc.constant(path),
        segment: value,
        query: fc.dictionary(fc.constantFrom(...names, 'asing'), value, { maxKeys: 5 }),
      })
    })
    await fc.assert(
      fc.asyncProperty(request, async ({ path, segment, query }) => {
        const filled = path.replace(/\{\w+\}/, encodeURIComponent(segment) || 'x')
        const answer = await get(`${filled}?${new URLSearchParams(query)}`)
        expect(answer.statusCode).toBeLessThan(500)
        if (answer.statusCode >= 400)
          expect(answer.headers['content-type']).toContain('application/problem+json')
      }),
      { numRuns: 300 },
    )
    expect(logged()).not.toContain('request failed')
  })

  it('with random bodies are refused as problems or taken whole', async () => {
    const body = fc.oneof(
      fc.json(),
      fc
        .record(
          {
            kategori: fc.oneof(fc.constant(kategori), value),
            jenis: fc.oneof(fc.constant('pengaduan'), value),
            judul: fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constant(null)),
            isi: fc.string({ unit: 'binary', maxLength: 400 }),
            lokasi: fc.oneof(
              fc.constant({ kecamatan }),
              fc.record({ lintang: fc.double(), bujur: fc.double() }),
              value,
            ),
            pelapor: fc.record({ telepon: value, email: value, nama: value }),
            jawaban: fc.dictionary(value, value),
            anonim: fc.oneof(fc.boolean(), value),
          },
          { requiredKeys: [] },
        )
        .map((made) => JSON.stringify(made)),
    )
    let sent = 0
    let bearer = ''
    await fc.assert(
      fc.asyncProperty(body, async (payload) => {
        // A key may send sixty a minute, and the limit would hide what lies behind it.
        if (sent % 50 === 0) bearer = `Bearer ${await newKey(['api'])}`
        sent += 1
        const answer = await post(payload, { authorization: bearer })
        expect(answer.statusCode).toBeLessThan(500)
        expect(answer.statusCode).not.toBe(429)
        if (answer.statusCode >= 400)
          expect(answer.headers['content-type']).toContain('application/problem+json')
      }),
      { numRuns: 150 },
    )
    expect(logged()).not.toContain('request failed')
  })
})
