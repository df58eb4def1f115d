import { z } from 'zod'
import type { Refusal, Result } from '../../kernel/result.ts'
import { ok } from '../../kernel/result.ts'
import type { Fields } from './route.ts'

// Zod's own Indonesian sentences, for whatever a schema does not word itself.
z.config(z.locales.id())

/**
 * Parse a form once at the edge. Every problem comes back with the name of its field, all at once.
 * Schemas word their own messages; what they leave out is Zod's Indonesian.
 */
export function parseForm<T>(schema: z.ZodType<T>, form: Fields): Result<T> {
  const parsed = schema.safeParse(form)
  if (parsed.success) return ok(parsed.data)
  return { ok: false, refusals: parsed.error.issues.map(toRefusal) }
}

function toRefusal(issue: z.core.$ZodIssue): Refusal {
  const field = issue.path.join('.')
  return { code: 'ISIAN_TIDAK_SAH', message: issue.message, ...(field === '' ? {} : { field }) }
}
