import { afterFailure, type BreakerRules, RESTED } from '../../../kernel/breaker.ts'
import { HOUR_MS, MINUTE_MS } from '../../../kernel/date.ts'
import { createSeal } from '../../../platform/seal.ts'
import type { Deps } from '../deps.ts'
import { createOpen311Client, type Open311Client } from '../open311/client.ts'
import { findMitra, type Mitra, saveMitraHealth } from '../store/mitra-store.ts'
import type { ProgramExtras } from './program-extras.ts'

export type Calling = Pick<ProgramExtras, 'fetch' | 'sleep'>

const GALAT_MAX = 500
/** After the third failure in a row: five minutes of rest, doubled with each further one, six hours at most. */
const REST: BreakerRules = {
  failuresMax: 3,
  pauseMs: 5 * MINUTE_MS,
  pauseMaxMs: 6 * HOUR_MS,
}

/** Keys of partners, sealed for this one use. */
export function partnerSeal({ kit }: Pick<Deps, 'kit'>) {
  return createSeal(kit, 'kunci mitra')
}

export function openPartner(deps: Deps, mitra: Mitra, calling: Calling): Open311Client {
  return createOpen311Client({
    baseUrl: mitra.alamat,
    fetch: calling.fetch,
    sleep: calling.sleep,
    ...(mitra.kunciTersegel === null
      ? {}
      : { apiKey: partnerSeal(deps).open(mitra.kunciTersegel) }),
    ...(mitra.jurisdictionId === null ? {} : { jurisdictionId: mitra.jurisdictionId }),
  })
}

/** Outside any transaction: a failure must be remembered although the work it belonged to is undone. */
export async function notePartnerFailure(deps: Deps, kode: string, error: unknown): Promise<void> {
  const mitra = await findMitra(deps.kit.db, kode)
  if (mitra === undefined) return
  const galat = messageOf(error)
  await saveMitraHealth(deps.kit.db, kode, {
    ...afterFailure(mitra, deps.kit.now(), REST),
    galat,
    berhasilAt: null,
  })
}

export async function notePartnerSuccess(deps: Deps, kode: string): Promise<void> {
  await saveMitraHealth(deps.kit.db, kode, { ...RESTED, galat: null, berhasilAt: deps.kit.now() })
}

export function messageOf(error: unknown): string {
  const words = error instanceof Error ? error.message : 'tidak diketahui'
  return words.replaceAll('\u0000', '').slice(0, GALAT_MAX)
}
