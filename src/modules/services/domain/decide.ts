import { isSignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { refuseFields } from './completeness.ts'
import { guardKey, type Prepared } from './definition/prepare.ts'
import { type Action, type State, wordsIn } from './definition/types.ts'
import type { Facts } from './expr/types.ts'
import type { Butir, Pendapat, Perbaikan, Permohonan, RiwayatFact } from './permohonan.ts'
import { type RefusalCode, refusal } from './refusals.ts'
import { mayAct, type Standing, type Under } from './standing.ts'

export const ALASAN_MIN = 10
export const ALASAN_MAX = 2000

/** A step somebody asks for. */
export type ActForm = Readonly<{
  tindakan: string
  /** Version the page was made for; another means somebody was quicker. */
  version?: number
  alasan?: string
  butir?: readonly Butir[]
}>

export type Deciding = Readonly<{
  prepared: Prepared
  permohonan: Permohonan
  standing: Standing
  form: ActForm
  /** Answers with those of the action's own form already among them. */
  facts: Facts
  riwayat: readonly RiwayatFact[]
  perbaikan: readonly Perbaikan[]
}>

export type Step = Readonly<{
  action: Action
  state: State
  under: Under
  alasan: string | null
  fix?: Readonly<{ butir: readonly Butir[]; isMenghentikanJam: boolean }>
}>

/**
 * May this step be taken, and what does it say? Pure: who asks, what stands in the definition, and what has
 * happened so far are all there is.
 *
 * @refuses TINDAKAN_TIDAK_DIIZINKAN, DATA_SUDAH_BERUBAH, ORANG_YANG_SAMA, SYARAT_TINDAKAN, and what the form lacks
 */
export function decideStep(deciding: Deciding): Result<Step> {
  const { prepared, permohonan, standing, form } = deciding
  const state = prepared.layanan.workflow.states[permohonan.tahap]
  const action = state?.actions?.find((one) => one.id === form.tindakan)
  if (state === undefined || action === undefined || permohonan.akhir !== null)
    return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const under = mayAct(
    permohonan,
    { state, action, isSigning: isSigning(prepared, action) },
    standing,
  )
  if (under === undefined) return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  if (form.version !== undefined && form.version !== permohonan.version)
    return refuse(refusal('DATA_SUDAH_BERUBAH'))
  const refusals = [
    ...refuseSameActor(action, deciding),
    ...refuseGuard(action, deciding),
    ...refuseReason(action, form),
    ...refuseFix(action, deciding),
    ...refuseFields(
      prepared,
      (action.form ?? []).map((field) => field.id),
      deciding.facts,
    ),
  ]
  if (refusals.length > 0) return refuse(refusals)
  return ok({
    action,
    state,
    under,
    alasan: form.alasan?.trim() || null,
    ...(action.fix === true
      ? { fix: { butir: form.butir ?? [], isMenghentikanJam: stopsClock(deciding) } }
      : {}),
  })
}

/** Steps that lead to a letter are signatures: nobody does them in another's place. */
export function isSigning(prepared: Prepared, action: Action): boolean {
  return prepared.layanan.outputs.some(
    (output) => output.letter !== undefined && output.at === action.to,
  )
}

/** Whoever did one of these may not do this one as well. */
function refuseSameActor(
  { notSameActorAs = [] }: Action,
  { standing, riwayat }: Deciding,
): readonly Refusal[] {
  if (!isSignedIn(standing.actor)) return []
  const { accountId } = standing.actor
  const hasDone = riwayat.some(
    (line) => line.oleh === accountId && notSameActorAs.includes(line.kejadian),
  )
  return hasDone ? [refusal('ORANG_YANG_SAMA')] : []
}

function refuseGuard(
  action: Action,
  { prepared, permohonan, facts }: Deciding,
): readonly Refusal[] {
  const guard = prepared.guards.get(guardKey(permohonan.tahap, action.id))
  return guard === undefined || guard(facts) === true ? [] : [refusal('SYARAT_TINDAKAN')]
}

function refuseReason({ reason }: Action, { alasan = '' }: ActForm): readonly Refusal[] {
  const text = alasan.trim()
  if (text.length > ALASAN_MAX) return [refusal('ALASAN_TERLALU_PANJANG', 'alasan')]
  if (reason === undefined || reason === false) return []
  if (reason === true) return text.length < ALASAN_MIN ? [refusal('ALASAN_KOSONG', 'alasan')] : []
  const isListed = reason.some((words) => wordsIn(words, 'id') === text)
  return isListed ? [] : [refusal('ALASAN_TIDAK_ADA', 'alasan')]
}

function refuseFix(action: Action, { prepared, form }: Deciding): readonly Refusal[] {
  if (action.fix !== true) return []
  const butir = form.butir ?? []
  if (butir.length === 0) return [refusal('PERBAIKAN_KOSONG', 'butir')]
  const isKnown = butir.every((one) => isCitable(prepared, one))
  const isWorded = butir.every(
    (one) => one.kind !== 'lain' || one.catatan.trim().length >= ALASAN_MIN,
  )
  const code: RefusalCode | undefined = isKnown
    ? isWorded
      ? undefined
      : 'ALASAN_KOSONG'
    : 'PERBAIKAN_TIDAK_ADA'
  return code === undefined ? [] : [refusal(code, 'butir')]
}

function isCitable({ layanan, pages }: Prepared, { kind, id }: Butir): boolean {
  if (kind === 'lain') return true
  if (kind === 'berkas') return layanan.documents.some((doc) => doc.id === id)
  if (kind === 'syarat') return layanan.eligibility.some((rule) => rule.id === id)
  return pages.some((page) => page.fields.some((one) => one.field.id === id))
}

/**
 * The office's clock stands still only for the first round of a stage, and only when every point cites a field, a
 * document or a rule of the definition: a question that could be asked for ever would be a clock that never runs.
 */
function stopsClock({ permohonan, perbaikan, form }: Deciding): boolean {
  const isFirst = !perbaikan.some((one) => one.tahap === permohonan.tahap)
  return isFirst && (form.butir ?? []).every((one) => one.kind !== 'lain')
}

/** How the opinions stand: undecided, all that is needed said yes, or it is refused. */
export type JoinState = 'menunggu' | 'setuju' | 'tidak'

/** @param asked agencies asked in this round */
export function judgeOpinions(
  need: 'all' | 'any',
  asked: readonly string[],
  given: readonly Pendapat[],
): JoinState {
  const said = (isSetuju: boolean) =>
    asked.filter((unit) => given.some((one) => one.unitKode === unit && one.isSetuju === isSetuju))
      .length
  const [yes, no] = [said(true), said(false)]
  if (need === 'any') return yes > 0 ? 'setuju' : no === asked.length ? 'tidak' : 'menunggu'
  if (yes + no < asked.length) return 'menunggu'
  return no === 0 ? 'setuju' : 'tidak'
}
