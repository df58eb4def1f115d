import { Readable } from 'node:stream'
import { HOUR_MS } from '../../../../kernel/date.ts'
import type { Answer } from '../../../../platform/http/answer.ts'
import { createLimiter, type Limiter } from '../../../../platform/http/limiter.ts'
import type { Req, Route } from '../../../../platform/http/route.ts'
import { type ExportFormat, exportLaporan } from '../../actions/export-laporan.ts'
import { publikMessages } from '../../messages/index.ts'
import type { CitizenReports } from '../../types.ts'
import { readFilter } from './read-filter.ts'

const PER_DEVICE = 3
/** A whole office may stand behind one address. */
const PER_ADDRESS = 30

type Limits = Readonly<{ device: Limiter; address: Limiter }>

/** The list as a file, with the filters of its address. */
export function exportRoutes(reports: CitizenReports): readonly Route[] {
  const now = () => reports.deps.kit.now().getTime()
  const limits: Limits = {
    device: createLimiter({ limit: PER_DEVICE, windowMs: HOUR_MS, now }),
    address: createLimiter({ limit: PER_ADDRESS, windowMs: HOUR_MS, now }),
  }
  const route = (format: ExportFormat): Route => ({
    method: 'GET',
    url: `/laporan/ekspor.${format}`,
    access: 'public',
    kind: 'page',
    handle: (req) => sendExport(reports, limits, { req, format }),
  })
  return [route('csv'), route('json')]
}

async function sendExport(
  reports: CitizenReports,
  limits: Limits,
  { req, format }: Readonly<{ req: Req; format: ExportFormat }>,
): Promise<Answer> {
  const waitSeconds = Math.max(limits.address.hit(req.ip), limits.device.hit(deviceOf(req)))
  if (waitSeconds > 0) return tooOften(req, waitSeconds)
  const { reference } = reports.deps
  const katalog = await reports.katalog.get()
  const { filter } = readFilter(req.query, { katalog, reference })
  const pieces = await exportLaporan(reports.deps, format, filter)
  return {
    kind: 'stream',
    body: Readable.from(pieces, { objectMode: false }),
    contentType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8',
    filename: `laporan-${req.ctx.region.shortName.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.${format}`,
  }
}

/** A browser without our cookie is known by its address alone. */
function deviceOf(req: Req): string {
  return /(?:^|;\s*)(?:__Host-)?perangkat=/.test(req.headers.cookie ?? '') ? req.deviceId : req.ip
}

function tooOften({ ctx }: Req, waitSeconds: number): Answer {
  const minutes = String(Math.ceil(waitSeconds / 60))
  return {
    kind: 'refused',
    status: 429,
    refusals: [
      { code: 'TERLALU_SERING', message: publikMessages(ctx.lang).export.tooOften(minutes) },
    ],
    headers: { 'retry-after': String(waitSeconds) },
  }
}
