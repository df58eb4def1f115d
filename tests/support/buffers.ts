import pg from 'pg'
import type { QuerySeen } from '../../src/platform/db/database.ts'

type Plan = Readonly<{ 'Shared Hit Blocks': number; 'Shared Read Blocks': number }>

/** Shared blocks that these reading statements touch, as PostgreSQL counts them; writes are left out. */
export async function buffersOf(url: string, queries: readonly QuerySeen[]): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  let blocks = 0
  try {
    for (const { text, values } of queries.filter((query) =>
      /^\s*(select|with)\b/i.test(query.text),
    )) {
      const { rows } = await client.query(`explain (analyze, buffers, format json) ${text}`, [
        ...values,
      ])
      const plan = (rows[0] as { 'QUERY PLAN': readonly { Plan: Plan }[] })['QUERY PLAN'][0]?.Plan
      blocks += (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
    }
  } finally {
    await client.end()
  }
  return blocks
}
