/**
 * A system of others, played faithfully enough to build and test against: the same paths, the same shape of
 * answers, the same ways to say no. It knows nothing of the program that asks it.
 */
export type StandIn = Readonly<{
  name: string
  answer: (request: StandInRequest) => Promise<StandInAnswer>
}>

export type StandInRequest = Readonly<{
  method: string
  path: string
  query: URLSearchParams
  headers: Readonly<Record<string, string | undefined>>
  /** Empty when there was none. */
  body: string
}>

export type StandInAnswer = Readonly<{ status: number; body: unknown }>

/** @returns undefined for what is no JSON object */
export function readObject(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

export const notFound: StandInAnswer = { status: 404, body: { message: 'Not found' } }
