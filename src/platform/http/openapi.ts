import { createHash } from 'node:crypto'
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Refusal } from '../../kernel/result.ts'
import type { Route } from './route.ts'

/** Every refusal of the API, as RFC 9457 with our reasons. */
export const ProblemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  refusals: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        field: z.string().optional(),
        law: z.string().optional(),
      }),
    )
    .optional(),
})

type OpenApiOptions = Readonly<{ baseUrl: string; version: string }>

/** Collect the schemas of routes that follow; routes without one are not part of our API. */
export async function collectSchemas(
  app: FastifyInstance,
  { baseUrl, version }: OpenApiOptions,
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Pendopo',
        version,
        description:
          'API laporan warga dan layanan publik. Bacaan katalog dan laporan terbuka untuk siapa pun; kiriman laporan memakai kunci program, permohonan memakai sesi pemohon sendiri. Penolakan mengikuti RFC 9457, dengan setiap alasan dan isiannya di `refusals`.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: baseUrl }],
      components: {
        securitySchemes: {
          kunci: { type: 'http', scheme: 'bearer', description: 'Kunci program (pdp_…)' },
        },
      },
    },
    transform: (input) => {
      const { route } = (input.route.config ?? {}) as { route?: Route }
      if (route?.schema === undefined) return { schema: { hide: true }, url: input.url }
      return jsonSchemaTransform(input)
    },
  })
}

/** What Fastify checks requests and answers by, and what the document is made of. */
export function fastifySchema(route: Route): object {
  const { summary, tags, params, query, body, response } = route.schema ?? {
    response: {},
    summary: '',
  }
  return {
    summary,
    ...(tags ? { tags } : {}),
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    ...(route.access === 'key' ? { security: [{ kunci: [] }] } : {}),
    response: { ...response, '4xx': ProblemSchema.describe('Ditolak, dengan alasannya') },
  }
}

const PATH = '/api/v1/openapi.json'

/** The document itself; it never changes while the program runs. */
export function serveDocument(app: FastifyInstance): void {
  let made: Readonly<{ body: string; etag: string }> | undefined
  app.get(PATH, (request, reply) => {
    made ??= makeDocument(app)
    reply.headers({
      etag: made.etag,
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
    if (request.headers['if-none-match'] === made.etag) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(made.body)
  })
}

type Contents = Record<string, unknown>
type Operation = { responses?: Record<string, { content?: Contents }> }

function makeDocument(app: FastifyInstance): Readonly<{ body: string; etag: string }> {
  const document = JSON.parse(JSON.stringify(app.swagger())) as {
    paths?: Record<string, Record<string, Operation>>
  }
  for (const path of Object.values(document.paths ?? {}))
    for (const operation of Object.values(path)) nameProblems(operation)
  const body = JSON.stringify(document)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  return { body, etag }
}

/** Refusals travel as problem+json, which the collector cannot be told per status. */
function nameProblems({ responses = {} }: Operation): void {
  for (const [status, response] of Object.entries(responses)) {
    const plain = response.content?.['application/json']
    if (!status.startsWith('4') || plain === undefined) continue
    response.content = { 'application/problem+json': plain }
  }
}

type Issue = Readonly<{ instancePath?: string; message?: string }>

/** What a schema found wrong with a request, each at its field. */
export function refusalsOf(validation: readonly Issue[] | undefined): readonly Refusal[] {
  return (validation ?? []).slice(0, 50).map(({ instancePath = '', message = '' }) => {
    const field = instancePath.replace(/^\//, '').replaceAll('/', '.').slice(0, 200)
    return { code: 'ISIAN_TIDAK_SAH', message, ...(field === '' ? {} : { field }) }
  })
}
