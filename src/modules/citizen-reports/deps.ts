import type { Env } from '../../env.ts'
import type { Kit } from '../../platform/kit.ts'
import type { Audit } from '../audit/index.ts'
import type { Identity } from '../identity/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { PublicLog } from '../public-log/index.ts'
import type { Reference } from '../reference/index.ts'
import type { KatalogKeeper } from './actions/katalog.ts'
import type { Pengarah } from './actions/suggest-routing.ts'

type FindBarang = (label: string) => Promise<Readonly<{ label: string; nama: string }> | undefined>

export type Needs = Readonly<{
  audit: Audit
  publicLog: PublicLog
  reference: Reference
  notifications: Notifications
  identity: Identity
  /** The thing of the region behind a label; undefined when there is none. */
  findBarang?: FindBarang
  env: Pick<
    Env,
    | 'CHANNEL_KEY'
    | 'VAPID_PUBLIC_KEY'
    | 'VAPID_PRIVATE_KEY'
    | 'WHATSAPP_MEDIA_URL'
    | 'PRIVATE_HOSTS'
    | 'SMS_URL'
    | 'WHATSAPP_URL'
    | 'SMTP_URL'
  >
}>

/** What every action of this module is given. */
export type Deps = Needs & Readonly<{ kit: Kit; katalog: KatalogKeeper; pengarah: Pengarah }>
