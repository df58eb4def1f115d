import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { MODULES } from '../../../modules.ts'
import { packageRoot } from '../../../package-root.ts'
import { readBackup, writeBackup } from '../../../platform/db/backup.ts'
import { run, sql } from '../../../platform/db/database.ts'
import { migrate } from '../../../platform/db/migrate.ts'
import { backupFiles } from '../../backup-files.ts'
import { atMost, type Figure } from '../line.ts'
import { takeTurns, timed } from '../rounds.ts'
import type { House } from './house.ts'

const BAR = 2

/** P16: restoring, with every table proved against its digest, against writing the backup. */
export async function measureBackup(house: House, rounds: number): Promise<readonly Figure[]> {
  const { addresses, dataDir } = house
  const path = join(dataDir, 'cadangan.pendopo')
  const backup = () => timed(() => writeBackup(addresses.ownerUrl, path, backupFiles(dataDir)))
  await backup()
  const duel = await takeTurns(rounds, () => restoreSeconds(house, path), backup)
  return [
    {
      name: 'P16',
      about: 'restore with proof of every table / backup; seconds',
      size: house.size,
      unit: 's',
      ...duel,
      bar: atMost(BAR),
    },
  ]
}

/** Into a database of its own beside the measured one, freshly migrated. */
async function restoreSeconds(house: House, path: string): Promise<number> {
  const { addresses, owner, secretKey, dataDir } = house
  const beside = (url: string) => url.replace('/pendopo?', '/pulih?')
  await run(owner, sql`create database pulih`)
  await migrate({
    ownerUrl: beside(addresses.ownerUrl),
    queueUrl: beside(addresses.queueUrl),
    secretKey,
    modules: MODULES,
    sourceDir: join(packageRoot, 'src'),
  })
  const target = join(dataDir, 'pulih')
  mkdirSync(target, { recursive: true })
  const seconds = await timed(() =>
    readBackup(beside(addresses.ownerUrl), path, backupFiles(target)),
  )
  await run(owner, sql`drop database pulih with (force)`)
  return seconds
}
