import type { Env } from '../../env.ts'
import type { Kit } from '../../platform/kit.ts'
import type { SafeFetch } from '../../platform/net/safe-fetch.ts'
import type { Outside, OutsideClient } from '../../platform/outside/index.ts'
import type { Audit } from '../audit/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { Reference } from '../reference/index.ts'
import type { ValueBox } from './actions/value-box.ts'
import type { Sistem } from './domain/register.ts'

export type Needs = Readonly<{
  audit: Audit
  reference: Reference
  notifications: Notifications
  outside: Outside
  env: Pick<
    Env,
    'DUKCAPIL_URL' | 'DUKCAPIL_USER' | 'DUKCAPIL_KEY' | 'DUKCAPIL_QUOTA' | 'OSS_URL' | 'OSS_KEY'
  >
  /** Embedded stand-ins, where the demo has no address of the real ones. */
  standIns: Readonly<Partial<Record<Sistem, SafeFetch>>>
}>

/** What every action of this module is given. */
export type Deps = Pick<Needs, 'audit' | 'reference' | 'notifications' | 'env'> &
  Readonly<{
    kit: Kit
    box: ValueBox
    clients: Readonly<Record<Sistem, OutsideClient>>
    allowance: Allowance
  }>

/** Who may still ask today. */
export type Allowance = Readonly<{
  mayAsk: (sistem: Sistem, askedBy: string | undefined) => Promise<boolean>
  /** The register itself said that its number for today is used up. */
  noteExhausted: (sistem: Sistem) => void
}>
