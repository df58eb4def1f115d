import type {
  Attribute,
  Discovery,
  DiscoveryEndpoint,
  ErrorItem,
  PostedRequest,
  RequestUpdate,
  Scalar,
  Service,
  ServiceDefinition,
  ServiceRequest,
  TokenAnswer,
} from './types.ts'

/**
 * Every answer as one small tree, from which XML and JSON are both written: the standard defines
 * its JSON as a mechanical mapping of the XML (the Spark convention), so the two cannot drift
 * apart.
 */
export type Node =
  | Readonly<{ kind: 'leaf'; name: string; value: Scalar }>
  | Readonly<{ kind: 'record'; name: string; fields: readonly Node[] }>
  /** A container such as `services`, whose children all have the same name. */
  | Readonly<{ kind: 'list'; name: string; items: readonly Node[] }>

type Optional = Scalar | undefined

const leaf = (name: string, value: Optional): Node => ({ kind: 'leaf', name, value: value ?? null })
const record = (name: string, fields: readonly Node[]): Node => ({ kind: 'record', name, fields })
const list = (name: string, items: readonly Node[]): Node => ({ kind: 'list', name, items })

function leaves(fields: Readonly<Record<string, Optional>>): readonly Node[] {
  return Object.entries(fields).map(([name, value]) => leaf(name, value))
}

/** Leaves for the fields that are there: for extensions, which plain clients do not expect. */
function present(fields: Readonly<Record<string, Optional>>): readonly Node[] {
  return leaves(fields).filter((node) => node.kind === 'leaf' && node.value !== null)
}

export function servicesTree(services: readonly Service[]): Node {
  return list('services', services.map(serviceNode))
}

function serviceNode(service: Service): Node {
  const { service_code, service_name, description, metadata, type, group } = service
  const keywords = service.keywords.join(',')
  const fields = { service_code, service_name, description, metadata, type, keywords, group }
  return record('service', leaves(fields))
}

export function definitionTree(definition: ServiceDefinition): Node {
  return record('service_definition', [
    leaf('service_code', definition.service_code),
    list('attributes', definition.attributes.map(attributeNode)),
  ])
}

function attributeNode(attribute: Attribute): Node {
  const { values, ...fields } = attribute
  return record('attribute', [
    ...leaves(fields),
    list(
      'values',
      values.map((value) => record('value', leaves(value))),
    ),
  ])
}

/**
 * @param withExtensions `extensions=true` was asked: attributes, extended_attributes and notes
 * follow
 */
export function requestsTree(requests: readonly ServiceRequest[], withExtensions = false): Node {
  return list(
    'service_requests',
    requests.map((request) => requestNode(request, withExtensions)),
  )
}

function requestNode(request: ServiceRequest, withExtensions: boolean): Node {
  const fields = leaves({
    service_request_id: request.service_request_id,
    status: request.status,
    status_notes: request.status_notes,
    service_name: request.service_name,
    service_code: request.service_code,
    description: request.description,
    agency_responsible: request.agency_responsible,
    service_notice: request.service_notice,
    requested_datetime: request.requested_datetime,
    updated_datetime: request.updated_datetime,
    expected_datetime: request.expected_datetime,
    address: request.address,
    address_id: request.address_id,
    zipcode: request.zipcode,
    lat: request.lat,
    long: request.long,
    media_url: request.media_url,
  })
  return record('request', withExtensions ? [...fields, ...extensionNodes(request)] : fields)
}

function extensionNodes(request: ServiceRequest): readonly Node[] {
  const { attributes = [], extended_attributes = {}, notes = [] } = request
  return [
    list(
      'attributes',
      attributes.map((attribute) => record('attribute', leaves(attribute))),
    ),
    record('extended_attributes', leaves(extended_attributes)),
    list(
      'notes',
      notes.map((note) => record('note', leaves(note))),
    ),
  ]
}

export function postedTree(posted: PostedRequest): Node {
  const { service_request_id, token, service_notice, account_id } = posted
  // The standard forbids an id beside a token, so an absent one is left out rather than sent empty.
  const ids = present({ service_request_id, token })
  return list('service_requests', [
    record('request', [...ids, ...leaves({ service_notice, account_id })]),
  ])
}

export function tokenTree(answer: TokenAnswer): Node {
  const { service_request_id, token } = answer
  return list('service_requests', [record('request', leaves({ service_request_id, token }))])
}

export function errorsTree(errors: readonly ErrorItem[]): Node {
  return list(
    'errors',
    errors.map((error) => record('error', leaves(error))),
  )
}

export function discoveryTree(discovery: Discovery): Node {
  const { changeset, contact, key_service, endpoints } = discovery
  return record('discovery', [
    ...leaves({ changeset, contact, key_service }),
    list('endpoints', endpoints.map(endpointNode)),
  ])
}

function endpointNode({ formats, ...fields }: DiscoveryEndpoint): Node {
  return record('endpoint', [
    ...leaves(fields),
    list(
      'formats',
      formats.map((format) => leaf('format', format)),
    ),
  ])
}

export function updatesTree(updates: readonly RequestUpdate[]): Node {
  return list('service_request_updates', updates.map(updateNode))
}

function updateNode(update: RequestUpdate): Node {
  const { update_id, service_request_id, status, updated_datetime, description, media_url } = update
  const { external_status_code, customer_reference, extras } = update
  return record('request_update', [
    ...leaves({ update_id, service_request_id, status, updated_datetime, description, media_url }),
    ...present({ external_status_code, customer_reference }),
    ...(extras === undefined ? [] : [record('extras', leaves(extras))]),
  ])
}

/** Answer to a POST of servicerequestupdates. */
export function postedUpdateTree(
  posted: Readonly<{ update_id: string; account_id?: string }>,
): Node {
  const { update_id, account_id } = posted
  return list('service_request_updates', [
    record('request_update', [leaf('update_id', update_id), ...present({ account_id })]),
  ])
}
