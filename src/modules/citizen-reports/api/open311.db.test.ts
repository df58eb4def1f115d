import { describe, expect, it } from 'vitest'
import { useTestDatabase } from '../../../../tests/support/database.ts'
import { present } from '../../../kernel/assert.ts'
import { DAY_MS } from '../../../kernel/date.ts'
import { rows, sql } from '../../../platform/db/database.ts'
import { createApiKeys } from '../actions/api-keys.ts'
import { createKeyGate } from './key-gate.ts'
import { open311Routes } from './open311-routes.ts'
import {
  createProgramHouse,
  createProgramServer,
  OUTSIDE,
  POINT,
  seedKatalog,
  setStatus,
} from './testing/program-house.ts'

const { db, owner } = await useTestDatabase()
await seedKatalog(db)
const house = createProgramHouse(db)
const keys = createApiKeys(house.deps)
const SYSTEM = { kind: 'system', name: 'test' } as const
const newKey = async (lingkup: readonly string[] = ['open311']) => {
  const made = await keys.create(SYSTEM, { nama: 'FixMyStreet Jatiraya', lingkup })
  if (!made.ok) throw new Error('no key')
  return made.value.kunci
}
const apiKey = await newKey()
const server = await createProgramServer(
  house,
  open311Routes(house.deps, house.extras, createKeyGate(house.deps, keys)),
)

const get = (url: string) => server.inject({ url: `/open311${url}` })
type Form = Readonly<Record<string, string | readonly string[]>>
function encode(form: Form): string {
  const params = new URLSearchParams()
  for (const [name, values] of Object.entries(form))
    for (const value of [values].flat()) params.append(name, value as string)
  return params.toString()
}
const post = (url: string, form: Form, headers: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url: `/open311/v2/${url}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: encode(form),
  })
const REPORT = {
  api_key: apiKey,
  service_code: 'jalan.lubang',
  lat: String(POINT.lat),
  long: String(POINT.lon),
  description: 'Lubang besar di depan pasar Tumbas, motor sering jatuh.',
  'attribute[ukuran]': '001',
}
let serial = 0
async function report(form: Form = {}): Promise<string> {
  serial += 1
  house.wait(1_000)
  const answer = await post('requests.json', {
    ...REPORT,
    'attribute[external_id]': `laporan-${serial}`,
    ...form,
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return present(answer.json()[0]?.service_request_id, 'an id')
}
const codesOf = (answer: { json: () => { code: string }[] }) =>
  answer.json().map(({ code }) => code)

describe('discovery and services', () => {
  it('names the endpoint, its formats and how a key is had', async () => {
    const answer = await get('/discovery.json')
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer.json()).toMatchObject({
      endpoints: [
        {
          url: 'http://pendopo.test/open311/v2',
          type: 'test',
          formats: ['text/xml', 'application/json'],
        },
      ],
    })
    const xml = await get('/discovery.xml')
    expect(xml.headers['content-type']).toBe('text/xml; charset=utf-8')
    expect(xml.body).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\s*<discovery>/i)
  })

  it('lists the leaves of the catalogue, but none that is secret', async () => {
    const services = (await get('/v2/services.json')).json()
    expect(services.map((one: { service_code: string }) => one.service_code)).toEqual([
      'jalan.lubang',
      'jalan.trotoar',
      'lainnya.lain',
    ])
    expect(services[0]).toEqual({
      service_code: 'jalan.lubang',
      service_name: 'Jalan berlubang',
      description: 'Jalan dan jembatan: Jalan berlubang',
      metadata: true,
      type: 'realtime',
      keywords: 'lubang,jalan bolong',
      group: 'Jalan dan jembatan',
    })
    expect((await get('/v2/services.xml')).body).toContain('<metadata>true</metadata>')
  })

  it('gives the questions of a service whose code holds a dot, with text for every key', async () => {
    const [first, second] = (await get('/v2/services/jalan.lubang.json')).json().attributes
    expect(first).toMatchObject({ code: 'ukuran', datatype: 'singlevaluelist', required: true })
    expect(first.values).toEqual([
      { key: '001', name: 'Kecil' },
      { key: '002', name: 'Besar' },
    ])
    expect(second).toMatchObject({ datatype: 'datetime', order: 2 })
    expect((await get('/v2/services/jalan.trotoar.json')).json()).toEqual({
      service_code: 'jalan.trotoar',
      attributes: [],
    })
  })

  it.each([
    '/v2/services/tidak-ada.json',
    '/v2/services/integritas.pungli.json',
    '/v2/requests/ADU-2026-999999-X.json',
    '/v2/tokens/abc.json',
    '/v2/services.json?jurisdiction_id=kota.lain',
  ])('answers 404 in the body of errors for %s', async (url) => {
    const answer = await get(url)
    expect(answer.statusCode).toBe(404)
    expect(codesOf(answer)).toEqual(['404'])
  })

  it.each(['/v2/services.yaml', '/v2/services/jalan.lubang', '/v2/requests/x.csv'])(
    'answers 404 in XML where the format of %s is not served',
    async (url) => {
      const answer = await get(url)
      expect(answer.statusCode).toBe(404)
      expect(answer.body).toContain('<errors><error><code>404</code>')
    },
  )

  it('takes its own jurisdiction by code and by domain', async () => {
    expect((await get('/v2/services.json?jurisdiction_id=99.01')).statusCode).toBe(200)
    expect((await get('/v2/services.json?jurisdiction_id=jatiraya.go.id')).statusCode).toBe(200)
    expect((await get('/v2/services.json?jurisdiction_id=')).statusCode).toBe(200)
  })
})

describe('POST requests', () => {
  it('makes a case that is at once among the public ones', async () => {
    const id = await report({ first_name: 'Siti', phone: '0811-0000-112', email: 'Siti@contoh.id' })
    expect(id).toMatch(/^ADU-2026-\d{6}-[A-Z]$/)
    const [found] = (await get(`/v2/requests/${id}.json`)).json()
    expect(found).toMatchObject({
      service_request_id: id,
      status: 'open',
      service_code: 'jalan.lubang',
      lat: POINT.lat,
      long: POINT.lon,
      address: 'Karangsari, Kecamatan Tumbas',
      requested_datetime: '2026-11-25T10:00:00+07:00',
      expected_datetime: '2026-12-02T16:00:00+07:00',
      media_url: null,
    })
    expect(JSON.stringify(found)).not.toMatch(/Siti|0811|contoh\.id/)
    const [kept] = await rows(
      owner,
      sql`select p.nama, p.telepon, p.email, l.kanal, l.is_anonim as "isAnonim"
      from citizen_reports.laporan l join citizen_reports.pelapor p on p.laporan_id = l.id where l.nomor = ${id}`,
    )
    expect(kept).toEqual({
      nama: 'Siti',
      telepon: '+628110000112',
      email: 'siti@contoh.id',
      kanal: 'open311',
      isAnonim: false,
    })
  })

  it('answers in XML what the FixMyStreet client reads: a plain non-empty id', async () => {
    const answer = await post('requests.xml', { ...REPORT, 'attribute[fixmystreet_id]': '77' })
    expect(answer.body).toMatch(
      /<service_requests><request><service_request_id>ADU-[^<]+<\/service_request_id>/,
    )
    expect(answer.body).not.toContain('<token>')
  })

  it('gives back the same case when the same id, or the same words within a day, come again', async () => {
    const words = { ...REPORT, description: 'Trotoar amblas di depan sekolah dasar.' }
    const first = (await post('requests.json', words)).json()[0].service_request_id
    house.wait(DAY_MS / 2)
    expect((await post('requests.json', words)).json()[0].service_request_id).toBe(first)
    house.wait(DAY_MS / 2 + 1)
    const later = (await post('requests.json', words)).json()[0].service_request_id
    expect(later).not.toBe(first)

    const withId = { ...words, 'attribute[fixmystreet_id]': '4711' }
    const one = (await post('requests.json', withId)).json()[0].service_request_id
    house.wait(10 * DAY_MS)
    expect((await post('requests.json', withId)).json()[0].service_request_id).toBe(one)
  })

  it('keeps reports of two programs apart although their ids are equal', async () => {
    const form = { ...REPORT, 'attribute[fixmystreet_id]': 'sama' }
    const mine = (await post('requests.json', form)).json()[0].service_request_id
    const theirs = (await post('requests.json', { ...form, api_key: await newKey() })).json()[0]
      .service_request_id
    expect(theirs).not.toBe(mine)
  })

  it('makes one case of two identical posts at the same moment', async () => {
    const form = { ...REPORT, description: 'Dua kiriman pada saat yang sama persis.' }
    const [a, b] = await Promise.all([post('requests.json', form), post('requests.json', form)])
    expect(a.json()[0].service_request_id).toBe(b.json()[0].service_request_id)
  })

  it('refuses a missing, wrong, revoked or foreign key with 403', async () => {
    const made = await keys.create(SYSTEM, { nama: 'Sementara', lingkup: ['open311'] })
    if (!made.ok) throw new Error('no key')
    await keys.revoke(SYSTEM, made.value.id)
    for (const given of ['', 'pdp_salah', made.value.kunci, await newKey(['api'])]) {
      const answer = await post('requests.json', { ...REPORT, api_key: given })
      expect([answer.statusCode, codesOf(answer)]).toEqual([403, ['403']])
    }
  })

  it('names every wrong field at once with 400, and 404 for an unknown service', async () => {
    const wrong = await post('requests.json', {
      ...REPORT,
      lat: '95',
      media_url: 'bukan-alamat',
      email: 'x',
    })
    expect(wrong.statusCode).toBe(400)
    const said = JSON.stringify(wrong.json())
    for (const field of ['lat', 'media_url', 'email']) expect(said).toContain(`"${field}: `)
    const unknown = await post('requests.json', { ...REPORT, service_code: 'integritas.pungli' })
    expect(unknown.statusCode).toBe(404)
  })

  it('asks for required answers, one of the list, by the name the client used', async () => {
    for (const given of ['', '009']) {
      const answer = await post('requests.json', { ...REPORT, 'attribute[ukuran]': given })
      expect(answer.statusCode).toBe(400)
      expect(answer.json()[0].description).toContain('attribute[ukuran]')
    }
  })

  it('refuses a point outside the region, and takes an address in words', async () => {
    const outside = await post('requests.json', {
      ...REPORT,
      lat: String(OUTSIDE.lat),
      long: String(OUTSIDE.lon),
    })
    expect([outside.statusCode, outside.json()[0].description]).toEqual([
      400,
      expect.stringContaining('lat: '),
    ])
    const id = await report({ lat: '', long: '', address_string: 'Depan balai desa Karangsari' })
    expect((await get(`/v2/requests/${id}.json`)).json()[0]).toMatchObject({
      address_id: '99.01.01.2001',
      lat: POINT.lat,
    })
  })

  it('says what to do when an answer is an emergency', async () => {
    const answer = await post('requests.json', { ...REPORT, 'attribute[ukuran]': '002' })
    expect(answer.json()[0].service_notice).toBe('Hubungi 112 sekarang.')
  })

  it('takes pictures of the form at once and queues those given by address', async () => {
    const before = house.attached.length
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...REPORT, description: 'Foto terlampir semua.' }))
      form.append(name, value)
    form.append('media_url', 'https://foto.contoh.id/1.jpg')
    form.append('photo1', new Blob([Buffer.from('satu')]), '1.jpg')
    form.append('photo2', new Blob([Buffer.from('dua')]), '2.jpg')
    const request = new Request('http://pendopo.test', { method: 'POST', body: form })
    const answer = await server.inject({
      method: 'POST',
      url: '/open311/v2/requests.json',
      headers: { 'content-type': present(request.headers.get('content-type'), 'a boundary') },
      payload: Buffer.from(await request.arrayBuffer()),
    })
    expect(answer.statusCode).toBe(200)
    expect(house.attached.slice(before).map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([
      'satu',
      'dua',
    ])
    const queued = await rows(
      owner,
      sql<{ payload: { url: string } }>`select j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'citizen-reports.fetch-photo'`,
    )
    expect(queued.map(({ payload }) => payload.url)).toEqual(['https://foto.contoh.id/1.jpg'])
  })

  it('asks a key that calls more than sixty times a minute to wait', async () => {
    const busy = await newKey()
    const call = () => post('requests.xml', { api_key: busy })
    for (let count = 0; count < 60; count += 1) expect((await call()).statusCode).toBe(400)
    const answer = await call()
    expect(answer.statusCode).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    house.wait(61_000)
    expect((await call()).statusCode).toBe(400)
  })
})

describe('GET requests', () => {
  it('filters by service, state and time, newest first, and pages', async () => {
    house.wait(100 * DAY_MS)
    const ids = [await report(), await report({ service_code: 'jalan.trotoar' }), await report()]
    const search = async (query: string) =>
      (await get(`/v2/requests.json?${query}`))
        .json()
        .map((one: { service_request_id: string }) => one.service_request_id)
    expect(await search('')).toEqual(ids.toReversed())
    expect(await search('service_code=jalan.trotoar')).toEqual([ids[1]])
    expect(await search('page=2&page_size=1')).toEqual([ids[1]])
    expect(await search('page=4&page_size=1')).toEqual([])
    await setStatus(owner, present(ids[0], 'a case'), "status = 'ditolak', cara_tutup = 'ditolak'")
    expect(await search('status=closed')).toEqual([ids[0]])
    expect(await search('status=open')).toEqual([ids[2], ids[1]])
    expect(await search(`service_request_id=${ids[1]},x&status=kacau`)).toEqual([ids[1]])
  })

  it('answers 400 to a span of more than 90 days and to nonsense', async () => {
    const bad = ['start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z', 'status=beres']
    for (const query of bad) {
      const answer = await get(`/v2/requests.json?${query}`)
      expect([answer.statusCode, codesOf(answer)]).toEqual([400, ['400']])
    }
  })

  it('adds answers, notes and finer facts when extensions are asked, but no free text', async () => {
    const id = await report({ 'attribute[cerita]': 'Pak Budi tetangga saya' })
    const plain = (await get(`/v2/requests/${id}.json`)).json()[0]
    expect(plain).not.toHaveProperty('notes')
    const rich = (await get(`/v2/requests/${id}.json?extensions=true`)).json()[0]
    expect(rich.attributes).toEqual([
      { label: 'Seberapa besar?', name: 'Kecil', value: '001', code: 'ukuran' },
    ])
    expect(rich.notes).toHaveLength(1)
    expect(rich.extended_attributes).toMatchObject({ kanal: 'open311', detailed_status: 'masuk' })
    expect(JSON.stringify(rich)).not.toContain('Budi')
  })

  it('never shows a secret case, whatever it is asked for', async () => {
    const id = await report()
    await setStatus(owner, id, 'is_publik = false')
    expect((await get(`/v2/requests/${id}.json`)).statusCode).toBe(404)
    expect((await get(`/v2/requests.json?service_request_id=${id}`)).json()).toEqual([])
    expect((await get(`/v2/tokens/${id}.json`)).statusCode).toBe(404)
    expect((await get('/v2/requests.json')).body).not.toContain(id)
    const update = await post('servicerequestupdates.json', { ...UPDATE, service_request_id: id })
    expect(update.statusCode).toBe(404)
  })
})

const UPDATE = {
  api_key: apiKey,
  update_id: '1',
  status: 'OPEN',
  updated_datetime: '2026-11-25T10:00:00+07:00',
  description: 'Masih berlubang, tolong ditengok.',
}

describe('servicerequestupdates', () => {
  it('keeps an update once, as a note for officers only', async () => {
    const id = await report()
    const send = () =>
      post('servicerequestupdates.json', { ...UPDATE, update_id: 'u-1', service_request_id: id })
    const first = (await send()).json()
    expect((await send()).json()).toEqual(first)
    const notes = await rows(
      owner,
      sql`select r.pesan, r.is_publik as "isPublik" from citizen_reports.riwayat r join citizen_reports.laporan l
      on l.id = r.laporan_id where l.nomor = ${id} and r.kejadian = 'catat'`,
    )
    expect(notes).toEqual([{ pesan: 'OPEN: Masih berlubang, tolong ditengok.', isPublik: false }])
  })

  it('lets only the program that filed a case reopen it', async () => {
    const id = await report()
    await setStatus(owner, id, "status = 'menunggu_konfirmasi', unit_kode = 'pupr'")
    const reopen = (key: string, update: string) =>
      post('servicerequestupdates.xml', {
        ...UPDATE,
        api_key: key,
        update_id: update,
        status: 'REOPEN',
        service_request_id: id,
      })
    const statusOf = async () =>
      (await get(`/v2/requests/${id}.json?extensions=true`)).json()[0].extended_attributes
        .detailed_status
    expect((await reopen(await newKey(), 'a')).statusCode).toBe(200)
    expect(await statusOf()).toBe('menunggu_konfirmasi')
    const answer = await reopen(apiKey, 'b')
    expect(answer.body).toMatch(/<request_update><update_id>[0-9a-f-]{36}<\/update_id>/)
    expect(await statusOf()).toBe('dibuka_kembali')
  })

  it('gives the public steps since a time, with the status FixMyStreet reads', async () => {
    const recent = (await get('/v2/servicerequestupdates.json')).json()
    const reopened = recent.find(
      (one: { external_status_code: string }) => one.external_status_code === 'dibuka_kembali',
    )
    expect(reopened).toMatchObject({ status: 'OPEN', description: 'Pelapor: Dibuka kembali' })
    expect((await get('/v2/servicerequestupdates.json?page_size=1')).json()).toHaveLength(1)
    const none = '?start_date=2026-01-01T00:00:00Z&end_date=2026-01-02T00:00:00Z'
    expect((await get(`/v2/servicerequestupdates.json${none}`)).json()).toEqual([])
  })
})
