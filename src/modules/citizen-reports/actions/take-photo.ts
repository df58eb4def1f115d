import { isSignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { type PreparedPhoto, preparePhoto } from '../../../platform/photo/index.ts'
import type { Deps } from '../deps.ts'
import { isClosed } from '../domain/laporan.ts'
import { FOTO_MAX, isOfficerOf, type PeranFoto } from '../domain/photo.ts'
import { refusal } from '../domain/refusals.ts'
import { isDraftOf } from '../store/draft-store.ts'
import {
  countFoto,
  type Foto,
  type FotoOwner,
  findFotoBySent,
  insertFoto,
  lockFotoOwner,
  type NewFoto,
} from '../store/foto-store.ts'
import { lockLaporanByNomor } from '../store/laporan-store.ts'
import { claimFiles, noteLooseFiles } from '../store/loose-file-store.ts'
import { type Caller, mayReadSecret, standingOf } from './act-on-laporan.ts'
import { photoHref } from './photo-links.ts'

/** Where a photo goes: into a draft of this browser, or onto a case the caller has to do with. */
export type PhotoPlace =
  | Readonly<{ drafId: string; deviceId: string }>
  | Readonly<{ nomor: string; caller: Caller }>

export type PhotoUpload = Readonly<{
  bytes: Uint8Array
  /** Proofs and inspections have their own actions, since more is asked of them. */
  peran: 'pelapor' | 'pelengkap'
  place: PhotoPlace
  /** Form field the refusals are linked to; 'foto' unless given. */
  field?: string
}>

export type TakenPhoto = Readonly<{
  id: string
  /** False when the same bytes were there already: sending again is harmless. */
  isNew: boolean
  widthPx: number
  heightPx: number
  /** Signed address of the small picture, open for a quarter of an hour. */
  thumbnailHref: string
  /** Where the camera says it was, in degrees: to suggest a place, never stored for a reporter's photo. */
  position?: Readonly<{ lat: number; lon: number }>
}>

export type TakePhoto = (db: Tx, upload: PhotoUpload) => Promise<Result<TakenPhoto>>

/**
 * Take in a photo of a report: check and clean it, write its files, then its row.
 *
 * What is kept is the picture encoded anew: upright, at most 1280 px, without metadata. The bytes as sent
 * are kept nowhere: they tell a home's position and a phone's serial number, which nobody needs. Only
 * when boxes are laid over a picture does the uncovered (but cleaned) one go into the sealed store.
 *
 * Files are noted before they are written and claimed with their row, so a crash between leaves a note
 * that the sweep removes them by. It is not published: an officer looks at it first.
 *
 * @refuses everything of preparePhoto, FOTO_TERLALU_BANYAK, DRAF_TIDAK_ADA, LAPORAN_TIDAK_DITEMUKAN,
 * FOTO_TIDAK_DIIZINKAN
 */
export function createTakePhoto(deps: Deps): TakePhoto {
  return async (db, upload) => {
    const ready = await readyPhoto(deps, upload.bytes, upload.field)
    if (!ready.ok) return ready
    return transaction(db, (tx) => storePhoto(deps, tx, { upload, ready: ready.value }))
  }
}

type Storing = Readonly<{ upload: PhotoUpload; ready: PreparedPhoto }>

async function storePhoto(
  deps: Deps,
  tx: Tx,
  { upload, ready }: Storing,
): Promise<Result<TakenPhoto>> {
  const { place, peran } = upload
  const owner = await findOwner(tx, upload)
  if (!owner.ok) return owner
  const kept = await keepPhoto(deps, tx, {
    ready,
    peran,
    owner: owner.value,
    perangkat: 'drafId' in place ? place.deviceId : null,
    oleh: 'caller' in place ? officerIdOf(place.caller) : null,
    ditangkap: {},
    ...(upload.field === undefined ? {} : { field: upload.field }),
  })
  if (!kept.ok) return kept
  if ('caller' in place && 'laporanId' in owner.value && kept.value.isNew)
    await deps.audit.record(tx, place.caller.actor, {
      action: 'laporan.foto',
      subject: { kind: 'laporan', id: owner.value.laporanId },
      after: { peran, sha256: kept.value.foto.sha256 },
    })
  return ok(describe(deps, kept.value, ready))
}

/** Who reported stays out of the row of a photo: an anonymous report has no author anywhere. */
function officerIdOf({ actor }: Caller): string | null {
  return isSignedIn(actor) && actor.kind === 'officer' ? actor.accountId : null
}

function describe({ kit }: Deps, kept: Kept, { facts }: PreparedPhoto): TakenPhoto {
  const { foto, isNew } = kept
  const signer = { secretKey: kit.secretKey, now: kit.now() }
  return {
    id: foto.id,
    isNew,
    widthPx: foto.lebar,
    heightPx: foto.tinggi,
    thumbnailHref: photoHref(signer, foto, 'kecil'),
    ...(facts.lat === undefined || facts.lon === undefined
      ? {}
      : { position: { lat: facts.lat, lon: facts.lon } }),
  }
}

/** Clean the photo and write its files; no row yet, only the note that they are loose. */
export async function readyPhoto(
  { kit }: Deps,
  bytes: Uint8Array,
  field?: string,
): Promise<Result<PreparedPhoto>> {
  const prepared = await preparePhoto(bytes, field === undefined ? {} : { field })
  if (!prepared.ok) return prepared
  const { photo, thumbnail } = prepared.value
  const files = [photo, thumbnail].map(({ sha256 }) => ({ sha256, isTersegel: false }))
  await transaction(kit.db, (tx) => noteLooseFiles(tx, files, kit.now()))
  await kit.files.put(photo.jpeg)
  await kit.files.put(thumbnail.jpeg)
  return prepared
}

export type Keeping = Readonly<{
  ready: PreparedPhoto
  owner: FotoOwner
  peran: PeranFoto
  perangkat: string | null
  oleh: string | null
  /** Facts of the taking that a decision is based on. */
  ditangkap: Readonly<Record<string, unknown>>
  field?: string
}>

export type Kept = Readonly<{
  foto: Pick<NewFoto, 'id' | 'sha256' | 'lebar' | 'tinggi'> & Pick<Foto, 'keputusan'>
  isNew: boolean
}>

/**
 * Give a cleaned photo its row, inside the caller's transaction.
 *
 * @refuses FOTO_TERLALU_BANYAK
 */
export async function keepPhoto(deps: Deps, tx: Tx, keeping: Keeping): Promise<Result<Kept>> {
  const { owner, peran, ready } = keeping
  const field = keeping.field ?? 'foto'
  await lockFotoOwner(tx, 'drafId' in owner ? owner.drafId : owner.laporanId)
  const sent = { peran, kirimanSha256: ready.original.sha256 }
  const before = await findFotoBySent(tx, owner, sent)
  if (before !== undefined) return ok({ foto: before, isNew: false })
  if ((await countFoto(tx, owner, peran)) >= FOTO_MAX[peran])
    return refuse(refusal('FOTO_TERLALU_BANYAK', field))
  const row = rowOf(deps, keeping)
  await insertFoto(tx, row)
  await claimFiles(tx, [row.sha256, row.kecilSha256])
  return ok({ foto: { ...row, keputusan: 'menunggu' }, isNew: true })
}

function rowOf({ kit }: Deps, keeping: Keeping): NewFoto {
  const { photo, thumbnail, original, phash, dhash, isBlank } = keeping.ready
  return {
    // Reveals nothing, not even when it was taken: the id stands in public addresses.
    id: kit.newSecretId(),
    laporanId: 'laporanId' in keeping.owner ? keeping.owner.laporanId : null,
    drafId: 'drafId' in keeping.owner ? keeping.owner.drafId : null,
    peran: keeping.peran,
    sha256: photo.sha256,
    kecilSha256: thumbnail.sha256,
    kirimanSha256: original.sha256,
    phash,
    dhash,
    isKosong: isBlank,
    lebar: photo.widthPx,
    tinggi: photo.heightPx,
    ukuran: photo.jpeg.length,
    ditangkap: keeping.ditangkap,
    perangkat: keeping.perangkat,
    oleh: keeping.oleh,
    dibuatAt: kit.now(),
  }
}

async function findOwner(tx: Tx, { place, peran, field }: PhotoUpload): Promise<Result<FotoOwner>> {
  if ('drafId' in place) {
    return (await isDraftOf(tx, place.drafId, place.deviceId))
      ? ok({ drafId: place.drafId })
      : refuse(refusal('DRAF_TIDAK_ADA', field ?? 'foto'))
  }
  const laporan = await lockLaporanByNomor(tx, place.nomor)
  if (laporan === undefined) return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
  const standing = await standingOf(tx, laporan, place.caller)
  if (laporan.isRahasia && !mayReadSecret(standing))
    return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
  const isReporting = standing.isReporter || standing.isSystem === true
  const isHelping = peran === 'pelengkap' && isOfficerOf(laporan, standing.actor)
  if (isClosed(laporan.status) || !(isReporting || isHelping))
    return refuse(refusal('FOTO_TIDAK_DIIZINKAN', field ?? 'foto'))
  return ok({ laporanId: laporan.id })
}
