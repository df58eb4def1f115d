/**
 * Ballots that put options in an order. Places are sets: options at one place are equal. What is not on a ballot
 * comes after everything that is, all of it at one last place.
 */
export type RankedGroup = Readonly<{ weight: number; places: readonly (readonly number[])[] }>

export type RankedElection = Readonly<{
  options: readonly string[]
  groups: readonly RankedGroup[]
  ballots: number
}>

/** Put ranked ballots that say the same together. @param ballots per place, the ids at it */
export function rankedElectionOf(
  options: readonly string[],
  ballots: Iterable<readonly (readonly string[])[]>,
): RankedElection {
  const indexOf = new Map(options.map((id, index) => [id, index]))
  const groups = new Map<string, { weight: number; places: readonly (readonly number[])[] }>()
  let count = 0
  for (const ballot of ballots) {
    const places = ballot.map((ids) =>
      ids
        .map((id) => {
          const option = indexOf.get(id)
          if (option === undefined) throw new RangeError(`no option ${id}`)
          return option
        })
        .sort((a, b) => a - b),
    )
    const key = places.join(';')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { weight: 1, places })
    else group.weight += 1
    count += 1
  }
  return { options, groups: [...groups.values()], ballots: count }
}

/** Places with the options no ballot names added as the last one. */
export function fullPlaces(
  { places }: RankedGroup,
  options: readonly string[],
): readonly (readonly number[])[] {
  const named = new Set(places.flat())
  const rest = options.flatMap((_, option) => (named.has(option) ? [] : [option]))
  return rest.length === 0 ? places : [...places, rest]
}
