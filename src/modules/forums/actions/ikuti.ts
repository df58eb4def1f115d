import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import type { Topik } from '../store/forum-store.ts'
import { countDiikuti, deletePengikut, insertPengikut } from '../store/ikut-store.ts'
import { holdPerson } from '../store/kiriman-store.ts'
import { counted } from './tolakan.ts'

/** Follow a topic, or stop. @refuses IKUT_BATAS */
export function follow(
  deps: Deps,
  actor: SignedIn,
  { topik, isWanted }: Readonly<{ topik: Topik; isWanted: boolean }>,
): Promise<Result<void>> {
  const { kit, aturanAt } = deps
  return counted(deps, async (tx) => {
    const akunId = actor.accountId
    if (!isWanted) {
      await deletePengikut(tx, topik.id, akunId)
      return ok(undefined)
    }
    await holdPerson(tx, akunId)
    const jumlah = aturanAt(kit.today()).batas.ikutMaks
    if ((await countDiikuti(tx, akunId)) >= jumlah) return refuse(refusal('IKUT_BATAS', { jumlah }))
    await insertPengikut(tx, {
      topikId: topik.id,
      akunId,
      at: kit.now(),
      nomor: topik.nomorTerakhir,
    })
    return ok(undefined)
  })
}
