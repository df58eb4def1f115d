import { createLimiter, type Limiter } from '../../../../platform/http/limiter.ts'
import type { Route } from '../../../../platform/http/route.ts'
import type { CitizenReports } from '../../types.ts'
import { send, showCheck } from './check.tsx'
import { showOffline, showToken, showWorker, takeOffline } from './offline.tsx'
import { showPerson, takePerson } from './person.tsx'
import { showPlace, showPoint, takePlace } from './place.tsx'
import { showSent } from './sent.tsx'
import { showHints } from './similar.tsx'
import { showStory, takeStory } from './story.tsx'
import { showUpload, takeMorePhotos, takeUpload } from './upload.ts'

const REPORTS_PER_HOUR = 10
const HINTS_PER_MINUTE = 40
/** Many phones share one address of a mobile operator, so an address may send what a village sends. */
const SHARED_FACTOR = 40
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** Twelve megabytes each for five photos, and the words; what is more is read past. */
const PHOTO_FORM = { bodyLimit: 64 * 1024 * 1024, takesPhotos: true }
const PIECE = { bodyLimit: 128 * 1024 }

/** The four screens of a report, what helps while filling them in, and what follows the words. */
export function lapor(reports: CitizenReports): readonly Route[] {
  const sending = limiterOf(reports, REPORTS_PER_HOUR, HOUR_MS)
  const hints = limiterOf(reports, HINTS_PER_MINUTE, MINUTE_MS)
  const step = (
    method: Route['method'],
    url: string,
    handle: Route['handle'],
    more: Pick<Route, 'bodyLimit' | 'takesPhotos'> = {},
  ): Route => ({
    method,
    url,
    access: 'public',
    kind: 'page',
    handle,
    ...more,
  })
  return [
    step('GET', '/lapor', (req) => showStory(reports, req)),
    step('POST', '/lapor', (req) => takeStory(reports, req), PHOTO_FORM),
    step('GET', '/lapor/tempat', (req) => showPlace(reports, req)),
    step('POST', '/lapor/tempat', (req) => takePlace(reports, req)),
    step('GET', '/lapor/titik', (req) => showPoint(reports, req, hints)),
    step('POST', '/lapor/serupa', (req) => showHints(reports, req, hints)),
    step('GET', '/lapor/diri', (req) => showPerson(reports, req)),
    step('POST', '/lapor/diri', (req) => takePerson(reports, req)),
    step('GET', '/lapor/periksa', (req) => showCheck(reports, req)),
    step('POST', '/lapor/periksa', (req) => send(reports, req, sending)),
    step('GET', '/lapor/terkirim', (req) => showSent(reports, req)),
    step('GET', '/lapor/luring', (req) => showOffline(reports, req)),
    step('GET', '/lapor/luring/token', showToken),
    step('POST', '/lapor/luring', (req) => takeOffline(reports, req, sending)),
    step('GET', '/sw.js', showWorker),
    step('GET', '/laporan/:nomor/foto/:id', (req) => showUpload(reports, req)),
    step('PUT', '/laporan/:nomor/foto/:id', (req) => takeUpload(reports, req), PIECE),
    step(
      'POST',
      '/lapor/terkirim/foto',
      (req) => takeMorePhotos(reports, req, sending),
      PHOTO_FORM,
    ),
  ]
}

/** Counts a browser, and an address many times more generously. */
function limiterOf({ deps }: CitizenReports, limit: number, windowMs: number): Limiter {
  const now = () => deps.kit.now().getTime()
  const browsers = createLimiter({ limit, windowMs, now })
  const addresses = createLimiter({ limit: limit * SHARED_FACTOR, windowMs, now })
  const of = (key: string) => (key.startsWith('ip ') ? addresses : browsers)
  return { hit: (key) => of(key).hit(key), forget: (key) => of(key).forget(key) }
}
