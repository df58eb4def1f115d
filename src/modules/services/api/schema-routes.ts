import { z } from 'zod'
import { json } from '../../../platform/http/answer.ts'
import type { Route } from '../../../platform/http/route.ts'
import { definitionJsonSchema } from '../definition-file/schema.ts'

const DAY_SECONDS = 86_400

/** What a definition may say, for programs and editors that write one. */
export function schemaRoutes(): readonly Route[] {
  const schema = definitionJsonSchema()
  return [
    {
      method: 'GET',
      url: '/api/v1/layanan/skema.json',
      access: 'public',
      kind: 'api',
      schema: {
        summary: 'JSON Schema 2020-12 sebuah definisi layanan',
        tags: ['layanan'],
        response: { 200: z.record(z.string(), z.unknown()) },
      },
      handle: () =>
        json(schema, {
          headers: {
            'access-control-allow-origin': '*',
            'cache-control': `public, max-age=${DAY_SECONDS}`,
          },
        }),
    },
  ]
}
