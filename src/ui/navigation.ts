import { type Actor, grantsOf, type Role } from '../kernel/actor.ts'
import type { IconName } from './icon.tsx'
import type { UiMessages } from './messages/id.ts'

/** First page of everything staff may set. */
export const SETTINGS_HOME = '/kerja/pengaturan'

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
  { key: 'services', href: '/layanan', icon: 'berkas' },
  { key: 'report', href: '/lapor', icon: 'kamera' },
  { key: 'reports', href: '/laporan', icon: 'titik' },
  { key: 'budget', href: '/anggaran', icon: 'grafik' },
  { key: 'account', href: '/masuk', icon: 'orang' },
]

const HEADS: readonly Role[] = ['kepala-opd', 'camat', 'lurah', 'kades']
const LIAISON: readonly Role[] = ['penghubung-opd', ...HEADS]

/** Rooms of officers; a row is added when its room is built, so that no door leads nowhere. */
export const OFFICER_NAV: readonly NavItem[] = [
  { key: 'queue', href: '/kerja', icon: 'kerja' },
  {
    key: 'board',
    href: '/pimpinan',
    icon: 'grafik',
    roles: ['bupati', 'tapd', 'ppkd', 'inspektorat', 'kepala-opd', 'pa'],
  },
  {
    key: 'reports',
    href: '/kerja/laporan',
    icon: 'titik',
    roles: ['operator-aduan', 'petugas-lapangan', ...LIAISON, 'loket', 'bupati', 'inspektorat'],
  },
  {
    key: 'applications',
    href: '/kerja/permohonan',
    icon: 'berkas',
    roles: ['petugas-layanan', 'petugas-lapangan', 'loket', ...HEADS, 'bupati'],
  },
  {
    key: 'designer',
    href: '/kerja/perancang',
    icon: 'gerigi',
    roles: ['perancang-layanan'],
  },
  {
    key: 'comments',
    href: '/kerja/komentar',
    icon: 'usul',
    roles: ['operator-aduan', ...LIAISON],
  },
  { key: 'field', href: '/kerja/lapangan', icon: 'kamera', roles: ['petugas-lapangan'] },
  {
    key: 'inspections',
    href: '/kerja/periksa-ulang',
    icon: 'mata',
    roles: ['inspektorat', 'operator-aduan'],
  },
  {
    key: 'counter',
    href: '/kerja/loket',
    icon: 'orang',
    roles: ['loket', 'operator-aduan', 'kades', 'lurah', 'camat'],
  },
  {
    key: 'surveys',
    href: '/kerja/survei',
    icon: 'usul',
    roles: ['walidata', 'perencana', 'loket', 'petugas-layanan'],
  },
  {
    key: 'opinions',
    href: '/kerja/pendapat',
    icon: 'usul',
    roles: ['walidata', 'perencana'],
  },
  {
    key: 'votes',
    href: '/kerja/pemungutan-suara',
    icon: 'usul',
    roles: ['perencana', 'camat', 'lurah', 'kades', 'inspektorat'],
  },
  {
    key: 'consultations',
    href: '/kerja/konsultasi',
    icon: 'dokumen',
    roles: ['penghubung-opd', 'kepala-opd', 'perencana'],
  },
  {
    key: 'forums',
    href: '/kerja/forum',
    icon: 'usul',
    roles: ['operator-aduan', 'admin', 'inspektorat'],
  },
  {
    key: 'satisfaction',
    href: '/kerja/skm',
    icon: 'grafik',
    roles: [...HEADS, 'loket', 'petugas-layanan'],
  },
  {
    key: 'payments',
    href: '/kerja/pembayaran',
    icon: 'uang',
    roles: ['loket', 'bendahara'],
  },
  {
    key: 'treasury',
    href: '/kerja/perbendaharaan',
    icon: 'uang',
    roles: [
      'bendahara',
      'pptk',
      'ppk-skpd',
      'pa',
      'kpa',
      'bud',
      'ppkd',
      'bendahara-penerimaan',
      'inspektorat',
      'akuntansi',
    ],
  },
  {
    key: 'letters',
    href: '/kerja/surat',
    icon: 'dokumen',
    roles: ['petugas-layanan', 'kades', 'lurah', 'camat', 'kepala-opd', 'inspektorat', 'bupati'],
  },
  {
    key: 'counterQueue',
    href: '/kerja/antrean',
    icon: 'jam',
    roles: ['loket', 'petugas-layanan'],
  },
  {
    key: 'budget',
    href: '/kerja/anggaran',
    icon: 'uang',
    roles: [
      'perencana',
      'tapd',
      'ppkd',
      'pa',
      'kpa',
      'pptk',
      'ppk-skpd',
      'bud',
      'akuntansi',
      'bendahara',
      'dprd',
      'inspektorat',
      'bupati',
    ],
  },
  {
    key: 'accounting',
    href: '/kerja/akuntansi',
    icon: 'grafik',
    roles: [
      'akuntansi',
      'ppkd',
      'bud',
      'tapd',
      'aset',
      'inspektorat',
      'bupati',
      'ppk-skpd',
      'pa',
      'kpa',
      'bendahara',
      'bendahara-penerimaan',
      'pengurus-barang',
    ],
  },
  {
    key: 'musrenbang',
    href: '/kerja/musrenbang',
    icon: 'usul',
    roles: ['rt', 'kades', 'lurah', 'camat', 'kepala-opd', 'penghubung-opd', 'perencana', 'dprd'],
  },
  {
    key: 'planning',
    href: '/kerja/perencanaan',
    icon: 'pohon',
    roles: ['perencana', 'tapd', 'bupati', 'dprd', 'inspektorat'],
  },
  {
    key: 'assets',
    href: '/kerja/aset',
    icon: 'bangunan',
    roles: ['pengurus-barang', 'aset', 'akuntansi', 'inspektorat', 'ppkd', 'bupati'],
  },
  {
    key: 'codes',
    href: '/kerja/kode',
    icon: 'berkas',
    roles: ['perencana', 'tapd', 'ppkd', 'bud', 'akuntansi', 'aset', 'inspektorat'],
  },
  {
    key: 'exchange',
    href: '/kerja/pertukaran',
    icon: 'berkas',
    roles: ['akuntansi', 'ppkd', 'bud', 'inspektorat'],
  },
  { key: 'queueSettings', href: `${SETTINGS_HOME}/antrean`, icon: 'jam', roles: HEADS },
  {
    key: 'settings',
    href: SETTINGS_HOME,
    icon: 'gerigi',
    roles: ['admin', 'operator-aduan'],
  },
  { key: 'users', href: `${SETTINGS_HOME}/pengguna`, icon: 'orang', roles: ['admin'] },
  { key: 'channels', href: `${SETTINGS_HOME}/kanal`, icon: 'titik', roles: ['admin'] },
]

/** The doors this actor may use. */
export function officerNav(actor: Actor): readonly NavItem[] {
  const held = grantsOf(actor).map((grant) => grant.role)
  return OFFICER_NAV.filter(
    (item) => item.roles === undefined || item.roles.some((role) => held.includes(role)),
  )
}
