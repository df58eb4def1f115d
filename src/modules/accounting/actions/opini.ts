import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { decideOpini, decidePutusanOpini, type OpiniForm } from '../domain/opini.ts'
import { refusal } from '../domain/refusals.ts'
import {
  findOpini,
  findOpiniForUpdate,
  insertOpini,
  type Opini,
  updateOpini,
} from '../store/opini-store.ts'

export type OpiniActions = Readonly<{
  /** The opinion on the statements of a year: waiting for a second person, or set. */
  ofYear: (tx: Tx, tahun: number) => Promise<Opini | undefined>
  /**
   * Enter what the auditors' report says; another person sets it.
   *
   * @refuses codes of decideOpini, OPINI_SUDAH
   */
  enter: (
    actor: SignedIn,
    order: Readonly<{ tahun: number; form: OpiniForm }>,
  ) => Promise<Result<'entered'>>
  /** @refuses codes of decidePutusanOpini, OPINI_TIDAK_ADA */
  decide: (
    actor: SignedIn,
    order: Readonly<{ id: string; isSet: boolean; alasan: string }>,
  ) => Promise<Result<'ditetapkan' | 'ditolak'>>
}>

export function createOpini({ kit, audit }: Deps): OpiniActions {
  const signed = ({ accountId, name }: SignedIn) => ({ oleh: accountId, nama: name, at: kit.now() })
  return {
    ofYear: findOpini,
    enter: (actor, { tahun, form }) =>
      transactionUnlessRefused(kit.db, async (tx) => {
        const decided = decideOpini(form, { tahun, today: kit.today() })
        if (!decided.ok) return decided
        const id = kit.newId()
        const isMade = await insertOpini(tx, {
          ...decided.value,
          id,
          tahun,
          dicatat: signed(actor),
        })
        if (!isMade) return refuse(refusal('OPINI_SUDAH', { tahun }))
        await audit.record(tx, actor, {
          action: 'opini.dicatat',
          subject: { kind: 'opini', id },
          after: { tahun, ...decided.value },
        })
        return ok('entered')
      }),
    decide: (actor, { id, isSet, alasan: typed }) =>
      transactionUnlessRefused(kit.db, async (tx) => {
        const opini = await findOpiniForUpdate(tx, id)
        if (opini === undefined) return refuse(refusal('OPINI_TIDAK_ADA'))
        const alasan = typed.trim()
        const decided = decidePutusanOpini(opini, { isSet, alasan, oleh: actor.accountId })
        if (!decided.ok) return decided
        const kept = alasan === '' ? null : alasan.slice(0, 500)
        await updateOpini(tx, { id, status: decided.value, alasan: kept, putus: signed(actor) })
        await audit.record(tx, actor, {
          action: `opini.${decided.value}`,
          subject: { kind: 'opini', id },
          ...(kept === null ? {} : { reason: kept }),
        })
        return decided
      }),
  }
}
