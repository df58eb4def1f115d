import type { Refusal } from '../../../kernel/result.ts'
import { fieldText, type Req } from '../../../platform/http/route.ts'
import { RUAS_USULAN, type UsulanForm } from '../domain/usulan.ts'

/** Longest text a field of ours keeps; what is longer is refused by its own rule. */
const TYPED_MAX = 3_000

export function typed(req: Req, name: string): string {
  return fieldText(req.form, name).slice(0, TYPED_MAX)
}

export function asked(req: Req, name: string): string {
  return fieldText(req.query, name).trim().slice(0, 200)
}

export function param(req: Req, name: string): string {
  return (req.params[name] ?? '').slice(0, 100)
}

/** A refused form: what is wrong, and everything that was typed. */
export type Refused = Readonly<{
  refusals: readonly Refusal[]
  typed: Readonly<Record<string, string>>
}>
export const NOTHING: Refused = { refusals: [], typed: {} }

/** Every text of a form, to be shown again. */
export function textsOf(req: Req): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(req.form).map((name) => [name, typed(req, name)]))
}

export function usulanForm(req: Req): UsulanForm {
  return Object.fromEntries(RUAS_USULAN.map((name) => [name, typed(req, name)])) as UsulanForm
}

/** The photo that was sent with a form. */
export function photoOf(req: Req): Uint8Array | undefined {
  const file = req.files.find(({ bytes }) => bytes.length > 0)
  return file?.bytes
}

/** A query of what is not empty. */
export function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const params = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))
  const text = params.toString()
  return text === '' ? path : `${path}?${text}`
}
