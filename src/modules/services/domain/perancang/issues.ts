import type { Refusal } from '../../../../kernel/result.ts'
import { designRefusal } from './refusals.ts'

/** What a schema says is wrong, as far as a refusal needs it. */
export type Issue = Readonly<{
  code: string
  path: readonly PropertyKey[]
  message: string
  input?: unknown
}>

const ISSUES_MAX = 30

/** @returns what the schema refuses, as sentences at their places */
export function refusalsOf(issues: readonly Issue[]): readonly Refusal[] {
  return issues.slice(0, ISSUES_MAX).map((issue) => {
    const field = issue.path.map(String).join('.')
    const at = field === '' ? undefined : field
    if (isMissing(issue)) return designRefusal('RANCANGAN_WAJIB', at)
    if (issue.code === 'too_big') return designRefusal('RANCANGAN_TERLALU_PANJANG', at)
    return designRefusal('RANCANGAN_BENTUK', at, { rincian: issue.message })
  })
}

/** Nothing was filled in: too short by everything, or a date, a choice or a text that is empty. */
function isMissing({ code, input, message }: Issue): boolean {
  return (
    code === 'too_small' ||
    input === '' ||
    (code === 'invalid_type' && input === undefined && message.includes('undefined'))
  )
}
