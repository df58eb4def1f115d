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
  { key: 'statistics', href: '/laporan/statistik', icon: 'grafik' },
  { key: 'account', href: '/akun', icon: 'orang' },
]

const COUNTER: readonly Role[] = ['loket', 'operator-aduan', 'kades', 'lurah', 'camat', 'rt']

export const OFFICER_NAV: readonly NavItem[] = [
  { key: 'queue', href: '/kerja/laporan', icon: 'berkas' },
  { key: 'field', href: '/kerja/lapangan', icon: 'kamera', roles: ['petugas-lapangan'] },
  { key: 'counter', href: '/kerja/loket', icon: 'orang', roles: COUNTER },
  { key: 'board', href: '/laporan/statistik', icon: 'grafik' },
  { key: 'settings', href: '/kerja/pengaturan', icon: 'gerigi' },
]

/** The doors this actor may use. */
export function officerNav(actor: Actor): readonly NavItem[] {
  const held = grantsOf(actor).map((grant) => grant.role)
  return OFFICER_NAV.filter(
    (item) => item.roles === undefined || item.roles.some((role) => held.includes(role)),
  )
}
