import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { preparePhoto } from '../../../platform/photo/prepare.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { countFoto, insertFoto } from '../store/foto-store.ts'
import { moveKartu } from '../store/kartu-store.ts'
import { tell } from './records.ts'
import { openedOrNothing } from './ubah-nilai.ts'

const PHOTOS_MAX = 12

/**
 * Put a photo on a card, cleaned of what the phone wrote into it.
 *
 * @returns undefined where the actor keeps no such card
 * @refuses FOTO_BANYAK, codes of preparePhoto
 */
export function createFoto(deps: Deps) {
  const { kit } = deps
  return async (
    actor: SignedIn,
    order: Readonly<{ label: string; bytes: Uint8Array }>,
  ): Promise<Result<string> | undefined> => {
    const prepared = await preparePhoto(order.bytes)
    if (!prepared.ok) return prepared
    const { photo, thumbnail } = prepared.value
    await kit.files.put(photo.jpeg)
    await kit.files.put(thumbnail.jpeg)
    return openedOrNothing(deps, { actor, label: order.label }, async (tx, { kartu, skpd }) => {
      if ((await countFoto(tx, kartu.id)) >= PHOTOS_MAX)
        return refuse(refusal('FOTO_BANYAK', 'foto'))
      const at = kit.now()
      const isNew = await insertFoto(tx, {
        id: kit.newId(),
        kartuId: kartu.id,
        sha256: photo.sha256,
        kecilSha256: thumbnail.sha256,
        diambilAt: at,
        oleh: actor.name,
      })
      if (!isNew) return ok(kartu.label)
      const versi = kartu.versi + 1
      await moveKartu(tx, { id: kartu.id, at, versi })
      const more = { foto: photo.sha256 }
      await tell(deps, tx, [
        { kartu: { ...kartu, skpd }, kejadian: 'foto', versi, more, actor, at },
      ])
      return ok(kartu.label)
    })
  }
}
