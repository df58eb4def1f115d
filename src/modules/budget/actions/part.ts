import type { Actor } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import { decidePartHandIn, decideReview, type StatusBagian } from '../domain/versi.ts'
import {
  type BagianChange,
  listEditors,
  listSubSums,
  lockBagian,
  updateBagian,
} from '../store/bagian-store.ts'
import { countUnanswered } from '../store/telaah-store.ts'
import { findVersi, type Versi } from '../store/versi-store.ts'
import { idOf } from './people.ts'

export type PartOrder = Readonly<{
  versiId: string
  skpdId: number
  ke: 'diajukan' | 'disetujui' | 'dikembalikan'
  catatan?: string
}>

/**
 * Hand in a part to TAPD, approve it, or give it back. Also opens an approved part for a shift or a revision.
 *
 * @refuses VERSI_STATUS, codes of decidePartHandIn and decideReview
 */
export function createMovePart(deps: Deps) {
  return (actor: Actor, order: PartOrder): Promise<Result<StatusBagian>> =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      const { versiId, skpdId, ke } = order
      const versi = await findVersi(tx, versiId)
      const part = await lockBagian(tx, versiId, skpdId)
      if (versi?.status !== 'disusun' || part === undefined)
        return refuse(refusal('VERSI_STATUS', { status: versi?.status ?? 'tidak ada' }))
      const decided =
        ke === 'diajukan'
          ? await judgeHandIn(deps, tx, versi, { ...part, skpdId })
          : decideReview(part, {
              ke,
              oleh: idOf(actor),
              editors: await listEditors(tx, versiId, skpdId),
            })
      if (!decided.ok) return decided
      const change = changeOf(order, decided.value, { oleh: idOf(actor), at: deps.kit.now() })
      await together([
        updateBagian(tx, change),
        deps.audit.record(tx, actor, {
          action: `anggaran.bagian-${ke}`,
          subject: { kind: 'anggaran-bagian', id: `${versiId}/${skpdId}` },
        }),
      ])
      return ok(decided.value)
    })
}

function changeOf(
  { versiId, skpdId, ke, catatan }: PartOrder,
  status: StatusBagian,
  signed: Readonly<{ oleh: string; at: Date }>,
): BagianChange {
  return {
    versiId,
    skpdId,
    status,
    ...(ke === 'diajukan' ? { diajukan: signed } : {}),
    ...(ke === 'disetujui' ? { ditelaah: signed } : {}),
    ...(catatan === undefined ? {} : { catatan: catatan.trim().slice(0, 1_000) }),
  }
}

async function judgeHandIn(
  deps: Deps,
  tx: Tx,
  versi: Versi,
  part: Readonly<{ status: StatusBagian; skpdId: number }>,
): Promise<Result<'diajukan'>> {
  const sums = await listSubSums(tx, versi.id, part.skpdId)
  const codes = await deps.fiscal.kodefikasi(tx, versi.tahun)
  const ceilings =
    versi.paguVersiId === null
      ? []
      : sums.flatMap(({ subKegiatanId, jumlah, pagu }) =>
          subKegiatanId === null
            ? []
            : [{ kode: codes.nomenklatur.byId.get(subKegiatanId)?.kode ?? '', jumlah, pagu }],
        )
  const lineCount = sums.reduce((count, { baris }) => count + baris, 0)
  const unanswered = await countUnanswered(tx, versi.id, part.skpdId)
  return decidePartHandIn({ status: part.status, lineCount, unanswered }, ceilings)
}
