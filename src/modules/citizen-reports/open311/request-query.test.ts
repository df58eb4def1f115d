import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instant } from '../../../kernel/date.ts'
import { parsePostRequest, parsePostUpdate } from './request-form.ts'
import { parseRequestsQuery, parseUpdatesQuery } from './request-query.ts'

const now = instant('2026-11-24T01:10:00Z')

const fieldsOf = (result: ReturnType<typeof parsePostRequest | typeof parsePostUpdate>) =>
  result.ok ? [] : result.refusals.map((refusal) => refusal.field)

function search(query: Record<string, unknown>) {
  const parsed = parseRequestsQuery(query, now)
  return parsed.ok && parsed.value.kind === 'search' ? parsed.value : undefined
}

const refusedField = (query: Record<string, unknown>) => {
  const parsed = parseRequestsQuery(query, now)
  return parsed.ok ? undefined : parsed.refusals[0]?.field
}

describe('GET requests', () => {
  it('asks for the last 90 days, both statuses and 1,000 rows when nothing is said', () => {
    expect(search({})).toEqual({
      kind: 'search',
      serviceCodes: [],
      start: '2026-08-26T01:10:00.000Z',
      end: '2026-11-24T01:10:00.000Z',
      statuses: [],
      page: { page: 1, pageSize: 1_000 },
      withExtensions: false,
    })
  })

  it('takes an empty argument for an absent one', () => {
    expect(search({ status: '', start_date: '', page: ' ', service_code: ',' })).toEqual(search({}))
  })

  it('lets ids override everything else, wrong arguments included', () => {
    const parsed = parseRequestsQuery(
      { service_request_id: 'A-1, B-2,A-1', status: 'x', start_date: 'y', extensions: 'true' },
      now,
    )
    expect(parsed.ok && parsed.value).toEqual({
      kind: 'ids',
      ids: ['A-1', 'B-2'],
      withExtensions: true,
    })
  })

  it('reads lists with commas, given once or several times', () => {
    expect(search({ service_code: ['001,002', '003'], status: 'OPEN,closed' })).toMatchObject({
      serviceCodes: ['001', '002', '003'],
      statuses: ['open', 'closed'],
    })
  })

  it('completes half a range instead of refusing it', () => {
    expect(search({ start_date: '2026-01-01T00:00:00Z' })).toMatchObject({
      start: '2026-01-01T00:00:00.000Z',
      end: '2026-04-01T00:00:00.000Z',
    })
    expect(search({ start_date: '2026-11-01T00:00:00Z' })?.end).toBe('2026-11-24T01:10:00.000Z')
    expect(search({ end_date: '2026-04-01T00:00:00+07:00' })).toMatchObject({
      start: '2025-12-31T17:00:00.000Z',
      end: '2026-03-31T17:00:00.000Z',
    })
  })

  it('reads a plus that the query string turned into a space', () => {
    expect(search({ end_date: '2026-04-01T00:00:00 07:00' })?.end).toBe('2026-03-31T17:00:00.000Z')
  })

  it('takes 90 days and refuses a second more', () => {
    const start_date = '2026-01-01T00:00:00Z'
    expect(search({ start_date, end_date: '2026-04-01T00:00:00Z' })).toBeDefined()
    expect(refusedField({ start_date, end_date: '2026-04-01T00:00:01Z' })).toBe('end_date')
  })

  it.each([
    [{ start_date: '2026-01-01' }, 'start_date'],
    [{ start_date: '2026-01-01T00:00:00' }, 'start_date'],
    [{ end_date: '2026-02-30T00:00:00Z' }, 'end_date'],
    [{ start_date: '2027-01-01T00:00:00Z' }, 'start_date'],
    [{ start_date: '2026-02-01T00:00:00Z', end_date: '2026-01-01T00:00:00Z' }, 'start_date'],
    [{ status: 'open,pending' }, 'status'],
    [{ page: '0' }, 'page'],
    [{ page: '1e3' }, 'page'],
    [{ page_size: '1001' }, 'page_size'],
    [{ page_size: '-1' }, 'page_size'],
    [{ page: '1000' }, 'page'],
    [{ service_code: `${'x'.repeat(65)}` }, 'service_code'],
    [{ service_request_id: 'a b' }, 'service_request_id'],
    [
      { service_request_id: Array.from({ length: 201 }, (_, index) => `A${index}`) },
      'service_request_id',
    ],
  ])('names the bad argument of %j', (query, field) => {
    expect(refusedField(query)).toBe(field)
  })

  it('names every bad argument at once', () => {
    const parsed = parseRequestsQuery(
      { status: 'x', page: 'x', start_date: 'x', end_date: 'x' },
      now,
    )
    expect(parsed.ok ? [] : parsed.refusals.map((refusal) => refusal.field).sort()).toEqual([
      'end_date',
      'page',
      'start_date',
      'status',
    ])
  })

  it('asks for a day of updates when nothing is said', () => {
    const parsed = parseUpdatesQuery({}, now)
    expect(parsed.ok && parsed.value).toEqual({
      start: '2026-11-23T01:10:00.000Z',
      end: '2026-11-24T01:10:00.000Z',
      page: { page: 1, pageSize: 1_000 },
    })
    expect(parseUpdatesQuery({ start_date: 'x', page: 'x' }, now)).toMatchObject({
      refusals: [{ field: 'start_date' }, { field: 'page' }],
    })
  })
})

describe('POST requests', () => {
  const minimal = { service_code: '001', lat: '-7.447800', long: '112.718300' }

  it('takes a report of FixMyStreet with all it sends', () => {
    const parsed = parsePostRequest({
      ...minimal,
      api_key: 'k',
      jurisdiction_id: 'x',
      description: 'Lubang\n\nbesar',
      email: 'warga@contoh.go.id',
      phone: '+62 812 3456',
      first_name: 'Ani',
      last_name: '',
      media_url: ['https://contoh.go.id/1.jpg', 'https://contoh.go.id/2.jpg'],
      'attribute[LEBAR]': '2 m',
      'attribute[CIRI][]': ['a', 'b'],
      'attribute[KOSONG]': '',
      fixmystreet_id: '12',
    })
    expect(parsed.ok && parsed.value).toEqual({
      serviceCode: '001',
      location: { point: { lat: -7.4478, long: 112.7183 } },
      attributes: { LEBAR: ['2 m'], CIRI: ['a', 'b'] },
      description: 'Lubang\n\nbesar',
      mediaUrls: ['https://contoh.go.id/1.jpg', 'https://contoh.go.id/2.jpg'],
      contact: { email: 'warga@contoh.go.id', phone: '+62 812 3456', firstName: 'Ani' },
    })
  })

  it.each([
    [{ lat: '-7.4', long: '112.7' }, { point: { lat: -7.4, long: 112.7 } }],
    [{ address_string: 'Jl. Melati' }, { addressString: 'Jl. Melati' }],
    [{ address_id: '99.01' }, { addressId: '99.01' }],
    [{ lat: '', long: '', address_id: '1' }, { addressId: '1' }],
  ])('takes a location given as %j', (location, expected) => {
    const parsed = parsePostRequest({ service_code: '001', ...location })
    expect(parsed.ok && parsed.value.location).toEqual(expected)
  })

  it.each([
    [{ ...minimal, service_code: '' }, 'service_code'],
    [{ service_code: '001' }, 'lat'],
    [{ ...minimal, long: '' }, 'long'],
    [{ ...minimal, lat: undefined }, 'lat'],
    [{ ...minimal, lat: '91' }, 'lat'],
    [{ ...minimal, lat: '-7,4478' }, 'lat'],
    [{ ...minimal, lat: 'NaN' }, 'lat'],
    [{ ...minimal, lat: '1e1' }, 'lat'],
    [{ ...minimal, long: '180.1' }, 'long'],
    [{ ...minimal, description: 'x'.repeat(4_001) }, 'description'],
    [{ ...minimal, email: 'bukan surel' }, 'email'],
    [{ ...minimal, media_url: 'javascript:alert(1)' }, 'media_url'],
    [
      { ...minimal, media_url: Array.from({ length: 11 }, (_, index) => `https://a.id/${index}`) },
      'media_url',
    ],
    [{ ...minimal, 'attribute[A][]': Array.from({ length: 51 }, String) }, 'attribute[A][]'],
    [{ ...minimal, 'attribute[A]': 'x'.repeat(4_001) }, 'attribute[A]'],
    [
      {
        ...minimal,
        ...Object.fromEntries(
          Array.from({ length: 101 }, (_, index) => [`attribute[a${index}]`, 'x']),
        ),
      },
      'attribute',
    ],
  ])('names the field that is wrong (%#)', (form, field) => {
    expect(fieldsOf(parsePostRequest(form))).toEqual([field])
  })

  it('names every wrong field at once', () => {
    const form = { email: 'x', long: 'y', 'attribute[A]': 'x'.repeat(4_001) }
    expect(fieldsOf(parsePostRequest(form))).toEqual(
      expect.arrayContaining(['service_code', 'email', 'long', 'attribute[A]']),
    )
  })

  it('takes exactly 4,000 characters of description', () => {
    expect(parsePostRequest({ ...minimal, description: 'é'.repeat(4_000) }).ok).toBe(true)
  })

  it('never throws and never reaches a prototype, whatever the form is', () => {
    const names = fc.constantFrom(
      'service_code',
      'lat',
      'long',
      'attribute[__proto__]',
      'attribute[a][]',
      '__proto__',
      'status',
      'update_id',
      'media_url',
      'constructor',
    )
    const values = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string()), fc.anything())
    fc.assert(
      fc.property(fc.dictionary(names, values), (form) => {
        expect(typeof parsePostRequest(form).ok).toBe('boolean')
        expect(typeof parsePostUpdate(form).ok).toBe('boolean')
        expect(typeof parseRequestsQuery(form, now).ok).toBe('boolean')
        expect(({} as Record<string, unknown>).a).toBeUndefined()
      }),
      { numRuns: 500 },
    )
    const parsed = parsePostRequest({ ...minimal, 'attribute[__proto__]': 'x' })
    expect(parsed.ok && Object.entries(parsed.value.attributes)).toEqual([['__proto__', ['x']]])
  })
})

describe('POST servicerequestupdates', () => {
  const minimal = {
    update_id: 'u-1',
    service_request_id: 'ADU-2026-000123-K',
    status: 'FIXED',
    updated_datetime: '2026-11-24T08:10:00+07:00',
    description: 'Sudah ditambal',
  }

  it('takes what FixMyStreet sends', () => {
    const parsed = parsePostUpdate({
      ...minimal,
      first_name: 'Ani',
      email_alerts_requested: 'TRUE',
    })
    expect(parsed.ok && parsed.value).toEqual({
      updateId: 'u-1',
      serviceRequestId: 'ADU-2026-000123-K',
      status: 'FIXED',
      updatedAt: '2026-11-24T01:10:00.000Z',
      description: 'Sudah ditambal',
      mediaUrls: [],
      contact: { firstName: 'Ani' },
    })
  })

  it('takes the older name of the id, a lower-case status and no description', () => {
    const { update_id, description, ...rest } = minimal
    const parsed = parsePostUpdate({ ...rest, update_id_ext: update_id, status: 'fixed' })
    expect(parsed.ok && parsed.value).toMatchObject({
      updateId: 'u-1',
      status: 'FIXED',
      description: '',
    })
    expect(description).not.toBe('')
  })

  it.each(['update_id', 'service_request_id', 'status', 'updated_datetime'])(
    'asks for %s',
    (field) => {
      expect(fieldsOf(parsePostUpdate({ ...minimal, [field]: '' }))).toEqual([field])
    },
  )

  it('refuses an unknown status and a time without zone', () => {
    const form = { ...minimal, status: 'DONE', updated_datetime: '2026-11-24T08:10:00' }
    expect(fieldsOf(parsePostUpdate(form))).toEqual(['status', 'updated_datetime'])
  })
})
