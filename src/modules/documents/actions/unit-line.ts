import type { Reference } from '../../reference/index.ts'

const LEVELS_MAX = 6

/** A unit and those above it, nearest first. */
export function lineOf(
  { findUnit }: Pick<Reference, 'findUnit'>,
  unitKode: string,
): readonly string[] {
  const line: string[] = []
  let next: string | null = unitKode
  while (next !== null && line.length < LEVELS_MAX && !line.includes(next)) {
    line.push(next)
    next = findUnit(next)?.indukKode ?? null
  }
  return line
}
