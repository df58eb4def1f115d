import { createHash, randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { type QuerySeen, run, sql } from '../../../platform/db/database.ts'
import { atLeast, type Figure } from '../line.ts'
import { requestText, runLoad } from '../load.ts'
import { findPgbench, isDrawn, runPgbench, scriptOf } from '../pgbench.ts'
import type { Effort } from '../plan.ts'
import { countFor, takeTurns } from '../rounds.ts'
import type { House } from './house.ts'

const WRITERS = 8
const BAR = 0.5
/** Each key may send sixty reports a minute; together they are no limit. */
const KEYS = 400

/** Reports taken in per second, by the action and through the API, against their own inserts. */
export async function measureSubmit(house: House, effort: Effort): Promise<readonly Figure[]> {
  const bare = await bareSubmission(house)
  const first = await insertsOf(house, bare)
  const second = await insertsOf(house, bare)
  const yardstick = yardstickOf(house, { first, second, ms: effort.loadMs })
  const api = await apiLoad(house, effort.loadMs)
  const about = `8 writers, reports taken in a second / the same ${first.length} inserts in a transaction, ${yardstick.name}`
  const shared = { size: house.size, unit: 'reports/s', bar: atLeast(BAR) }
  const action = () => countFor({ ms: effort.loadMs, lanes: WRITERS }, bare)
  await action()
  await api()
  await yardstick.run()
  return [
    {
      ...shared,
      name: 'submit action',
      about: `the action in one process; ${about}`,
      ...(await takeTurns(effort.rounds, action, yardstick.run)),
    },
    {
      ...shared,
      name: 'submit api',
      about: `POST /api/v1/laporan with a key, one server process; ${about}`,
      ...(await takeTurns(effort.rounds, api, yardstick.run)),
    },
  ]
}

type Sample = Readonly<{ kategori: string; jenis: string; lat: number; lon: number }>

async function sampleOf({ app }: House): Promise<Sample> {
  const { citizenReports, reference } = app
  const { daun } = await citizenReports.katalog.get()
  const leaf = daun.find((one) => !one.isRahasia && one.pertanyaan.every((ask) => !ask.wajib))
  const village = reference.desaOf(reference.kecamatan()[0]?.kode ?? '')[0]
  const inner = reference.innerPoint(village?.kode ?? '')
  if (leaf === undefined || inner === undefined) throw new Error('No subject or place to report.')
  return { kategori: leaf.kode, jenis: leaf.jenis[0] ?? 'pengaduan', ...inner }
}

const JUDUL = 'Jalan berlubang di depan pasar'
const ISI = 'Lubang besar di tengah jalan, sudah dua motor jatuh minggu ini. Mohon segera ditambal.'

/** One report by the action alone: rights, rules, place, number, rows, audit, event. */
async function bareSubmission(house: House): Promise<() => Promise<void>> {
  const { app } = house
  const { kategori, jenis, lat, lon } = await sampleOf(house)
  type Sent = Parameters<typeof app.citizenReports.submit>[2]
  return async () => {
    const sent = await app.citizenReports.submit(
      app.kit.db,
      { kind: 'anonymous' },
      {
        kunciKlien: randomUUID(),
        kategoriKode: kategori,
        isian: {
          jenis: jenis as Sent['isian']['jenis'],
          judul: JUDUL,
          isi: ISI,
          jawaban: {},
          isAnonim: false,
          isRahasia: false,
          isNamaTampil: false,
          nama: null,
        },
        lokasi: { lat, lon, sumber: 'gps', patokan: 'Depan pasar' },
        kontak: { email: 'pelapor@pendopo.example' },
        kanal: 'api',
        bahasa: 'id',
      },
    )
    if (!sent.ok) throw new Error(sent.refusals.map((one) => one.message).join(' '))
  }
}

async function insertsOf(house: House, send: () => Promise<void>): Promise<readonly QuerySeen[]> {
  house.takeQueries()
  await send()
  return house.takeQueries().filter(({ text }) => /^\s*insert|queue\.enqueue/i.test(text))
}

type Inserts = Readonly<{ first: readonly QuerySeen[]; second: readonly QuerySeen[]; ms: number }>
type Yardstick = Readonly<{ name: string; run: () => Promise<number> }>

function yardstickOf({ addresses }: House, { first, second, ms }: Inserts): Yardstick {
  const pgbench = findPgbench()
  const url = addresses.appUrl
  if (pgbench !== undefined) {
    const script = scriptOf(first, second)
    return {
      name: 'pgbench -M prepared -c 8',
      run: () => runPgbench({ pgbench, url, script, clients: WRITERS, ms }),
    }
  }
  return { name: 'a node loop of prepared statements', run: () => loop(url, { first, second, ms }) }
}

/** Where pgbench is not installed: eight connections and the same inserts, drawn anew in the same places. */
async function loop(url: string, { first, second, ms }: Inserts): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: WRITERS })
  try {
    return await countFor({ ms, lanes: WRITERS }, async () => {
      const client = await pool.connect()
      const drawn = new Map<string, unknown>()
      await client.query('begin')
      for (const [at, { text, values }] of first.entries()) {
        const others = second[at]?.values ?? []
        const fresh = values.map((value, index) =>
          isDrawn(value, others[index]) ? redrawn(drawn, value) : value,
        )
        await client.query({ name: `kirim-${at}`, text, values: fresh })
      }
      await client.query('commit')
      client.release()
    })
  } finally {
    await pool.end()
  }
}

function redrawn(drawn: Map<string, unknown>, value: unknown): unknown {
  const key = String(value)
  const found = drawn.get(key) ?? anew(value)
  drawn.set(key, found)
  return found
}

function anew(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return randomBytes(value.length)
  return /^[A-Z]/.test(String(value)) ? `UKR-${randomBytes(8).toString('hex')}` : randomUUID()
}

async function apiLoad(house: House, ms: number): Promise<() => Promise<number>> {
  const keys = Array.from({ length: KEYS }, () => `pdp_${randomBytes(32).toString('base64url')}`)
  const digests = keys.map((key) => createHash('sha256').update(key).digest())
  await run(
    house.owner,
    sql`insert into citizen_reports.kunci_api (id, nama, kunci_digest, lingkup, is_active, dibuat_at)
      select gen_random_uuid(), 'Ukur', d.digest, '{api}', true, now() from unnest(${digests}::bytea[]) d(digest)`,
  )
  const { kategori, jenis, lat, lon } = await sampleOf(house)
  const lokasi = { lintang: lat, bujur: lon, patokan: 'Depan pasar' }
  const pelapor = { email: 'pelapor@pendopo.example' }
  const form = { kategori, jenis, judul: JUDUL, isi: ISI, lokasi, pelapor }
  let n = 0
  const next = () => {
    n += 1
    return requestText({
      method: 'POST',
      path: '/api/v1/laporan',
      headers: {
        authorization: `Bearer ${keys[n % KEYS]}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ ...form, id_klien: randomUUID() }),
    })
  }
  const { port } = house.program
  return async () => (await runLoad({ port, next, connections: WRITERS, ms })).perSecond
}
