import type { Refusal } from '../../../kernel/result.ts'
import { readKeyset } from '../../../platform/http/keyset.ts'
import { fieldText, type Req } from '../../../platform/http/route.ts'
import type { Kunci } from '../store/konsultasi-store.ts'
import type { KunciMasukan } from '../store/masukan-store.ts'

/** Longest text a field of ours keeps; what is longer is refused by its own rule. */
const TYPED_MAX = 3_000

export function typed(req: Req, name: string): string {
  return fieldText(req.form, name).slice(0, TYPED_MAX)
}

export function asked(req: Req, name: string): string {
  return fieldText(req.query, name).trim().slice(0, 60)
}

export function kodeOf(req: Req): string {
  const kode = req.params.kode ?? ''
  return /^[a-z0-9]{6}$/.test(kode) ? kode : ''
}

/** A number in the address; 0, which nothing has, when it is none. */
export function urutOf(req: Req): number {
  const urut = req.params.urut ?? ''
  return /^[1-9]\d{0,7}$/.test(urut) ? Number(urut) : 0
}

/** An anchor in the address or a query; undefined when it is none. */
export function jangkarFrom(text: string | undefined): string | undefined {
  return /^b[1-9]\d{0,5}$/.test(text ?? '') ? text : undefined
}

/** The last row of the page before, from the address. */
export function afterOf(req: Req): Kunci | undefined {
  return readKeyset(asked(req, 'sesudah'))
}

/** The last input of the page before, from the address. */
export function afterMasukanOf(req: Req): KunciMasukan | undefined {
  const found = /^(\d{1,7})_(\d{1,7})$/.exec(asked(req, 'sesudah'))
  return found === null ? undefined : { bagian: Number(found[1]), urut: Number(found[2]) }
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
