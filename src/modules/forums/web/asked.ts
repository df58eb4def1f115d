import type { Refusal } from '../../../kernel/result.ts'
import { readKeyset, writeKeyset } from '../../../platform/http/keyset.ts'
import { fieldText, type Req } from '../../../platform/http/route.ts'
import type { Deps } from '../deps.ts'
import { type Alamat, findTopik, type Kunci, type Topik } from '../store/forum-store.ts'

/** Rows on a page of topics and cases, and posts on a page of a topic. */
export const SHOWN = 20

/** Longest text a field keeps; what is longer is refused by its own rule. */
const TYPED_MAX = 6_000

export function typed(req: Req, name: string): string {
  return fieldText(req.form, name).slice(0, TYPED_MAX)
}

const KODE = /^[a-z0-9-]{3,40}$/
const NOMOR = /^[1-9]\d{0,5}$/

/** Code of a forum in an address; undefined for anything that can be none, so that no query is made of it. */
export function kodeOf(req: Req): string | undefined {
  const kode = req.params.kode ?? ''
  return KODE.test(kode) ? kode : undefined
}

/** A number of topic or post in an address or a field. */
export function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && NOMOR.test(text) ? Number(text) : undefined
}

export function alamatOf(req: Req): Alamat | undefined {
  const [kode, nomor] = [kodeOf(req), numberOf(req.params.topik)]
  return kode === undefined || nomor === undefined ? undefined : { kode, nomor }
}

export async function topikOf({ kit }: Pick<Deps, 'kit'>, req: Req): Promise<Topik | undefined> {
  const alamat = alamatOf(req)
  return alamat && findTopik(kit.db, alamat)
}

/** The last row of the page before, from the address. */
export function afterOf(req: Req): Kunci | undefined {
  return readKeyset(fieldText(req.query, 'sesudah'))
}

/** One page of what was found, and the address of the next. */
export function pageOf<Row>(
  found: readonly Row[],
  path: string,
  keyOf: (row: Row) => Kunci,
): Readonly<{ rows: readonly Row[]; nextHref: string | undefined }> {
  const rows = found.slice(0, SHOWN)
  const last = rows.at(-1)
  const key = found.length > SHOWN && last !== undefined ? keyOf(last) : undefined
  return { rows, nextHref: key && `${path}?sesudah=${writeKeyset(key)}` }
}

/** What a refused form is shown again with. */
export type Refused = Readonly<{ refusals: readonly Refusal[] }>
export const NOTHING: Refused = { refusals: [] }

export const statusOf = ({ refusals }: Refused) => (refusals.length > 0 ? 422 : 200)

export const topikPath = ({ forumKode, nomor }: Pick<Topik, 'forumKode' | 'nomor'>) =>
  `/forum/${forumKode}/${nomor}`
