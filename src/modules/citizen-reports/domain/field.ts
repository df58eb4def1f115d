import { distanceM, type Point } from '../../../kernel/geo.ts'

export type Stop = Readonly<{
  point: Point | undefined
  tenggatAt: Date | null
}>

/** How a shortlist is walked: by the next promise, or by the way there. */
export type FieldOrder = 'tenggat' | 'jarak'

/**
 * Put a shortlist in the order it is worked off. By way: nearest first, what has no point at the end.
 *
 * @returns each stop with its distance in metres from here, undefined when either point is unknown
 */
export function orderStops<Item extends Stop>(
  stops: readonly Item[],
  { order, here }: Readonly<{ order: FieldOrder; here: Point | undefined }>,
): readonly Readonly<{ stop: Item; metres: number | undefined }>[] {
  const measured = stops.map((stop) => ({
    stop,
    metres:
      here === undefined || stop.point === undefined ? undefined : distanceM(here, stop.point),
  }))
  if (order === 'jarak' && here !== undefined)
    return measured.toSorted((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity))
  return measured.toSorted((a, b) => dueOf(a.stop) - dueOf(b.stop))
}

function dueOf({ tenggatAt }: Stop): number {
  return tenggatAt === null ? Infinity : tenggatAt.getTime()
}
