import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { useRunningApp } from '../../../../tests/support/running-app.ts'
import { rows, run, sql, transaction } from '../../../platform/db/database.ts'
import { createApiKeys } from '../actions/api-keys.ts'
import { readXml, type XmlElement } from '../open311/read-xml.ts'

const { app, database, takeQueries } = await useRunningApp()
const ADMIN = { kind: 'system', name: 'uji' } as const
const key = await createApiKeys(app.citizenReports.deps).create(ADMIN, {
  nama: 'Kota Tetangga',
  lingkup: ['open311'],
})
const apiKey = key.ok ? key.value.kunci : ''
const V2 = '/open311/v2'

const get = (url: string) => app.server.inject({ url })
const post = (path: string, fields: Record<string, string>, type = '') =>
  app.server.inject({
    method: 'POST',
    url: `${V2}/${path}`,
    headers: { 'content-type': `application/x-www-form-urlencoded${type}` },
    payload: new URLSearchParams(fields).toString(),
  })

function xml(text: string): XmlElement {
  const read = readXml(text)
  if (!read.ok) throw new Error(`not XML: ${text.slice(0, 200)}`)
  return read.value
}
const names = (element: XmlElement | undefined) => element?.children.map((one) => one.name) ?? []
const textOf = (element: XmlElement | undefined, name: string) =>
  element?.children.find((one) => one.name === name)?.text

const desa = app.reference.desaOf(app.reference.kecamatan()[0]?.kode ?? '')[0]?.kode ?? ''
const inside = app.reference.innerPoint(desa) ?? { lat: 0, lon: 0 }
const point = { lat: inside.lat.toFixed(6), long: inside.lon.toFixed(6) }
const report = (more: Record<string, string> = {}) => ({
  api_key: apiKey,
  service_code: 'taman.rumput-liar',
  description: 'Rumput liar menutup trotoar di depan sekolah',
  ...point,
  ...more,
})

describe('discovery', () => {
  it('names the endpoint in both formats, every element there', async () => {
    const answer = await get('/open311/discovery.xml')
    expect(answer.headers['content-type']).toBe('text/xml; charset=utf-8')
    const root = xml(answer.body)
    expect(root.name).toBe('discovery')
    expect(names(root)).toEqual(['changeset', 'contact', 'key_service', 'endpoints'])
    const endpoint = root.children.at(-1)?.children[0]
    expect(names(endpoint)).toEqual(['specification', 'url', 'changeset', 'type', 'formats'])
    const json = (await get('/open311/discovery.json')).json()
    expect(json.endpoints[0].formats).toEqual(['text/xml', 'application/json'])
  })
})

describe('services', () => {
  it('list every public leaf, codes as text, and leave secret ones out', async () => {
    const root = xml((await get(`${V2}/services.xml`)).body)
    expect(root.name).toBe('services')
    expect(names(root.children[0])).toEqual([
      'service_code',
      'service_name',
      'description',
      'metadata',
      'type',
      'keywords',
      'group',
    ])
    const list = (await get(`${V2}/services.json`)).json() as { service_code: unknown }[]
    expect(list.length).toBe(root.children.length)
    expect(list.every((one) => typeof one.service_code === 'string')).toBe(true)
    expect(list.some((one) => one.service_code === 'integritas.pungli')).toBe(false)
  })

  it('define their questions, also when their code holds points', async () => {
    const root = xml((await get(`${V2}/services/jalan.lubang.xml`)).body)
    expect(names(root)).toEqual(['service_code', 'attributes'])
    expect(names(root.children[1]?.children[0])).toEqual([
      'variable',
      'code',
      'datatype',
      'required',
      'datatype_description',
      'order',
      'description',
      'values',
    ])
    const json = (await get(`${V2}/services/jalan.lubang.json`)).json()
    expect(Array.isArray(json.attributes)).toBe(true)
    expect((await get(`${V2}/services/integritas.pungli.xml`)).statusCode).toBe(404)
  })
})

describe('errors', () => {
  it('use 400, 403 and 404 with their body, whatever goes wrong', async () => {
    const cases: readonly (readonly [string, number])[] = [
      [`${V2}/services/tidak.ada.xml`, 404],
      [`${V2}/requests/ADU-2026-999999-X.xml`, 404],
      [`${V2}/tokens/tidak-ada.xml`, 404],
      [`${V2}/services.xml?jurisdiction_id=kota.lain`, 404],
      [`${V2}/layanan.xml`, 404],
      [`${V2}/services.yaml`, 404],
      [`${V2}/requests/tanpa-akhiran`, 404],
      [`${V2}/requests.xml?start_date=kemarin`, 400],
      [`${V2}/requests.xml?start_date=2026-11-24T08:10:00`, 400],
      [`${V2}/requests.xml?start_date=2026-01-01T00:00:00Z&end_date=2026-11-01T00:00:00Z`, 400],
      [`${V2}/requests.xml?status=tutup`, 400],
      [`${V2}/requests.xml?page_size=1001`, 400],
    ]
    for (const [url, status] of cases) {
      const answer = await get(url)
      expect([url, answer.statusCode]).toEqual([url, status])
      const root = xml(answer.body)
      expect(root.name).toBe('errors')
      expect(names(root.children[0])).toEqual(['code', 'description'])
    }
    const json = (await get(`${V2}/requests/X.json`)).json()
    expect(json).toEqual([{ code: '404', description: expect.any(String) }])
  })

  it('answer a missing and a wrong key with 403, before anything is read', async () => {
    const { api_key: _key, ...keyless } = report()
    expect((await post('requests.xml', keyless)).statusCode).toBe(403)
    expect((await post('requests.xml', { ...keyless, api_key: 'salah' })).statusCode).toBe(403)
    expect((await post('requests.json', { ...keyless, api_key: `${apiKey}x` })).json()).toEqual([
      { code: '403', description: expect.any(String) },
    ])
  })

  it('tell every bad field at once', async () => {
    const answer = await post(
      'requests.json',
      report({ lat: 'x', email: 'bukan', phone: '1'.repeat(40) }),
    )
    expect(answer.statusCode).toBe(400)
    expect(answer.json().length).toBeGreaterThanOrEqual(3)
  })
})

describe('a report of another program', () => {
  it('is taken in, found again, and once however often it is sent', async () => {
    const first = await post('requests.xml', report({ 'attribute[fixmystreet_id]': '4711' }))
    expect(first.statusCode).toBe(200)
    const id = textOf(xml(first.body).children[0], 'service_request_id') ?? ''
    expect(id).toMatch(/^ADU-/)
    const again = await Promise.all(
      [1, 2, 3].map(() => post('requests.xml', report({ 'attribute[fixmystreet_id]': '4711' }))),
    )
    for (const answer of again)
      expect(textOf(xml(answer.body).children[0], 'service_request_id')).toBe(id)
    const found = xml((await get(`${V2}/requests/${id}.xml`)).body)
    expect(found.name).toBe('service_requests')
    expect(names(found.children[0])).toEqual([
      'service_request_id',
      'status',
      'status_notes',
      'service_name',
      'service_code',
      'description',
      'agency_responsible',
      'service_notice',
      'requested_datetime',
      'updated_datetime',
      'expected_datetime',
      'address',
      'address_id',
      'zipcode',
      'lat',
      'long',
      'media_url',
    ])
    const [json] = (await get(`${V2}/requests.json?service_request_id=${id}`)).json()
    expect(json).toMatchObject({ service_request_id: id, status: 'open', zipcode: null })
    expect(json.requested_datetime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00$/)
    const [row] = await rows(
      database.owner,
      sql<{ kanal: string; tenggatAt: Date }>`select l.kanal, l.tenggat_at as "tenggatAt"
      from citizen_reports.laporan l where l.nomor = ${id}`,
    )
    expect(row).toMatchObject({ kanal: 'open311', tenggatAt: expect.any(Date) })
  })

  it('without an id of its own is still one within the day', async () => {
    const fields = report({ description: 'Rumput liar setinggi lutut di taman kota' })
    const ids = await Promise.all([post('requests.json', fields), post('requests.json', fields)])
    const [first, second] = ids.map((answer) => answer.json()[0])
    expect(first).toMatchObject({ service_request_id: expect.stringMatching(/^ADU-/) })
    expect(second).toEqual(first)
  })

  it('gets a token when it prefers one, and the number for it', async () => {
    const answer = await app.server.inject({
      method: 'POST',
      url: `${V2}/requests.xml`,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        prefer: 'respond-async',
      },
      payload: new URLSearchParams(report({ 'attribute[external_id]': 'T-1' })).toString(),
    })
    const request = xml(answer.body).children[0]
    expect(names(request)).toEqual(['token', 'service_notice', 'account_id'])
    const told = xml((await get(`${V2}/tokens/${textOf(request, 'token')}.xml`)).body).children[0]
    expect(names(told)).toEqual(['service_request_id', 'token'])
    expect(textOf(told, 'service_request_id')).toMatch(/^ADU-/)
  })

  it('keeps pictures that come with it, and says which it could not take', async () => {
    const picture = await sharp({
      create: {
        width: 320,
        height: 240,
        channels: 3,
        noise: { type: 'gaussian', mean: 120, sigma: 60 },
        background: '#888',
      },
    })
      .jpeg()
      .toBuffer()
    const boundary = 'batas'
    const fields = Object.entries(report({ 'attribute[external_id]': 'M-1' })).map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const file = (name: string, bytes: Buffer) =>
      Buffer.concat([
        Buffer.from(
          `--${boundary}\r\ncontent-disposition: form-data; name="${name}"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
        ),
        bytes,
        Buffer.from('\r\n'),
      ])
    const answer = await app.server.inject({
      method: 'POST',
      url: `${V2}/requests.json`,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([
        Buffer.from(fields.join('')),
        file('photo1', picture),
        file('photo2', Buffer.from('bukan foto')),
        Buffer.from(`--${boundary}--\r\n`),
      ]),
    })
    expect(answer.statusCode).toBe(200)
    const [posted] = answer.json()
    expect(posted.service_notice).toContain('Foto 2')
    const photos = await rows(
      database.owner,
      sql<{
        id: string
      }>`select f.id from citizen_reports.foto f join citizen_reports.laporan l on l.id = f.laporan_id
      where l.nomor = ${posted.service_request_id}`,
    )
    expect(photos).toHaveLength(1)
  })

  it('may be hostile without hurting: entities, alphabets, giants, unknown types', async () => {
    const xxe =
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    const tries = [
      { type: 'text/xml', payload: xxe, status: 403 },
      { type: 'application/json', payload: '{"a":', status: 400 },
      { type: 'application/x-tar', payload: 'x', status: 400 },
      {
        type: 'application/x-www-form-urlencoded',
        payload: `api_key=${apiKey}&description=${'x'.repeat(1_200_000)}`,
        status: 400,
      },
      {
        type: 'application/x-www-form-urlencoded',
        payload: `api_key=${apiKey}&service_code=taman.rumput-liar&description=%ff%fe%80`,
        status: 400,
      },
      {
        type: 'application/x-www-form-urlencoded; charset=iso-8859-1',
        payload: new URLSearchParams(report()).toString(),
        status: 400,
      },
    ]
    for (const { type, payload, status } of tries) {
      const answer = await app.server.inject({
        method: 'POST',
        url: `${V2}/requests.xml`,
        headers: { 'content-type': type },
        payload,
      })
      expect([type, payload.slice(0, 60), answer.statusCode]).toEqual([
        type,
        payload.slice(0, 60),
        status,
      ])
      expect(xml(answer.body).name).toBe('errors')
      expect(answer.body).not.toContain('root:')
    }
    const markup = await post(
      'requests.xml',
      report({ description: '<script>alert(1)</script> & ]]> rumput liar' }),
    )
    const id = textOf(xml(markup.body).children[0], 'service_request_id')
    const shown = await get(`${V2}/requests/${id}.xml`)
    expect(shown.body).not.toContain('<script>')
    expect(textOf(xml(shown.body).children[0], 'description')).toContain('<script>')
  })

  it('outside the region is refused with its field', async () => {
    const answer = await post('requests.json', report({ lat: '-2.976100', long: '104.775400' }))
    expect(answer.statusCode).toBe(400)
    expect(answer.json()[0].description).toContain('lat')
  })
})

describe('searching', () => {
  it('shows nothing of cases that are not public, in no call', async () => {
    const posted = await post('requests.json', report({ 'attribute[external_id]': 'S-1' }))
    const id = posted.json()[0].service_request_id
    await run(
      database.owner,
      sql`update citizen_reports.laporan set is_publik = false where nomor = ${id}`,
    )
    const answers = await Promise.all(
      [
        `${V2}/requests/${id}.json`,
        `${V2}/requests.json?service_request_id=${id}`,
        `${V2}/requests.json?extensions=true`,
        `${V2}/servicerequestupdates.json`,
      ].map(get),
    )
    expect(answers[0]?.statusCode).toBe(404)
    for (const answer of answers.slice(1)) expect(answer.body).not.toContain(id)
  })

  it('pages without gaps or repetitions, at most a thousand at once, few statements', async () => {
    const all = (await get(`${V2}/requests.json`)).json() as { service_request_id: string }[]
    takeQueries()
    const pages = await Promise.all(
      [1, 2, 3].map((page) => get(`${V2}/requests.json?page_size=5&page=${page}&extensions=true`)),
    )
    expect(takeQueries().length).toBeLessThanOrEqual(9)
    const paged = pages.flatMap((answer) => answer.json() as { service_request_id: string }[])
    expect(paged.map((one) => one.service_request_id)).toEqual(
      all.slice(0, 15).map((one) => one.service_request_id),
    )
    expect(pages[0]?.json()[0]).toMatchObject({
      attributes: expect.any(Array),
      notes: expect.any(Array),
    })
  })

  it('filters by service and status', async () => {
    const closed = (await get(`${V2}/requests.json?status=closed`)).json() as { status: string }[]
    expect(closed.every((one) => one.status === 'closed')).toBe(true)
    const codes = 'taman.rumput-liar,jalan.lubang'
    const two = (await get(`${V2}/requests.json?service_code=${codes}`)).json() as {
      service_code: string
    }[]
    expect(two.length).toBeGreaterThan(0)
    expect(two.every((one) => codes.split(',').includes(one.service_code))).toBe(true)
  })

  it('reads by index, not the whole table, whatever is asked', async () => {
    const plan = async (filter: string) => {
      await get(`${V2}/requests.json?${filter}`)
      const seen = takeQueries().find((query) => query.text.includes('with newest as'))
      const literal = (value: unknown) =>
        value instanceof Date
          ? `'${value.toISOString()}'`
          : Array.isArray(value)
            ? `array[${value.map((one) => `'${one}'`).join(',')}]`
            : `${typeof value === 'number' ? value : `'${value}'`}`
      const text = (seen?.text ?? '').replace(/\$(\d+)/g, (_w, n) =>
        literal(seen?.values[Number(n) - 1]),
      )
      return transaction(database.owner, async (tx) => {
        await run(tx, sql`set local enable_seqscan = off`)
        const lines = await rows(tx, sql<{ 'QUERY PLAN': string }>`explain ${sql.raw(text)}`)
        return lines.map((line) => line['QUERY PLAN']).join('\n')
      })
    }
    takeQueries()
    expect(await plan('page_size=10')).toMatch(/Index.*laporan_publik/)
    expect(await plan('status=open&page_size=10')).toMatch(/laporan_publik_terbuka/)
    expect(await plan('service_code=jalan.lubang&page_size=10')).toMatch(/laporan_publik_kategori/)
  })
})

describe('updates', () => {
  it('are given out with our status in their words', async () => {
    const list = (
      await get(`${V2}/servicerequestupdates.json?start_date=2026-09-01T00:00:00Z`)
    ).json()
    expect(Array.isArray(list)).toBe(true)
    for (const one of list.slice(0, 50)) {
      expect(one.update_id).toMatch(/^[0-9a-f-]{36}$/)
      expect(one.updated_datetime).toMatch(/\+07:00$/)
    }
  })

  it('of another program become a note for officers, once', async () => {
    const posted = await post('requests.json', report({ 'attribute[external_id]': 'U-1' }))
    const update = {
      api_key: apiKey,
      update_id: 'u-77',
      updated_datetime: '2026-11-25T08:00:00+07:00',
      service_request_id: posted.json()[0].service_request_id,
      status: 'IN_PROGRESS',
      description: 'Regu kami sudah melihatnya',
    }
    const first = xml((await post('servicerequestupdates.xml', update)).body)
    const id = textOf(first.children[0], 'update_id')
    expect(first.name).toBe('service_request_updates')
    expect(
      textOf(xml((await post('servicerequestupdates.xml', update)).body).children[0], 'update_id'),
    ).toBe(id)
    const notes = await rows(
      database.owner,
      sql<{
        isPublik: boolean
      }>`select r.is_publik as "isPublik" from citizen_reports.riwayat r where r.id = ${id ?? ''}::uuid`,
    )
    expect(notes).toEqual([{ isPublik: false }])
  })
})
