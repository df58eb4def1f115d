import { run, sql, transaction } from '../../../platform/db/database.ts'
import { atLeast, type Figure } from '../line.ts'
import { findPgbench, runPgbench } from '../pgbench.ts'
import type { Effort } from '../plan.ts'
import { countFor, takeTurns } from '../rounds.ts'
import { fdatasyncRate } from './disk.ts'
import { type LogHouse, recordOf, seal, withSequencer } from './house.ts'

const SEALED_BAR = 15
const WRITERS = 8
/** Acts of a round for each millisecond that one would last by itself. */
const ACTS_PER_MS = 25

/** P8: acts a second from imports, each counted once it is under a signed checkpoint. */
export async function measureSeal(house: LogHouse, effort: Effort): Promise<Figure> {
  const count = Math.ceil(effort.loadMs * ACTS_PER_MS)
  const disk = async () => fdatasyncRate(house.dataDir, effort.loadMs)
  const duel = await withSequencer(house, async () => {
    await seal(house, count)
    return takeTurns(effort.rounds, () => seal(house, count), disk)
  })
  return {
    name: 'P8',
    about: `${count} acts appended, 1,000 to a transaction, until the last is under a signed checkpoint / kilobytes written and fdatasynced one by one`,
    size: house.size,
    unit: 'acts/s',
    ...duel,
    bar: atLeast(SEALED_BAR),
  }
}

/** Acts a second, each in its own transaction, against bare rows and against the disk. */
export async function measureActs(house: LogHouse, effort: Effort): Promise<readonly Figure[]> {
  const { app, dataDir, size } = house
  const act = () =>
    transaction(app.kit.db, (tx) =>
      app.publicLog.append(tx, recordOf(app.kit.newId(), app.kit.now())),
    )
  const ours = () => countFor({ ms: effort.loadMs, lanes: WRITERS }, act)
  const rows = await rowYardstick(house, effort.loadMs)
  const disk = async () => fdatasyncRate(dataDir, effort.loadMs)
  const about = `${WRITERS} writers, one act to a transaction, the sequencer beside them`
  const shared = { size, unit: 'acts/s' }
  return withSequencer(house, async () => {
    await ours()
    await rows.run()
    return [
      {
        ...shared,
        name: 'act',
        about: `${about} / one row to a transaction, ${rows.name}`,
        ...(await takeTurns(effort.rounds, ours, rows.run)),
      },
      {
        ...shared,
        name: 'act disk',
        about: `${about} / kilobytes written and fdatasynced one by one`,
        ...(await takeTurns(effort.rounds, ours, disk)),
      },
    ]
  })
}

type Yardstick = Readonly<{ name: string; run: () => Promise<number> }>

/** A table with a key and a text as long as a leaf. */
async function rowYardstick({ owner, addresses }: LogHouse, ms: number): Promise<Yardstick> {
  await run(
    owner,
    sql`create table if not exists public.ukur (id bigint generated always as identity primary key, isi text not null, waktu timestamptz not null)`,
  )
  const pgbench = findPgbench()
  const url = addresses.ownerUrl
  const script = `insert into public.ukur (isi, waktu) values (repeat('x', 230), now());\n`
  if (pgbench !== undefined)
    return {
      name: `pgbench -M prepared -c ${WRITERS}`,
      run: () => runPgbench({ pgbench, url, script, clients: WRITERS, ms }),
    }
  const insert = sql`insert into public.ukur (isi, waktu) values (repeat('x', ${230}), now())`
  return {
    name: 'a node loop of prepared statements',
    run: () => countFor({ ms, lanes: WRITERS }, () => run(owner, insert)),
  }
}
