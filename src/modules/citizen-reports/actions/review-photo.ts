import { isSignedIn, type SignedIn } from '../../../kernel/actor.ts'
import { assert } from '../../../kernel/assert.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { preparePhoto, type RedactedPhoto, redactPhoto } from '../../../platform/photo/index.ts'
import type { Deps } from '../deps.ts'
import type { Laporan } from '../domain/laporan.ts'
import { isReviewerOf, mayOpenOriginal } from '../domain/photo.ts'
import { refusal } from '../domain/refusals.ts'
import {
  type Foto,
  findFoto,
  insertTinjauan,
  type Kotak,
  lockFoto,
  refreshCover,
  saveFotoDecision,
} from '../store/foto-store.ts'
import { findLaporanByNomor } from '../store/laporan-store.ts'
import { claimFiles, noteLooseFiles } from '../store/loose-file-store.ts'
import type { Caller } from './act-on-laporan.ts'
import { originalHref } from './photo-links.ts'
import { REDACTION_KINDS } from './records.ts'

type Which = Readonly<{ nomor: string; fotoId: string }>

export type ReviewPhoto = Readonly<{
  /** Show it to everyone, the boxes painted over; no boxes shows it as it is. Again with others is fine. */
  publish: (
    caller: Caller,
    review: Which & Readonly<{ kotak: readonly Kotak[] }>,
  ) => Promise<Result<void>>
  /** Keep it from the public, with a reason. */
  hold: (caller: Caller, review: Which & Readonly<{ alasan: string }>) => Promise<Result<void>>
  /** Open the picture below the boxes for two minutes. The look and its purpose are recorded. */
  openOriginal: (
    caller: Caller,
    look: Which & Readonly<{ tujuan: string }>,
  ) => Promise<Result<Readonly<{ href: string }>>>
}>

/**
 * What officers do with a photo before the public sees it. The uncovered picture is sealed the moment
 * boxes are laid over it; the public one is encoded anew from what is left.
 *
 * @refuses FOTO_TIDAK_DITEMUKAN, FOTO_TIDAK_UNTUK_UMUM, DATA_SUDAH_BERUBAH, ALASAN_KOSONG, everything of
 * redactPhoto
 */
export function createReviewPhoto(deps: Deps): ReviewPhoto {
  return {
    publish: (caller, review) => publish(deps, caller, review),
    hold: (caller, review) => hold(deps, caller, review),
    openOriginal: (caller, look) => openOriginal(deps, caller, look),
  }
}

type Opened = Readonly<{ laporan: Laporan; foto: Foto; actor: SignedIn }>

async function open(tx: Tx, { actor }: Caller, which: Which): Promise<Result<Opened>> {
  const laporan = await findLaporanByNomor(tx, which.nomor)
  const foto = await findFoto(tx, which.fotoId)
  const isThere = laporan !== undefined && foto !== undefined && foto.laporanId === laporan.id
  if (!isThere || !isSignedIn(actor) || !isReviewerOf(laporan, actor))
    return refuse(refusal('FOTO_TIDAK_DITEMUKAN'))
  return ok({ laporan, foto, actor })
}

async function publish(
  deps: Deps,
  caller: Caller,
  review: Which & Readonly<{ kotak: readonly Kotak[] }>,
): Promise<Result<void>> {
  const { kit } = deps
  const opened = await open(kit.db, caller, review)
  if (!opened.ok) return opened
  if (opened.value.laporan.isRahasia) return refuse(refusal('FOTO_TIDAK_UNTUK_UMUM'))
  const { foto } = opened.value
  const source = await sourceOf(deps, foto)
  const picture = await cover(source, review.kotak)
  if (!picture.ok) return picture
  const asliSha256 = await sealWhenCovered(deps, { foto, source, kotak: review.kotak })
  await putPictures(deps, picture.value)
  return transaction(kit.db, async (tx) => {
    const now = await lockFoto(tx, foto.id)
    if (now?.sha256 !== foto.sha256 || now.asliSha256 !== foto.asliSha256)
      return refuse(refusal('DATA_SUDAH_BERUBAH'))
    await decide(deps, tx, {
      ...opened.value,
      tindakan: 'terbit',
      alasan: null,
      kotak: review.kotak,
      after: { ...fileNames(picture.value), asliSha256 },
    })
    await claimFiles(tx, [
      picture.value.photo.sha256,
      picture.value.thumbnail.sha256,
      ...(asliSha256 === null ? [] : [asliSha256]),
    ])
    return ok(undefined)
  })
}

/** The cleaned picture without boxes: sealed once there have been any. */
async function sourceOf({ kit }: Deps, foto: Foto): Promise<Uint8Array> {
  const source =
    foto.asliSha256 === null
      ? await kit.files.get(foto.sha256)
      : await kit.sealedFiles.get(foto.asliSha256)
  assert(source !== undefined, `the picture of photo ${foto.id} is in the store`)
  return source
}

async function cover(source: Uint8Array, kotak: readonly Kotak[]): Promise<Result<RedactedPhoto>> {
  return kotak.length === 0 ? preparePhoto(source) : redactPhoto(source, kotak)
}

type Covering = Readonly<{ foto: Foto; source: Uint8Array; kotak: readonly Kotak[] }>

/** @returns name of the sealed picture; null while nothing was ever covered */
async function sealWhenCovered(
  { kit }: Deps,
  { foto, source, kotak }: Covering,
): Promise<string | null> {
  if (foto.asliSha256 !== null) return foto.asliSha256
  if (kotak.length === 0) return null
  const { sha256 } = await kit.sealedFiles.put(source)
  await noteLooseFiles(kit.db, [{ sha256, isTersegel: true }], kit.now())
  return sha256
}

async function putPictures({ kit }: Deps, { photo, thumbnail }: RedactedPhoto): Promise<void> {
  const files = [photo, thumbnail].map(({ sha256 }) => ({ sha256, isTersegel: false }))
  await noteLooseFiles(kit.db, files, kit.now())
  await kit.files.put(photo.jpeg)
  await kit.files.put(thumbnail.jpeg)
}

type Files = Pick<Foto, 'sha256' | 'kecilSha256' | 'lebar' | 'tinggi' | 'ukuran'>

function fileNames({ photo, thumbnail }: RedactedPhoto): Files {
  return {
    sha256: photo.sha256,
    kecilSha256: thumbnail.sha256,
    lebar: photo.widthPx,
    tinggi: photo.heightPx,
    ukuran: photo.jpeg.length,
  }
}

async function hold(
  deps: Deps,
  caller: Caller,
  review: Which & Readonly<{ alasan: string }>,
): Promise<Result<void>> {
  const alasan = review.alasan.trim()
  if (alasan.length < REASON_MIN) return refuse(refusal('ALASAN_KOSONG', 'alasan'))
  return transaction(deps.kit.db, async (tx) => {
    const opened = await open(tx, caller, review)
    if (!opened.ok) return opened
    const foto = await lockFoto(tx, review.fotoId)
    assert(foto !== undefined, 'photos of cases are never deleted')
    await decide(deps, tx, {
      ...opened.value,
      foto,
      tindakan: 'tahan',
      alasan: alasan.slice(0, REASON_MAX),
      kotak: foto.redaksi,
      after: foto,
    })
    return ok(undefined)
  })
}

const REASON_MIN = 5
const REASON_MAX = 500

type Deciding = Opened &
  Readonly<{
    tindakan: 'terbit' | 'tahan'
    alasan: string | null
    kotak: readonly Kotak[]
    after: Files & Pick<Foto, 'asliSha256'>
  }>

async function decide(deps: Deps, tx: Tx, deciding: Deciding): Promise<void> {
  const { kit, audit } = deps
  const { foto, laporan, actor, tindakan, alasan, kotak, after } = deciding
  const at = kit.now()
  await saveFotoDecision(tx, {
    id: foto.id,
    keputusan: tindakan === 'terbit' ? 'terbit' : 'ditahan',
    alasanTahan: alasan,
    redaksi: kotak,
    sha256: after.sha256,
    kecilSha256: after.kecilSha256,
    asliSha256: after.asliSha256,
    lebar: after.lebar,
    tinggi: after.tinggi,
    ukuran: after.ukuran,
    at,
  })
  const row = { id: kit.newId(), fotoId: foto.id, tindakan, kotak, alasan }
  await insertTinjauan(tx, { ...row, oleh: actor.accountId, waktu: at })
  await refreshCover(tx, laporan.id)
  await deps.publicLog.append(tx, {
    kind: tindakan === 'terbit' ? REDACTION_KINDS.fotoTerbit : REDACTION_KINDS.fotoTahan,
    object: laporan.nomor,
    isSecret: laporan.isRahasia,
    version: laporan.version,
    ref: row.id,
    actor,
    at,
    document: {
      format: 'pendopo.foto/1',
      nomor: laporan.nomor,
      foto: foto.id,
      putusan: tindakan,
      // Boxes cover faces and number plates; where they lie is to be seen, so it is no secret.
      kotak,
      sha256: tindakan === 'terbit' ? after.sha256 : null,
      waktu: at.toISOString(),
    },
  })
  await audit.record(tx, actor, {
    action: tindakan === 'terbit' ? 'laporan.foto-terbit' : 'laporan.foto-tahan',
    subject: { kind: 'laporan', id: laporan.id },
    before: { keputusan: foto.keputusan, kotak: foto.redaksi.length },
    after: { keputusan: tindakan, kotak: kotak.length },
    ...(alasan === null ? {} : { reason: alasan }),
  })
}

async function openOriginal(
  deps: Deps,
  caller: Caller,
  look: Which & Readonly<{ tujuan: string }>,
): Promise<Result<Readonly<{ href: string }>>> {
  const { kit, audit } = deps
  const tujuan = look.tujuan.trim().slice(0, REASON_MAX)
  if (tujuan.length < REASON_MIN) return refuse(refusal('ALASAN_KOSONG', 'tujuan'))
  return transaction(kit.db, async (tx) => {
    const opened = await open(tx, caller, look)
    if (!opened.ok) return opened
    const { laporan, foto, actor } = opened.value
    if (foto.asliSha256 === null || !mayOpenOriginal(laporan, actor))
      return refuse(refusal('FOTO_TIDAK_DITEMUKAN'))
    await insertTinjauan(tx, {
      id: kit.newId(),
      fotoId: foto.id,
      tindakan: 'lihat_asli',
      kotak: [],
      alasan: tujuan,
      oleh: actor.accountId,
      waktu: kit.now(),
    })
    await audit.record(tx, actor, {
      action: 'laporan.foto-asli',
      subject: { kind: 'laporan', id: laporan.id },
      reason: tujuan,
    })
    if (laporan.pelaporAkunId !== null)
      await audit.recordAccess(tx, actor, {
        ownerId: laporan.pelaporAkunId,
        subject: { kind: 'laporan', id: laporan.id },
        purpose: tujuan,
        fields: ['foto asli'],
      })
    return ok({ href: originalHref({ secretKey: kit.secretKey, now: kit.now() }, foto) })
  })
}
