import type { Req } from '../../../../platform/http/route.ts'
import type { CitizenReports } from '../../types.ts'
import { tagOf } from '../labels.ts'
import type { CaseHead } from './claim.page.tsx'
import type { OfficerCase } from './officer-case.ts'

/** What stands above every page about the proof of one case. */
export function headOf({ deps }: CitizenReports, req: Req, opened: OfficerCase): CaseHead {
  const { laporan, point, judul, patokan } = opened
  const village = laporan.wilayahKode && deps.reference.findWilayah(laporan.wilayahKode)?.nama
  return {
    nomor: laporan.nomor,
    judul,
    place: [patokan, village].filter(Boolean).join(', '),
    geoHref: point === undefined ? undefined : geoHref(point),
    tag: tagOf(req.ctx, laporan),
    version: laporan.version,
  }
}

/** Opens the phone's own map: no map of somebody else's is loaded here. */
export function geoHref({ lat, lon }: Readonly<{ lat: number; lon: number }>): string {
  const at = `${lat.toFixed(6)},${lon.toFixed(6)}`
  return `geo:${at}?q=${at}`
}
