import type { Env } from '../../env.ts'
import type { Kit } from '../../platform/kit.ts'
import type { SafeFetch } from '../../platform/net/safe-fetch.ts'
import type { Outside, OutsideClient } from '../../platform/outside/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { Reference } from '../reference/index.ts'

/** Pay as a payer's bank would: only where the demo plays the gateway itself. */
export type Simulate = (
  payment: Readonly<{ code: string; amount: string; method: 'qris' | 'va' }>,
) => Promise<unknown>

export type Needs = Readonly<{
  audit: Audit
  reference: Reference
  notifications: Notifications
  outside: Outside
  env: Pick<Env, 'PAYMENT_URL'>
  /** Shared with the gateway; undefined takes no messages. */
  gatewayKey: string | undefined
  standIn?: Readonly<{ fetch: SafeFetch; simulate: Simulate }>
}>

/** What every action of this module is given. */
export type Deps = Pick<Needs, 'audit' | 'reference' | 'notifications' | 'gatewayKey'> &
  Readonly<{ kit: Kit; gateway: OutsideClient; simulate: Simulate | undefined }>
