import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderJson } from './json.ts'
import { readXml, XML_LIMITS } from './read-xml.ts'
import { formatOf, renderAnswer } from './render.ts'
import * as tree from './tree.ts'
import type { ServiceRequest } from './types.ts'
import { renderXml } from './xml.ts'
import { escapeXml, stripForbidden, writeElement } from './xml-text.ts'

const request: ServiceRequest = {
  service_request_id: 'ADU-2026-000123-K',
  status: 'open',
  service_name: 'Jalan berlubang',
  service_code: '001',
  requested_datetime: '2026-11-24T08:10:00+07:00',
  updated_datetime: '2026-11-24T09:10:00+07:00',
  lat: -7.4478,
  long: 112.7183,
  attributes: [{ label: 'Lebar', name: 'lebar', value: '2 m', code: 'LEBAR' }],
  extended_attributes: { channel: 'sms', support_count: 3 },
  notes: [{ datetime: '2026-11-24T08:10:00+07:00', description: 'Diterima', type: 'masuk' }],
}

const json = (node: tree.Node) => JSON.parse(renderJson(node))

describe('a list of services', () => {
  const services = tree.servicesTree([
    {
      service_code: '001',
      service_name: 'Jalan & "jembatan"',
      description: '',
      metadata: true,
      type: 'realtime',
      keywords: ['lubang', 'aspal'],
      group: 'jalan',
    },
  ])

  it('is XML without namespace under services, with the declaration in front', () => {
    expect(renderXml(services)).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<services><service><service_code>' +
        '001</service_code>' +
        '<service_name>Jalan &amp; &quot;jembatan&quot;</service_name><description></description>' +
        '<metadata>true</metadata><type>realtime</type><keywords>lubang,aspal</keywords>' +
        '<group>jalan</group></service></services>\n',
    )
  })

  it('is a JSON array whose codes are text and whose empty fields are null', () => {
    expect(json(services)).toEqual([
      {
        service_code: '001',
        service_name: 'Jalan & "jembatan"',
        description: null,
        metadata: true,
        type: 'realtime',
        keywords: 'lubang,aspal',
        group: 'jalan',
      },
    ])
  })

  it('is an empty container when there is none', () => {
    expect(renderXml(tree.servicesTree([]))).toContain('<services></services>')
    expect(json(tree.servicesTree([]))).toEqual([])
  })
})

describe('a definition', () => {
  it('drops its root in JSON and keeps attributes and values as arrays', () => {
    const definition = tree.definitionTree({
      service_code: '033',
      attributes: [
        {
          variable: true,
          code: 'MERK',
          datatype: 'singlevaluelist',
          required: false,
          datatype_description: '',
          order: 1,
          description: 'Merk apa?',
          values: [{ key: '123', name: 'Satu' }],
        },
      ],
    })
    expect(json(definition)).toEqual({
      service_code: '033',
      attributes: [
        {
          variable: true,
          code: 'MERK',
          datatype: 'singlevaluelist',
          required: false,
          datatype_description: null,
          order: 1,
          description: 'Merk apa?',
          values: [{ key: '123', name: 'Satu' }],
        },
      ],
    })
    expect(renderXml(definition)).toContain(
      '<values><value><key>123</key><name>Satu</name></value>',
    )
  })
})

describe('requests', () => {
  const required = [
    'address',
    'address_id',
    'zipcode',
    'media_url',
    'status_notes',
    'expected_datetime',
  ]

  it('carry every element, also the empty ones that some clients demand', () => {
    const xml = renderXml(tree.requestsTree([request]))
    for (const name of required) expect(xml).toContain(`<${name}></${name}>`)
    const [first] = json(tree.requestsTree([request]))
    for (const name of required) expect(first).toHaveProperty(name, null)
    expect(first).toMatchObject({ service_code: '001', lat: -7.4478, long: 112.7183 })
  })

  it('show extensions only when asked', () => {
    expect(renderXml(tree.requestsTree([request]))).not.toContain('extended_attributes')
    expect(json(tree.requestsTree([request], true))[0]).toMatchObject({
      attributes: [{ label: 'Lebar', name: 'lebar', value: '2 m', code: 'LEBAR' }],
      extended_attributes: { channel: 'sms', support_count: 3 },
      notes: [{ datetime: '2026-11-24T08:10:00+07:00', description: 'Diterima', type: 'masuk' }],
    })
    expect(renderXml(tree.requestsTree([request], true))).toContain(
      '<notes><note><datetime>2026-11-24T08:10:00+07:00</datetime>',
    )
  })

  it('answer a POST with an id or a token, never both', () => {
    const withId = renderXml(tree.postedTree({ service_request_id: 'A-1', service_notice: 'x' }))
    expect(withId).toContain(
      '<service_requests><request><service_request_id>A-1</service_request_id>' +
        '<service_notice>x</service_notice>' +
        '<account_id></account_id></request></service_requests>',
    )
    expect(withId).not.toContain('token')
    expect(json(tree.postedTree({ token: 'T1' }))).toEqual([
      { token: 'T1', service_notice: null, account_id: null },
    ])
  })

  it('answer a token with an empty id while there is none', () => {
    expect(json(tree.tokenTree({ token: '12345' }))).toEqual([
      { service_request_id: null, token: '12345' },
    ])
    expect(json(tree.tokenTree({ token: '12345', service_request_id: 'A' }))).toEqual([
      { service_request_id: 'A', token: '12345' },
    ])
  })
})

describe('discovery, errors and updates', () => {
  it('write every endpoint with its formats', () => {
    const discovery = {
      changeset: '2026-11-24T01:10:00Z',
      contact: 'Dinas Kominfo',
      key_service: 'Surel',
      endpoints: [
        {
          specification: 'http://wiki.open311.org/GeoReport_v2',
          url: 'https://contoh.go.id/open311/v2',
          changeset: '2026-11-24T01:10:00Z',
          type: 'production' as const,
          formats: ['text/xml', 'application/json'],
        },
      ],
    }
    expect(json(tree.discoveryTree(discovery))).toEqual(discovery)
    expect(renderXml(tree.discoveryTree(discovery))).toContain(
      '<formats><format>text/xml</format><format>application/json</format></formats></endpoint>',
    )
  })

  it('write several errors with codes as text', () => {
    const errors = tree.errorsTree([
      { code: '404', description: 'a' },
      { code: '400', description: 'b' },
    ])
    expect(json(errors)).toEqual([
      { code: '404', description: 'a' },
      { code: '400', description: 'b' },
    ])
    expect(renderXml(errors)).toContain(
      '<errors><error><code>404</code><description>a</description>',
    )
  })

  it('write updates with what clients demand and extras only when there are any', () => {
    const update = {
      update_id: 'u1',
      service_request_id: 'A-1',
      status: 'FIXED' as const,
      updated_datetime: '2026-11-24T08:10:00+07:00',
    }
    expect(json(tree.updatesTree([update]))).toEqual([
      { ...update, description: null, media_url: null },
    ])
    const rich = { ...update, external_status_code: 'selesai', extras: { berbukti: true } }
    expect(renderXml(tree.updatesTree([rich]))).toContain(
      '<external_status_code>selesai</external_status_code><extras><berbukti>' +
        'true</berbukti></extras>',
    )
    expect(renderXml(tree.postedUpdateTree({ update_id: 'u1' }))).toContain(
      '<service_request_updates><request_update><update_id>u1</update_id></request_update>',
    )
  })
})

describe('formats', () => {
  it('are xml and json and nothing else', () => {
    expect([formatOf('xml'), formatOf('json'), formatOf('html'), formatOf('')]).toEqual([
      'xml',
      'json',
      undefined,
      undefined,
    ])
    expect(renderAnswer(tree.servicesTree([]), 'xml').contentType).toBe('text/xml; charset=utf-8')
    expect(renderAnswer(tree.servicesTree([]), 'json')).toEqual({
      contentType: 'application/json; charset=utf-8',
      body: '[]',
    })
  })
})

describe('text in XML', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        '<',
        '&',
        ']]>',
        '\r',
        '\n',
        '\t',
        '\u0000',
        '\ud800',
        '\ufffe',
        ' ',
        'é',
        '😀',
        '&amp;',
        '&#1;',
      ),
    }),
    fc.constantFrom('<!DOCTYPE x>', '<![CDATA[x]]>', '<!-- x -->', '<?x?>', '<!ENTITY x "y">'),
  )

  it('comes back exactly, except for characters XML cannot carry', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = readXml(renderXml(tree.errorsTree([{ code: text, description: `${text} ` }])))
        expect(read.ok && read.value.children[0]?.children.map((field) => field.text)).toEqual([
          stripForbidden(text),
          `${stripForbidden(text)} `,
        ])
      }),
      { numRuns: 500 },
    )
  })

  it('never makes JSON that cannot be parsed', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = json(tree.errorsTree([{ code: text, description: '' }]))
        expect(parsed).toEqual([{ code: text === '' ? null : text, description: null }])
      }),
      { numRuns: 500 },
    )
  })

  it('has line breaks and tabs of attributes escaped, and bad names are bugs', () => {
    expect(writeElement('a', escapeXml("'<"), { b: '"\n\t\r' })).toBe(
      '<a b="&quot;&#10;&#9;&#13;">&apos;&lt;</a>',
    )
    expect(() => writeElement('a b', '')).toThrow('XML name')
    expect(() => writeElement('a', '', { 'x"': '' })).toThrow('XML name')
  })
})

describe('foreign XML', () => {
  const codeOf = (source: string) => {
    const read = readXml(source)
    return read.ok ? 'ok' : read.refusals[0]?.code
  }

  it('is refused when it declares a document type or entities', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "yyyyyyyy"><!ENTITY z "&x;&x;&x;">]><a>&z;</a>'
    expect(codeOf(bomb)).toBe('XML_BERJENIS_DOKUMEN')
    expect(codeOf('<!doctype html><a/>')).toBe('XML_BERJENIS_DOKUMEN')
    expect(codeOf('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toBe('XML_BERJENIS_DOKUMEN')
  })

  it('is refused when it is too deep, too large or has too many elements', () => {
    expect(codeOf('<a>'.repeat(10) + '</a>'.repeat(10))).toBe('ok')
    expect(codeOf('<a>'.repeat(30) + '</a>'.repeat(30))).toBe('XML_TIDAK_TERBACA')
    expect(codeOf(`<a>${' '.repeat(XML_LIMITS.chars)}</a>`)).toBe('XML_TERLALU_BESAR')
    expect(codeOf(`<a>${'<b/>'.repeat(XML_LIMITS.elements + 1)}</a>`)).toBe('XML_TIDAK_TERBACA')
  })

  it('is read with a mark in front, comments, CDATA and unknown entities', () => {
    const read = readXml(
      '\uFEFF<?xml version="1.0"?><a>1<!-- x -->2<![CDATA[<&amp;>]]>&#65;&#x42;&q;&#x110000;</a>',
    )
    expect(read.ok && read.value.text).toContain('12')
    expect(read.ok && read.value.text).toContain('<&amp;>')
    expect(read.ok && read.value.text).toContain('AB&q;&#x110000;')
  })

  it('never throws, whatever it is', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      'a',
      '/>',
      '<a>',
      '</a>',
      '"',
      '=',
      '&',
      ';',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?',
      '?>',
      '__proto__',
      '#text',
      '\u0000',
    )
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces })),
        (source) => {
          expect(typeof readXml(source).ok).toBe('boolean')
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
