import pg from 'pg'
import type { QuerySeen } from '../../platform/db/database.ts'

export type Explained = Readonly<{ query: QuerySeen; buffers: number; ms: number }>

type Plan = Readonly<{
  Plan: Readonly<{ 'Shared Hit Blocks': number; 'Shared Read Blocks': number }>
  'Execution Time': number
}>

/**
 * What each statement of a page reads, sent again with its values by the program's own role, so that row
 * security weighs in as it does on the page. Nothing stays: the transaction is taken back.
 */
export async function explainAll(
  appUrl: string,
  queries: readonly QuerySeen[],
): Promise<readonly Explained[]> {
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  const explained: Explained[] = []
  try {
    await client.query('begin')
    for (const query of queries) {
      if (!/^\s*\(?(select|with|insert|update|delete)\b/i.test(query.text)) continue
      const cost = await explain(client, query).catch(ifThereAlready)
      if (cost !== undefined) explained.push({ query, ...cost })
    }
    return explained
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

const UNIQUE_VIOLATION = '23505'

/** The page's own row, as of a look that it records, is there: to add it again costs the same at every size. */
function ifThereAlready(error: unknown): undefined {
  if ((error as Readonly<{ code?: string }>).code !== UNIQUE_VIOLATION) throw error
}

/** The second of two readings: the first also fills the connection's own caches. */
async function explain(
  client: pg.Client,
  { text, values }: QuerySeen,
): Promise<Pick<Explained, 'buffers' | 'ms'>> {
  const look = async () => {
    await client.query('savepoint sebelum')
    try {
      const { rows } = await client.query<{ 'QUERY PLAN': readonly Plan[] }>(
        `explain (analyze, buffers, format json) ${text}`,
        [...values],
      )
      return rows[0]?.['QUERY PLAN'][0]
    } finally {
      await client.query('rollback to savepoint sebelum')
    }
  }
  // A setting made by the statement must hold for those after it.
  if (/set_config/i.test(text)) {
    await client.query(text, [...values])
    return { buffers: 0, ms: 0 }
  }
  await look()
  const plan = await look()
  if (plan === undefined) throw new Error(`no plan for ${text}`)
  return {
    buffers: plan.Plan['Shared Hit Blocks'] + plan.Plan['Shared Read Blocks'],
    ms: plan['Execution Time'],
  }
}
