import type { Result } from './result.ts'

/**
 * Tie every refusal of a parser to the form field the text came from. Parsers of the kernel know
 * nothing of forms: `atField('nik', parseNik(form.nik, { today }))`.
 *
 * @param field name of the form field
 * @returns the same result; refusals now carry the field
 */
export function atField<T>(field: string, result: Result<T>): Result<T> {
  if (result.ok) return result
  return { ok: false, refusals: result.refusals.map((refusal) => ({ ...refusal, field })) }
}
