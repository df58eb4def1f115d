/**
 * Three outcomes, three mechanisms: a refusal is a value (this file), a failure is an exception that
 * only the edge catches, a bug is an assertion. See docs/adr/0007.
 */
export type Refusal = Readonly<{
  /** Stable code from a module's catalogue, SCREAMING_SNAKE. Programs depend on it. */
  code: string
  /** A clear Indonesian sentence: what is wrong and how to mend it. */
  message: string
  /** Name of the form field it belongs to; absent when the whole request is refused. */
  field?: string
  /** Row id of docs/law/register.csv when a rule of law is the reason. */
  law?: string
}>

export type Ok<T> = Readonly<{ ok: true; value: T }>
export type Refused = Readonly<{ ok: false; refusals: readonly Refusal[] }>
export type Result<T> = Ok<T> | Refused

export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

/** Refuse with every reason at once, so that nobody mends a form one error at a time. */
export function refuse(refusals: Refusal | readonly Refusal[]): Refused {
  return { ok: false, refusals: 'code' in refusals ? [refusals] : refusals }
}
