import { HOUR_MS, MINUTE_MS } from '../../../kernel/date.ts'
import type { Limiter } from '../../../platform/http/limiter.ts'
import { createLimiter } from '../../../platform/http/limiter.ts'
import type { ApiKeys } from '../actions/api-keys.ts'
import type { Deps } from '../deps.ts'
import type { KunciApi, Lingkup } from '../store/program-store.ts'

export type Gate =
  | Readonly<{ kind: 'open'; key: KunciApi }>
  | Readonly<{ kind: 'missing' | 'wrong' }>
  | Readonly<{ kind: 'wait'; seconds: number }>

export type KeyGate = (kunci: string, lingkup: Lingkup) => Promise<Gate>

export const KEY_CALLS_PER_MINUTE = 60
export const EXPORTS_PER_HOUR = 3

/** Who calls, by key; each key may write sixty times a minute. */
export function createKeyGate(deps: Pick<Deps, 'kit'>, keys: Pick<ApiKeys, 'find'>): KeyGate {
  const limiter = createLimiter({
    limit: KEY_CALLS_PER_MINUTE,
    windowMs: MINUTE_MS,
    now: () => deps.kit.now().getTime(),
  })
  return async (kunci, lingkup) => {
    if (kunci === '') return { kind: 'missing' }
    const key = await keys.find(kunci, lingkup)
    if (key === undefined) return { kind: 'wrong' }
    const seconds = limiter.hit(key.id)
    return seconds > 0 ? { kind: 'wait', seconds } : { kind: 'open', key }
  }
}

/** Whole-table exports are heavy: three an hour for each address. */
export function createExportLimiter(deps: Pick<Deps, 'kit'>): Limiter {
  return createLimiter({
    limit: EXPORTS_PER_HOUR,
    windowMs: HOUR_MS,
    now: () => deps.kit.now().getTime(),
  })
}
