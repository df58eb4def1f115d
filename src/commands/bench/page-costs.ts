import { type Db, run, sql } from '../../platform/db/database.ts'
import { type Explained, explainAll } from './explain.ts'
import { atMost, type Bench, type Figure } from './line.ts'
import { requestText, runLoad } from './load.ts'
import type { OwnHouse } from './own-house.ts'
import type { BenchPlan } from './plan.ts'
import type { Program } from './programs.ts'
import { percentile } from './rounds.ts'
import type { Visitor } from './visitor.ts'

/** A page to be measured: `url(n)` is its n-th address, so that no kept answer is measured twice. */
export type BenchPage = Readonly<{
  name: string
  as: 'citizen' | 'officer'
  url: (n: number) => string
  /** Sent as a form instead of read. */
  form?: (n: number) => Readonly<Record<string, string>>
}>

const STATEMENTS_MAX = 12
const GROWTH_MAX = 3.5
const LATENCY_GROWTH_MAX = 2
const LATENCY_MAX_MS = 200
/** Addresses of a page that are explained: the dearest of them is the page. */
const EXPLAINED = 5

/** What one page costs at one size. */
type Cost = Readonly<{ statements: number; buffers: number; p95Ms: number | undefined }>
export type Costs = ReadonlyMap<string, Cost>

export type SlowStatement = Readonly<{ page: string; text: string; ms: number; buffers: number }>

export type PagesPlan = Readonly<{
  house: CostHouse
  pages: readonly BenchPage[]
  visitors: Readonly<Record<BenchPage['as'], Visitor>>
  /** As after a change of what is published: whatever the program kept is stale. */
  forgetKept: (owner: Db) => Promise<unknown>
  loadMs: number
}>

export type CostHouse = OwnHouse & Readonly<{ program: Program }>

type Measured = Readonly<{ costs: Costs; slowest: readonly SlowStatement[] }>

/** Statements, buffers and milliseconds of every page whose reading could grow. */
export async function measureCosts(plan: PagesPlan): Promise<Measured> {
  const { house, pages, visitors, loadMs } = plan
  const costs = new Map<string, Cost>()
  const seen: SlowStatement[] = []
  // The program’s jobs have warned and escalated since the seed: what autovacuum does about that in its time.
  await run(house.owner, sql`vacuum analyze`)
  for (const page of pages) {
    const visitor = visitors[page.as]
    const { statements, buffers, explained } = await readCost(plan, page, visitor)
    seen.push(
      ...explained.map(({ query, ms, buffers: read }) => ({
        page: page.name,
        text: query.text,
        ms,
        buffers: read,
      })),
    )
    const p95Ms =
      page.form === undefined ? await latency(house, page, { visitor, loadMs }) : undefined
    costs.set(page.name, { statements, buffers, p95Ms })
  }
  const slowest = seen.toSorted((a, b) => b.ms - a.ms)
  return { costs, slowest: firstOfEach(slowest).slice(0, 5) }
}

function firstOfEach(statements: readonly SlowStatement[]): readonly SlowStatement[] {
  return [...new Map(statements.toReversed().map((one) => [one.text, one])).values()].toReversed()
}

async function readCost({ house, forgetKept }: PagesPlan, page: BenchPage, visitor: Visitor) {
  const buffers: number[] = []
  const explained: Explained[] = []
  let statements = 0
  // What is read once in a program's life, as the definition a case is pinned to, is no cost of the page.
  await ask(page, 0, visitor)
  for (let n = 1; n <= EXPLAINED; n += 1) {
    await forgetKept(house.owner)
    house.takeQueries()
    await ask(page, n, visitor)
    const queries = house.takeQueries()
    statements = Math.max(statements, queries.length)
    const plans = await explainAll(house.addresses.appUrl, queries)
    explained.push(...plans)
    buffers.push(plans.reduce((sum, plan) => sum + plan.buffers, 0))
  }
  return { statements, explained, buffers: Math.max(...buffers) }
}

/** One visitor after another, each at an address of its own, so that a kept answer is rare. */
async function latency(
  { program }: CostHouse,
  page: BenchPage,
  { visitor, loadMs }: { visitor: Visitor; loadMs: number },
): Promise<number> {
  let n = EXPLAINED
  const headers = { cookie: visitor.cookie() }
  const next = () => {
    n += 1
    return requestText({ path: page.url(n), headers })
  }
  const one = { port: program.port, next, connections: 1 }
  await runLoad({ ...one, ms: loadMs / 4 })
  return percentile((await runLoad({ ...one, ms: loadMs })).ms, 0.95)
}

/** The dearest statements of the pages, told beside the figures. */
export type SlowLine = Readonly<{
  bench: Bench
  name: 'slow'
  size: number
  about: string
  ms: number
  buffers: number
  page: string
}>

/** What the smallest size cost, against which the others are held. */
export type CostBaseline = { costs?: Readonly<{ size: number; costs: Costs }> }

/** Tells the dearest statements, and gives the figures of this size against the first. */
export function tellCosts(
  plan: Pick<BenchPlan<SlowLine>, 'bench' | 'write'>,
  baseline: CostBaseline,
  size: number,
  { costs, slowest }: Measured,
): readonly Figure[] {
  for (const { text, ...slow } of slowest)
    plan.write({
      bench: plan.bench,
      name: 'slow',
      size,
      about: text.replace(/\s+/g, ' ').slice(0, 300),
      ...slow,
    })
  const large = { size, costs }
  const small = baseline.costs
  baseline.costs ??= large
  return [...costFigures(size, costs), ...(small ? growthFigures(small, large) : [])]
}

/** G3 and the milliseconds, at one size. */
export function costFigures(size: number, costs: Costs): readonly Figure[] {
  return [...costs].flatMap(([page, cost]) => [
    {
      name: `G3 ${page}`,
      about: 'statements of one request, nothing kept from before',
      size,
      unit: 'statements',
      ours: cost.statements,
      bar: atMost(STATEMENTS_MAX),
    },
    ...(cost.p95Ms === undefined
      ? []
      : [
          {
            name: `p95 ${page}`,
            about: 'one visitor after another at ever new addresses, by HTTP',
            size,
            unit: 'ms',
            ours: cost.p95Ms,
            bar: atMost(LATENCY_MAX_MS),
          },
        ]),
  ])
}

type Size = Readonly<{ size: number; costs: Costs }>

/** G1 and the growth of the milliseconds: a size against the smallest. */
export function growthFigures(small: Size, large: Size): readonly Figure[] {
  return [...large.costs].flatMap(([page, cost]) => {
    const before = small.costs.get(page)
    if (before === undefined) return []
    const about = `at ${large.size} / at ${small.size}`
    const figures: Figure[] = [
      {
        name: `G1 ${page}`,
        about: `shared buffers of all statements of the page, ${about}`,
        size: large.size,
        unit: 'buffers',
        ours: cost.buffers,
        yardstick: Math.max(1, before.buffers),
        bar: atMost(GROWTH_MAX),
      },
    ]
    if (cost.p95Ms !== undefined && before.p95Ms !== undefined)
      figures.push({
        name: `growth ${page}`,
        about: `p95, ${about}`,
        size: large.size,
        unit: 'ms',
        ours: cost.p95Ms,
        yardstick: before.p95Ms,
        bar: atMost(LATENCY_GROWTH_MAX),
      })
    return figures
  })
}

/** Ask for the n-th address of a page. */
export async function ask(page: BenchPage, n: number, visitor: Visitor): Promise<void> {
  const url = page.url(n)
  const form = page.form?.(n)
  const { status } = form === undefined ? await visitor.get(url) : await visitor.post(url, form)
  if (status !== 200) throw new Error(`${url} answered ${status}`)
}
