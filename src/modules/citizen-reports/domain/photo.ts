import type { Actor } from '../../../kernel/actor.ts'
import { grantsOf } from '../../../kernel/actor.ts'
import type { Laporan } from './laporan.ts'
import { SECRET_KEEPER, type Standing } from './transitions.ts'

/**
 * What a photo is for. pelapor: what the reporter saw. pelengkap: added later by either side. bukti: the
 * proof of a fix. inspeksi: what a re-inspection found.
 */
export const PERAN_FOTO = ['pelapor', 'bukti', 'inspeksi', 'pelengkap'] as const
export type PeranFoto = (typeof PERAN_FOTO)[number]

/** What an officer decided about a photo: nothing yet, shown to everyone, or held back. */
export type KeputusanFoto = 'menunggu' | 'terbit' | 'ditahan'

export const UKURAN_FOTO = ['penuh', 'kecil'] as const
/** penuh: up to 1280 px and 90 kB. kecil: up to 128 px and 6 kB. */
export type UkuranFoto = (typeof UKURAN_FOTO)[number]

/**
 * Photos of one role that one draft or case may carry. A case reopened and fixed again needs new
 * proofs, so these are wide; they only stop somebody from filling the disk.
 */
export const FOTO_MAX: Readonly<Record<PeranFoto, number>> = {
  pelapor: 5,
  bukti: 12,
  inspeksi: 5,
  pelengkap: 12,
}

type CaseOfPhotos = Pick<Laporan, 'isRahasia' | 'isPublik' | 'unitKode'>

/**
 * Does this actor work on the case? Coordinators on all, officers on their unit's; on a secret case only
 * its keeper, whatever other roles somebody holds.
 */
export function isOfficerOf(laporan: CaseOfPhotos, actor: Actor): boolean {
  const grants = grantsOf(actor)
  if (laporan.isRahasia) return grants.some((grant) => grant.role === SECRET_KEEPER)
  return grants.some(
    (grant) =>
      grant.role === 'operator-aduan' ||
      grant.role === SECRET_KEEPER ||
      (UNIT_ROLES.includes(grant.role) &&
        laporan.unitKode !== null &&
        grant.unitKode === laporan.unitKode),
  )
}

const UNIT_ROLES: readonly string[] = [
  'petugas-lapangan',
  'penghubung-opd',
  'kepala-opd',
  'camat',
  'lurah',
  'kades',
]

/** Who may see photos that are not published: whoever works on the case, and the reporter. */
export function maySeeUnpublished(laporan: CaseOfPhotos, standing: Standing): boolean {
  if (standing.isSystem === true) return true
  return standing.isReporter || isOfficerOf(laporan, standing.actor)
}

/** Covers and publishes photos: coordinators, the unit's own officials, and the keeper of secret cases. */
export function isReviewerOf(laporan: CaseOfPhotos, actor: Actor): boolean {
  const isFieldOnly = grantsOf(actor).every((grant) => grant.role === 'petugas-lapangan')
  return !isFieldOnly && isOfficerOf(laporan, actor)
}

const ORIGINAL_ROLES: readonly string[] = ['operator-aduan', SECRET_KEEPER]

/** May open the picture below the boxes, with a purpose that is recorded. */
export function mayOpenOriginal(laporan: CaseOfPhotos, actor: Actor): boolean {
  const isNamed = grantsOf(actor).some((grant) => ORIGINAL_ROLES.includes(grant.role))
  return isNamed && isOfficerOf(laporan, actor)
}
