import type { Role } from '../../../kernel/actor.ts'
import type { EndKind, Sla } from './definition/types.ts'

export const CARA = ['sendiri', 'keluarga', 'kuasa', 'petugas-loket'] as const
/** How it was handed in: by oneself, by family, by proxy, by a clerk at the counter. */
export type Cara = (typeof CARA)[number]

/** @returns whether somebody acts for the applicant: family or a proxy, not a clerk who only writes */
export function isDiwakili(cara: Cara): boolean {
  return cara === 'keluarga' || cara === 'kuasa'
}

export type Kanal = 'web' | 'loket' | 'wa' | 'sms' | 'api'

/** An application and where it stands. Its answers are kept apart. */
export type Permohonan = Readonly<{
  id: string
  nomor: string
  kode: string
  versi: number
  pemilikAkunId: string
  diajukanOleh: string
  cara: Cara
  kanal: Kanal
  bahasa: 'id' | 'en'
  tahap: string
  akhir: EndKind | null
  /** Offices of the application's place; null where the region has none for it. */
  desaKode: string | null
  kecamatanKode: string | null
  pemilikUnit: string
  diajukanAt: Date
  tahapSejak: Date
  /** When each stage was entered for the first time: its promise counts from then, whatever comes between. */
  masukTahap: Readonly<Record<string, string>>
  tenggatAt: Date | null
  isTenggatPasti: boolean
  peringatanAt: Date | null
  caraHabis: Sla['expire'] | null
  tingkatEskalasi: number
  jedaSejak: Date | null
  biayaRupiah: number
  tagihanId: string | null
  isLunas: boolean
  selesaiAt: Date | null
  /** Some stage was left after its promise. */
  isTerlambat: boolean
  isFiktifPositif: boolean
  version: number
}>

/** One line of its timeline as decisions need it. */
export type RiwayatFact = Readonly<{
  kejadian: string
  dariTahap: string | null
  oleh: string | null
  ikut: Role | null
}>

/** A fix list: the ticked fields, documents and rules. `lain` cites nothing and never stops the clock. */
export type Butir = Readonly<{
  kind: 'isian' | 'berkas' | 'syarat' | 'lain'
  id: string
  catatan: string
}>

export type Perbaikan = Readonly<{
  id: string
  tahap: string
  butir: readonly Butir[]
  pesan: string | null
  dimintaAt: Date
  isMenghentikanJam: boolean
  dijawabAt: Date | null
}>

export type Pendapat = Readonly<{
  putaran: number
  unitKode: string
  isSetuju: boolean
  alasan: string
  oleh: string
  waktu: Date
}>

/** Offices of one application, by what a definition calls them. */
export type Offices = Pick<Permohonan, 'desaKode' | 'kecamatanKode' | 'pemilikUnit'>

/**
 * @returns the agency's code a definition's word stands for. A village without an office of its own falls to its
 * district, a district without one to the owner: no application is ever nobody's.
 */
export function unitOf(ref: string | undefined, offices: Offices): string {
  if (ref === undefined || ref === 'pemilik') return offices.pemilikUnit
  if (ref === 'desa') return offices.desaKode ?? offices.kecamatanKode ?? offices.pemilikUnit
  if (ref === 'kecamatan') return offices.kecamatanKode ?? offices.pemilikUnit
  return ref
}

/** @returns roles as a list */
export function rolesOf(role: Role | readonly Role[]): readonly Role[] {
  return typeof role === 'string' ? [role] : role
}
