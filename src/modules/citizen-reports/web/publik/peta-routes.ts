import { zoneOf } from '../../../../kernel/date.ts'
import { type Answer, json } from '../../../../platform/http/answer.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import { createKeep, type Keep } from '../../../../platform/kept.ts'
import type { Reference } from '../../../reference/index.ts'
import { kelompokStatus } from '../../domain/laporan.ts'
import { filterEntries, type Kotak, kotakText, listAddress } from '../../domain/list-filter.ts'
import type { ListQuestion } from '../../store/list-conditions.ts'
import type { CitizenReports } from '../../types.ts'
import { loadMap, type Mark } from './map-data.ts'
import { readFilter } from './read-filter.ts'

const KEPT_MAX = 500

/** The map's marks for programs: groups with their box, single cases when the box is small. */
export function petaRoutes(reports: CitizenReports): readonly Route[] {
  const keep = createKeep(KEPT_MAX)
  return [
    {
      method: 'GET',
      url: '/laporan/peta',
      access: 'public',
      kind: 'api',
      handle: (req) => sendMap(reports, keep, req),
    },
  ]
}

async function sendMap(reports: CitizenReports, keep: Keep, req: Req): Promise<Answer> {
  const { reference } = reports.deps
  const katalog = await reports.katalog.get()
  const read = readFilter(req.query, { katalog, reference })
  const kotak = read.filter.kotak ?? regionKotak(reference)
  const filter = { ...read.filter, kotak }
  const zone = zoneOf(reports.deps.kit.region())
  const question: ListQuestion = { filter, zone, now: req.ctx.now, limit: 0 }
  const load = async () => {
    const { marks, limit } = await loadMap(reports, question, [])
    return { kotak: kotakText(kotak), sebagian: limit !== 'none', tanda: marks }
  }
  const version = await reports.counters.fresh()
  const isCommon = filter.q === undefined && filter.status !== 'lewat'
  const key = JSON.stringify(filterEntries(filter))
  const { tanda, ...head } = isCommon ? await keep({ key, version }, load) : await load()
  return json(
    {
      ...head,
      kelompok: tanda.flatMap((mark) => groupOf(mark)),
      laporan: tanda.flatMap((mark) => caseOf(mark, req.ctx.now)),
      daftar: listAddress(filter),
    },
    { headers: { 'cache-control': 'no-cache' } },
  )
}

function regionKotak(reference: Reference): Kotak {
  const { minLat, minLon, maxLat, maxLon } = reference.sketchMap().bounds
  return { barat: minLon, selatan: minLat, timur: maxLon, utara: maxLat }
}

function groupOf(mark: Mark) {
  if (mark.kind === 'case') return []
  const { lat, lon, jumlah, kotak, href } = mark
  return [{ lat, lon, jumlah, kotak: kotak && kotakText(kotak), daftar: href }]
}

function caseOf(mark: Mark, now: Date) {
  if (mark.kind === 'cluster') return []
  const { nomor, judul, lat, lon, status, tenggatAt } = mark.row
  const isOverdue = tenggatAt !== null && tenggatAt < now && status !== 'menunggu_konfirmasi'
  return [{ nomor, judul, lat, lon, status, keadaan: kelompokStatus(status, isOverdue) }]
}
