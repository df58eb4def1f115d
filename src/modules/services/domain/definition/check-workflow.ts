import { officeClocks } from '../clock.ts'
import type { Asker, Problem } from './problems.ts'
import { type Action, ESCALATION_ROLES, type Layanan, type State } from './types.ts'

/** States: each exists, is reached, is left or ends; each has somebody at work and a promise. */
export function checkWorkflow(layanan: Layanan, ask: Asker): readonly Problem[] {
  const { states, start } = layanan.workflow
  const graph = Object.entries(states)
  const missing = graph.flatMap(([id, state]) =>
    nextOf(state)
      .filter((to) => !Object.hasOwn(states, to))
      .map((to): Problem => problem(id, 'TAHAP_TIDAK_ADA', to)),
  )
  if (!Object.hasOwn(states, start))
    return [{ path: 'workflow.start', code: 'TAHAP_TIDAK_ADA', about: start }]
  const reached = reachable(states, start)
  return [
    ...missing,
    ...graph
      .filter(([id]) => !reached.has(id))
      .map(([id]) => problem(id, 'TAHAP_TIDAK_TERJANGKAU', id)),
    ...graph.flatMap(([id, state]) => checkState(layanan, { id, state, ask })),
    ...checkClocks(states),
    ...checkEnds(states),
    ...checkAutos(states),
  ]
}

function problem(id: string, code: Problem['code'], about: string): Problem {
  return { path: `workflow.states.${id}`, code, about }
}

/** Everywhere a state can lead: by an action, by itself, by opinions, by its deadline. */
export function nextOf(state: State): readonly string[] {
  const byDeadline =
    state.sla === undefined || state.sla.expire === 'eskalasi' ? [] : [String(state.sla.to)]
  return [
    ...(state.actions ?? []).map((action) => action.to),
    ...(state.auto ?? []).map((auto) => auto.to),
    ...(state.join === undefined ? [] : [state.join.to, state.join.no]),
    ...byDeadline,
  ]
}

type States = Layanan['workflow']['states']

function reachable(states: States, start: string): ReadonlySet<string> {
  const seen = new Set<string>([start])
  const next = [start]
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    const state = states[id]
    for (const to of state === undefined ? [] : nextOf(state))
      if (!seen.has(to)) {
        seen.add(to)
        next.push(to)
      }
  }
  return seen
}

type Looked = Readonly<{ id: string; state: State; ask: Asker }>

function checkState(layanan: Layanan, { id, state, ask }: Looked): readonly Problem[] {
  const found: Problem[] = []
  const say = (code: Problem['code'], about: string) => found.push(problem(id, code, about))
  const hasWork = (state.actions ?? []).some((action) =>
    action.roles.some((role) => role !== 'pemohon'),
  )
  if (state.end !== undefined) {
    if (nextOf(state).length > 0) say('AKHIR_DENGAN_TINDAKAN', id)
    return found
  }
  if (nextOf(state).length === 0) say('TAHAP_TANPA_KELUAR', id)
  if (hasWork && state.assign === undefined) say('TAHAP_TANPA_PETUGAS', id)
  found.push(...checkPromise(id, state))
  for (const action of state.actions ?? []) found.push(...checkAction(layanan, { id, action, ask }))
  for (const auto of state.auto ?? [])
    found.push(...ask(`workflow.states.${id}.auto`, auto.when, 'boolean'))
  for (const asked of state.join?.units ?? [])
    if (typeof asked !== 'string')
      found.push(...ask(`workflow.states.${id}.join`, asked.when, 'boolean'))
  found.push(...checkOpinionForms(id, state))
  return found
}

/** Only who is asked fills in anything; a photo would need a place of its own beside an opinion. */
function checkOpinionForms(id: string, { join }: State): readonly Problem[] {
  const asked = (join?.units ?? []).map((one) => (typeof one === 'string' ? one : one.unit))
  return (join?.form ?? []).flatMap(({ unit, fields }) => [
    ...(asked.includes(unit) ? [] : [problem(id, 'INSTANSI_TIDAK_DIMINTA', unit)]),
    ...fields
      .filter((field) => field.type === 'foto')
      .map((field) => problem(id, 'PENDAPAT_BERFOTO', field.id)),
  ])
}

/** A promise is told as one sum: hours by day and night do not add up with office hours. */
function checkClocks(states: States): readonly Problem[] {
  const clocks = officeClocks(states)
  if (clocks.every((sla) => sla.h24 === undefined)) return []
  if (clocks.every((sla) => sla.h24 !== undefined)) return []
  return Object.entries(states)
    .filter(([, { pause, sla }]) => pause !== true && sla?.h24 !== undefined)
    .map(([id]) => problem(id, 'JANJI_BERCAMPUR', id))
}

/** Whoever waits is told until when, and who hears of it otherwise. */
function checkPromise(id: string, { assign, join, pause, sla }: State): readonly Problem[] {
  const isWaiting = assign !== undefined || join !== undefined || pause === true
  if (sla === undefined) return isWaiting ? [problem(id, 'TAHAP_TANPA_JANJI', id)] : []
  if (sla.expire !== 'eskalasi') return []
  const told = typeof sla.to === 'string' ? [sla.to] : sla.to
  return told
    .filter((role) => !isEscalation(role))
    .map((role) => problem(id, 'PERAN_TIDAK_COCOK', role))
}

function isEscalation(role: string): boolean {
  return ESCALATION_ROLES.some((one) => one === role)
}

function checkAction(
  { workflow }: Layanan,
  { id, action, ask }: Readonly<{ id: string; action: Action; ask: Asker }>,
): readonly Problem[] {
  const path = `workflow.states.${id}.${action.id}`
  const ids = Object.values(workflow.states).flatMap((state) =>
    (state.actions ?? []).map((one) => one.id),
  )
  const unknown = (action.notSameActorAs ?? []).filter((other) => !ids.includes(other))
  const isFixLost = action.fix === true && workflow.states[action.to]?.pause !== true
  return [
    ...ask(path, action.guard, 'boolean'),
    ...unknown.map((other): Problem => ({ path, code: 'TINDAKAN_TIDAK_ADA', about: other })),
    ...(asksMore(action)
      ? [{ path, code: 'TINDAKAN_MASSAL_BERISIAN' as const, about: action.id }]
      : []),
    ...(isFixLost ? [{ path, code: 'PERBAIKAN_TANPA_JEDA' as const, about: action.to }] : []),
    ...(action.roles.includes('pemohon') && action.roles.length > 1
      ? [{ path, code: 'PERAN_TIDAK_COCOK' as const, about: 'pemohon' }]
      : []),
  ]
}

/** What is done to many at once can ask for nothing that differs from one to the next. */
function asksMore({ bulk, fix, form = [], reason }: Action): boolean {
  const needsReason = reason !== undefined && reason !== false
  const needsForm = form.some((field) => field.required !== undefined && field.required !== false)
  return bulk === true && (needsReason || needsForm || fix === true)
}

/** From every state an end can be reached, or an application could be caught in a circle. */
function checkEnds(states: States): readonly Problem[] {
  const ending = new Set(
    Object.entries(states)
      .filter(([, state]) => state.end !== undefined)
      .map(([id]) => id),
  )
  if (ending.size === 0) return [{ path: 'workflow', code: 'TANPA_AKHIR', about: 'end' }]
  let before = -1
  while (before !== ending.size) {
    before = ending.size
    for (const [id, state] of Object.entries(states))
      if (nextOf(state).some((to) => ending.has(to))) ending.add(id)
  }
  return Object.keys(states)
    .filter((id) => !ending.has(id))
    .map((id) => problem(id, 'TAHAP_TANPA_KELUAR', id))
}

/** Automatic steps that lead in a circle would never come to rest. */
function checkAutos(states: States): readonly Problem[] {
  const found: Problem[] = []
  for (const start of Object.keys(states)) {
    const seen = new Set<string>()
    const next = (states[start]?.auto ?? []).map((auto) => auto.to)
    for (let id = next.pop(); id !== undefined; id = next.pop()) {
      if (id === start) {
        found.push(problem(start, 'TAHAP_OTOMATIS_BERPUTAR', start))
        break
      }
      if (seen.has(id)) continue
      seen.add(id)
      next.push(...(states[id]?.auto ?? []).map((auto) => auto.to))
    }
  }
  return found
}
