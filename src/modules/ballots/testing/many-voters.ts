import type { App } from '../../../app.ts'
import { run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { KAUMAN } from './vote-house.ts'

const OPTIONS = 4

/** Account of one of many voters, from 1 on; it stands for their NIK too. */
export const voterId = (voter: number): string =>
  `00000000-0000-4000-9000-${String(voter).padStart(12, '0')}`

/** What a voter chooses, by their number alone: one or two of four options, in their order. */
export function choiceOf(voter: number): readonly string[] {
  const first = (voter % OPTIONS) + 1
  const second = (Math.floor(voter / OPTIONS) % OPTIONS) + 1
  return [...new Set([first, second])].toSorted((a, b) => a - b).map(String)
}

/** The module for voters whose numbers are their accounts. */
export function votersDeps({ ballots: { deps } }: Pick<App, 'ballots'>): Deps {
  return {
    ...deps,
    identity: { ...deps.identity, nikOf: async (_: Tx, accountId: string) => accountId },
  }
}

/** Confirm where voters 1 to `count` live, by one statement. */
export async function settleVoters(owner: Tx, count: number, today: string): Promise<void> {
  await run(
    owner,
    sql`insert into ballots.domisili (akun_id, desa_kode, sumber, diperiksa_pada)
    select ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, ${KAUMAN}, 'dukcapil', ${today}::date
    from generate_series(1, ${count}::int) n`,
  )
}
