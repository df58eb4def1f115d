import { type Actor, type Role, type SignedIn, unitsOf } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import type { Survei } from '../domain/survei.ts'
import { lockSurvei } from '../store/survei-store.ts'

/** Who builds, opens, weighs and publishes surveys. */
export const SURVEYORS: readonly Role[] = ['walidata', 'perencana']
/** Who types paper sheets in. */
export const PAPER_ROLES: readonly Role[] = [...SURVEYORS, 'loket', 'petugas-layanan']

/** Units whose surveys this officer holds. */
export function ownUnits(actor: Actor): readonly string[] {
  return unitsOf(actor, SURVEYORS)
}

export type Changing = Readonly<{
  kode: string
  action: string
  change: (tx: Tx, survei: Survei) => Promise<Result<unknown>>
}>

/**
 * Change a survey of one's own unit: held while it changes, and recorded who did it.
 *
 * @refuses UNIT_BUKAN_MILIK_ANDA, and whatever the change refuses
 */
export function changeSurvei(
  { kit, audit }: Deps,
  actor: SignedIn,
  { kode, action, change }: Changing,
): Promise<Result<void>> {
  return transactionUnlessRefused(kit.db, async (tx) => {
    const survei = await lockSurvei(tx, kode, 'update')
    if (survei === undefined || !ownUnits(actor).includes(survei.unitKode))
      return refuse(refusal('UNIT_BUKAN_MILIK_ANDA'))
    const done = await change(tx, survei)
    if (!done.ok) return done
    await audit.record(tx, actor, {
      action: `survei.${action}`,
      subject: { kind: 'survei', id: kode },
    })
    return ok(undefined)
  })
}
