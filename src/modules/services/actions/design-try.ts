import type { Refusal } from '../../../kernel/result.ts'
import type { Deps } from '../deps.ts'
import { readAnswers, type Typed } from '../domain/answers.ts'
import { refusePages } from '../domain/completeness.ts'
import { type Assessment, assess, settle } from '../domain/definition/assess.ts'
import { prepare } from '../domain/definition/prepare.ts'
import type { Golden, Layanan } from '../domain/definition/types.ts'
import type { Facts } from '../domain/expr/types.ts'
import { readingRules, worldOf } from './case-facts.ts'

/** A made-up application: what was typed, which documents are taken as handed in, and other facts. */
export type Trial = Readonly<{
  typed: Typed
  documents: readonly string[]
  facts: Readonly<Record<string, unknown>>
  at: string
}>

export type Tried = Readonly<{
  assessment: Assessment
  answers: Readonly<Record<string, unknown>>
  state: string
  /** What could not be read, and what is still missing, at its field. */
  refusals: readonly Refusal[]
  facts: Facts
}>

/** What a definition says about made-up answers. Nothing is stored. */
export function tryOut(deps: Deps, isi: Layanan, trial: Trial): Tried {
  const prepared = prepare(isi)
  const fields = isi.form.flatMap((page) => page.fields)
  const read = readAnswers(fields, trial.typed, readingRules(deps))
  const assessment = assess(prepared, {
    answers: { ...read.answers },
    known: { 'case.tanggal': trial.at, 'case.kanal': 'web', ...trial.facts },
    documents: new Set(trial.documents),
    today: trial.at,
    ...worldOf(deps, (what, code) => {
      const list = trial.facts[`has.${what}`]
      return Array.isArray(list) && list.includes(code)
    }),
  })
  const unread = new Set(read.refusals.map((one) => one.field))
  const missing = [...refusePages(prepared, assessment.facts).values()]
    .flat()
    .filter((one) => !unread.has(one.field))
  return {
    assessment,
    answers: read.answers,
    state: settle(prepared, isi.workflow.start, assessment.facts),
    refusals: [...read.refusals, ...missing],
    facts: assessment.facts,
  }
}

/** @returns a try-out as a test case: what came out is what must come out from now on */
export function goldenOf(name: string, trial: Trial, tried: Tried): Golden {
  const { assessment, answers, state } = tried
  const broken = [...assessment.stops, ...assessment.routes]
  const [route] = assessment.routes
  const handedIn = Object.fromEntries(trial.documents.map((id) => [`dok.${id}`, true]))
  return {
    name: name.slice(0, 120),
    at: trial.at as Golden['at'],
    data: { ...trial.facts, ...answers, ...handedIn },
    expect: {
      eligible: broken.length === 0,
      stops: broken.map((rule) => rule.id),
      ...(route?.to === undefined ? {} : { route: route.to }),
      fee: assessment.fee,
      documents: assessment.documents,
      pages: assessment.pages,
      state,
    },
  }
}
