import type { Layanan, State } from '../definition/types.ts'

/** @returns the definition with a state under another name, everywhere it is named */
export function renameState(isi: Layanan, from: string, to: string): Layanan {
  const name = (one: string) => (one === from ? to : one)
  const { workflow, fee, running } = isi
  return {
    ...isi,
    running:
      running === 'finish-on-old'
        ? running
        : {
            migrate: Object.fromEntries(
              Object.entries(running.migrate).map(([old, next]) => [old, name(next)]),
            ),
          },
    workflow: {
      ...workflow,
      start: name(workflow.start),
      states: Object.fromEntries(
        Object.entries(workflow.states).map(([id, state]) => [name(id), renameIn(state, name)]),
      ),
    },
    fee: fee.at === undefined ? fee : { ...fee, at: name(fee.at) },
    outputs: isi.outputs.map((output) => ({ ...output, at: name(output.at) })),
    tests: isi.tests.map((test) =>
      test.expect.state === undefined
        ? test
        : { ...test, expect: { ...test.expect, state: name(test.expect.state) } },
    ),
  }
}

function renameIn(state: State, name: (one: string) => string): State {
  const { actions, auto, join, sla } = state
  return {
    ...state,
    ...(actions === undefined
      ? {}
      : { actions: actions.map((action) => ({ ...action, to: name(action.to) })) }),
    ...(auto === undefined ? {} : { auto: auto.map((one) => ({ ...one, to: name(one.to) })) }),
    ...(join === undefined ? {} : { join: { ...join, to: name(join.to), no: name(join.no) } }),
    // Who is told of a missed deadline is a role, which may have a state's name.
    ...(typeof sla?.to === 'string' && sla.expire !== 'eskalasi'
      ? { sla: { ...sla, to: name(sla.to) } }
      : {}),
  }
}
