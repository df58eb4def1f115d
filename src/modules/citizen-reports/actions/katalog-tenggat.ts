import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { katalogRefusal } from '../domain/katalog-edit/refusals.ts'
import { decideTenggatAturan, type TenggatIsian } from '../domain/katalog-edit/tenggat.ts'
import { refusal } from '../domain/refusals.ts'
import {
  endAturan,
  listAturan,
  lockVersi,
  markAturanVerified,
} from '../store/katalog-edit-store.ts'
import { insertAturan } from '../store/katalog-store.ts'
import { mayEditKatalog, recordChange, seenOf } from './edit-katalog.ts'

/** Add a dated deadline rule; the one in force until then gets its end, and both stay readable. */
export async function addTenggatAturan(
  deps: Deps,
  actor: SignedIn,
  { isian, seen }: Readonly<{ isian: TenggatIsian; seen: string }>,
): Promise<Result<undefined>> {
  if (!mayEditKatalog(actor)) return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const done = await transaction(deps.kit.db, async (tx): Promise<Result<undefined>> => {
    await lockVersi(tx)
    const rules = await listAturan(tx)
    if (seen !== seenOf(rules)) return refuse(katalogRefusal('DIUBAH_ORANG_LAIN'))
    const decided = decideTenggatAturan(isian, rules, deps.kit.today())
    if (!decided.ok) return decided
    const { added, ended } = decided.value
    if (ended !== undefined) {
      await endAturan(tx, ended.rule.id, ended.on)
      await recordChange(deps, tx, {
        actor,
        edit: { tabel: 'tenggat_aturan', kunci: ended.rule.id },
        before: ended.rule,
        after: { ...ended.rule, berlakuSampai: ended.on },
      })
    }
    const id = deps.kit.newId()
    await insertAturan(tx, id, added)
    const edit = { tabel: 'tenggat_aturan', kunci: id } as const
    await recordChange(deps, tx, { actor, edit, before: undefined, after: { id, ...added } })
    return ok(undefined)
  })
  deps.katalog.forget()
  return done
}

/** Somebody has read the official text and found the figure in it. */
export async function verifyTenggatAturan(
  deps: Deps,
  actor: SignedIn,
  id: string,
): Promise<Result<undefined>> {
  if (!mayEditKatalog(actor)) return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const done = await transaction(deps.kit.db, async (tx): Promise<Result<undefined>> => {
    await lockVersi(tx)
    const rule = (await listAturan(tx)).find((one) => one.id === id)
    if (rule === undefined || rule.isTerverifikasi)
      return refuse(katalogRefusal('DIUBAH_ORANG_LAIN'))
    await markAturanVerified(tx, id)
    await recordChange(deps, tx, {
      actor,
      edit: { tabel: 'tenggat_aturan', kunci: id },
      before: rule,
      after: { ...rule, isTerverifikasi: true },
    })
    return ok(undefined)
  })
  deps.katalog.forget()
  return done
}
