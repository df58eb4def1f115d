import type { Role } from '../../../kernel/actor.ts'
import { askedRefs, nextOnItsOwn } from './definition/assess.ts'
import type { Prepared } from './definition/prepare.ts'
import type { EndKind, Field, Output, State } from './definition/types.ts'
import type { Facts } from './expr/types.ts'
import { type Offices, rolesOf, unitOf } from './permohonan.ts'

/** An office that must act now. */
export type Tugas = Readonly<{ unitKode: string; peran: readonly Role[]; isPendapat: boolean }>

/** What arriving at a state brings with it. */
export type Arrival = Readonly<{
  /** States gone through on the way, the last one is where it rests. */
  path: readonly string[]
  tahap: string
  state: State
  /** Letters and things issued on the way, in order. */
  outputs: readonly Output[]
  tugas: readonly Tugas[]
  /** A bill is made and waited for. */
  isBilled: boolean
  isPaused: boolean
  akhir: EndKind | null
}>

const STEPS_MAX = 20

/**
 * Go to a state and on through its automatic steps until it rests. Offices, outputs and bills of every state on the way
 * are what the application now needs.
 */
export function arrive(
  prepared: Prepared,
  {
    to,
    facts,
    offices,
    fee,
  }: Readonly<{ to: string; facts: Facts; offices: Offices; fee: number }>,
): Arrival {
  const { workflow, outputs } = prepared.layanan
  const path = [to]
  let now = to
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const next = nextOnItsOwn(prepared, now, facts)
    if (next === undefined) break
    now = next
    path.push(now)
  }
  const state = workflow.states[now]
  if (state === undefined) throw new Error(`state ${now} of a checked definition exists`)
  const billedAt = prepared.layanan.fee.at
  return {
    path,
    tahap: now,
    state,
    outputs: outputs.filter(
      (output) => path.includes(output.at) && isIssued(prepared, output, facts),
    ),
    tugas: tugasOf(prepared, now, { facts, offices }),
    isBilled:
      billedAt !== undefined && billedAt === now && fee > 0 && facts.get('bayar.lunas') !== true,
    isPaused: state.pause === true,
    akhir: state.end ?? null,
  }
}

type Here = Readonly<{ facts: Facts; offices: Offices }>

/** @returns whether an output is issued to this application, once its state is reached */
export function isIssued(prepared: Prepared, { id }: Output, facts: Facts): boolean {
  const asked = prepared.issues.get(id)
  return asked === undefined || asked(facts) === true
}

/** @returns codes of the agencies whose opinion this application needs at a state, each once */
export function askedUnits(
  prepared: Prepared,
  state: string,
  { facts, offices }: Here,
): readonly string[] {
  return [...new Set(askedRefs(prepared, state, facts).map((ref) => unitOf(ref, offices)))]
}

/** @returns what an agency fills in beside its opinion at a state */
export function opinionForm(
  { join }: Pick<State, 'join'>,
  unitKode: string,
  offices: Offices,
): readonly Field[] {
  return (join?.form ?? [])
    .filter(({ unit }) => unitOf(unit, offices) === unitKode)
    .flatMap(({ fields }) => fields)
}

function tugasOf(prepared: Prepared, id: string, here: Here): readonly Tugas[] {
  const { assign, join } = prepared.layanan.workflow.states[id] ?? {}
  const { offices } = here
  if (join !== undefined)
    return askedUnits(prepared, id, here).map((unitKode) => ({
      unitKode,
      peran: rolesOf(join.role),
      isPendapat: true,
    }))
  if (assign === undefined) return []
  return [
    { unitKode: unitOf(assign.unit, offices), peran: rolesOf(assign.role), isPendapat: false },
  ]
}
