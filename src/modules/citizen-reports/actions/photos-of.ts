import type { Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import { type KeputusanFoto, maySeeUnpublished, type PeranFoto } from '../domain/photo.ts'
import { type DistanceClass, distanceClass } from '../domain/proof.ts'
import type { Standing } from '../domain/transitions.ts'
import { type Foto, listFoto } from '../store/foto-store.ts'
import { photoHref } from './photo-links.ts'

/** A photo for a page. The addresses are ready to print; unpublished ones are signed for minutes. */
export type ShownPhoto = Readonly<{
  id: string
  peran: PeranFoto
  keputusan: KeputusanFoto
  /** Up to 1280 px. */
  fullHref: string
  /** Up to 128 px. */
  thumbnailHref: string
  widthPx: number
  heightPx: number
  at: Date
  /** Proofs only: how it was taken, and how near where that could be measured. Never the point itself. */
  taken?: Readonly<{ way: 'kamera' | 'berkas'; distance?: DistanceClass }>
}>

type CaseOfPhotos = Pick<Laporan, 'id' | 'isRahasia' | 'isPublik' | 'unitKode'>

/**
 * Photos of a case for a page, oldest first, as this visitor may see them: everyone the published ones of
 * a public case, whoever works on it and the reporter all. One statement.
 *
 * @example const photos = await photosOf(deps, tx, laporan, await standingOf(tx, laporan, caller))
 */
export async function photosOf(
  deps: Pick<Deps, 'kit'>,
  tx: Tx,
  { laporan, standing }: Readonly<{ laporan: CaseOfPhotos; standing: Standing }>,
): Promise<readonly ShownPhoto[]> {
  const seesAll = maySeeUnpublished(laporan, standing)
  if (!seesAll && !laporan.isPublik) return []
  const photos = await listFoto(tx, { laporanId: laporan.id })
  return photos
    .filter((foto) => seesAll || foto.keputusan === 'terbit')
    .map((foto) => showPhoto(deps, foto))
}

export function showPhoto({ kit }: Pick<Deps, 'kit'>, foto: Foto): ShownPhoto {
  const signer = { secretKey: kit.secretKey, now: kit.now() }
  return {
    id: foto.id,
    peran: foto.peran,
    keputusan: foto.keputusan,
    fullHref: photoHref(signer, foto, 'penuh'),
    thumbnailHref: photoHref(signer, foto, 'kecil'),
    widthPx: foto.lebar,
    heightPx: foto.tinggi,
    at: foto.dibuatAt,
    ...takenOf(foto),
  }
}

function takenOf({ peran, ditangkap }: Foto): Pick<ShownPhoto, 'taken'> {
  const { way, distanceM } = ditangkap
  if (peran !== 'bukti' || (way !== 'kamera' && way !== 'berkas')) return {}
  const isMeasured = typeof distanceM === 'number'
  return { taken: { way, ...(isMeasured ? { distance: distanceClass(distanceM) } : {}) } }
}
