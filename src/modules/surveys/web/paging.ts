import { readKeyset } from '../../../platform/http/keyset.ts'
import { fieldText, type Req } from '../../../platform/http/route.ts'
import type { Kunci, SurveiBaris } from '../store/survei-store.ts'

export const SHOWN = 30

/** The last row of the page before, from the address. */
export function afterOf(req: Req): Kunci | undefined {
  const key = readKeyset(fieldText(req.query, 'sesudah'))
  return key && { urut: key.at, id: key.id }
}

/** One page of what was found, and the address of the next. */
export function pageOf(
  found: readonly SurveiBaris[],
  path: string,
): Readonly<{ rows: readonly SurveiBaris[]; nextHref: string | undefined }> {
  const rows = found.slice(0, SHOWN)
  const last = found.length > SHOWN ? rows.at(-1) : undefined
  const nextHref = last && `${path}?sesudah=${last.urut.getTime()}_${last.id}`
  return { rows, nextHref }
}
