/** For reading what may not be there. @returns undefined for a missing file; everything else is a failure */
export function ignoreMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
