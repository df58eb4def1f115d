/** What is voted about: with its cost in the smallest unit of money, or 1 where only places are given away. */
export type Choice = Readonly<{ id: string; cost: bigint }>

/** A supported option by its place in the list, and how many points it was given; at least one. */
export type Support = readonly [option: number, points: number]

/** Ballots that say the same. */
export type Group = Readonly<{ weight: number; support: readonly Support[] }>

/** Everything a budget rule counts. The order of options and groups never changes a result. */
export type Election = Readonly<{
  budget: bigint
  options: readonly Choice[]
  groups: readonly Group[]
  /** Ballots counted, also those that support nothing. */
  ballots: number
  /** Per option, how many ballots support it. */
  votes: readonly number[]
  /** Per option, its points. */
  scores: readonly number[]
}>

/** One ballot: option ids with their points. What has no points is not supported. */
export type Points = ReadonlyMap<string, number>

/**
 * Put ballots that say the same together.
 *
 * @param ballots ids nobody listed are a bug of the caller: ballots are checked when they are cast
 */
export function electionOf(
  budget: bigint,
  options: readonly Choice[],
  ballots: Iterable<Points>,
): Election {
  const indexOf = new Map(options.map(({ id }, index) => [id, index]))
  const groups = new Map<string, { weight: number; support: readonly Support[] }>()
  const votes = new Array<number>(options.length).fill(0)
  const scores = new Array<number>(options.length).fill(0)
  let count = 0
  for (const ballot of ballots) {
    const support = supportOf(ballot, indexOf)
    for (const [option, points] of support) {
      votes[option] = (votes[option] ?? 0) + 1
      scores[option] = (scores[option] ?? 0) + points
    }
    const key = support.join(';')
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { weight: 1, support })
    else group.weight += 1
    count += 1
  }
  return { budget, options, groups: [...groups.values()], ballots: count, votes, scores }
}

function supportOf(ballot: Points, indexOf: ReadonlyMap<string, number>): readonly Support[] {
  const support: Support[] = []
  for (const [id, points] of ballot) {
    const option = indexOf.get(id)
    if (option === undefined) throw new RangeError(`no option ${id}`)
    if (points > 0) support.push([option, points])
  }
  return support.sort(([a], [b]) => a - b)
}
