import type { Refusal } from '../../../../kernel/result.ts'
import type { Req } from '../../../../platform/http/route.ts'
import { photoHref } from '../../actions/photo-links.ts'
import { FOTO_MAX } from '../../domain/photo.ts'
import { refusal } from '../../domain/refusals.ts'
import { deleteDraftFoto, listFoto } from '../../store/foto-store.ts'
import type { CitizenReports } from '../../types.ts'
import type { KeptPhoto } from '../pages/photo-field.tsx'
import type { OpenDraft } from './draft.ts'

export const PHOTOS_MAX = FOTO_MAX.pelapor

/** Photos that wait with a draft, as small pictures. */
export async function photosOf(
  { deps }: CitizenReports,
  draft: OpenDraft,
): Promise<readonly KeptPhoto[]> {
  if (draft.isNew) return []
  const { db, secretKey, now } = deps.kit
  const photos = await listFoto(db, { drafId: draft.id })
  return photos.map((foto) => ({
    id: foto.id,
    src: photoHref({ secretKey, now: now() }, foto, 'kecil'),
  }))
}

/** Keep the photos of a form with its draft. What is refused is told; what is good stays. */
export async function takePhotos(
  reports: CitizenReports,
  req: Req,
  draft: OpenDraft,
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = []
  for (const file of req.files.filter(({ field }) => field === 'foto')) {
    if (file.isTooLarge) {
      refusals.push(refusal('FOTO_TERLALU_BERAT', 'foto'))
      continue
    }
    const taken = await reports.takePhoto(reports.deps.kit.db, {
      bytes: file.bytes,
      peran: 'pelapor',
      place: { drafId: draft.id, deviceId: req.deviceId },
    })
    if (!taken.ok) refusals.push(...taken.refusals)
  }
  // Five files with the same fault are one sentence.
  return refusals.filter(
    ({ code }, index) => refusals.findIndex((other) => other.code === code) === index,
  )
}

export async function removePhoto(
  { deps }: CitizenReports,
  draft: OpenDraft,
  id: string,
): Promise<void> {
  await deleteDraftFoto(deps.kit.db, { id, drafId: draft.id })
}

export async function removeAllPhotos(reports: CitizenReports, draft: OpenDraft): Promise<void> {
  for (const { id } of await listFoto(reports.deps.kit.db, { drafId: draft.id }))
    await removePhoto(reports, draft, id)
}
