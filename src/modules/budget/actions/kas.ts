import type { Actor } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { decideMonths, splitByWeights } from '../domain/kas.ts'
import { refusal } from '../domain/refusals.ts'
import { type KasRow, listKas, writeKas } from '../store/kas-store.ts'
import { listBerlaku, type MataAnggaran } from '../store/mata-store.ts'

export type KasOrder = Readonly<{
  tahun: number
  skpdId: number
  /** Months typed per position. */
  typed: readonly Readonly<{ mataAnggaranId: string; bulan: readonly string[] }>[]
}>

/**
 * Store typed months; every position sums to its amount in force.
 *
 * @refuses KAS_TIDAK_BERLAKU, KAS_BULAN, KAS_JUMLAH under `id.bN`
 */
export function createSaveKas(deps: Deps) {
  return (actor: Actor, { tahun, skpdId, typed }: KasOrder): Promise<Result<number>> =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      const positions = new Map(
        (await listBerlaku(tx, { tahun, skpdId })).map((one) => [one.id, one]),
      )
      const judged = typed.map((one) => judgePlan(one, positions.get(one.mataAnggaranId)))
      const refusals = judged.flatMap((one) => (one.ok ? [] : one.refusals))
      if (refusals.length > 0) return refuse(refusals)
      const plans = judged.flatMap((one) => (one.ok ? [one.value] : []))
      await together([writeKas(tx, plans), recordKas(deps, tx, actor, { tahun, skpdId })])
      return ok(plans.length)
    })
}

function judgePlan(
  { mataAnggaranId, bulan }: KasOrder['typed'][number],
  position: MataAnggaran | undefined,
): Result<KasRow> {
  if (position === undefined)
    return refuse(refusal('KAS_TIDAK_BERLAKU', {}, `${mataAnggaranId}.b1`))
  const decided = decideMonths(bulan, position.anggaran)
  if (decided.ok) return ok({ mataAnggaranId, bulan: decided.value })
  const at = (one: Refusal) => ({ ...one, field: `${mataAnggaranId}.${one.field ?? 'b1'}` })
  return refuse(decided.refusals.map(at))
}

/**
 * Fill the plan of every position at once: evenly, or by twelve weights. Without `isAll` only those without a plan.
 *
 * @refuses KAS_TIDAK_BERLAKU
 */
export function createFillKas(deps: Deps) {
  return (
    actor: Actor,
    order: Readonly<{ tahun: number; skpdId: number; weights: readonly bigint[]; isAll: boolean }>,
  ): Promise<Result<number>> =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      const { tahun, skpdId, weights, isAll } = order
      const positions = await listBerlaku(tx, { tahun, skpdId })
      if (positions.length === 0) return refuse(refusal('KAS_TIDAK_BERLAKU'))
      const planned = new Set((await listKas(tx, tahun, skpdId)).map((one) => one.mataAnggaranId))
      const plans = positions
        .filter(({ id }) => isAll || !planned.has(id))
        .map(({ id, anggaran }) => ({
          mataAnggaranId: id,
          bulan: splitByWeights(anggaran, weights),
        }))
      await together([writeKas(tx, plans), recordKas(deps, tx, actor, { tahun, skpdId })])
      return ok(plans.length)
    })
}

function recordKas(
  { audit }: Deps,
  tx: Parameters<Deps['audit']['record']>[0],
  actor: Actor,
  { tahun, skpdId }: Readonly<{ tahun: number; skpdId: number }>,
): Promise<void> {
  return audit.record(tx, actor, {
    action: 'anggaran.kas-disusun',
    subject: { kind: 'anggaran-kas', id: `${tahun}/${skpdId}` },
  })
}
