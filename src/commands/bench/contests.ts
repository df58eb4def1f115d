import type { QuerySeen } from '../../platform/db/database.ts'
import { atLeast, type Figure } from './line.ts'
import { requestText, runLoad } from './load.ts'
import type { OwnHouse } from './own-house.ts'
import type { Effort } from './plan.ts'
import { type Program, startYardstick } from './programs.ts'
import type { YardstickPage } from './reports/yardstick.ts'
import { takeTurns } from './rounds.ts'
import type { Visitor } from './visitor.ts'

/** Visitors at once. With a few the load maker sleeps between answers, and waking it is what is measured. */
const CONNECTIONS = 64

export type Contest = Readonly<{
  name: string
  about: string
  /** The n-th address that is asked for. */
  url: (n: number) => string
  visitor: Visitor
  yardstick: YardstickPage
  /** Absent where nothing is asked for: the figure is told for its own sake. */
  bar?: number
}>

export type ContestHouse = OwnHouse & Readonly<{ program: Program; size: number }>

/** Requests per second of the real program, and of the yardstick on the same database, contest by contest. */
export async function runContests(
  house: ContestHouse,
  effort: Effort,
  contests: readonly Contest[],
): Promise<readonly Figure[]> {
  const yardstick = await startYardstick({
    url: house.addresses.appUrl,
    pages: Object.fromEntries(contests.map((one) => [`/${one.name}`, one.yardstick])),
  })
  try {
    const figures: Figure[] = []
    for (const contest of contests)
      figures.push(await compete({ house, effort, yardstick }, contest))
    return figures
  } finally {
    await yardstick.stop()
  }
}

/** What a page sends at its first visit: what a program without anything kept would send every time. */
export async function statementsOf(
  house: Pick<OwnHouse, 'takeQueries'>,
  visitor: Visitor,
  url: string,
): Promise<readonly QuerySeen[]> {
  house.takeQueries()
  await visitor.get(url)
  return house.takeQueries()
}

type Arena = Readonly<{ house: ContestHouse; effort: Effort; yardstick: Program }>

async function compete(
  { house, effort, yardstick }: Arena,
  { name, about, url, visitor, bar }: Contest,
): Promise<Figure> {
  const headers = { cookie: visitor.cookie() }
  let n = 0
  const ours = () => {
    n += 1
    return requestText({ path: url(n), headers })
  }
  const asked = requestText({ path: `/${name}` })
  const theirs = () => asked
  const load = (port: number, next: () => string, ms: number) =>
    runLoad({ port, next, connections: CONNECTIONS, ms })
  // Both warm up before anything counts: compiled code, prepared statements, open connections.
  await load(house.program.port, ours, effort.loadMs)
  await load(yardstick.port, theirs, effort.loadMs / 2)
  const duel = await takeTurns(
    effort.rounds,
    async () => (await load(house.program.port, ours, effort.loadMs)).perSecond,
    async () => (await load(yardstick.port, theirs, effort.loadMs)).perSecond,
  )
  const shared = { name, about, size: house.size, unit: 'requests/s', ...duel }
  return bar === undefined ? shared : { ...shared, bar: atLeast(bar) }
}
