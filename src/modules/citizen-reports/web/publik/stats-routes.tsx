import { Readable } from 'node:stream'
import { type CsvColumn, csvStream } from '../../../../platform/csv/write-csv.ts'
import { type Answer, json, page } from '../../../../platform/http/answer.ts'
import { fieldText, type Req, type Route } from '../../../../platform/http/route.ts'
import { createKeep, type Keep } from '../../../../platform/kept.ts'
import { ANGKA_KEYS, percentileOf, selesaiOf } from '../../domain/rekap.ts'
import type { StatsRow } from '../../domain/stats.ts'
import type { CitizenReports } from '../../types.ts'
import { loadStats, readStats, statsName } from './stats-data.ts'
import { statsView } from './stats-view.tsx'

const KEPT_MAX = 100

/** Promise and result per agency, area, category and month: as a page, and every table as a file. */
export function statsRoutes(reports: CitizenReports): readonly Route[] {
  const keep = createKeep(KEPT_MAX)
  const route = (url: string, handle: Route['handle']): Route => ({
    method: 'GET',
    url,
    access: 'public',
    kind: 'page',
    handle,
  })
  return [
    route('/laporan/statistik', (req) => showStats(reports, keep, req)),
    route('/laporan/statistik.csv', (req) => sendTable(reports, keep, { req, format: 'csv' })),
    route('/laporan/statistik.json', (req) => sendTable(reports, keep, { req, format: 'json' })),
  ]
}

async function showStats(reports: CitizenReports, keep: Keep, req: Req): Promise<Answer> {
  const { reference } = reports.deps
  const katalog = await reports.katalog.get()
  const question = readStats(req.query, { katalog, reference })
  const data = await loadStats(reports, keep, { question, now: req.ctx.now })
  const isAll = fieldText(req.query, 'semua') === '1'
  return page(statsView(reports, { ctx: req.ctx, katalog, question, data, isAll }))
}

type Named = StatsRow & Readonly<{ nama: string }>

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The columns of every table; percentiles are whole working days, 100 stands for 100 or more. */
const COLUMNS: readonly CsvColumn<Named>[] = [
  { header: 'kode', value: (row) => row.kode },
  { header: 'nama', value: (row) => row.nama },
  ...ANGKA_KEYS.map((key) => ({ header: snake(key), value: (row: Named) => row.angka[key] })),
  { header: 'selesai', value: (row) => selesaiOf(row.angka) },
  { header: 'median_hari_kerja', value: (row) => percentileOf(row.angka.hari, 0.5) },
  { header: 'p90_hari_kerja', value: (row) => percentileOf(row.angka.hari, 0.9) },
]

async function sendTable(
  reports: CitizenReports,
  keep: Keep,
  { req, format }: Readonly<{ req: Req; format: 'csv' | 'json' }>,
): Promise<Answer> {
  const { reference } = reports.deps
  const katalog = await reports.katalog.get()
  const question = readStats(req.query, { katalog, reference })
  const data = await loadStats(reports, keep, { question, now: req.ctx.now })
  const nameOf = statsName(reports, { katalog, lang: req.ctx.lang }, question)
  const rows = data.rows
    .map((row) => ({ ...row, nama: nameOf(row) }))
    .toSorted((a, b) => a.kode.localeCompare(b.kode))
  if (format === 'csv')
    return {
      kind: 'stream',
      body: Readable.from(csvStream(rows, COLUMNS), { objectMode: false }),
      contentType: 'text/csv; charset=utf-8',
      filename: `statistik-laporan-${question.per}.csv`,
    }
  return json({
    menurut: question.per,
    hanya: question.only,
    dari: data.period.dari,
    sampai: data.period.sampai,
    baris: rows.map((row) =>
      Object.fromEntries(COLUMNS.map(({ header, value }) => [header, value(row) ?? null])),
    ),
  })
}
