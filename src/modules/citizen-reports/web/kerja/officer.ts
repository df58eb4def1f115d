import type { Route } from '../../../../platform/http/route.ts'
import { REPORT_ROLES } from '../../domain/transitions.ts'

const OFFICERS = { roles: REPORT_ROLES } as const

type Handle = Route['handle']

/** A page for whoever handles reports or answers for them. */
export const officerGet = (url: string, handle: Handle): Route => ({
  method: 'GET',
  url,
  access: OFFICERS,
  kind: 'page',
  handle,
})

export const officerPost = (url: string, handle: Handle): Route => ({
  method: 'POST',
  url,
  access: OFFICERS,
  kind: 'page',
  handle,
})
