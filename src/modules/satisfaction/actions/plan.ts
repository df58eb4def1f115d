import type { Actor, Grant } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { RecordKind } from '../../public-log/index.ts'
import type { Deps } from '../deps.ts'
import type { DokumenSkor } from '../domain/dokumen.ts'
import { terendahOf } from '../domain/nilai.ts'
import { refusal } from '../domain/refusals.ts'
import {
  headGrant,
  type Rencana,
  type RencanaForm,
  readHasil,
  readRencana,
} from '../domain/rencana.ts'
import { findRencana, insertRencana, updateRencana } from '../store/rencana-store.ts'
import { findTerbitan } from '../store/terbitan-store.ts'
import { RENCANA, RENCANA_SELESAI } from './records.ts'

/** Which plan: of a unit, for a period, about an element; `versi` as it was seen, 0 for a new one. */
export type PlanKey = Pick<Rencana, 'unitKode' | 'periode'> &
  Readonly<{ unsur: string; versi: number }>

type Caller = Readonly<{ actor: Actor; key: PlanKey }>

/**
 * Write or change what a unit will do about one of its three lowest elements.
 *
 * @refuses BUKAN_KEPALA_UNIT, NILAI_BELUM_TERBIT, UNSUR_BUKAN_TERENDAH, RENCANA_SUDAH_BERUBAH,
 * RENCANA_SUDAH_SELESAI and those of the form
 */
export function savePlan(deps: Deps, caller: Caller, form: RencanaForm): Promise<Result<Rencana>> {
  return transactionUnlessRefused(deps.kit.db, async (tx) => {
    const found = await openPlan(tx, caller)
    if (!found.ok) return found
    const read = readRencana(form)
    if (!read.ok) return read
    const { grant, unsur, current } = found.value
    const { unitKode, periode, versi } = caller.key
    const next: Rencana = {
      id: current?.id ?? deps.kit.newId(),
      unitKode,
      periode,
      unsur,
      ...read.value,
      hasil: null,
      selesaiPada: null,
      versi: versi + 1,
    }
    return store(deps, tx, { caller, grant, current, next, kind: RENCANA })
  })
}

/**
 * Say what came of a plan; it does not change any more after that.
 *
 * @refuses as savePlan, and HASIL_KOSONG
 */
export function finishPlan(deps: Deps, caller: Caller, text: string): Promise<Result<Rencana>> {
  return transactionUnlessRefused(deps.kit.db, async (tx) => {
    const found = await openPlan(tx, caller)
    if (!found.ok) return found
    const { grant, current } = found.value
    if (current === undefined) return refuse(refusal('RENCANA_SUDAH_BERUBAH'))
    const read = readHasil(text)
    if (!read.ok) return read
    const selesaiPada = deps.kit.today()
    const next: Rencana = { ...current, hasil: read.value, selesaiPada, versi: current.versi + 1 }
    return store(deps, tx, { caller, grant, current, next, kind: RENCANA_SELESAI })
  })
}

type Opened = Readonly<{ grant: Grant; unsur: Rencana['unsur']; current: Rencana | undefined }>

async function openPlan(tx: Tx, { actor, key }: Caller): Promise<Result<Opened>> {
  const { unitKode, periode, versi } = key
  const grant = headGrant(actor, unitKode)
  if (grant === undefined) return refuse(refusal('BUKAN_KEPALA_UNIT'))
  const skor = await findTerbitan(tx, { sisi: 'unit', unitKode, layananKode: '' }, periode)
  if (skor === undefined) return refuse(refusal('NILAI_BELUM_TERBIT'))
  const unsur = lowestOf(skor.dokumen).find((one) => one === key.unsur)
  if (unsur === undefined) return refuse(refusal('UNSUR_BUKAN_TERENDAH'))
  const current = await findRencana(tx, { unitKode, periode, unsur })
  if (current !== undefined && current.selesaiPada !== null)
    return refuse(refusal('RENCANA_SUDAH_SELESAI'))
  if ((current?.versi ?? 0) !== versi) return refuse(refusal('RENCANA_SUDAH_BERUBAH'))
  return ok({ grant, unsur, current })
}

/** The elements a unit has to plan for. */
export function lowestOf(dokumen: Pick<DokumenSkor, 'unsur'>): readonly Rencana['unsur'][] {
  return terendahOf(dokumen).map(({ unsur }) => unsur)
}

type Storing = Readonly<{
  caller: Caller
  grant: Grant
  current: Rencana | undefined
  next: Rencana
  kind: RecordKind
}>

async function store(
  { kit, audit, publicLog }: Deps,
  tx: Tx,
  { caller, grant, current, next, kind }: Storing,
): Promise<Result<Rencana>> {
  const at = kit.now()
  const isStored =
    current === undefined ? await insertRencana(tx, next, at) : await updateRencana(tx, next, at)
  if (!isStored) return refuse(refusal('RENCANA_SUDAH_BERUBAH'))
  await together([
    publicLog.append(tx, {
      kind,
      object: `SKM/${next.periode}/unit/${next.unitKode}/${next.unsur}`,
      version: next.versi,
      ref: kit.newId(),
      actor: caller.actor,
      at,
      document: { format: 'pendopo.skm-rencana/1', ...next },
    }),
    audit.record(tx, caller.actor, {
      action: kind.name,
      subject: { kind: 'skm.rencana', id: next.id },
      grant,
      before: current,
      after: next,
    }),
  ])
  return ok(next)
}
