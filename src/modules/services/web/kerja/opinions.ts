import type { Req } from '../../../../platform/http/route.ts'
import type { OpenCase } from '../../actions/open-case.ts'
import type { Field } from '../../domain/definition/types.ts'
import { opinionForm } from '../../domain/enter.ts'
import { mayGiveOpinion } from '../../domain/standing.ts'
import { kerjaMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'
import { type FilledGroup, filledGroups } from '../filled-view.tsx'
import { namesOf } from '../lists.ts'

/** Opinions given, and those still waited for, in words. */
export function opinionWords(
  { deps }: Services,
  { ctx }: Req,
  { pendapat }: OpenCase,
  asked: readonly string[],
): readonly string[] {
  const m = kerjaMessages(ctx.lang)
  const name = (unit: string) => deps.reference.findUnit(unit)?.singkatan ?? unit
  const said = pendapat.map((one) => {
    const words = one.isSetuju ? m.opinionYes(name(one.unitKode)) : m.opinionNo(name(one.unitKode))
    return `${words}. ${one.alasan}`
  })
  const waiting = asked
    .filter((unit) => !pendapat.some((one) => one.unitKode === unit))
    .map((unit) => m.opinionWaiting(name(unit)))
  return [...said, ...waiting]
}

/** What the reader's agency is asked for beside its opinion; undefined where it gives none, or has given it. */
export function opinionOf(
  { actor }: Req,
  { prepared, permohonan, pendapat }: OpenCase,
  asked: readonly string[],
): readonly Field[] | undefined {
  const state = prepared.layanan.workflow.states[permohonan.tahap]
  const under = state === undefined ? undefined : mayGiveOpinion(asked, state, actor)
  if (state === undefined || under === undefined || under.unitKode === null) return undefined
  const isGiven = pendapat.some((one) => one.unitKode === under.unitKode)
  return isGiven ? undefined : opinionForm(state, under.unitKode, permohonan)
}

/** What agencies filled in beside their opinions, each under its own name; the last round counts. */
export function opinionGroups(
  { deps }: Services,
  { ctx }: Req,
  { prepared, isianPendapat }: OpenCase,
): readonly FilledGroup[] {
  const m = kerjaMessages(ctx.lang)
  const latest = new Map(isianPendapat.map((one) => [one.unitKode, one.isian]))
  return [...latest].flatMap(([unit, values]) =>
    filledGroups(
      ctx,
      { prepared, values, names: namesOf(deps), photoHref: () => '' },
      m.opinionFields(deps.reference.findUnit(unit)?.singkatan ?? unit),
    ),
  )
}
