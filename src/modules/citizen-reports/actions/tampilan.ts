import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { type Saringan, writeSaringan } from '../domain/antrean.ts'
import { refusal } from '../domain/refusals.ts'
import { listTampilan, putTampilan, TAMPILAN_MAX } from '../store/tampilan-store.ts'

const NAMA_MAX = 60

/**
 * Keep the filters under a name; the same name again changes what is kept.
 *
 * @refuses NAMA_TAMPILAN_KOSONG, TAMPILAN_TERLALU_BANYAK
 */
export async function saveTampilan(
  { kit }: Deps,
  actor: SignedIn,
  given: Readonly<{ nama: string; saringan: Saringan }>,
): Promise<Result<string>> {
  const nama = given.nama.trim().replace(/\s+/g, ' ')
  if (nama === '' || nama.length > NAMA_MAX) return refuse(refusal('NAMA_TAMPILAN_KOSONG', 'nama'))
  return transaction(kit.db, async (tx) => {
    const kept = await listTampilan(tx, actor.accountId)
    const isNew = !kept.some((one) => one.nama.toLowerCase() === nama.toLowerCase())
    if (isNew && kept.length >= TAMPILAN_MAX)
      return refuse(refusal('TAMPILAN_TERLALU_BANYAK', 'nama'))
    await putTampilan(tx, {
      id: kit.newId(),
      akunId: actor.accountId,
      nama,
      saringan: writeSaringan(given.saringan),
      dibuatAt: kit.now(),
    })
    return ok(nama)
  })
}
