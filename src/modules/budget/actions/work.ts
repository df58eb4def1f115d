import type { Deps } from '../deps.ts'
import { createEnact } from './enact.ts'
import { createFillKas } from './kas.ts'
import { createSaveLines } from './lines.ts'
import { createMovePart } from './part.ts'
import { createMakeVersi, createStep } from './versi.ts'

/** Making a year's budget step by step, as its pages do: for a history that is loaded, and for tests of other modules. */
export function budgetWork(deps: Deps) {
  return {
    makeVersi: createMakeVersi(deps),
    step: createStep(deps),
    enact: createEnact(deps),
    saveLines: createSaveLines(deps),
    movePart: createMovePart(deps),
    fillKas: createFillKas(deps),
  }
}
