import { z } from 'zod'
import type { Instant } from '../../../kernel/date.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { allOf, lastOf, type RawFields } from './fields.ts'
import { isCode, W3C_MESSAGE } from './request-query.ts'
import { UPDATE_STATUSES, type UpdateStatus } from './types.ts'
import { parseW3cDatetime } from './w3c-datetime.ts'

/** Forms of the two POSTs. Unknown fields are ignored: clients send many of their own. */
export const FORM_LIMITS = {
  descriptionChars: 4_000,
  attributes: 100,
  valuesPerAttribute: 50,
  valueChars: 4_000,
  mediaUrls: 10,
}

export type PostRequest = Readonly<{
  serviceCode: string
  location: PostLocation
  /** Answers by attribute code; a single answer is a list of one. */
  attributes: Readonly<Record<string, readonly string[]>>
  description: string
  mediaUrls: readonly string[]
  contact: PostContact
  deviceId?: string
  accountId?: string
}>

/** At least one of the three is there. */
export type PostLocation = Readonly<{
  point?: Readonly<{ lat: number; long: number }>
  addressString?: string
  addressId?: string
}>

export type PostContact = Readonly<{
  email?: string
  phone?: string
  firstName?: string
  lastName?: string
}>

const text = (lengthMax: number) =>
  z.string().max(lengthMax, `Singkatkan menjadi paling banyak ${lengthMax} huruf.`)

const coordinate = (limit: number) =>
  z
    .string()
    .regex(
      /^[+-]?\d{1,3}(\.\d{1,15})?$/,
      'Tulis sebagai derajat desimal dengan titik, misalnya -7.447800.',
    )
    .transform(Number)
    .refine((degrees) => Math.abs(degrees) <= limit, `Nilai harus antara -${limit} dan ${limit}.`)

const mediaUrl = z
  .url({ protocol: /^https?$/, error: 'Tulis alamat gambar lengkap, diawali https://.' })
  .max(2_048, 'Alamat gambar terlalu panjang.')

const emailAddress = z.email('Periksa alamat surel.').max(254, 'Alamat surel terlalu panjang.')

const description = z
  .string()
  .max(
    FORM_LIMITS.descriptionChars,
    `Singkatkan uraian menjadi paling banyak ${FORM_LIMITS.descriptionChars} huruf.`,
  )
  .default('')

const PostSchema = z
  .object({
    service_code: z.string({ error: 'Sertakan service_code dari services.xml.' }),
    lat: coordinate(90).optional(),
    long: coordinate(180).optional(),
    address_string: text(500).optional(),
    address_id: text(64).optional(),
    description,
    email: emailAddress.optional(),
    phone: text(32).optional(),
    first_name: text(100).optional(),
    last_name: text(100).optional(),
    device_id: text(200).optional(),
    account_id: text(200).optional(),
    media_url: z
      .array(mediaUrl)
      .max(FORM_LIMITS.mediaUrls, `Kirim paling banyak ${FORM_LIMITS.mediaUrls} gambar.`),
  })
  .superRefine(({ lat, long, address_string, address_id }, context) => {
    if ((lat === undefined) !== (long === undefined)) {
      const path = lat === undefined ? 'lat' : 'long'
      context.addIssue({
        code: 'custom',
        path: [path],
        message: 'Kirim lat dan long bersama-sama.',
      })
    } else if (lat === undefined && address_string === undefined && address_id === undefined) {
      const message = 'Sertakan lokasi: lat dan long, atau address_string, atau address_id.'
      context.addIssue({ code: 'custom', path: ['lat'], message })
    }
  })

const TEXT_FIELDS = [
  'service_code',
  'lat',
  'long',
  'address_string',
  'address_id',
  'description',
  'email',
  'phone',
  'first_name',
  'last_name',
  'device_id',
  'account_id',
] as const

/**
 * POST requests.
 *
 * @param form urlencoded or multipart fields, repeated names as arrays
 * @refuses ISIAN_TIDAK_SAH per field, all at once; whether the service exists is for the caller
 */
export function parsePostRequest(form: RawFields): Result<PostRequest> {
  const attributes = parseAttributes(form)
  const fields = PostSchema.safeParse({
    ...pick(form, TEXT_FIELDS),
    media_url: mediaUrlsOf(form),
  })
  if (!fields.success || !attributes.ok) {
    const fromFields = fields.success ? [] : fields.error.issues.map(toRefusal)
    return refuse([...fromFields, ...(attributes.ok ? [] : attributes.refusals)])
  }
  return ok(toPostRequest(fields.data, attributes.value))
}

function toPostRequest(
  data: z.infer<typeof PostSchema>,
  attributes: PostRequest['attributes'],
): PostRequest {
  const { lat, long } = data
  return {
    serviceCode: data.service_code,
    location: {
      ...(lat === undefined || long === undefined ? {} : { point: { lat, long } }),
      ...given({ addressString: data.address_string, addressId: data.address_id }),
    },
    attributes,
    description: data.description,
    mediaUrls: data.media_url,
    contact: given({
      email: data.email,
      phone: data.phone,
      firstName: data.first_name,
      lastName: data.last_name,
    }),
    ...given({ deviceId: data.device_id, accountId: data.account_id }),
  }
}

/** The standard has one media_url; several come as repeated fields, some clients add brackets. */
function mediaUrlsOf(form: RawFields): readonly string[] {
  return [...new Set([...allOf(form, 'media_url'), ...allOf(form, 'media_url[]')])]
}

const ATTRIBUTE = /^attribute\[([^[\]]{1,64})\](?:\[\])?$/

/** `attribute[CODE]=v`, and `attribute[CODE][]=v1&attribute[CODE][]=v2` for several answers. */
function parseAttributes(form: RawFields): Result<PostRequest['attributes']> {
  const answers = new Map<string, readonly string[]>()
  const refusals: Refusal[] = []
  for (const name of Object.keys(form)) {
    const code = ATTRIBUTE.exec(name)?.[1]
    if (code === undefined) continue
    const values = [...(answers.get(code) ?? []), ...allOf(form, name)]
    if (values.length > FORM_LIMITS.valuesPerAttribute) {
      refusals.push(
        badField(name, `Pilih paling banyak ${FORM_LIMITS.valuesPerAttribute} jawaban.`),
      )
    }
    if (values.some((value) => value.length > FORM_LIMITS.valueChars)) {
      refusals.push(badField(name, `Jawaban paling panjang ${FORM_LIMITS.valueChars} huruf.`))
    }
    if (values.length > 0) answers.set(code, values)
  }
  if (answers.size > FORM_LIMITS.attributes) {
    refusals.push(badField('attribute', `Kirim paling banyak ${FORM_LIMITS.attributes} jawaban.`))
  }
  return refusals.length > 0 ? refuse(refusals) : ok(Object.fromEntries(answers))
}

export type PostUpdate = Readonly<{
  updateId: string
  serviceRequestId: string
  status: UpdateStatus
  updatedAt: Instant
  description: string
  mediaUrls: readonly string[]
  contact: PostContact
}>

const UpdateSchema = z.object({
  update_id: text(64).refine(isCode, 'Tulis update_id tanpa spasi, paling panjang 64 huruf.'),
  service_request_id: z.string({ error: 'Sertakan service_request_id.' }),
  status: z.enum(UPDATE_STATUSES, { error: `Pilih salah satu: ${UPDATE_STATUSES.join(', ')}.` }),
  updated_datetime: z.string({ error: W3C_MESSAGE }).transform((value, context) => {
    const at = parseW3cDatetime(value)
    if (at !== undefined) return at
    context.addIssue({ code: 'custom', message: W3C_MESSAGE })
    return z.NEVER
  }),
  description,
  email: emailAddress.optional(),
  phone: text(32).optional(),
  first_name: text(100).optional(),
  last_name: text(100).optional(),
  media_url: z
    .array(mediaUrl)
    .max(FORM_LIMITS.mediaUrls, `Kirim paling banyak ${FORM_LIMITS.mediaUrls} gambar.`),
})

const UPDATE_FIELDS = [
  'service_request_id',
  'updated_datetime',
  'description',
  'email',
  'phone',
  'first_name',
  'last_name',
] as const

/**
 * POST servicerequestupdates. Older clients name their id `update_id_ext`.
 *
 * @refuses ISIAN_TIDAK_SAH per field, all at once
 */
export function parsePostUpdate(form: RawFields): Result<PostUpdate> {
  const parsed = UpdateSchema.safeParse({
    ...pick(form, UPDATE_FIELDS),
    update_id: lastOf(form, 'update_id') ?? lastOf(form, 'update_id_ext') ?? '',
    status: lastOf(form, 'status')?.toUpperCase(),
    media_url: mediaUrlsOf(form),
  })
  if (!parsed.success) return refuse(parsed.error.issues.map(toRefusal))
  const { data } = parsed
  return ok({
    updateId: data.update_id,
    serviceRequestId: data.service_request_id,
    status: data.status,
    updatedAt: data.updated_datetime,
    description: data.description,
    mediaUrls: data.media_url,
    contact: given({
      email: data.email,
      phone: data.phone,
      firstName: data.first_name,
      lastName: data.last_name,
    }),
  })
}

function pick(form: RawFields, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = lastOf(form, name)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

type Given<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

/** The record without fields that are undefined, as exact optional properties want it. */
function given<T extends Record<string, string | undefined>>(fields: T): Given<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Given<T>
}

function toRefusal(issue: z.core.$ZodIssue): Refusal {
  return badField(String(issue.path[0] ?? ''), issue.message)
}

function badField(field: string, message: string): Refusal {
  return field === ''
    ? { code: 'ISIAN_TIDAK_SAH', message }
    : { code: 'ISIAN_TIDAK_SAH', message, field: field.slice(0, 100) }
}
