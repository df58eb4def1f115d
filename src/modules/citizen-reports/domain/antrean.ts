import type { Actor, Role } from '../../../kernel/actor.ts'
import { grantsOf } from '../../../kernel/actor.ts'
import { KANAL, type Kanal, STATUS, type Status } from './laporan.ts'
import { SECRET_KEEPER } from './transitions.ts'

/** The ways officers look at their work. Each is an address, counted, and listed by what is due first. */
export const PANDANGAN = [
  'verifikasi',
  'disposisi',
  'unit',
  'saya',
  'lewat',
  'eskalasi',
  'validasi',
  'konfirmasi',
  'dibuka',
  'jeda',
  'koordinasi',
  'rahasia',
  'semua',
  'tutup',
] as const
export type Pandangan = (typeof PANDANGAN)[number]

const COORDINATOR: readonly Role[] = ['operator-aduan']
const LIAISON: readonly Role[] = ['penghubung-opd', 'kepala-opd', 'camat', 'lurah', 'kades']
const HEADS: readonly Role[] = ['kepala-opd', 'camat', 'lurah', 'kades']
const FIELD: readonly Role[] = ['petugas-lapangan', ...LIAISON]
/** Who answers for the region, not for one unit. */
const REGION_WIDE: readonly Role[] = [...COORDINATOR, 'bupati', 'loket', SECRET_KEEPER]

const SEEN_BY: Readonly<Record<Pandangan, readonly Role[]>> = {
  verifikasi: COORDINATOR,
  disposisi: COORDINATOR,
  unit: FIELD,
  saya: FIELD,
  lewat: [...COORDINATOR, ...FIELD, 'bupati'],
  eskalasi: [...COORDINATOR, ...HEADS, 'bupati'],
  validasi: [...COORDINATOR, ...LIAISON],
  konfirmasi: [...COORDINATOR, ...LIAISON],
  dibuka: [...COORDINATOR, ...LIAISON, 'bupati'],
  jeda: [...COORDINATOR, ...LIAISON],
  koordinasi: [...COORDINATOR, ...LIAISON],
  rahasia: [SECRET_KEEPER],
  semua: REGION_WIDE,
  tutup: COORDINATOR,
}

/** What a head is told of first, the coordinator two days later, the regent last. */
const ESCALATION_OF: Readonly<Partial<Record<Role, number>>> = { 'operator-aduan': 2, bupati: 3 }

/** Which cases an officer's queue is made of. */
export type Lingkup = Readonly<{
  accountId: string
  /** The whole region, or only the units below. */
  isRegionWide: boolean
  /** Units held in one's own right or acting for someone. */
  units: readonly string[]
  /** The lowest level of escalation that concerns this officer. */
  eskalasiMin: number
}>

/** Everything an actor's grants of today open, acting and delegated ones included. */
export function lingkupOf(actor: Actor): Lingkup {
  const grants = grantsOf(actor)
  const units = grants.flatMap(({ role, unitKode }) =>
    FIELD.includes(role) && unitKode !== undefined ? [unitKode] : [],
  )
  const levels = grants.flatMap(({ role }) =>
    HEADS.includes(role) ? [1] : (ESCALATION_OF[role] ?? []),
  )
  return {
    accountId: 'accountId' in actor ? actor.accountId : '',
    isRegionWide: grants.some(({ role }) => REGION_WIDE.includes(role)),
    units: [...new Set(units)],
    eskalasiMin: Math.min(3, ...levels),
  }
}

/** The views this officer has, in the order of the tabs; the first is where the day begins. */
export function pandanganOf(actor: Actor): readonly Pandangan[] {
  const roles = grantsOf(actor).map(({ role }) => role)
  const seen = PANDANGAN.filter((one) => SEEN_BY[one].some((role) => roles.includes(role)))
  const first = roles.includes('bupati')
    ? 'eskalasi'
    : roles.includes(SECRET_KEEPER)
      ? 'rahasia'
      : seen[0]
  return seen.toSorted((a, b) => Number(b === first) - Number(a === first))
}

/** A question to the queue: a view, narrowed by what the address says. */
export type Saringan = Readonly<{
  pandangan: Pandangan
  status?: Status
  unit?: string
  kategori?: string
  kecamatan?: string
  kanal?: Kanal
  /** `belum`: nobody yet; `saya`: the officer who asks. */
  petugas?: 'belum' | 'saya'
  isLewat?: boolean
  words?: string
}>

export type Fields = Readonly<Record<string, string>>

const WORDS_MAX = 100
const CODE = /^[a-z0-9][a-z0-9.-]{0,59}$/

/** Read the filters of an address; what cannot be read is left out, so an old bookmark still opens. */
export function readSaringan(fields: Fields, views: readonly Pandangan[]): Saringan {
  const pandangan = views.find((one) => one === fields.tampilan) ?? views[0] ?? 'semua'
  const status = STATUS.find((one) => one === fields.status)
  const kanal = KANAL.find((one) => one === fields.kanal)
  const petugas = (['belum', 'saya'] as const).find((one) => one === fields.petugas)
  const words = (fields.q ?? '').trim().slice(0, WORDS_MAX)
  return {
    pandangan,
    ...(status === undefined ? {} : { status }),
    ...(kanal === undefined ? {} : { kanal }),
    ...(petugas === undefined ? {} : { petugas }),
    ...code('unit', fields.unit),
    ...code('kategori', fields.kategori),
    ...code('kecamatan', fields.kecamatan),
    ...(fields.lewat === 'ya' ? { isLewat: true } : {}),
    ...(words === '' ? {} : { words }),
  }
}

function code(
  name: 'unit' | 'kategori' | 'kecamatan',
  value: string | undefined,
): Partial<Record<'unit' | 'kategori' | 'kecamatan', string>> {
  return value !== undefined && CODE.test(value) ? { [name]: value } : {}
}

/** The one way to write a question as an address; reading it back gives the same question. */
export function writeSaringan(saringan: Saringan): string {
  const { pandangan, isLewat, words, ...rest } = saringan
  const pairs = Object.entries({
    tampilan: pandangan,
    ...rest,
    ...(isLewat ? { lewat: 'ya' } : {}),
    ...(words === undefined ? {} : { q: words }),
  })
  return pairs.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')
}

/** Is anything asked besides the view itself? */
export function isNarrowed(saringan: Saringan): boolean {
  return Object.keys(saringan).length > 1
}

/** Place in the queue: due date and id; a paused case has no date and stands last, oldest first. */
export type Kunci = Readonly<{ tenggatAt: Date | null; id: string }>

/** `1764057600000_<id>`, `-_<id>` while paused. */
export function writeKunci({ tenggatAt, id }: Kunci): string {
  return `${tenggatAt === null ? '-' : tenggatAt.getTime()}_${id}`
}

const KUNCI = /^(-|\d{10,14})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export function readKunci(text: string): Kunci | undefined {
  const match = KUNCI.exec(text)
  if (match === null) return undefined
  const [, due = '-', id = ''] = match
  return { tenggatAt: due === '-' ? null : new Date(Number(due)), id }
}
