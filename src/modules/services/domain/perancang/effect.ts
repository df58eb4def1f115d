import { assess, settle } from '../definition/assess.ts'
import type { Asked, Prepared } from '../definition/prepare.ts'

/** What a new version would say otherwise of a real application. */
export type CaseEffect = Readonly<{
  eligible: boolean
  fee: boolean
  documents: boolean
  state: boolean
}>

export const EFFECTS = ['eligible', 'fee', 'documents', 'state'] as const

/** One application judged by both versions; never its answers, only whether the outcome differs. */
export function effectOf(older: Prepared, newer: Prepared, asked: Asked): CaseEffect {
  const [before, after] = [judge(older, asked), judge(newer, asked)]
  return {
    eligible: before.eligible !== after.eligible,
    fee: before.fee !== after.fee,
    documents: before.documents !== after.documents,
    state: before.state !== after.state,
  }
}

function judge(prepared: Prepared, asked: Asked) {
  const found = assess(prepared, asked)
  return {
    eligible: found.stops.length === 0 && found.routes.length === 0,
    fee: found.fee,
    documents: found.documents.toSorted().join(' '),
    state: settle(prepared, prepared.layanan.workflow.start, found.facts),
  }
}

/** Applications that would come out otherwise, by what differs, and how many were looked at. */
export type Effect = Readonly<{
  looked: number
  /** More were handed in than are looked at. */
  isCut: boolean
  changed: Readonly<Record<(typeof EFFECTS)[number], readonly string[]>>
}>

/** @param cases number and effect of each application that was judged */
export function sumEffects(
  cases: readonly Readonly<{ nomor: string; effect: CaseEffect }>[],
  isCut: boolean,
): Effect {
  const of = (what: (typeof EFFECTS)[number]) =>
    cases.filter(({ effect }) => effect[what]).map(({ nomor }) => nomor)
  return {
    looked: cases.length,
    isCut,
    changed: {
      eligible: of('eligible'),
      fee: of('fee'),
      documents: of('documents'),
      state: of('state'),
    },
  }
}
