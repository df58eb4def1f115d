import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { deleteKios, findSesiOf, upsertKios } from '../store/counter-store.ts'

type Order = Readonly<{ actor: SignedIn; perangkat: string }>

/** Make this browser the kiosk of the place where the clerk has a counter open. */
export function setKiosk(
  { kit, audit }: Pick<Deps, 'kit' | 'audit'>,
  db: Tx,
  { actor, perangkat }: Order,
): Promise<Result<undefined>> {
  return transactionUnlessRefused(db, async (tx) => {
    const sesi = await findSesiOf(tx, actor.accountId)
    if (sesi === undefined) return refuse(refusal('LOKET_BELUM_DIBUKA'))
    const { tempatKode } = sesi
    await together([
      upsertKios(tx, { perangkat, tempatKode, oleh: actor.accountId, at: kit.now() }),
      audit.record(tx, actor, {
        action: 'antrean.pasang-kios',
        subject: { kind: 'tempat-antrean', id: tempatKode },
      }),
    ])
    return ok(undefined)
  })
}

/** This browser is a kiosk no longer. */
export function removeKiosk(
  { audit }: Pick<Deps, 'audit'>,
  db: Tx,
  { actor, perangkat }: Order,
): Promise<Result<undefined>> {
  return transactionUnlessRefused(db, async (tx) => {
    await together([
      deleteKios(tx, perangkat),
      audit.record(tx, actor, {
        action: 'antrean.lepas-kios',
        subject: { kind: 'kios', id: perangkat },
      }),
    ])
    return ok(undefined)
  })
}
