import { DAY_MS, MINUTE_MS } from '../../../kernel/date.ts'
import type { Aturan } from './aturan.ts'

/** A flag of an account on a post; `kiriman` is any name of the post. */
export type Tanda = Readonly<{ akun: string; kiriman: string; atMs: number }>

/**
 * Independent sources among those who flagged a post.
 *
 * Two accounts acted together when they flagged the same posts, this one included, within a few minutes of each other
 * at least so many times. Acting together joins: A with B and B with C are one source. Accounts younger than a week are one
 * source all together, however many there are. Nobody's flag is thrown away: it just does not weigh twice.
 *
 * @param riwayat every flag of these accounts in the time that is looked at, those on this post included
 * @param dibuatMs when each account was made, where it can be told
 */
export function countSources(
  kiriman: string,
  riwayat: readonly Tanda[],
  {
    aturan: { bersama },
    nowMs,
    dibuatMs,
  }: Readonly<{
    aturan: Pick<Aturan, 'bersama'>
    nowMs: number
    dibuatMs: (akun: string) => number | undefined
  }>,
): number {
  const flaggers = [
    ...new Set(riwayat.filter((one) => one.kiriman === kiriman).map(({ akun }) => akun)),
  ].sort()
  const groups = createGroups(flaggers)
  for (const [key, times] of countTogether(riwayat, bersama.jedaMenit * MINUTE_MS)) {
    const [a = '', b = ''] = key.split(' ')
    if (times >= bersama.kaliMinimum) groups.join(a, b)
  }
  const young = flaggers.filter(
    (akun) => (dibuatMs(akun) ?? Number.NEGATIVE_INFINITY) > nowMs - bersama.akunBaruHari * DAY_MS,
  )
  for (const akun of young) groups.join(young[0] ?? akun, akun)
  return new Set(flaggers.map(groups.of)).size
}

/** How often each pair of accounts flagged a post within the gap of each other. */
function countTogether(riwayat: readonly Tanda[], gapMs: number): ReadonlyMap<string, number> {
  const byPost = new Map<string, Tanda[]>()
  for (const one of riwayat) byPost.set(one.kiriman, [...(byPost.get(one.kiriman) ?? []), one])
  const times = new Map<string, number>()
  for (const flags of byPost.values()) {
    const sorted = flags.toSorted((a, b) => a.atMs - b.atMs)
    for (const key of pairsWithin(sorted, gapMs)) times.set(key, (times.get(key) ?? 0) + 1)
  }
  return times
}

/** Pairs of different accounts, each once, whose flags lie within the gap. */
function pairsWithin(sorted: readonly Tanda[], gapMs: number): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (const [at, first] of sorted.entries())
    for (let next = at + 1; next < sorted.length; next += 1) {
      const second = sorted[next]
      if (second === undefined || second.atMs - first.atMs > gapMs) break
      if (second.akun !== first.akun) pairs.add([first.akun, second.akun].sort().join(' '))
    }
  return pairs
}

/** Sets that grow together; accounts outside the list may stand between two of it. */
function createGroups(members: readonly string[]) {
  const parent = new Map(members.map((one) => [one, one]))
  const of = (one: string): string => {
    let root = one
    for (let up = parent.get(root) ?? root; up !== root; up = parent.get(root) ?? root) root = up
    return root
  }
  const join = (a: string, b: string) => {
    const [low, high] = [of(a), of(b)].sort()
    if (low !== undefined && high !== undefined) parent.set(high, low)
  }
  return { of, join }
}
