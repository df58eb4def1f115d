import type { Actor } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type Kunci, writeKunci } from '../domain/jejak.ts'
import { refusal } from '../domain/refusals.ts'
import { insertKaitan } from '../store/kaitan-store.ts'

/**
 * Tie a citizen's report to what it is about, so that whoever follows the money meets it.
 *
 * @refuses JEJAK_LAPORAN_TIDAK_ADA, JEJAK_SUDAH_TERKAIT
 */
export async function linkLaporan(
  { kit, audit, findLaporan }: Deps,
  actor: Actor,
  order: Readonly<{ dari: Kunci; nomor: string }>,
): Promise<Result<string>> {
  const nomor = await findLaporan(order.nomor)
  if (nomor === undefined) return refuse(refusal('JEJAK_LAPORAN_TIDAK_ADA', 'nomor'))
  return transaction(kit.db, async (tx) => {
    const isNew = await insertKaitan(tx, {
      id: kit.newId(),
      dari: order.dari,
      laporanNomor: nomor,
      oleh: actor.kind === 'anonymous' ? '' : actor.name,
      now: kit.now(),
    })
    if (!isNew) return refuse(refusal('JEJAK_SUDAH_TERKAIT', 'nomor'))
    await audit.record(tx, actor, {
      action: 'jejak.kaitkan',
      subject: { kind: 'laporan', id: nomor },
      after: { dari: writeKunci(order.dari) },
    })
    return ok(nomor)
  })
}
