import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { insertPenjelasan } from '../store/penjelasan-store.ts'

const LEAST = 10
const MOST = 2_000

/**
 * Keep what an agency says about a deviation. Nothing said before is changed.
 *
 * @refuses PENJELASAN_ISI
 */
export async function explain(
  { kit, audit }: Deps,
  actor: SignedIn,
  said: Readonly<{ tahun: number; bulan: number; skpdId: number; isi: string }>,
): Promise<Result<void>> {
  const isi = said.isi.trim()
  if (isi.length < LEAST || isi.length > MOST) return refuse(refusal('PENJELASAN_ISI', 'isi'))
  const id = kit.newId()
  await transaction(kit.db, async (tx) => {
    await insertPenjelasan(tx, {
      ...said,
      id,
      isi,
      oleh: actor.accountId,
      olehNama: actor.name,
      now: kit.now(),
    })
    await audit.record(tx, actor, {
      action: 'serapan.jelaskan',
      subject: { kind: 'penjelasan', id },
    })
  })
  return ok(undefined)
}
