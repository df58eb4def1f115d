import { parseLatLon } from '../../../../kernel/geo.ts'
import { fieldText, type Req } from '../../../../platform/http/route.ts'
import type { ProofClaim } from '../../actions/prove-fix.ts'
import { nomorOf, versionOf } from './officer-case.ts'

const ACCURACY_MAX_M = 100_000

/** What a proof form carries, parsed once; what cannot be read counts as not told. */
export function readClaim(req: Req): ProofClaim {
  const text = (name: string) => fieldText(req.form, name).trim()
  const takenAt = readTime(text('diambil'))
  const position = readPosition(req)
  return {
    nomor: nomorOf(req),
    nonce: text('nonce').slice(0, 100),
    pesan: text('pesan'),
    way: text('cara') === 'kamera' ? 'kamera' : 'berkas',
    bytes: req.files.find((file) => file.field === 'foto')?.bytes ?? new Uint8Array(),
    ...versionOf(req),
    ...(takenAt === undefined ? {} : { takenAt }),
    ...(position === undefined ? {} : { position }),
  }
}

function readTime(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(text)) return undefined
  const ms = Date.parse(text)
  return Number.isFinite(ms) ? new Date(ms) : undefined
}

export function readPosition(req: Req): ProofClaim['position'] {
  const point = parseLatLon({ lat: fieldText(req.form, 'lat'), lon: fieldText(req.form, 'lon') })
  const accuracy = fieldText(req.form, 'akurasi')
  if (!point.ok || !/^\d{1,6}$/.test(accuracy)) return undefined
  return { ...point.value, accuracyM: Math.min(Number(accuracy), ACCURACY_MAX_M) }
}
