import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import {
  decideDispute,
  decideVerdict,
  type Verdict,
  type VerdictForm,
} from '../domain/sanggahan.ts'
import { sanggahanDiputus } from '../events.ts'
import { forgetSalinan } from '../store/salinan-store.ts'
import {
  decideSanggahan,
  findSanggahan,
  findSanggahanForUpdate,
  insertSanggahan,
  type Sanggahan,
} from '../store/sanggahan-store.ts'
import type { Partners } from '../types.ts'
import { keeperGrant } from './keepers.ts'

/** @refuses codes of decideDispute */
export function createDispute({ kit, box, audit }: Deps): Partners['dispute'] {
  return async (tx, dispute) => {
    const { accountId, nomor, sistem = 'dukcapil', field, registerValue, subject } = dispute
    const decided = decideDispute({ ...dispute, sistem })
    if (!decided.ok) return decided
    return transaction(tx, async (inner) => {
      const sanggahanId = await insertSanggahan(inner, {
        id: kit.newId(),
        asal: 'warga',
        sistem,
        subjekJenis: subject.kind,
        subjekId: subject.id,
        pemilikId: accountId,
        kunci: nomor === undefined ? null : box.digest(sistem, nomor),
        bidang: field,
        nilaiRegisterTersegel: box.close({ nilai: registerValue }),
        nilaiKlaimTersegel: box.close({ nilai: decided.value }),
        dibuatAt: kit.now(),
      })
      await audit.record(
        inner,
        { kind: 'system', name: 'partners' },
        { action: 'sanggahan.diajukan', subject: { kind: 'sanggahan', id: sanggahanId } },
      )
      return ok({ sanggahanId })
    })
  }
}

export type SanggahanSeen = Readonly<{ row: Sanggahan; register: string; klaim: string }>

/**
 * A dispute with both values, for the keeper of the register; its owner is told who looked.
 *
 * @returns undefined when there is none, or it is not this officer's to see
 */
export function createReadDispute(deps: Deps) {
  const { kit, box, audit, reference } = deps
  return async (actor: SignedIn, id: string): Promise<SanggahanSeen | undefined> => {
    const row = await findSanggahan(kit.db, id)
    if (row === undefined || keeperGrant(reference, actor, row.sistem) === undefined)
      return undefined
    if (row.pemilikId !== null)
      await audit.recordAccess(kit.db, actor, {
        ownerId: row.pemilikId,
        subject: { kind: 'sanggahan', id },
        purpose: 'Memutus sanggahan atas data register',
        fields: [row.bidang],
      })
    const openValue = (sealed: Buffer | null) =>
      sealed === null ? '' : (box.open(sealed).nilai ?? '')
    return {
      row,
      register: openValue(row.nilaiRegisterTersegel),
      klaim: openValue(row.nilaiKlaimTersegel),
    }
  }
}

export type DecideOrder = VerdictForm & Readonly<{ id: string }>

/**
 * @returns undefined when there is none, or it is not this officer's to decide
 * @refuses PUTUSAN_SANGGAHAN, ALASAN_SANGGAHAN, SANGGAHAN_SUDAH_DIPUTUS
 */
export function createDecideDispute(deps: Deps) {
  const { kit, reference } = deps
  return async (actor: SignedIn, order: DecideOrder): Promise<Result<'decided'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const row = await findSanggahanForUpdate(tx, order.id)
      if (row === undefined || keeperGrant(reference, actor, row.sistem) === undefined)
        return undefined
      const verdict = decideVerdict(order)
      if (!verdict.ok) return verdict
      if (row.status !== 'menunggu') return refuse(refusal('SANGGAHAN_SUDAH_DIPUTUS'))
      await storeVerdict(deps, tx, { actor, row, verdict: verdict.value })
      return ok('decided')
    })
}

type Decided = Readonly<{ actor: SignedIn; row: Sanggahan; verdict: Verdict }>

async function storeVerdict(deps: Deps, tx: Tx, { actor, row, verdict }: Decided): Promise<void> {
  const { kit, audit, notifications, reference } = deps
  const { id, sistem, bidang } = row
  const { hasil, alasan } = verdict
  const at = kit.now()
  const grant = keeperGrant(reference, actor, sistem)
  await decideSanggahan(tx, { id, status: hasil, alasan, oleh: actor.accountId, at })
  // A register that was found wrong is being corrected: it is asked anew.
  if (row.kunci !== null) await forgetSalinan(tx, sistem, row.kunci)
  await audit.record(tx, actor, {
    action: `sanggahan.${hasil}`,
    subject: { kind: 'sanggahan', id },
    reason: alasan,
    ...(grant === undefined ? {} : { grant }),
  })
  await kit.emit(tx, sanggahanDiputus, {
    subject: { kind: row.subjekJenis, id: row.subjekId },
    sistem,
    sanggahanId: id,
    bidang,
    hasil,
    at: at.toISOString(),
  })
  if (row.pemilikId === null) return
  await notifications.notify(tx, {
    event: hasil === 'diterima' ? 'sanggahan.diterima' : 'sanggahan.ditolak',
    to: { kind: 'account', accountId: row.pemilikId },
    values: { bidang, alasan },
    link: '/akun/data-saya',
    key: `sanggahan ${id}`,
  })
}
