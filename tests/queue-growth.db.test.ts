import { describe, expect, it } from 'vitest'
import type { QuerySeen } from '../src/platform/db/database.ts'
import { type Db, rows, run, sql, transaction } from '../src/platform/db/database.ts'
import { signIn } from './support/case-house.ts'
import { useRunningApp } from './support/running-app.ts'
import { vacuum } from './support/vacuum.ts'

/** What a page of the queue may read, however many reports there are. */
const LIST_BUFFERS_MAX = 400
/** What counting up to a thousand of each view may read; fetching each case would take thousands. */
const COUNT_BUFFERS_MAX = 400
const VIEWS = [
  'verifikasi',
  'disposisi',
  'lewat',
  'validasi',
  'konfirmasi',
  'jeda',
  'semua',
  'tutup',
]

describe('the officers’ queue among many reports', async () => {
  const { app, database, takeQueries } = await useRunningApp()
  await fill(database.owner)
  const operator = await signIn(app, 'operator-aduan')

  /** Pages read by the statement as it was sent, values and all. */
  const buffersOf = async (query: QuerySeen): Promise<number> => {
    const [row] = await rows(
      database.owner,
      sql<{ plan: readonly PlanRow[] }>`select bench_explain(${query.text}, ${JSON.stringify(
        query.values.map((value) => (value instanceof Date ? value.toISOString() : value)),
      )}::jsonb) as plan`,
    )
    const plan = row?.plan[0]?.Plan
    return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0)
  }

  it(`reads at most ${LIST_BUFFERS_MAX} buffers for a page of any view`, async () => {
    await run(database.owner, EXPLAIN)
    for (const view of VIEWS) {
      takeQueries()
      expect((await operator.get(`/kerja/laporan?tampilan=${view}`)).status).toBe(200)
      const list = takeQueries().find((query) => query.text.startsWith('with kunci'))
      expect(list, view).toBeDefined()
      if (list !== undefined)
        expect(await buffersOf(list), view).toBeLessThanOrEqual(LIST_BUFFERS_MAX)
    }
  })

  it(`counts beside the views and of what is overdue from indexes, in at most ${COUNT_BUFFERS_MAX} buffers`, async () => {
    await run(database.owner, EXPLAIN)
    // From then on a count need not look at the table.
    await vacuum(database.owner, 'citizen_reports.laporan')
    takeQueries()
    await operator.get('/kerja/laporan?tampilan=semua')
    await operator.get('/laporan?status=lewat')
    const counts = takeQueries().filter(
      ({ text }) =>
        text.startsWith('select array[(select count') || text.includes('as banyak offset 0'),
    )
    expect(counts.length).toBeGreaterThanOrEqual(2)
    for (const count of counts)
      expect(await buffersOf(count), count.text).toBeLessThanOrEqual(COUNT_BUFFERS_MAX)
  })
})

/** Twenty thousand closed cases and four thousand open ones, beside the demo's own. */
async function fill(owner: Db): Promise<void> {
  await transaction(owner, async (tx) => {
    await run(tx, sql`select set_config('pendopo.tanpa_rekap', 'ya', true)`)
    await run(
      tx,
      sql.raw(`insert into citizen_reports.laporan (id, nomor, kunci_klien, jenis, kategori_kode, judul, isi, kanal,
        status, unit_kode, diterima_at, tenggat_at, jeda_sejak, cara_tutup, selesai_at, is_publik, updated_at)
      select gen_random_uuid(), 'UJI-' || i, gen_random_uuid(), 'pengaduan', 'jalan.lubang', 'Jalan berlubang', 'Uji', 'web',
        s.status, case when i % 7 = 0 then 'pupr' else 'dlh' end, now() - i * interval '1 minute',
        case when s.status = 'selesai' or i % 50 = 0 then null else now() + (i % 9000 - 3000) * interval '1 minute' end,
        case when s.status <> 'selesai' and i % 50 = 0 then now() end,
        case when s.status = 'selesai' then 'dikonfirmasi' end, case when s.status = 'selesai' then now() end, true, now()
      from generate_series(1, 24000) i cross join lateral (select case when i % 6 > 0 then 'selesai' else
        (array['masuk', 'terverifikasi', 'disposisi', 'proses', 'menunggu_validasi', 'menunggu_konfirmasi'])[i / 6 % 6 + 1] end as status) s`),
    )
  })
  await run(owner, sql`analyze citizen_reports.laporan`)
}

type PlanRow = Readonly<{
  Plan: Readonly<{ 'Shared Hit Blocks': number; 'Shared Read Blocks': number }>
}>

/** Explains a statement with its values in place of the parameters; lives in this test's database only. */
const EXPLAIN =
  sql.raw(`create or replace function bench_explain(query text, given jsonb) returns json
language plpgsql as $$
declare
  answer json;
  n int;
begin
  for n in reverse jsonb_array_length(given)..1 loop
    query := replace(query, '$' || n, quote_nullable(given ->> (n - 1)));
  end loop;
  execute 'explain (analyze, buffers, format json) ' || query into answer;
  return answer;
end $$`)
