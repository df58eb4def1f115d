import type { Role, SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { decideStuck, type StuckDecision, type StuckForm } from '../domain/receipt.ts'
import { refusal } from '../domain/refusals.ts'
import {
  findPenerimaanForUpdate,
  type Penerimaan,
  solvePenerimaan,
} from '../store/pelunasan-store.ts'
import { solveSelisih } from '../store/rekonsiliasi-store.ts'
import { findByIdForUpdate, type Tagihan } from '../store/tagihan-store.ts'
import { settle } from './settle.ts'

/** Who decides on money that did not fit. */
export const TREASURER_ROLES: readonly Role[] = ['bendahara', 'bud']

/**
 * What becomes of an amount that did not fit its bill.
 *
 * @returns undefined when there is none
 * @refuses codes of decideStuck, SUDAH_DISELESAIKAN
 */
export function createSolveStuck(deps: Deps) {
  const { kit } = deps
  return (
    actor: SignedIn,
    order: StuckForm & Readonly<{ id: string }>,
  ): Promise<Result<'solved'> | undefined> =>
    transaction(kit.db, async (tx) => {
      const stuck = await findPenerimaanForUpdate(tx, order.id)
      if (stuck === undefined || stuck.hasil === 'lunas') return undefined
      const { tagihanId, hasil } = stuck
      const tagihan = tagihanId === null ? undefined : await findByIdForUpdate(tx, tagihanId)
      if (stuck.penyelesaian !== null) return refuse(refusal('SUDAH_DISELESAIKAN'))
      const decided = decideStuck(order, { outcome: hasil, bill: tagihan })
      if (!decided.ok) return decided
      await storeSolution(deps, tx, { actor, stuck, tagihan, decision: decided.value })
      return ok('solved')
    })
}

type Solution = Readonly<{
  actor: SignedIn
  stuck: Penerimaan
  tagihan: Tagihan | undefined
  decision: StuckDecision
}>

async function storeSolution(
  deps: Deps,
  tx: Tx,
  { actor, stuck, tagihan, decision }: Solution,
): Promise<void> {
  const { kit, audit } = deps
  const { cara, alasan } = decision
  await solvePenerimaan(tx, {
    id: stuck.id,
    penyelesaian: cara,
    alasan,
    oleh: actor.accountId,
    at: kit.now(),
  })
  await audit.record(tx, actor, {
    action: `penerimaan.${cara}`,
    subject: { kind: 'penerimaan', id: stuck.id },
    reason: alasan,
  })
  if (cara !== 'diterima' || tagihan === undefined) return
  const { jalur, dibayarAt, gerbangTransaksi } = stuck
  const settlement = { actor, jalur, dibayarAt, gerbangTransaksi }
  await settle(deps, tx, { tagihan, settlement })
}

const REASON = { min: 10, max: 500 }

/** @refuses ALASAN_PENYELESAIAN, SUDAH_DISELESAIKAN */
export function createSolveSelisih({ kit, audit }: Deps) {
  return (
    actor: SignedIn,
    order: Readonly<{ id: string; alasan: string }>,
  ): Promise<Result<'solved'>> =>
    transaction(kit.db, async (tx) => {
      const alasan = order.alasan.trim()
      if (alasan.length < REASON.min || alasan.length > REASON.max)
        return refuse(refusal('ALASAN_PENYELESAIAN', 'alasan'))
      const { id } = order
      const isSolved = await solveSelisih(tx, { id, alasan, oleh: actor.accountId, at: kit.now() })
      if (!isSolved) return refuse(refusal('SUDAH_DISELESAIKAN'))
      await audit.record(tx, actor, {
        action: 'selisih.dijelaskan',
        subject: { kind: 'selisih', id },
        reason: alasan,
      })
      return ok('solved')
    })
}
