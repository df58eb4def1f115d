import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import {
  checkImpor,
  type ImporOptions,
  readImpor,
  runImpor,
} from '../../../modules/citizen-reports/index.ts'
import { oneRow, rows, run, sql } from '../../../platform/db/database.ts'
import { atLeast, type Figure } from '../line.ts'
import { median, takeTurns, timed } from '../rounds.ts'
import type { House } from './house.ts'

const BAR = 0.2
/** Long before the seeded reports, so that the imported ones are told apart. */
const YEAR = 2_015

/** P12: rows a second of a validated import, against COPY of the very rows it stored; and, for scale, into bare tables. */
export async function measureImport(
  house: House,
  rounds: number,
  count: number,
): Promise<readonly Figure[]> {
  let round = 0
  const ours = async () => {
    round += 1
    const text = await fileOf(house, count, round)
    return (
      count / (await timed(() => importText(house, { text, name: `ukur-${round}.csv`, count })))
    )
  }
  const bare: number[] = []
  const yardstick = async () => {
    bare.push(count / (await copySeconds(house, { round, count, shape: 'bare' })))
    return count / (await copySeconds(house, { round, count, shape: 'same' }))
  }
  await ours()
  const duel = await takeTurns(rounds, ours, yardstick)
  const file = `import of a CSV of ${count} reports, checked and stored with timelines and reporters`
  const shared = { size: house.size, unit: 'reports/s', rounds }
  return [
    {
      ...shared,
      ...duel,
      name: 'P12',
      about: `${file} / COPY of the same stored rows into the same tables: indexes, checks and foreign keys, no triggers`,
      bar: atLeast(BAR),
    },
    {
      ...shared,
      name: 'P12 bare',
      about: `${file} / COPY of the same stored rows into tables of columns alone`,
      ours: duel.ours,
      yardstick: median(bare),
    },
  ]
}

async function fileOf(house: House, count: number, round: number): Promise<string> {
  const { daun } = await house.app.citizenReports.katalog.get()
  const kategori = daun.find((one) => !one.isRahasia)?.kode ?? ''
  const wilayah = house.app.reference.desaOf(house.app.reference.kecamatan()[0]?.kode ?? '')[0]
  const lines = Array.from({ length: count }, (_, at) => {
    const day = String(1 + (at % 28)).padStart(2, '0')
    const month = String(1 + (round % 12)).padStart(2, '0')
    const time = `${YEAR}-${month}-${day} 08:${String(at % 60).padStart(2, '0')}`
    return `${round}-${at},${time},${kategori},${wilayah?.kode ?? ''},Jalan berlubang di RT ${at % 9},"Lubang dalam di tengah jalan, sudah ${at % 40} hari.",terbuka`
  })
  return ['rujukan,waktu_lapor,kategori,wilayah,judul,isi,status', ...lines, ''].join('\r\n')
}

type ImportText = Readonly<{ text: string; name: string; count: number }>

/** What `pendopo import laporan` does with a file, without its words. */
async function importText({ app }: House, { text, name, count }: ImportText): Promise<void> {
  const { deps } = app.citizenReports
  const zone = app.reference.calendar().zone
  const items = () =>
    readImpor(Readable.from([Buffer.from(text)]), { format: 'umum', zone, sumber: 'ukur' })
  const options: ImporOptions = {
    pemetaan: [],
    isNewUnitAllowed: false,
    isTertutup: false,
    onProgress: () => undefined,
  }
  const check = await checkImpor(deps, items(), options)
  if (check.rows !== count)
    throw new Error(`The bench’s own file was refused: ${check.problems[0]?.message}`)
  const sha256 = createHash('sha256').update(text).digest('hex')
  const about = { berkas: name, sha256, format: 'umum' as const, sumber: 'ukur' }
  const done = await runImpor({ ...deps, db: app.jobDb }, items(), {
    run: { id: app.kit.newId(), ...about, baris: check.rows, mulaiAt: app.kit.now() },
    options,
  })
  if (done.stored !== count) throw new Error(`${done.stored} of ${count} rows were stored.`)
}

const TABLES = ['laporan', 'riwayat', 'pelapor'] as const

/** With everything that our tables keep right and fast, or rows alone. */
type Shape = 'same' | 'bare'

type Copying = Readonly<{ round: number; count: number; shape: Shape }>

/** Seconds that COPY takes for exactly the rows that one round of the import stored, into empty tables. */
async function copySeconds({ owner, addresses }: House, copying: Copying): Promise<number> {
  const client = new pg.Client({ connectionString: addresses.ownerUrl })
  await client.connect()
  try {
    await client.query(`select set_config('pendopo.baca_rahasia', 'ya', false)`)
    await run(owner, sql`drop schema if exists tolok cascade`)
    await run(owner, sql`create schema tolok`)
    let seconds = 0
    for (const table of TABLES) {
      await makeTable(owner, table, copying.shape)
      const columns = await columnsOf(owner, table)
      const bytes = await collect(client.query(copyTo(storedRows(table, columns, copying.round))))
      seconds += await timed(() =>
        pipeline(
          Readable.from(bytes),
          client.query(copyFrom(`copy tolok.${table} (${columns}) from stdin`)),
        ),
      )
    }
    await refuseOtherCount(owner, copying.count)
    return seconds
  } finally {
    await client.end()
  }
}

/** Same columns, checks, indexes and foreign keys as ours; or the columns alone. */
async function makeTable(owner: House['owner'], table: string, shape: Shape): Promise<void> {
  const like = shape === 'same' ? 'including all' : ''
  await run(owner, sql.raw(`create table tolok.${table} (like citizen_reports.${table} ${like})`))
  if (shape === 'bare') return
  const keys = await rows(
    owner,
    sql<{
      definition: string
    }>`select pg_get_constraintdef(c.oid) as definition from pg_constraint c
      where c.contype = 'f' and c.conrelid = ${`citizen_reports.${table}`}::regclass`,
  )
  for (const { definition } of keys)
    await run(owner, sql.raw(`alter table tolok.${table} add ${definition}`))
}

function storedRows(table: string, columns: string, round: number): string {
  const key = table === 'laporan' ? 'id' : 'laporan_id'
  return `copy (select ${columns} from citizen_reports.${table} where ${key} in
    (select l.id from citizen_reports.laporan l where l.kanal = 'impor' and l.kanal_rujukan like 'ukur/${round}-%')) to stdout`
}

/** A yardstick that copied other rows would measure nothing. */
async function refuseOtherCount(owner: House['owner'], count: number): Promise<void> {
  const { copied } = await oneRow(
    owner,
    sql<{ copied: number }>`select count(*)::int as copied from tolok.laporan`,
  )
  if (copied !== count) throw new Error(`COPY was given ${copied} of ${count} reports.`)
}

async function columnsOf(owner: House['owner'], table: string): Promise<string> {
  const found = await rows(
    owner,
    sql<{ name: string }>`select format('%I', a.attname) as name from pg_attribute a
      where a.attrelid = ${`citizen_reports.${table}`}::regclass and a.attnum > 0
        and not a.attisdropped and a.attgenerated = '' order by a.attnum`,
  )
  return found.map((one) => one.name).join(', ')
}

async function collect(stream: AsyncIterable<unknown>): Promise<readonly Buffer[]> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return chunks
}
