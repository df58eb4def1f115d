import type { Role } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refusal } from './refusals.ts'
import { PELAKU } from './wewenang.ts'

/** Kinds of payment request. */
export type JenisSpp = 'UP' | 'GU' | 'TU' | 'LS-GAJI' | 'LS'
export const JENIS_SPP: readonly JenisSpp[] = ['UP', 'GU', 'TU', 'LS-GAJI', 'LS']

/** Where a payment stands: with PPK-SKPD, its maker, PA, Kuasa BUD, the bank, the asset desk, or done. */
export type Tahap =
  | 'diajukan'
  | 'dikembalikan'
  | 'diverifikasi'
  | 'spm'
  | 'sp2d'
  | 'cair'
  | 'selesai'
  | 'ditolak'

/** What an office may do with a payment. */
export type Langkah =
  | 'setujui'
  | 'kembalikan'
  | 'tolak-spp'
  | 'perbaiki'
  | 'tarik'
  | 'terbit-spm'
  | 'tolak-spm'
  | 'terbit-sp2d'
  | 'tolak-sp2d'
  | 'cair'
  | 'batal-sp2d'

export type LangkahRule = Readonly<{
  dari: readonly Tahap[]
  ke: Tahap
  roles: readonly Role[]
  /** The region's office, not one of the SKPD. */
  isDaerah: boolean
  needsAlasan: boolean
  /** A refusal goes out as a letter with a number. */
  needsSurat: boolean
  /** The maker may not take it. */
  isForOthers: boolean
}>

const bare = { isDaerah: false, needsAlasan: false, needsSurat: false, isForOthers: true }
const refusing = { needsAlasan: true, needsSurat: true }

/** The stations of a payment and who moves it on: the whole chain in one table. */
export const LANGKAH: Readonly<Record<Langkah, LangkahRule>> = {
  setujui: { ...bare, dari: ['diajukan'], ke: 'diverifikasi', roles: PELAKU.periksa },
  kembalikan: {
    ...bare,
    dari: ['diajukan'],
    ke: 'dikembalikan',
    roles: PELAKU.periksa,
    needsAlasan: true,
  },
  'tolak-spp': { ...bare, ...refusing, dari: ['diajukan'], ke: 'ditolak', roles: PELAKU.periksa },
  perbaiki: {
    ...bare,
    dari: ['dikembalikan'],
    ke: 'diajukan',
    roles: PELAKU.ajukan,
    isForOthers: false,
  },
  tarik: {
    ...bare,
    dari: ['diajukan', 'dikembalikan'],
    ke: 'ditolak',
    roles: PELAKU.ajukan,
    needsAlasan: true,
    isForOthers: false,
  },
  'terbit-spm': { ...bare, dari: ['diverifikasi'], ke: 'spm', roles: PELAKU.putuskanSpm },
  'tolak-spm': {
    ...bare,
    ...refusing,
    dari: ['diverifikasi'],
    ke: 'ditolak',
    roles: PELAKU.putuskanSpm,
  },
  'terbit-sp2d': { ...bare, isDaerah: true, dari: ['spm'], ke: 'sp2d', roles: PELAKU.bud },
  'tolak-sp2d': {
    ...bare,
    ...refusing,
    isDaerah: true,
    dari: ['spm'],
    ke: 'ditolak',
    roles: PELAKU.bud,
  },
  cair: { ...bare, isDaerah: true, dari: ['sp2d'], ke: 'cair', roles: PELAKU.bud },
  'batal-sp2d': {
    ...bare,
    ...refusing,
    isDaerah: true,
    dari: ['sp2d'],
    ke: 'ditolak',
    roles: PELAKU.bud,
  },
}

/** @returns whether the text names a step */
export function isLangkah(text: string): text is Langkah {
  return Object.hasOwn(LANGKAH, text)
}

export const ALASAN = { min: 10, max: 1_000 }
const SURAT_MAX = 120

export type LangkahForm = Readonly<{ langkah: Langkah; alasan: string; suratNomor: string }>

export type LangkahSpp = Readonly<{
  tahap: Tahap
  dibuatOleh: string
  diperiksaOleh: string | null
}>

/**
 * Whether a person may take a step with a payment that stands where it stands.
 *
 * @param hasRole whether the person holds one of the step's roles, for this SKPD where it is one of the SKPD
 * @param penandatangan who signed the SPM, once it is signed
 * @refuses BUKAN_WEWENANG, TAHAP_SUDAH_BERPINDAH, PEMBUAT_BUKAN_PEMERIKSA, ALASAN_LANGKAH, SURAT_NOMOR
 */
export function decideLangkah(
  spp: LangkahSpp,
  form: LangkahForm,
  actor: Readonly<{ id: string; hasRole: boolean; penandatangan: string | null }>,
): Result<LangkahRule> {
  const rule = LANGKAH[form.langkah]
  const refusals: Refusal[] = []
  if (!actor.hasRole) refusals.push(refusal('BUKAN_WEWENANG'))
  const isHere = rule.dari.includes(spp.tahap)
  if (!isHere) refusals.push(refusal('TAHAP_SUDAH_BERPINDAH'))
  const hands = [spp.dibuatOleh, spp.diperiksaOleh, actor.penandatangan]
  if (isHere && rule.isForOthers && hands.includes(actor.id))
    refusals.push(refusal('PEMBUAT_BUKAN_PEMERIKSA'))
  const alasan = form.alasan.trim()
  if (rule.needsAlasan && (alasan.length < ALASAN.min || alasan.length > ALASAN.max))
    refusals.push(refusal('ALASAN_LANGKAH', {}, 'alasan'))
  const surat = form.suratNomor.trim()
  if (rule.needsSurat && (surat.length < 3 || surat.length > SURAT_MAX))
    refusals.push(refusal('SURAT_NOMOR', {}, 'suratNomor'))
  return refusals.length > 0 ? refuse(refusals) : ok(rule)
}

/** Everybody who moves a payment at some station. */
export const LANGKAH_ROLES: readonly Role[] = [
  ...new Set(Object.values(LANGKAH).flatMap(({ roles }) => roles)),
]
