import { type Actor, isSignedIn, type SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Pungutan } from '../domain/pungutan.ts'
import { refusal } from '../domain/refusals.ts'
import { findDomisili, saveDomisili, withdrawDomisili } from '../store/domisili-store.ts'
import { isWithin, ownAreas } from './wewenang.ts'

/** Somebody who may vote: known to the rest of this module by a digest alone. */
export type Pemilih = Readonly<{ kunci: Uint8Array }>

/**
 * May this person vote here? Whether they have already is not looked at.
 *
 * @refuses NIK_DIPERLUKAN, DOMISILI_BELUM_ADA, DOMISILI_DICABUT, WILAYAH_LAIN
 */
export async function checkVoter(
  deps: Deps,
  tx: Tx,
  { actor, pungutan }: Readonly<{ actor: Actor; pungutan: Pungutan }>,
): Promise<Result<Pemilih>> {
  if (!isSignedIn(actor) || actor.kind !== 'citizen') return refuse(refusal('NIK_DIPERLUKAN'))
  const nik = await deps.identity.nikOf(tx, actor.accountId)
  if (nik === undefined || actor.tier === 'unverified') return refuse(refusal('NIK_DIPERLUKAN'))
  const domisili = await findDomisili(tx, actor.accountId)
  if (domisili === undefined) return refuse(refusal('DOMISILI_BELUM_ADA'))
  if (domisili.dicabutPada !== null) return refuse(refusal('DOMISILI_DICABUT'))
  if (!isWithin(domisili.desaKode, pungutan.wilayahKode)) {
    const wilayah = deps.reference.findWilayah(pungutan.wilayahKode)?.nama ?? pungutan.wilayahKode
    return refuse(refusal('WILAYAH_LAIN', { wilayah }))
  }
  return ok({ kunci: deps.personKey(pungutan.id, nik) })
}

/**
 * Ask the population register where a citizen lives, and keep the code of the village. What an officer withdrew
 * comes back only by an officer.
 *
 * @refuses NIK_DIPERLUKAN, DOMISILI_DICABUT, TIDAK_ADA_DI_REGISTER, REGISTER_TIDAK_TERJANGKAU
 */
export async function refreshDomisili(deps: Deps, actor: SignedIn): Promise<Result<void>> {
  const { kit, identity } = deps
  const { accountId } = actor
  const nik = await identity.nikOf(kit.db, accountId)
  if (nik === undefined) return refuse(refusal('NIK_DIPERLUKAN'))
  if ((await findDomisili(kit.db, accountId))?.dicabutPada)
    return refuse(refusal('DOMISILI_DICABUT'))
  const tujuan = 'Memeriksa domisili untuk pemungutan suara'
  const said = await deps.askDomisili({ nik, accountId, actor, tujuan })
  if (said.kind === 'tidak-terjangkau') return refuse(refusal('REGISTER_TIDAK_TERJANGKAU'))
  if (said.kind !== 'ditemukan') return refuse(refusal('TIDAK_ADA_DI_REGISTER'))
  await transaction(kit.db, async (tx) => {
    const row = { akunId: accountId, desaKode: said.desaKode, pada: kit.today(), oleh: null }
    await saveDomisili(tx, { ...row, sumber: 'dukcapil' })
    await deps.audit.record(tx, actor, {
      action: 'suara.domisili',
      subject: { kind: 'akun', id: accountId },
    })
  })
  return ok(undefined)
}

export type DomisiliForm = Readonly<{ warga: string; desaKode: string; isCabut: boolean }>

/**
 * Confirm where somebody lives, or withdraw it, as the officer of that place who has seen their papers.
 *
 * @refuses BUKAN_WILAYAH_ANDA, WARGA_TIDAK_DITEMUKAN, DOMISILI_BELUM_ADA
 */
export function keepDomisili(
  deps: Deps,
  actor: SignedIn,
  { warga, desaKode, isCabut }: DomisiliForm,
): Promise<Result<void>> {
  const { kit, reference, identity, audit } = deps
  return transactionUnlessRefused(kit.db, async (tx) => {
    const isOwn = ownAreas(actor).some((area) => isWithin(desaKode, area))
    if (reference.findWilayah(desaKode) === undefined || !isOwn)
      return refuse(refusal('BUKAN_WILAYAH_ANDA', {}, 'desa'))
    const account = await identity.findCitizen(tx, warga)
    if (account === undefined) return refuse(refusal('WARGA_TIDAK_DITEMUKAN', {}, 'warga'))
    const known = await findDomisili(tx, account.id)
    if (isCabut && known?.desaKode !== desaKode)
      return refuse(refusal('DOMISILI_BELUM_ADA', {}, 'warga'))
    const row = { akunId: account.id, desaKode, pada: kit.today(), oleh: actor.accountId }
    if (isCabut) await withdrawDomisili(tx, account.id, kit.today())
    else await saveDomisili(tx, { ...row, sumber: 'petugas' })
    await audit.record(tx, actor, {
      action: isCabut ? 'suara.domisili-dicabut' : 'suara.domisili-petugas',
      subject: { kind: 'akun', id: account.id },
      after: { desaKode },
    })
    return ok(undefined)
  })
}
