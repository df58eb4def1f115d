import type { Req } from '../../../../platform/http/route.ts'
import type { OpenCase } from '../../actions/open-case.ts'
import { mayGiveOpinion } from '../../domain/standing.ts'
import { kerjaMessages } from '../../messages/index.ts'
import type { Services } from '../../types.ts'

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

/** Is the reader of an agency that was asked and has not answered yet? */
export function canOpine(
  { actor }: Req,
  { prepared, permohonan, pendapat }: OpenCase,
  asked: readonly string[],
): boolean {
  const state = prepared.layanan.workflow.states[permohonan.tahap]
  const under = state === undefined ? undefined : mayGiveOpinion(asked, state, actor)
  return under !== undefined && !pendapat.some((one) => one.unitKode === under.unitKode)
}
