import { isSignedIn } from '../../../kernel/actor.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Db, type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { readAnswers, type Typed, undeclared } from '../domain/answers.ts'
import { isSigning } from '../domain/decide.ts'
import type { Action } from '../domain/definition/types.ts'
import { filledAt, hasMoved } from '../domain/inspection.ts'
import { refusal } from '../domain/refusals.ts'
import { mayAct } from '../domain/standing.ts'
import { findKiriman, insertKiriman } from '../store/kiriman-store.ts'
import type { Act } from './act.ts'
import { readingRules } from './case-facts.ts'
import type { Proof } from './field-proof.ts'
import { type Caller, type OpenCase, openCase } from './open-case.ts'

/** What an officer filled in on the spot, sent at once or hours later. */
export type Inspection = Readonly<{
  /** Made by the phone: the same sent again is done once. */
  kunci: string
  nomor: string
  tindakan: string
  /** The stage as it stood when the officer took it along, and since when. */
  tahap: string
  sejak: string
  /** The phone's clock when it was filled in. */
  diisi: string
  alasan: string
  isian: Typed
  bukti: Readonly<Record<string, Proof>>
}>

/** `susulan`: the case had moved on, and what was filled in lies beside it. */
export type Inspected = Readonly<{ nomor: string; hasil: 'dipakai' | 'susulan'; tahap: string }>

export type Inspect = (db: Db, caller: Caller, sent: Inspection) => Promise<Result<Inspected>>

/**
 * Take an inspection from a phone: its step is done once, at the stage it was filled in for. Where the case has moved on
 * meanwhile nothing is changed, and nothing is lost: it is kept beside the case.
 *
 * @refuses KIRIMAN_TIDAK_SAH and everything a step refuses
 */
export function createInspect(deps: Deps, act: Act): Inspect {
  return async (db, caller, sent) => {
    const { actor } = caller
    if (!isUuid(sent.kunci) || !isSignedIn(actor)) return refuse(refusal('KIRIMAN_TIDAK_SAH'))
    return transactionUnlessRefused(db, async (tx) => {
      // Locked: of two copies that arrive at once the second sees what the first did.
      const open = await openCase(deps, tx, { nomor: sent.nomor, caller, isForUpdate: true })
      if (open === undefined) return refuse(refusal('PERMOHONAN_TIDAK_DITEMUKAN', 'nomor'))
      const taking = { open, sent, akunId: actor.accountId }
      const before = await doneBefore(tx, taking)
      if (before !== undefined) return before
      return hasMoved(open.permohonan, sent)
        ? keepBeside(deps, tx, taking)
        : useForStep(deps, tx, { ...taking, act, caller })
    })
  }
}

/** The same sent again is answered as before, to whoever sent it. */
async function doneBefore(
  tx: Tx,
  { open: { permohonan }, sent, akunId }: Taking,
): Promise<Result<Inspected> | undefined> {
  const before = await findKiriman(tx, { id: sent.kunci, permohonanId: permohonan.id })
  if (before === undefined) return undefined
  return before.akunId === akunId
    ? ok({ nomor: sent.nomor, hasil: before.hasil, tahap: permohonan.tahap })
    : refuse(refusal('KIRIMAN_TIDAK_SAH'))
}

type Taking = Readonly<{ open: OpenCase; sent: Inspection; akunId: string }>

async function useForStep(
  deps: Deps,
  tx: Tx,
  { act, caller, ...taking }: Taking & Readonly<{ act: Act; caller: Caller }>,
): Promise<Result<Inspected>> {
  const { sent } = taking
  const diisiAt = filledAt(sent.diisi, deps.kit.now())
  const done = await act(tx, caller, {
    nomor: sent.nomor,
    tindakan: sent.tindakan,
    alasan: sent.alasan,
    isian: sent.isian,
    bukti: sent.bukti,
    diisiAt,
  })
  if (!done.ok) return done
  const isNew = await insertKiriman(tx, rowOf(deps, taking, { hasil: 'dipakai', isian: {} }))
  return isNew
    ? ok({ nomor: sent.nomor, hasil: 'dipakai', tahap: done.value.tahap })
    : refuse(refusal('KIRIMAN_TIDAK_SAH'))
}

/** Only from somebody who could have done the step at its stage, and only what its form asks. */
async function keepBeside(deps: Deps, tx: Tx, taking: Taking): Promise<Result<Inspected>> {
  const { open, sent } = taking
  const action = actionOf(open, sent)
  if (action === undefined) return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const fields = action.form ?? []
  if (undeclared(fields, sent.isian).length > 0) return refuse(refusal('ISIAN_TIDAK_DIKENAL'))
  const read = readAnswers(fields, sent.isian, readingRules(deps))
  if (read.refusals.length > 0) return refuse(read.refusals)
  const photos = fields
    .filter(({ id, type }) => type === 'foto' && Object.hasOwn(sent.bukti, id))
    .map(({ id }) => [id, sent.bukti[id]])
  const isian = { ...read.answers, ...Object.fromEntries(photos) }
  const isNew = await insertKiriman(tx, rowOf(deps, taking, { hasil: 'susulan', isian }))
  if (!isNew) return refuse(refusal('KIRIMAN_TIDAK_SAH'))
  await deps.audit.record(tx, open.standing.actor, {
    action: 'permohonan.lapangan-susulan',
    subject: { kind: 'permohonan', id: open.permohonan.id },
    after: { kiriman: sent.kunci, tahap: sent.tahap, tindakan: sent.tindakan },
  })
  return ok({ nomor: sent.nomor, hasil: 'susulan', tahap: open.permohonan.tahap })
}

function actionOf(
  { prepared, permohonan, standing }: OpenCase,
  { tahap, tindakan }: Inspection,
): Action | undefined {
  const { states } = prepared.layanan.workflow
  const state = Object.hasOwn(states, tahap) ? states[tahap] : undefined
  const action = state?.actions?.find((one) => one.id === tindakan)
  if (state?.field !== true || action === undefined) return undefined
  const isAllowed = mayAct(
    permohonan,
    { state, action, isSigning: isSigning(prepared, action) },
    { ...standing, isPemohon: false },
  )
  return isAllowed === undefined ? undefined : action
}

function rowOf(
  deps: Deps,
  { open, sent, akunId }: Taking,
  {
    hasil,
    isian,
  }: Readonly<{ hasil: 'dipakai' | 'susulan'; isian: Readonly<Record<string, unknown>> }>,
) {
  const now = deps.kit.now()
  const alasan = sent.alasan.trim().slice(0, 2000)
  return {
    id: sent.kunci,
    permohonanId: open.permohonan.id,
    akunId,
    tahap: sent.tahap.slice(0, 60),
    tindakan: sent.tindakan.slice(0, 60),
    hasil,
    isian,
    alasan: hasil === 'dipakai' || alasan === '' ? null : alasan,
    diisiAt: filledAt(sent.diisi, now),
    diterimaAt: now,
  }
}
