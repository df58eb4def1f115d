import type { SignedIn } from '../../../kernel/actor.ts'
import { sen } from '../../../kernel/money.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { isSameHash } from '../../../kernel/tlog/merkle.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { formatRupiah } from '../../../ui/format.ts'
import type { Deps } from '../deps.ts'
import { PREFIX_BYTES } from '../domain/blind.ts'
import { makeReceipt, receiptDigest } from '../domain/pohon.ts'
import type { Pilihan, Pungutan } from '../domain/pungutan.ts'
import { refusal } from '../domain/refusals.ts'
import { checkSuara, type Suara } from '../domain/suara.ts'
import { blindSign, drawBlinded, isSigned, KEY_BYTES } from '../secrets/blind-rsa.ts'
import {
  countRefused,
  countUp,
  findPemilih,
  insertPemilih,
  lockKotak,
} from '../store/kotak-store.ts'
import { findKunci, findPungutan, listPilihan } from '../store/pungutan-store.ts'
import { checkVoter } from './hak.ts'
import { openOnly } from './masuk.ts'

export type Loaded = Readonly<{ pungutan: Pungutan; daftar: readonly Pilihan[] }>

/** A vote that was fixed, with its options. */
export async function loadPungutan(tx: Tx, nomor: string): Promise<Loaded | undefined> {
  const pungutan = await findPungutan(tx, nomor)
  if (pungutan === undefined || pungutan.status === 'rancangan') return undefined
  return { pungutan, daftar: await listPilihan(tx, pungutan.id) }
}

export const moneyText = (amount: bigint) => formatRupiah(sen(amount), 'id')

/** Refusals are counted for inspectors; who was refused is not kept. */
export async function counted<T>(
  { kit }: Pick<Deps, 'kit'>,
  pungutanId: string,
  done: Result<T>,
): Promise<Result<T>> {
  if (done.ok) return done
  for (const code of new Set(done.refusals.map((one) => one.code)))
    await countRefused(kit.db, pungutanId, code)
  return done
}

export type Receipt = Readonly<{ tandaTerima: string }>

/**
 * Cast a ballot for somebody whose browser does not blind: the server draws, blinds, signs and uses the token for
 * them within one request, and keeps nothing that ties the mark to the ballot.
 *
 * @refuses those of `checkVoter` and of the ballot, BELUM_DIBUKA, SUDAH_DITUTUP, SUDAH_MEMILIH
 */
export async function castFor(
  deps: Deps,
  actor: SignedIn,
  { pungutan, daftar, suara }: Loaded & Readonly<{ suara: Suara }>,
): Promise<Result<Receipt>> {
  const { kit } = deps
  const work = async (): Promise<Result<Receipt>> => {
    const checked = checkSuara(suara, { pungutan, daftar }, moneyText)
    if (!checked.ok) return checked
    const voter = await checkVoter(deps, kit.db, { actor, pungutan })
    if (!voter.ok) return voter
    const token = await drawToken(deps, pungutan)
    const tandaTerima = makeReceipt(kit.randomBytes(26))
    const taken = await deps.takeIn(pungutan, {
      kunci: voter.value.kunci,
      token: sha256(token),
      sidik: receiptDigest(sha256, pungutan.nomor, tandaTerima),
      suara: checked.value,
    })
    return taken.ok ? ok({ tandaTerima }) : taken
  }
  return counted(deps, pungutan.id, await work())
}

async function drawToken({ kit, seal }: Deps, { id }: Pungutan): Promise<Uint8Array> {
  const keys = await findKunci(kit.db, id)
  if (keys === undefined) throw new Error('a fixed vote has its key')
  const { token, blinded, finish } = await drawBlinded(keys.kunciPublik, kit.randomBytes)
  const signed = blindSign(seal.open(keys.kunciTersegel), keys.kunciPublik, blinded)
  if (signed === undefined || !isSigned(keys.kunciPublik, token, finish(signed)))
    throw new Error('our own token verifies')
  return token
}

/**
 * Sign a token that the voter's own browser has blinded. What is signed tells nothing of the token. Sent again, the
 * same blinded token is signed again; another one never.
 *
 * @returns the blind signature
 * @refuses those of `checkVoter`, BELUM_DIBUKA, SUDAH_DITUTUP, SUDAH_MEMILIH, TOKEN_TIDAK_SAH
 */
export async function issueToken(
  deps: Deps,
  actor: SignedIn,
  { pungutan, blinded }: Readonly<{ pungutan: Pungutan; blinded: Uint8Array }>,
): Promise<Result<Uint8Array>> {
  const { kit, seal } = deps
  const work = async (): Promise<Result<Uint8Array>> => {
    const voter = await checkVoter(deps, kit.db, { actor, pungutan })
    if (!voter.ok) return voter
    const keys = await findKunci(kit.db, pungutan.id)
    if (keys === undefined) return refuse(refusal('BELUM_DIBUKA'))
    const signed = blindSign(seal.open(keys.kunciTersegel), keys.kunciPublik, blinded)
    if (signed === undefined) return refuse(refusal('TOKEN_TIDAK_SAH'))
    const titipan = sha256(blinded)
    return transactionUnlessRefused(kit.db, async (tx) => {
      const open = openOnly(await lockKotak(tx, pungutan.id), kit)
      if (!open.ok) return open
      const { kunci } = voter.value
      const known = await findPemilih(tx, pungutan.id, kunci)
      if (known !== undefined) {
        const isSame = known.titipan !== null && isSameHash(known.titipan, titipan)
        return isSame ? ok(signed) : refuse(refusal('SUDAH_MEMILIH'))
      }
      await together([
        insertPemilih(tx, pungutan.id, [{ kunci, cara: 'daring', titipan }]),
        countUp(tx, pungutan.id, { pemilihDaring: 1 }),
      ])
      return ok(signed)
    })
  }
  return counted(deps, pungutan.id, await work())
}

export type Titipan = Readonly<{
  token: Uint8Array
  tandaTangan: Uint8Array
  /** Digest of a receipt that only the voter's browser knows. */
  sidikTandaTerima: Uint8Array
  suara: Suara
}>

/**
 * Take a ballot from nobody in particular: its token says that somebody may vote, and not who. Sent again after a
 * lost answer, with the same receipt, it is the same ballot.
 *
 * @refuses those of the ballot, BELUM_DIBUKA, SUDAH_DITUTUP, TOKEN_TIDAK_SAH, TOKEN_TERPAKAI
 */
export async function castWithToken(
  deps: Deps,
  { pungutan, daftar }: Loaded,
  titipan: Titipan,
): Promise<Result<void>> {
  const work = async (): Promise<Result<void>> => {
    const checked = checkSuara(titipan.suara, { pungutan, daftar }, moneyText)
    if (!checked.ok) return checked
    const keys = await findKunci(deps.kit.db, pungutan.id)
    if (keys === undefined || !isFormed(titipan)) return refuse(refusal('TOKEN_TIDAK_SAH'))
    if (!isSigned(keys.kunciPublik, titipan.token, titipan.tandaTangan))
      return refuse(refusal('TOKEN_TIDAK_SAH'))
    return deps.takeIn(pungutan, {
      kunci: undefined,
      token: sha256(titipan.token),
      sidik: titipan.sidikTandaTerima,
      suara: checked.value,
    })
  }
  return counted(deps, pungutan.id, await work())
}

function isFormed({ token, tandaTangan, sidikTandaTerima }: Titipan): boolean {
  return (
    token.length === PREFIX_BYTES * 2 &&
    tandaTangan.length === KEY_BYTES &&
    sidikTandaTerima.length === 32
  )
}
