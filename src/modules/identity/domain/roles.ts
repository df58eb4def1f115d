import type { Role } from '../../../kernel/actor.ts'

/** What a role is tied to, who may hold it, and whether it can be acted for. */
export type RoleRule = Readonly<{
  holder: 'citizen' | 'officer' | 'either'
  needsUnit: boolean
  needsWilayah: boolean
  /** May be carried by a plt, plh or delegate. Elected and personal roles may not. */
  isTransferable: boolean
}>

const office: RoleRule = {
  holder: 'officer',
  needsUnit: true,
  needsWilayah: false,
  isTransferable: true,
}
const area: RoleRule = { ...office, needsWilayah: true }

/** One row per role; a role without a row does not compile. */
export const ROLE_RULES: Readonly<Record<Role, RoleRule>> = {
  warga: { holder: 'either', needsUnit: false, needsWilayah: false, isTransferable: false },
  rt: { holder: 'either', needsUnit: false, needsWilayah: true, isTransferable: false },
  kades: area,
  lurah: area,
  camat: area,
  'operator-aduan': office,
  'petugas-lapangan': office,
  'kepala-opd': office,
  'penghubung-opd': office,
  loket: office,
  'petugas-layanan': office,
  'perancang-layanan': office,
  perencana: office,
  tapd: office,
  ppkd: office,
  pa: office,
  kpa: office,
  ppk: office,
  'ppk-skpd': office,
  pptk: office,
  bendahara: office,
  'bendahara-penerimaan': office,
  'pengurus-barang': office,
  bud: office,
  akuntansi: office,
  pajak: office,
  aset: office,
  walidata: office,
  ppid: office,
  inspektorat: office,
  dprd: { holder: 'officer', needsUnit: false, needsWilayah: false, isTransferable: false },
  bupati: { holder: 'officer', needsUnit: false, needsWilayah: false, isTransferable: true },
  admin: { holder: 'officer', needsUnit: false, needsWilayah: false, isTransferable: false },
}

export const ROLES = Object.keys(ROLE_RULES) as readonly Role[]

/** Roles that head an office: the first step up the line. */
export const HEAD_ROLES: readonly Role[] = ['kepala-opd', 'camat', 'lurah', 'kades']

/** @returns whether the text is one of our roles */
export function isRole(text: string): text is Role {
  return Object.hasOwn(ROLE_RULES, text)
}
