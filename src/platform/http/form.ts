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

/** A required line of text, trimmed; length in characters. */
export function requiredText(
  label: string,
  lengthMax: number,
  lengthMin = 1,
): z.ZodType<string, string> {
  const tooShort =
    lengthMin === 1 ? `Isi ${label}.` : `Isi ${label}, paling sedikit ${lengthMin} huruf.`
  return z
    .string({ error: `Isi ${label}.` })
    .trim()
    .min(lengthMin, tooShort)
    .max(lengthMax, `Singkatkan ${label} menjadi paling banyak ${lengthMax} huruf.`)
}

export function optionalText(
  label: string,
  lengthMax: number,
): z.ZodType<string, string | undefined> {
  return z
    .string()
    .trim()
    .max(lengthMax, `Singkatkan ${label} menjadi paling banyak ${lengthMax} huruf.`)
    .default('')
}
