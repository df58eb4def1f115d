import { canonicalJson } from '../../../../kernel/canonical-json.ts'
import type { Layanan, State } from '../definition/types.ts'

/** Where running applications stand: a version and a state. */
export type RunningState = Readonly<{ versi: number; tahap: string }>

/**
 * States of running applications that the new version's map does not take to an equal one. Equal is what waits
 * for the same side: the applicant, the same opinions, or an office.
 *
 * @param definitions the versions they run on
 */
export function unmappedStates(
  newer: Layanan,
  definitions: ReadonlyMap<number, Layanan>,
  running: readonly RunningState[],
): readonly string[] {
  if (newer.running === 'finish-on-old') return []
  const bad = running.filter(({ versi, tahap }) => {
    const from = definitions.get(versi)?.workflow.states[tahap]
    return from === undefined || !isEqual(from, targetOf(newer, tahap), tahap)
  })
  return [...new Set(bad.map(({ tahap }) => tahap))]
}

type Target = Readonly<{ tahap: string; state: State }> | undefined

/** @returns where the map of a version takes a state */
export function targetOf({ running, workflow }: Layanan, tahap: string): Target {
  if (running === 'finish-on-old' || !Object.hasOwn(running.migrate, tahap)) return undefined
  const to = running.migrate[tahap] ?? ''
  const state = Object.hasOwn(workflow.states, to) ? workflow.states[to] : undefined
  return state === undefined ? undefined : { tahap: to, state }
}

function isEqual(from: State, target: Target, tahap: string): boolean {
  if (target === undefined || target.state.end !== undefined) return false
  const { state } = target
  if ((from.pause === true) !== (state.pause === true)) return false
  // Opinions are given under the name of their state: a round under way keeps its name and its agencies.
  if (from.join !== undefined || state.join !== undefined)
    return (
      target.tahap === tahap &&
      canonicalJson(from.join ?? null) === canonicalJson(state.join ?? null)
    )
  return state.pause === true || state.assign !== undefined
}
