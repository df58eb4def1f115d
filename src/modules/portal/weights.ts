import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const Weight = z.object({
  path: z.string(),
  /** Bytes of the page with its styles, as a first visit fetches it. */
  html: z.number().int().positive(),
  scripts: z.number().int().nonnegative(),
  forOfficers: z.boolean(),
})

/** What a page weighs over the wire, in bytes after Brotli. */
export type Weight = Readonly<z.infer<typeof Weight>>

/** Bytes a first visit may fetch. */
export const BUDGET = { citizen: 12_000, officer: 20_000 } as const

/** Published size of the styles and scripts of govuk-frontend 5 after Brotli. */
export const GOVUK_BYTES = 23_300

export function budgetOf({ forOfficers }: Pick<Weight, 'forOfficers'>): number {
  return forOfficers ? BUDGET.officer : BUDGET.citizen
}

/** What was measured from the real routes; see tests/weights.db.test.ts. */
export function readWeights(root: string): readonly Weight[] {
  return z.array(Weight).parse(JSON.parse(readFileSync(join(root, 'data/bobot.json'), 'utf8')))
}
