/**
 * Records of Open311 GeoReport v2 and of the extensions we speak. The field names are the
 * standard's own, because outside programs depend on them. Every code and id is text, also where
 * the standard's examples print 001 as a number: that is not even valid JSON.
 */
export type Service = Readonly<{
  service_code: string
  service_name: string
  description: string
  /** True when the service asks extra questions (see ServiceDefinition). */
  metadata: boolean
  type: 'realtime' | 'batch' | 'blackbox'
  keywords: readonly string[]
  group: string
}>

export type AttributeDatatype =
  | 'string'
  | 'number'
  | 'datetime'
  | 'text'
  | 'singlevaluelist'
  | 'multivaluelist'

export type AttributeValue = Readonly<{ key: string; name: string }>

export type Attribute = Readonly<{
  /** False for a text that is only shown. */
  variable: boolean
  code: string
  datatype: AttributeDatatype
  required: boolean
  datatype_description: string
  /** 1 is shown first. */
  order: number
  description: string
  values: readonly AttributeValue[]
}>

export type ServiceDefinition = Readonly<{
  service_code: string
  attributes: readonly Attribute[]
}>

export type RequestStatus = 'open' | 'closed'

/** Answer to an extra question, shown with `extensions=true`. */
export type RequestAttribute = Readonly<{
  label: string
  name: string
  value: string
  code: string
}>

/** One step of the public timeline, shown with `extensions=true`. */
export type RequestNote = Readonly<{ datetime: string; description: string; type: string }>

export type Scalar = string | number | boolean | null

/** Optional fields are answered empty when absent: some clients demand that the elements exist. */
export type ServiceRequest = Readonly<{
  service_request_id: string
  status: RequestStatus
  status_notes?: string
  service_name: string
  service_code: string
  description?: string
  agency_responsible?: string
  service_notice?: string
  /** W3C time with offset, like the two below. */
  requested_datetime: string
  updated_datetime: string
  expected_datetime?: string
  address?: string
  address_id?: string
  zipcode?: string
  lat?: number
  long?: number
  media_url?: string
  extended_attributes?: Readonly<Record<string, Scalar>>
  attributes?: readonly RequestAttribute[]
  notes?: readonly RequestNote[]
}>

/** Answer to a POST of a request: an id at once, or a token to ask with later. */
export type PostedRequest = Readonly<{
  service_request_id?: string
  token?: string
  service_notice?: string
  account_id?: string
}>

/** Answer to GET tokens/{token}: the id is absent while there is none yet. */
export type TokenAnswer = Readonly<{ token: string; service_request_id?: string }>

export type ErrorItem = Readonly<{ code: string; description: string }>

export type DiscoveryEndpoint = Readonly<{
  specification: string
  url: string
  changeset: string
  type: 'production' | 'test'
  formats: readonly string[]
}>

export type Discovery = Readonly<{
  changeset: string
  contact: string
  key_service: string
  endpoints: readonly DiscoveryEndpoint[]
}>

/** Statuses of the servicerequestupdates extension, as FixMyStreet sends and reads them. */
export const UPDATE_STATUSES = [
  'OPEN',
  'FIXED',
  'IN_PROGRESS',
  'ACTION_SCHEDULED',
  'INVESTIGATING',
  'DUPLICATE',
  'NOT_COUNCILS_RESPONSIBILITY',
  'NO_FURTHER_ACTION',
  'INTERNAL_REFERRAL',
  'FOR_TRIAGE',
  'CLOSED',
  'CANCELLED',
  'REOPEN',
] as const

export type UpdateStatus = (typeof UPDATE_STATUSES)[number]

export type RequestUpdate = Readonly<{
  update_id: string
  service_request_id: string
  status: UpdateStatus
  updated_datetime: string
  description?: string
  media_url?: string
  external_status_code?: string
  customer_reference?: string
  extras?: Readonly<Record<string, Scalar>>
}>
