import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { isClosed, type Laporan } from '../domain/laporan.ts'
import { FOTO_MAX } from '../domain/photo.ts'
import { refusal } from '../domain/refusals.ts'
import { countFoto, lockFotoOwner } from '../store/foto-store.ts'
import { findLaporanByNomor } from '../store/laporan-store.ts'
import {
  appendUnggahan,
  countOpenUnggahan,
  deleteUnggahan,
  findUnggahan,
  finishUnggahan,
  insertUnggahan,
  readUnggahan,
} from '../store/unggahan-store.ts'
import { type Caller, standingOf } from './act-on-laporan.ts'
import type { TakePhoto } from './take-photo.ts'

/** One photo on its way: made small on the phone, so that it fits. Bytes. */
export const UPLOAD_MAX = 256 * 1024
/** A piece that passes in seconds on 2G. Bytes. */
export const PIECE_MAX = 64 * 1024

/** Which photo of which report, and who sends it. */
export type UploadKey = Readonly<{ id: string; nomor: string; caller: Caller }>

export type UploadState = Readonly<{
  /** Bytes that are safe here; go on from there. */
  diterima: number
  ukuran: number
  isDone: boolean
}>

export type Piece = UploadKey & Readonly<{ ukuran: number; dari: number; bytes: Uint8Array }>

/**
 * How much of a photo has arrived; nothing for one never heard of.
 *
 * @refuses LAPORAN_TIDAK_DITEMUKAN for whoever is not its reporter
 */
export async function uploadState(deps: Deps, key: UploadKey): Promise<Result<UploadState>> {
  return transaction(deps.kit.db, async (tx) => {
    const laporan = await findOwn(tx, key)
    if (!laporan.ok) return laporan
    const found = await findUnggahan(tx, key.id, laporan.value.id)
    return ok(found ?? { diterima: 0, ukuran: 0, isDone: false })
  })
}

/**
 * Take a piece of a photo. Pieces are added in order; one sent twice changes nothing, and the answer always
 * says from where to go on. With the last piece the photo is checked and kept.
 *
 * @refuses LAPORAN_TIDAK_DITEMUKAN, FOTO_TIDAK_DIIZINKAN, FOTO_TERLALU_BANYAK, UNGGAHAN_TIDAK_SAH, and
 * what taking a photo refuses
 */
export async function takePiece(
  deps: Deps,
  takePhoto: TakePhoto,
  piece: Piece,
): Promise<Result<UploadState>> {
  const stored = await transaction(deps.kit.db, (tx) => storePiece(deps, tx, piece))
  if (!stored.ok || stored.value.isDone) return stored
  const { diterima, ukuran } = stored.value
  return diterima < ukuran ? stored : finish(deps, takePhoto, piece)
}

async function storePiece(deps: Deps, tx: Tx, piece: Piece): Promise<Result<UploadState>> {
  const laporan = await findOwn(tx, piece)
  if (!laporan.ok) return laporan
  const isSound =
    Number.isInteger(piece.ukuran) &&
    piece.ukuran >= 1 &&
    piece.ukuran <= UPLOAD_MAX &&
    Number.isInteger(piece.dari) &&
    piece.bytes.length <= PIECE_MAX
  if (!isSound) return refuse(refusal('UNGGAHAN_TIDAK_SAH', 'foto'))
  const laporanId = laporan.value.id
  const at = deps.kit.now()
  // Photos of one report begin one after the other: the limit holds for two at once.
  await lockFotoOwner(tx, laporanId)
  const before = await findUnggahan(tx, piece.id, laporanId)
  if (before === undefined) {
    const denied = await refuseNew(tx, laporan.value)
    if (denied !== undefined) return refuse(denied)
    await insertUnggahan(tx, { id: piece.id, laporanId, ukuran: piece.ukuran, at })
  } else if (before.ukuran !== piece.ukuran) return refuse(refusal('UNGGAHAN_TIDAK_SAH', 'foto'))
  await appendUnggahan(tx, { ...piece, laporanId, at })
  const after = await findUnggahan(tx, piece.id, laporanId)
  return after === undefined ? refuse(refusal('UNGGAHAN_TIDAK_SAH', 'foto')) : ok(after)
}

/** Photos kept and photos on their way count together. */
async function refuseNew(tx: Tx, laporan: Laporan): Promise<Refusal | undefined> {
  if (isClosed(laporan.status)) return refusal('FOTO_TIDAK_DIIZINKAN', 'foto')
  const kept = await countFoto(tx, { laporanId: laporan.id }, 'pelapor')
  const open = await countOpenUnggahan(tx, laporan.id)
  return kept + open < FOTO_MAX.pelapor ? undefined : refusal('FOTO_TERLALU_BANYAK', 'foto')
}

async function finish(
  deps: Deps,
  takePhoto: TakePhoto,
  key: UploadKey & { ukuran: number },
): Promise<Result<UploadState>> {
  const { db } = deps.kit
  const bytes = await readUnggahan(db, key.id)
  const done = { diterima: key.ukuran, ukuran: key.ukuran, isDone: true }
  // Two last pieces at once: the other one is finishing it.
  if (bytes === undefined) return ok(done)
  const taken = await takePhoto(db, {
    bytes,
    peran: 'pelapor',
    place: { nomor: key.nomor, caller: key.caller },
  })
  if (!taken.ok) {
    // A full queue is nobody's fault: the bytes stay, and asking again finishes.
    const isBusy = taken.refusals.some(({ code }) => code === 'FOTO_ANTREAN_PENUH')
    if (!isBusy) await deleteUnggahan(db, key.id)
    return taken
  }
  await finishUnggahan(db, { id: key.id, fotoId: taken.value.id, at: deps.kit.now() })
  return ok(done)
}

async function findOwn(tx: Tx, { nomor, caller }: UploadKey): Promise<Result<Laporan>> {
  const laporan = await findLaporanByNomor(tx, nomor)
  const isOwn = laporan !== undefined && (await standingOf(tx, laporan, caller)).isReporter
  // A stranger is not told whether the case exists.
  return isOwn ? ok(laporan) : refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
}
