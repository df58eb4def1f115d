import { DAY_MS, HOUR_MS } from '../kernel/date.ts'
import type { Applicant } from './demo-applicants.ts'
import { inOfficeHours } from './demo-history.ts'
import type { Recipe } from './demo-sheets.ts'
import type { Dice } from './dice.ts'

/** How an application fares, and after how many steps it waits, where it does. */
export type Fate =
  | Readonly<{ kind: 'selesai' | 'ditolak' | 'diperbaiki' | 'perbaikan' | 'batal' | 'bayar' }>
  | Readonly<{ kind: 'batalBayar' | 'fiktif' }>
  | Readonly<{ kind: 'tunggu' | 'lambat' | 'diam'; after: number }>

export type ApplicationPlan = Readonly<{
  index: number
  recipe: Recipe
  applicant: Applicant
  fate: Fate
  at: Date
  /** Drives what follows: the same whatever the others do. */
  isPatient: boolean
}>

type Needs = Readonly<{
  recipes: readonly Recipe[]
  applicants: readonly Applicant[]
  dice: Dice
  now: Date
  offsetMs: number
}>

/** Days before now between which applications of a fate were handed in. */
const AGES: Readonly<Record<Exclude<Fate['kind'], 'tunggu' | 'lambat' | 'diam'>, Span>> = {
  selesai: [5, 72],
  ditolak: [6, 60],
  diperbaiki: [20, 65],
  perbaikan: [2, 6],
  batal: [32, 60],
  bayar: [6, 7],
  batalBayar: [30, 50],
  fiktif: [25, 40],
}
type Span = readonly [least: number, most: number]

/** Every application of the demo, decided beforehand, so that it is the same at every load. */
export function planApplications(needs: Needs): readonly ApplicationPlan[] {
  const plans: ApplicationPlan[] = []
  for (const recipe of needs.recipes)
    for (const [jalan, count] of Object.entries(recipe.jalan))
      for (let one = 0; one < count; one += 1) {
        const fate = fateOf(jalan)
        plans.push({
          index: plans.length,
          recipe,
          applicant: applicantFor(recipe, plans.length, needs),
          fate,
          at: startOf(fate, needs),
          isPatient: needs.dice.below(7) !== 0,
        })
      }
  return plans
}

function fateOf(jalan: string): Fate {
  const [kind = '', after = '1'] = jalan.split(':')
  return kind === 'tunggu' || kind === 'lambat' || kind === 'diam'
    ? { kind, after: Number(after) }
    : ({ kind } as Fate)
}

/** The best known citizen of the demo comes up often, so that her pages show something of everything. */
function applicantFor(
  { desa, kawin }: Recipe,
  index: number,
  { applicants, dice }: Needs,
): Applicant {
  const fitting = applicants.filter(
    (one) =>
      (desa === undefined || desa.includes(one.desaKode)) &&
      (kawin === undefined || (one.kawin === 'kawin') === kawin),
  )
  const known = fitting.find((one) => one.username === 'warga')
  return known !== undefined && index % 6 === 0 ? known : dice.pick(fitting)
}

/** When it was handed in: fresh where offices are still in time, long ago where all is done. */
function startOf(fate: Fate, { dice, now, offsetMs }: Needs): Date {
  const between = ([least, most]: Span) => least + (dice.below(1000) / 1000) * (most - least)
  if (fate.kind === 'tunggu')
    return officeBack(now, fate.after * STEP_HOURS + between([0.3, 2.6]), offsetMs)
  if (fate.kind === 'diam') return officeBack(now, between([22, 36]), offsetMs)
  if (fate.kind === 'lambat')
    return officeBack(now, fate.after * STEP_HOURS + between([30, 70]), offsetMs)
  return inOfficeHours(new Date(now.getTime() - between(AGES[fate.kind]) * DAY_MS), offsetMs)
}

/** Office hours between two steps of what is handled at once. */
export const STEP_HOURS = 0.5
const QUARTER_MS = HOUR_MS / 4

/** So many office hours before. */
function officeBack(now: Date, hours: number, offsetMs: number): Date {
  let left = Math.round(hours * 4)
  let at = new Date(now.getTime() - QUARTER_MS)
  while (left > 0) {
    if (inOfficeHours(at, offsetMs) === at) left -= 1
    at = new Date(at.getTime() - QUARTER_MS)
  }
  return at
}
