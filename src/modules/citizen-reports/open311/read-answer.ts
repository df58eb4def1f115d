import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { readXml, type XmlElement } from './read-xml.ts'
import {
  type Attribute,
  type AttributeDatatype,
  type Discovery,
  type ErrorItem,
  type PostedRequest,
  type RequestUpdate,
  type Service,
  type ServiceDefinition,
  type ServiceRequest,
  UPDATE_STATUSES,
  type UpdateStatus,
} from './types.ts'

/**
 * Answers of other servers to records. Real servers deviate: JSON wrapped in `{"services": […]}`,
 * missing optional elements, numbers for codes, several groups. All of that is read; a record that
 * lacks what makes it usable (its id) is left out.
 */
export function readAnswer(text: string): Result<XmlElement> {
  const first = text.trimStart().charAt(0)
  return first === '{' || first === '[' ? readJson(text) : readXml(text)
}

const JSON_DEPTH_MAX = 12

/** JSON as the same tree: members and array items become children, scalars text. */
function readJson(text: string): Result<XmlElement> {
  try {
    return ok(jsonElement('json', JSON.parse(text), 0))
  } catch {
    // JSON.parse reports bad input only by throwing.
    return refuse({ code: 'JSON_TIDAK_TERBACA', message: 'Isi JSON tidak terbaca.' })
  }
}

function jsonElement(name: string, value: unknown, depth: number): XmlElement {
  if (typeof value !== 'object' || value === null || depth > JSON_DEPTH_MAX) {
    return { name, text: scalarText(value), children: [] }
  }
  const children = Array.isArray(value)
    ? value.map((item) => jsonElement('item', item, depth + 1))
    : Object.entries(value).map(([key, item]) => jsonElement(key, item, depth + 1))
  return { name, text: '', children }
}

function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : ''
}

export function readServices(root: XmlElement): readonly Service[] {
  return containerOf(root, 'services').children.flatMap((service) => {
    const code = textOf(service, 'service_code')
    if (code === '') return []
    return [
      {
        service_code: code,
        service_name: textOf(service, 'service_name'),
        description: textOf(service, 'description'),
        metadata: isTrue(service, 'metadata'),
        type: oneOf(
          textOf(service, 'type'),
          ['realtime', 'batch', 'blackbox'] as const,
          'realtime',
        ),
        keywords: textOf(service, 'keywords')
          .split(',')
          .map((word) => word.trim())
          .filter(Boolean),
        group:
          textOf(service, 'group') || (childOf(service, 'groups')?.children[0]?.text ?? '').trim(),
      },
    ]
  })
}

export function readDefinition(root: XmlElement): ServiceDefinition {
  const definition = containerOf(root, 'service_definition')
  const attributes = childOf(definition, 'attributes')?.children ?? []
  return {
    service_code: textOf(definition, 'service_code'),
    attributes: attributes.flatMap((attribute) => readAttribute(attribute)),
  }
}

const DATATYPES: readonly AttributeDatatype[] = [
  'string',
  'number',
  'datetime',
  'text',
  'singlevaluelist',
  'multivaluelist',
]

function readAttribute(attribute: XmlElement): readonly Attribute[] {
  const code = textOf(attribute, 'code')
  if (code === '') return []
  return [
    {
      variable: textOf(attribute, 'variable') !== 'false',
      code,
      datatype: oneOf(textOf(attribute, 'datatype'), DATATYPES, 'string'),
      required: isTrue(attribute, 'required'),
      datatype_description: textOf(attribute, 'datatype_description'),
      order: numberOf(attribute, 'order') ?? 0,
      description: textOf(attribute, 'description'),
      values: (childOf(attribute, 'values')?.children ?? []).map((value) => ({
        key: textOf(value, 'key'),
        name: textOf(value, 'name'),
      })),
    },
  ]
}

export function readRequests(root: XmlElement): readonly ServiceRequest[] {
  return containerOf(root, 'service_requests').children.flatMap((request) => {
    const id = textOf(request, 'service_request_id')
    if (id === '') return []
    const optional = Object.fromEntries(
      OPTIONAL_TEXTS.map((name) => [name, textOf(request, name)]).filter(([, text]) => text !== ''),
    ) as Partial<Record<(typeof OPTIONAL_TEXTS)[number], string>>
    const lat = numberOf(request, 'lat')
    const long = numberOf(request, 'long')
    return [
      {
        ...optional,
        service_request_id: id,
        status: oneOf(textOf(request, 'status').toLowerCase(), ['open', 'closed'] as const, 'open'),
        service_name: textOf(request, 'service_name'),
        service_code: textOf(request, 'service_code'),
        requested_datetime: textOf(request, 'requested_datetime'),
        updated_datetime: textOf(request, 'updated_datetime'),
        ...(lat === undefined || long === undefined ? {} : { lat, long }),
      },
    ]
  })
}

const OPTIONAL_TEXTS = [
  'status_notes',
  'description',
  'agency_responsible',
  'service_notice',
  'expected_datetime',
  'address',
  'address_id',
  'zipcode',
  'media_url',
] as const

/** Answer to a POST of a request, and to GET tokens/{token}. */
export function readPosted(root: XmlElement): PostedRequest {
  const request = containerOf(root, 'service_requests').children[0]
  if (request === undefined) return {}
  const names = ['service_request_id', 'token', 'service_notice', 'account_id'] as const
  return Object.fromEntries(
    names.map((name) => [name, textOf(request, name)]).filter(([, text]) => text !== ''),
  )
}

export function readUpdates(root: XmlElement): readonly RequestUpdate[] {
  return containerOf(root, 'service_request_updates').children.flatMap((update) => {
    const update_id = textOf(update, 'update_id')
    const service_request_id = textOf(update, 'service_request_id')
    const status = readUpdateStatus(textOf(update, 'status'))
    if (update_id === '' || service_request_id === '' || status === undefined) return []
    const names = [
      'description',
      'media_url',
      'external_status_code',
      'customer_reference',
    ] as const
    const optional = Object.fromEntries(
      names.map((name) => [name, textOf(update, name)]).filter(([, text]) => text !== ''),
    )
    const updated_datetime = textOf(update, 'updated_datetime')
    return [{ ...optional, update_id, service_request_id, status, updated_datetime }]
  })
}

function readUpdateStatus(text: string): UpdateStatus | undefined {
  const wanted = text.trim().toUpperCase().replaceAll(' ', '_')
  return UPDATE_STATUSES.find((status) => status === wanted)
}

/** @returns the id the other side gave our update; empty when it gave none */
export function readPostedUpdateId(root: XmlElement): string {
  const update = containerOf(root, 'service_request_updates').children[0]
  return update === undefined ? '' : textOf(update, 'update_id')
}

export function readErrors(root: XmlElement): readonly ErrorItem[] {
  return containerOf(root, 'errors')
    .children.map((error) => ({
      code: textOf(error, 'code'),
      description: textOf(error, 'description'),
    }))
    .filter(({ code, description }) => code !== '' || description !== '')
}

export function readDiscovery(root: XmlElement): Discovery {
  const discovery = containerOf(root, 'discovery')
  const endpoints = childOf(discovery, 'endpoints')?.children ?? []
  return {
    changeset: textOf(discovery, 'changeset'),
    contact: textOf(discovery, 'contact'),
    key_service: textOf(discovery, 'key_service'),
    endpoints: endpoints.map((endpoint) => ({
      specification: textOf(endpoint, 'specification'),
      url: textOf(endpoint, 'url'),
      changeset: textOf(endpoint, 'changeset'),
      type: oneOf(textOf(endpoint, 'type'), ['production', 'test'] as const, 'test'),
      formats: (childOf(endpoint, 'formats')?.children ?? []).map((format) => format.text.trim()),
    })),
  }
}

/**
 * The container itself, or inside a wrapper: by its name, or as the only member of a JSON object,
 * whatever that is called (`{"requests": […]}`).
 */
function containerOf(root: XmlElement, name: string): XmlElement {
  if (root.name === name) return root
  const named = childOf(root, name)
  if (named !== undefined) return named
  const only = root.name === 'json' && root.children.length === 1 ? root.children[0] : undefined
  const isWrapper = only !== undefined && only.name !== 'item' && only.children.length > 0
  return isWrapper ? only : root
}

function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name)
}

/** Exactly the text, without the blanks some servers print around it. */
function textOf(element: XmlElement, name: string): string {
  return childOf(element, name)?.text.trim() ?? ''
}

function isTrue(element: XmlElement, name: string): boolean {
  return ['true', '1'].includes(textOf(element, name).toLowerCase())
}

function numberOf(element: XmlElement, name: string): number | undefined {
  const text = textOf(element, name)
  const value = Number(text)
  return text === '' || !Number.isFinite(value) ? undefined : value
}

function oneOf<T extends string>(text: string, allowed: readonly T[], fallback: T): T {
  return allowed.find((one) => one === text) ?? fallback
}
