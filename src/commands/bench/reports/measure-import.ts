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
import { rows, run, sql } from '../../../platform/db/database.ts'
import type { House } from './house.ts'
import { atLeast, type Figure } from './line.ts'
import { takeTurns, timed } from './rounds.ts'

const BAR = 0.2
/** Long before the seeded reports, so that the imported ones are told apart. */
const YEAR = 2_015

/** P12: rows a second of a validated import, against COPY of the very rows it stored. */
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
  const yardstick = async () => count / (await copySeconds(house))
  await ours()
  const duel = await takeTurns(rounds, ours, yardstick)
  return [
    {
      name: 'P12',
      about: `import of a CSV of ${count} reports, checked and stored with timelines and reporters / COPY of the same stored rows into the same tables, indexes included, without triggers`,
      size: house.size,
      unit: 'reports/s',
      ...duel,
      bar: atLeast(BAR),
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

/** Seconds that COPY takes for the rows of one import, into empty tables of the same shape. */
async function copySeconds({ owner, addresses }: House): Promise<number> {
  const client = new pg.Client({ connectionString: addresses.ownerUrl })
  await client.connect()
  try {
    await client.query(`select set_config('pendopo.baca_rahasia', 'ya', false)`)
    await run(owner, sql`drop schema if exists tolok cascade`)
    await run(owner, sql`create schema tolok`)
    let seconds = 0
    for (const table of TABLES) {
      await run(
        owner,
        sql.raw(`create table tolok.${table} (like citizen_reports.${table} including all)`),
      )
      const columns = await columnsOf(owner, table)
      const key = table === 'laporan' ? 'id' : 'laporan_id'
      const newest = `(select l.id from citizen_reports.laporan l where l.diterima_at < '${YEAR + 1}-01-01'
        and l.updated_at = (select max(n.updated_at) from citizen_reports.laporan n where n.diterima_at < '${YEAR + 1}-01-01'))`
      const bytes = await collect(
        client.query(
          copyTo(
            `copy (select ${columns} from citizen_reports.${table} where ${key} in ${newest}) to stdout`,
          ),
        ),
      )
      seconds += await timed(() =>
        pipeline(
          Readable.from(bytes),
          client.query(copyFrom(`copy tolok.${table} (${columns}) from stdin`)),
        ),
      )
    }
    return seconds
  } finally {
    await client.end()
  }
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
