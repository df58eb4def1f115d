import type { Actor } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import {
  answerTelaah,
  insertTelaah,
  lockTelaah,
  settleTelaah,
  type Telaah,
} from '../store/telaah-store.ts'
import { idOf, nameOf } from './people.ts'

const TEXT = { min: 3, max: 1_000 }
const isSound = (text: string) => text.length >= TEXT.min && text.length <= TEXT.max

export type Comment = Readonly<{
  versiId: string
  skpdId: number
  garisId: string | null
  isi: string
}>

/**
 * TAPD's comment on a part or one of its lines.
 *
 * @refuses TELAAH_ISI
 */
export function createComment({ kit, audit }: Deps) {
  return (actor: Actor, comment: Comment): Promise<Result<string>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const isi = comment.isi.trim()
      if (!isSound(isi)) return refuse(refusal('TELAAH_ISI', {}, 'isi'))
      const id = kit.newId()
      const { versiId, skpdId, garisId } = comment
      const by = { oleh: idOf(actor), olehNama: nameOf(actor), waktu: kit.now() }
      await together([
        insertTelaah(tx, { id, versiId, skpdId, garisId, isi, ...by }),
        audit.record(tx, actor, { action: 'anggaran.telaah', subject: { kind: 'telaah', id } }),
      ])
      return ok(id)
    })
}

/** Which comment, of which part: its address. */
export type CommentAt = Readonly<{ id: string; versiId: string; skpdId: number }>

function isOpenAt(found: Telaah | undefined, at: CommentAt): found is Telaah {
  return (
    found !== undefined &&
    found.selesaiAt === null &&
    found.versiId === at.versiId &&
    found.skpdId === at.skpdId
  )
}

/**
 * The SKPD's answer; what was settled stays.
 *
 * @refuses TELAAH_ISI, TELAAH_SELESAI, TELAAH_SENDIRI
 */
export function createAnswer({ kit, audit }: Deps) {
  return (
    actor: Actor,
    order: CommentAt & Readonly<{ jawaban: string }>,
  ): Promise<Result<'answered'>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const { id } = order
      const jawaban = order.jawaban.trim()
      const found = await lockTelaah(tx, id)
      if (!isOpenAt(found, order)) return refuse(refusal('TELAAH_SELESAI'))
      if (!isSound(jawaban)) return refuse(refusal('TELAAH_ISI', {}, 'jawaban'))
      if (found.oleh === idOf(actor)) return refuse(refusal('TELAAH_SENDIRI'))
      const by = { oleh: idOf(actor), nama: nameOf(actor), now: kit.now() }
      await together([
        answerTelaah(tx, { id, jawaban, ...by }),
        audit.record(tx, actor, { action: 'anggaran.jawab', subject: { kind: 'telaah', id } }),
      ])
      return ok('answered')
    })
}

/**
 * TAPD settles a comment.
 *
 * @refuses TELAAH_SELESAI, ORANG_SAMA
 */
export function createSettle({ kit, audit }: Deps) {
  return (actor: Actor, order: CommentAt): Promise<Result<'settled'>> =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const { id } = order
      const found = await lockTelaah(tx, id)
      if (!isOpenAt(found, order)) return refuse(refusal('TELAAH_SELESAI'))
      if (found.dijawabOleh === idOf(actor)) return refuse(refusal('ORANG_SAMA'))
      await together([
        settleTelaah(tx, { id, oleh: idOf(actor), now: kit.now() }),
        audit.record(tx, actor, { action: 'anggaran.selesai', subject: { kind: 'telaah', id } }),
      ])
      return ok('settled')
    })
}
