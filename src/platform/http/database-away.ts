const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
  '53300',
])

/** A database that is away is not a bug: the visitor is told to come back, and we recover by ourselves. */
export function isDatabaseAway(error: Error & { code?: string }): boolean {
  return (
    CONNECTION_CODES.has(error.code ?? '') ||
    /Connection terminated|timeout exceeded when trying to connect/i.test(error.message)
  )
}
