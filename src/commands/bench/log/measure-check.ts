import type { Actor } from '../../../kernel/actor.ts'
import { together, transaction } from '../../../platform/db/database.ts'
import { atMost, type Figure } from '../line.ts'
import { median, timed } from '../rounds.ts'
import type { LogHouse } from './house.ts'

const ROWS_MAX = 100_000
const ROWS_OF_TRANSACTION = 500
const SECONDS_BAR = 1

const OFFICER: Actor = {
  kind: 'officer',
  accountId: 'ukur',
  name: 'Petugas Ukur',
  grants: [{ role: 'operator-aduan', unitKode: 'kominfo' }],
}

/** S13: everything stored against everything signed, over a trail of changes and looks at data. */
export async function measureCheck(house: LogHouse, rounds: number): Promise<Figure> {
  const { runningLog } = house.app
  const rows = Math.min(house.size, ROWS_MAX)
  for (let done = 0; done < rows; done += ROWS_OF_TRANSACTION)
    await recordRows(house, done, Math.min(ROWS_OF_TRANSACTION, rows - done))
  house.takeQueries()
  await runningLog.sequencer.run()
  const seconds: number[] = []
  for (let round = 0; round < rounds; round += 1)
    seconds.push(
      await timed(async () => {
        const { faults } = await runningLog.check()
        if (faults.length > 0) throw new Error(`Faults in a sound log: ${faults[0]?.what}`)
      }),
    )
  return {
    name: 'check',
    about: `pendopo log check over ${rows} rows of the audit trail, seconds per 100,000 rows`,
    size: rows,
    unit: 's',
    ours: (median(seconds) * ROWS_MAX) / rows,
    rounds,
    bar: atMost(SECONDS_BAR),
  }
}

/** Half of them changes, half of them looks, as the program writes both. */
function recordRows({ app }: LogHouse, first: number, count: number): Promise<unknown> {
  const { audit, jobDb } = app
  return transaction(jobDb, (tx) =>
    together(
      Array.from({ length: count }, (_, at) => {
        const subject = { kind: 'laporan', id: `L${first + at}` }
        return at % 2 === 0
          ? audit.record(tx, OFFICER, { action: 'laporan.verifikasi', subject, after: { at } })
          : audit.recordAccess(tx, OFFICER, {
              ownerId: 'seorang-warga',
              subject,
              purpose: 'Menindaklanjuti laporan',
              fields: ['nama', 'telepon'],
            })
      }),
    ),
  )
}
