import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { checkPemetaan, type Pemetaan } from '../domain/pemetaan.ts'
import { refusal } from '../domain/refusals.ts'
import {
  decidePemetaanRow,
  findPemetaanForUpdate,
  insertPemetaan,
  type PemetaanRow,
  replacePemetaan,
} from '../store/pemetaan-store.ts'
import type { Rules, RulesOf } from './rules.ts'

type Order = Pemetaan & Readonly<{ sumber: string }>

export type MappingActions = Readonly<{
  /**
   * Enter a mapping; it holds when another person has agreed.
   *
   * @refuses codes of checkPemetaan, PEMETAAN_SUMBER, PERISTIWA_TIDAK_DIKENAL, PEMETAAN_MASIH_DIUSULKAN
   */
  propose: (actor: SignedIn, order: Order) => Promise<Result<string>>
  /** @refuses KEPUTUSAN_KOSONG, SUDAH_DIPUTUSKAN, PENGUSUL_MEMUTUSKAN, ALASAN_KOSONG */
  decide: (
    actor: SignedIn,
    decision: Readonly<{ id: string; putusan: string; alasan: string }>,
  ) => Promise<Result<PemetaanRow>>
}>

/** Happenings whose own amounts sum to zero: one line per account is enough. */
const REARRANGING = 'aset-reklasifikasi'
const SUMBER = { min: 3, max: 300 }

export function createMapping(deps: Deps, rulesOf: RulesOf): MappingActions {
  return { propose: createPropose(deps, rulesOf), decide: createDecide(deps) }
}

function createPropose({ kit, audit }: Deps, rulesOf: RulesOf): MappingActions['propose'] {
  return (actor, order) =>
    transactionUnlessRefused(kit.db, async (tx) => {
      const sumber = order.sumber.trim()
      const refusals = refuseOrder(order, await rulesOf(tx, order.tahunMulai))
      if (refusals.length > 0) return refuse(refusals)
      const id = kit.newId()
      const isMade = await insertPemetaan(tx, {
        ...order,
        id,
        sumber,
        status: 'usulan',
        isTerverifikasi: false,
        diusulkanOleh: actor.accountId,
        diusulkanAt: kit.now(),
      })
      if (!isMade) return refuse(refusal('PEMETAAN_MASIH_DIUSULKAN'))
      await audit.record(tx, actor, {
        action: 'pemetaan.diusulkan',
        subject: { kind: 'pemetaan', id },
        after: order,
      })
      return ok(id)
    })
}

function refuseOrder(order: Order, rules: Rules): readonly Refusal[] {
  const { rekening } = rules.kodefikasi
  const checked = checkPemetaan(order, {
    hasRekening: (kode) => rekening.byKode.has(kode),
    isLeaf: (kode) => rekening.byKode.get(kode)?.isDaun === true,
    isRearranging: order.peristiwa === REARRANGING,
  })
  const words = order.sumber.trim().length
  return [
    ...(checked.ok ? [] : checked.refusals),
    ...(rules.jenis(order.peristiwa) === undefined
      ? [refusal('PERISTIWA_TIDAK_DIKENAL', { kode: order.peristiwa })]
      : []),
    ...(words < SUMBER.min || words > SUMBER.max ? [refusal('PEMETAAN_SUMBER', {}, 'sumber')] : []),
  ]
}

type Decision = Parameters<MappingActions['decide']>[1]

function createDecide(deps: Deps): MappingActions['decide'] {
  return (actor, decision) =>
    transactionUnlessRefused(deps.kit.db, async (tx) => {
      const { id } = decision
      const found = await findPemetaanForUpdate(tx, id)
      if (found === undefined) return refuse(refusal('SUDAH_DIPUTUSKAN'))
      const refusals = [...refuseDecision(found, actor, decision)]
      if (refusals.length > 0) return refuse(refusals)
      const status = decision.putusan === 'setuju' ? 'berlaku' : 'ditolak'
      if (status === 'berlaku') await replacePemetaan(tx, found)
      await settle(deps, tx, { ...decision, status, actor })
      return ok({ ...found, status })
    })
}

async function settle(
  { kit, audit }: Deps,
  tx: Tx,
  one: Decision & Readonly<{ status: 'berlaku' | 'ditolak'; actor: SignedIn }>,
): Promise<void> {
  const { id, status, actor } = one
  const alasan = one.alasan.trim()
  await decidePemetaanRow(tx, {
    id,
    status,
    oleh: actor.accountId,
    at: kit.now(),
    alasan: alasan === '' ? null : alasan,
  })
  await audit.record(tx, actor, {
    action: `pemetaan.${status}`,
    subject: { kind: 'pemetaan', id },
    ...(alasan === '' ? {} : { reason: alasan }),
  })
}

const ALASAN = { min: 3, max: 500 }

function* refuseDecision(
  found: PemetaanRow,
  actor: SignedIn,
  { putusan, alasan }: Decision,
): Generator<Refusal> {
  if (putusan !== 'setuju' && putusan !== 'tolak') yield refusal('KEPUTUSAN_KOSONG', {}, 'putusan')
  if (found.status !== 'usulan') yield refusal('SUDAH_DIPUTUSKAN')
  if (found.diusulkanOleh === actor.accountId) yield refusal('PENGUSUL_MEMUTUSKAN')
  const words = alasan.trim().length
  if (putusan === 'tolak' && (words < ALASAN.min || words > ALASAN.max))
    yield refusal('ALASAN_KOSONG', {}, 'alasan')
}
