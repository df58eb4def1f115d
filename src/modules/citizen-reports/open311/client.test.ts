import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ok, refuse } from '../../../kernel/result.ts'
import type { SafeFetch, SafeRequest } from '../../../platform/net/safe-fetch.ts'
import { createOpen311Client } from './client.ts'
import { readAnswer, readServices, readUpdates } from './read-answer.ts'
import * as tree from './tree.ts'
import { renderXml } from './xml.ts'

type Call = Readonly<{ url: string; request: SafeRequest }>
type Reply = Readonly<{ status?: number; body: string }>

/** A server that answers the replies one after the other and remembers what it was asked. */
function fakeServer(...replies: readonly Reply[]) {
  const calls: Call[] = []
  const fetch: SafeFetch = async (url, request = {}) => {
    const reply = replies[calls.length] ?? { status: 500, body: '' }
    calls.push({ url, request })
    const { status = 200, body } = reply
    const bytes = Buffer.from(body)
    return ok({ status, url, contentType: 'text/xml', headers: {}, body: bytes, text: () => body })
  }
  return { calls, fetch }
}

function clientOf(...replies: readonly Reply[]) {
  const server = fakeServer(...replies)
  const slept: number[] = []
  const client = createOpen311Client({
    baseUrl: 'https://kota.test/v2',
    apiKey: 'kunci',
    jurisdictionId: 'kota',
    fetch: server.fetch,
    sleep: async (ms) => {
      slept.push(ms)
    },
  })
  return { client, calls: server.calls, slept }
}

const request = { serviceCode: '001', lat: -7.4478, long: 112.7183, description: 'Lubang & air' }
const posted = (fields: Parameters<typeof tree.postedTree>[0]) => ({
  body: renderXml(tree.postedTree(fields)),
})
const token = (id?: string) => ({
  body: renderXml(
    tree.tokenTree(id === undefined ? { token: 'T' } : { token: 'T', service_request_id: id }),
  ),
})

describe('sending a request', () => {
  it('posts a form with six decimals, the key and every answer, and gets the id', async () => {
    const { client, calls } = clientOf(
      posted({ service_request_id: 'A-1', service_notice: 'Segera' }),
    )
    const sent = await client.postRequest({
      ...request,
      email: '',
      attributes: { LEBAR: '2 m', CIRI: ['a', 'b'] },
      mediaUrls: ['https://x.test/1.jpg', 'https://x.test/2.jpg'],
    })
    expect(sent).toEqual(ok({ kind: 'created', serviceRequestId: 'A-1', serviceNotice: 'Segera' }))
    expect(calls[0]?.url).toBe('https://kota.test/v2/requests.xml')
    expect(calls[0]?.request.method).toBe('POST')
    const form = new URLSearchParams(String(calls[0]?.request.body))
    expect([...form]).toEqual([
      ['api_key', 'kunci'],
      ['jurisdiction_id', 'kota'],
      ['service_code', '001'],
      ['lat', '-7.447800'],
      ['long', '112.718300'],
      ['description', 'Lubang & air'],
      ['media_url', 'https://x.test/1.jpg'],
      ['media_url', 'https://x.test/2.jpg'],
      ['attribute[LEBAR]', '2 m'],
      ['attribute[CIRI][]', 'a'],
      ['attribute[CIRI][]', 'b'],
    ])
  })

  it('asks for a token until the id comes, two seconds apart', async () => {
    const { client, calls, slept } = clientOf(
      posted({ token: 'T' }),
      token(),
      { status: 404, body: '' },
      token('B-2'),
    )
    expect(await client.postRequest(request)).toMatchObject({
      value: { kind: 'created', serviceRequestId: 'B-2' },
    })
    expect(calls.at(-1)?.url).toBe('https://kota.test/v2/tokens/T.xml?jurisdiction_id=kota')
    expect(slept).toEqual([2_000, 2_000, 2_000])
  })

  it('leaves the token to a later job after five times, also when asking fails', async () => {
    const { client, slept } = clientOf(posted({ token: 'T' }), token(), token(), {
      status: 503,
      body: '',
    })
    expect(await client.postRequest(request)).toEqual(ok({ kind: 'pending', token: 'T' }))
    expect(slept).toHaveLength(5)
  })

  it('knows a server that never gives an id', async () => {
    const { client } = clientOf({
      body: '<service_requests><request><service_request_id/></request></service_requests>',
    })
    expect(await client.postRequest(request)).toEqual(ok({ kind: 'accepted' }))
  })

  it('gives back the words of a refusal', async () => {
    const errors = tree.errorsTree([
      { code: '404', description: 'service_code tidak ada' },
      { code: '400', description: 'lat salah' },
    ])
    const { client } = clientOf({ status: 400, body: renderXml(errors) })
    expect(await client.postRequest(request)).toEqual(
      refuse([
        { code: 'OPEN311_JAUH_400', message: 'Server tujuan menolak: 404 service_code tidak ada' },
        { code: 'OPEN311_JAUH_400', message: 'Server tujuan menolak: 400 lat salah' },
      ]),
    )
  })

  it('takes errors sent with status 200, and a refusal without words, for a refusal', async () => {
    const errors = renderXml(tree.errorsTree([{ code: '1', description: 'tidak' }]))
    expect((await clientOf({ body: errors }).client.postRequest(request)).ok).toBe(false)
    expect(await clientOf({ status: 403, body: 'x' }).client.postRequest(request)).toMatchObject({
      refusals: [{ code: 'OPEN311_JAUH_403', message: 'Server tujuan menolak: 403' }],
    })
  })

  it.each([
    { status: 500, body: '' },
    { status: 429, body: '' },
    { status: 408, body: '' },
    { status: 200, body: '<html><p>down' },
    { status: 200, body: '' },
  ])('fails, to be tried again, on %j', async (reply) => {
    await expect(clientOf(reply).client.postRequest(request)).rejects.toThrow('Open311 server')
  })

  it('passes on the refusal of an address that may not be fetched', async () => {
    const closed = refuse({ code: 'ALAMAT_WEB_TERTUTUP', message: 'x' })
    const client = createOpen311Client({
      baseUrl: 'http://127.0.0.1',
      fetch: async () => closed,
      sleep: async () => {},
    })
    expect(await client.services()).toEqual(closed)
  })
})

describe('reading', () => {
  it('gets services, wrapped in JSON as FixMyStreet does too', async () => {
    const json =
      '{"services":[{"service_code":7,"service_name":"Jalan","metadata":"false"},{"service_' +
      'name":"tanpa kode"}]}'
    const { client, calls } = clientOf({ body: json })
    expect(await client.services()).toMatchObject({
      value: [
        { service_code: '7', service_name: 'Jalan', metadata: false, type: 'realtime', group: '' },
      ],
    })
    expect(calls[0]?.url).toBe('https://kota.test/v2/services.xml?jurisdiction_id=kota')
  })

  it('reads our own services, definition, discovery and updates back', async () => {
    const service = {
      service_code: '001',
      service_name: 'a',
      description: 'b',
      metadata: true,
      type: 'batch' as const,
      keywords: ['x', 'y'],
      group: 'g',
    }
    const definition = {
      service_code: '001',
      attributes: [
        {
          variable: false,
          code: 'A',
          datatype: 'text' as const,
          required: true,
          datatype_description: 'd',
          order: 2,
          description: 'e',
          values: [{ key: 'k', name: 'n' }],
        },
      ],
    }
    const discovery = {
      changeset: '1',
      contact: '2',
      key_service: '3',
      endpoints: [
        {
          specification: '4',
          url: '5',
          changeset: '6',
          type: 'production' as const,
          formats: ['text/xml'],
        },
      ],
    }
    const update = {
      update_id: 'u',
      service_request_id: 'A',
      status: 'IN_PROGRESS' as const,
      updated_datetime: 't',
      description: 'd',
    }
    const { client, calls } = clientOf(
      { body: renderXml(tree.servicesTree([service])) },
      { body: renderXml(tree.definitionTree(definition)) },
      { body: renderXml(tree.discoveryTree(discovery)) },
      { body: renderXml(tree.updatesTree([update])) },
    )
    expect(await client.services()).toEqual(ok([service]))
    expect(await client.definition('0/1')).toEqual(ok(definition))
    expect(await client.discovery('https://lain.test/discovery.xml')).toEqual(ok(discovery))
    expect(await client.getUpdates({ start: 's+7', end: 'e' })).toEqual(ok([update]))
    expect(calls.map((call) => call.url).slice(1)).toEqual([
      'https://kota.test/v2/services/0%2F1.xml?jurisdiction_id=kota',
      'https://lain.test/discovery.xml',
      'https://kota.test/v2/servicerequestupdates.xml?jurisdiction_id=kota&' +
        'start_date=s%2B7&end_date=e&api_key=kunci',
    ])
  })

  it('reads one request, several, and none', async () => {
    const one = {
      service_request_id: 'A',
      status: 'closed' as const,
      service_name: 'n',
      service_code: '1',
      requested_datetime: 'r',
      updated_datetime: 'u',
      lat: -7.5,
      long: 112.5,
      description: 'é',
    }
    const body = renderXml(tree.requestsTree([one]))
    const { client, calls } = clientOf(
      { body },
      { body },
      { body: renderXml(tree.requestsTree([])) },
    )
    expect(await client.getRequest('A')).toEqual(ok(one))
    expect(
      await client.getRequests({ ids: ['A', 'B'], status: 'open', serviceCodes: ['1'] }),
    ).toEqual(ok([one]))
    expect(await client.getRequest('A')).toMatchObject({ refusals: [{ code: 'OPEN311_JAUH_404' }] })
    expect(calls[1]?.url).toContain('service_request_id=A%2CB&status=open&service_code=1')
  })

  it('sends an update and takes the other side’s id, or keeps ours', async () => {
    const update = {
      updateId: 'u1',
      serviceRequestId: 'A',
      status: 'FIXED' as const,
      updatedDatetime: 't',
      description: '',
    }
    const theirs = clientOf({ body: renderXml(tree.postedUpdateTree({ update_id: 'x9' })) })
    expect(await theirs.client.postUpdate(update)).toEqual(ok('x9'))
    expect(String(theirs.calls[0]?.request.body)).toContain(
      'service_request_id=A&status=FIXED&updated_datetime=t',
    )
    expect(
      await clientOf({ body: '<service_request_updates/>' }).client.postUpdate(update),
    ).toEqual(ok('u1'))
  })

  it('leaves out updates that cannot be used and reads statuses in any case', () => {
    const xml =
      '<service_request_updates><request_update><update_id>1</update_id>' +
      '<service_request_id>A</service_request_id>' +
      '<status>not councils responsibility</status></request_update><request_update>' +
      '<update_id>2</update_id></request_update>' +
      '<request_update><update_id>3</update_id><service_request_id>A</service_request_id>' +
      '<status>aneh</status></request_update></service_request_updates>'
    const root = readAnswer(xml)
    expect(root.ok && readUpdates(root.value)).toMatchObject([
      { update_id: '1', status: 'NOT_COUNCILS_RESPONSIBILITY' },
    ])
  })

  it('reads several groups as FixMyStreet’s adapter sends them', () => {
    const root = readAnswer(
      '<services><service><service_code>1</service_code><groups><group>a</group><group>' +
        'b</group></groups></service></services>',
    )
    expect(root.ok && readServices(root.value)[0]?.group).toBe('a')
  })

  it('unwraps a JSON member of any name, and survives JSON of any depth', () => {
    const wrapped = readAnswer('{"jenis":[{"service_code":"1"}]}')
    expect(wrapped.ok && readServices(wrapped.value)).toHaveLength(1)
    expect(readAnswer(`${'['.repeat(5_000)}${']'.repeat(5_000)}`).ok).toBe(true)
    expect(readAnswer('{"a":').ok).toBe(false)
  })

  it('never throws on hostile answers', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string({ unit: 'binary' })), (text) => {
        const root = readAnswer(text)
        if (root.ok) expect(Array.isArray(readServices(root.value))).toBe(true)
        else expect(root.refusals).not.toHaveLength(0)
      }),
      { numRuns: 500 },
    )
  })
})
