import { type Actor, grantsOf, type Role } from '../kernel/actor.ts'
import type { IconName } from './icon.tsx'
import type { UiMessages } from './messages/id.ts'

export type NavKey = keyof UiMessages['nav']

/** One door of the house; a module that adds a page adds a row here. */
export type NavItem = Readonly<{
  key: NavKey
  href: string
  icon: IconName
  roles?: readonly Role[]
}>

export const CITIZEN_NAV: readonly NavItem[] = [
  { key: 'home', href: '/', icon: 'rumah' },
  { key: 'reports', href: '/laporan', icon: 'titik' },
  { key: 'report', href: '/lapor', icon: 'kamera' },
  { key: 'status', href: '/status', icon: 'jam' },
  { key: 'account', href: '/masuk', icon: 'orang' },
]

export const OFFICER_NAV: readonly NavItem[] = [
  { key: 'reports', href: '/laporan', icon: 'titik' },
  {
    key: 'counter',
    href: '/kerja/loket',
    icon: 'orang',
    roles: ['loket', 'operator-aduan', 'kades', 'lurah', 'camat'],
  },
]

/** The doors this actor may use. */
export function officerNav(actor: Actor): readonly NavItem[] {
  const held = grantsOf(actor).map((grant) => grant.role)
  return OFFICER_NAV.filter(
    (item) => item.roles === undefined || item.roles.some((role) => held.includes(role)),
  )
}
