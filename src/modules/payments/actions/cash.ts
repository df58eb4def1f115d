import { grantsOf, type Role, type SignedIn } from '../../../kernel/actor.ts'
import { yearOf } from '../../../kernel/date.ts'
import { formatNomor } from '../../../kernel/nomor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { decideCash } from '../domain/receipt.ts'
import { refusal } from '../domain/refusals.ts'
import { nextKuitansi } from '../store/pelunasan-store.ts'
import { findByKodeForUpdate } from '../store/tagihan-store.ts'
import { settle } from './settle.ts'

/** Who takes money over the counter. */
export const CASHIER_ROLES: readonly Role[] = ['loket', 'bendahara']

export type CashOrder = Readonly<{
  kodeBayar: string
  /** The officer says that the money was counted. */
  isCounted: boolean
}>

/**
 * Cash at the counter: settles the bill and gives a receipt number, in one transaction, so that numbers have
 * no gaps.
 *
 * @returns undefined when no bill has this code
 * @refuses UANG_BELUM_DITERIMA, codes of decideCash
 */
export function createPayCash(deps: Deps) {
  const { kit } = deps
  return (
    actor: SignedIn,
    { kodeBayar, isCounted }: CashOrder,
  ): Promise<Result<Readonly<{ kuitansiNomor: string }>> | undefined> =>
    transaction(kit.db, async (tx) => {
      const tagihan = await findByKodeForUpdate(tx, kodeBayar)
      if (tagihan === undefined) return undefined
      const payable = decideCash(tagihan, kit.now())
      if (!payable.ok) return payable
      if (!isCounted) return refuse(refusal('UANG_BELUM_DITERIMA', 'diterima'))
      const year = yearOf(kit.today())
      const serial = await nextKuitansi(tx, year)
      const kuitansiNomor = formatNomor({ prefix: 'KWT', year, serial })
      const grant = grantsOf(actor).find(({ role }) => CASHIER_ROLES.includes(role))
      await settle(deps, tx, {
        tagihan,
        settlement: {
          actor,
          ...(grant === undefined ? {} : { grant }),
          jalur: 'tunai',
          dibayarAt: kit.now(),
          kuitansiNomor,
          petugasId: actor.accountId,
        },
      })
      return ok({ kuitansiNomor })
    })
}
