import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, gunzipSync } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { yearOf } from '../../../kernel/date.ts'
import { run, sql } from '../../../platform/db/database.ts'
import type { Figure } from '../line.ts'
import { type OwnHouse, withOwnHouse } from '../own-house.ts'
import { median, timed } from '../rounds.ts'
import { importBudget } from './import-budget.ts'

const COPIES = 5

/**
 * A whole budget of a real region, `--berkas`: read, checked row by row, its unknown codes added, stored and in force,
 * against COPY of the same bytes into bare columns of text.
 */
export function measureImport(path: string): Promise<readonly Figure[]> {
  if (!existsSync(path)) throw new Error(`there is no file ${path}`)
  const bytes = path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)
  const [heading = ''] = bytes.toString('utf8', 0, 4_000).split(/\r?\n/)
  const columns = heading.split(',').length
  const rows = bytes.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0) - 1
  return new Promise((done, fail) => {
    withOwnHouse('on', async (house) => {
      await house.app.seedWhenEmpty('fresh')
      const ours = await timed(() => importOnce(house, path))
      const copies: number[] = []
      for (let at = 0; at < COPIES; at += 1) copies.push(await copyOnce(house, bytes, columns))
      const yardstick = median(copies)
      done([
        {
          name: 'import',
          about: `APBD ${rows} baris dari berkas asli: dibaca, diperiksa, kodenya ditambahkan, disimpan, berlaku / COPY byte yang sama ke kolom teks tanpa indeks`,
          size: rows,
          unit: 'baris/s',
          ours: rows / ours,
          yardstick: rows / yardstick,
          rounds: 1,
        },
      ])
    }).catch(fail)
  })
}

async function importOnce({ app }: OwnHouse, path: string): Promise<void> {
  const tahun = yearOf(app.kit.today())
  const file = createReadStream(path)
  const source = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  await importBudget(app, { tahun, source, isTambahKode: true })
}

async function copyOnce(
  { owner, addresses }: OwnHouse,
  bytes: Buffer,
  columns: number,
): Promise<number> {
  const names = Array.from({ length: columns }, (_, at) => `k${at} text`).join(', ')
  await run(owner, sql.raw('drop table if exists public.tolok_apbd'))
  await run(owner, sql.raw(`create table public.tolok_apbd (${names})`))
  const client = new pg.Client({ connectionString: addresses.ownerUrl })
  await client.connect()
  try {
    return await timed(() =>
      pipeline(
        Readable.from([bytes]),
        client.query(copyFrom('copy public.tolok_apbd from stdin (format csv, header true)')),
      ),
    )
  } finally {
    await client.end()
  }
}
