import { createHmac } from 'node:crypto'
import { type Actor, isSignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Deps } from '../deps.ts'
import { readEmail } from '../domain/langganan.ts'
import { isClosed, type Laporan } from '../domain/laporan.ts'
import { refusal } from '../domain/refusals.ts'
import { deleteDukungan, insertDukungan, moveDukungan } from '../store/dukungan-store.ts'
import { deleteFollow } from '../store/langganan-store.ts'
import { findLaporanById, findLaporanByNomor } from '../store/laporan-store.ts'
import { type Added, addLangganan } from './langganan.ts'

/** Who supports or follows: an account, else the browser by its random id. */
export type Visitor = Readonly<{ actor: Actor; deviceId: string }>

export type Supported = Readonly<{
  nomor: string
  /** Supporters now shown with the case. */
  jumlah: number
  /** False when this account or browser was counted before. */
  isNew: boolean
}>

/**
 * "This concerns me too": counted once per account or browser, however often it is pressed. Support
 * of a merged duplicate counts for the case it was merged into.
 */
export async function supportLaporan(
  deps: Deps,
  visitor: Visitor,
  nomor: string,
): Promise<Result<Supported>> {
  return transaction(deps.kit.db, async (tx) => {
    const laporan = await findPublished(tx, nomor)
    if (laporan === undefined) return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
    if (isClosed(laporan.status)) return refuse(refusal('LAPORAN_SUDAH_DITUTUP', 'nomor'))
    const isNew = await insertDukungan(tx, {
      laporanId: laporan.id,
      pendukung: supporterOf(deps, visitor),
      waktu: deps.kit.now(),
    })
    const jumlah = isNew ? await moveDukungan(tx, laporan.id, 1) : laporan.jumlahDukungan
    return ok({ nomor: laporan.nomor, jumlah, isNew })
  })
}

/** Take the support back; harmless when there was none. */
export async function withdrawSupport(
  deps: Deps,
  visitor: Visitor,
  nomor: string,
): Promise<Result<Supported>> {
  return transaction(deps.kit.db, async (tx) => {
    const laporan = await findPublished(tx, nomor)
    if (laporan === undefined) return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
    const isGone = await deleteDukungan(tx, laporan.id, supporterOf(deps, visitor))
    const jumlah = isGone ? await moveDukungan(tx, laporan.id, -1) : laporan.jumlahDukungan
    return ok({ nomor: laporan.nomor, jumlah, isNew: false })
  })
}

export type FollowForm = Readonly<{
  nomor: string
  /** For visitors without an account; nothing is sent there but one question until it is confirmed. */
  email?: string
  lang: Lang
}>

/**
 * Be told of every step. An account follows at once; an e-mail address is asked first whether it
 * wants to. What is already followed stays as it is.
 */
export async function followLaporan(
  deps: Deps,
  visitor: Visitor,
  form: FollowForm,
): Promise<Result<Added>> {
  const email = isSignedIn(visitor.actor) ? undefined : readEmail(form.email ?? '')
  if (email !== undefined && !email.ok) return email
  return transaction(deps.kit.db, async (tx) => {
    const laporan = await findPublished(tx, form.nomor)
    if (laporan === undefined) return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
    return addLangganan(deps, tx, {
      akunId: isSignedIn(visitor.actor) ? visitor.actor.accountId : null,
      email: email?.value ?? null,
      lang: form.lang,
      what: laporan.nomor,
      target: { laporanId: laporan.id, kecamatanKode: null, kategoriKode: null, unitKode: null },
    })
  })
}

/** Stop being told. Only for accounts: an address stops by the code in each of its messages. */
export async function unfollowLaporan(
  deps: Deps,
  visitor: Visitor,
  nomor: string,
): Promise<Result<undefined>> {
  return transaction(deps.kit.db, async (tx) => {
    const laporan = await findPublished(tx, nomor)
    if (laporan === undefined || !isSignedIn(visitor.actor))
      return refuse(refusal('LAPORAN_TIDAK_DITEMUKAN', 'nomor'))
    await deleteFollow(tx, laporan.id, visitor.actor.accountId)
    return ok(undefined)
  })
}

/** An account id, or a digest that says "the same browser" and nothing about it. */
export function supporterOf({ kit }: Pick<Deps, 'kit'>, { actor, deviceId }: Visitor): string {
  if (isSignedIn(actor)) return actor.accountId
  return createHmac('sha256', kit.secretKey).update(`dukungan ${deviceId}`).digest('base64url')
}

/** The published case, or the one it was merged into. */
async function findPublished(tx: Tx, nomor: string): Promise<Laporan | undefined> {
  const found = await findLaporanByNomor(tx, nomor.toUpperCase())
  if (found === undefined || !found.isPublik) return undefined
  const induk = found.indukId === null ? undefined : await findLaporanById(tx, found.indukId)
  return induk?.isPublik ? induk : found
}
