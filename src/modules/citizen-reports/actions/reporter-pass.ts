import type { CookieChange } from '../../../platform/http/answer.ts'
import { sign, unsign } from '../../../platform/http/csrf.ts'
import type { Kit } from '../../../platform/kit.ts'

const PASS_SECONDS = 30 * 60
const PURPOSE = 'lacak'

type PassKit = Pick<Kit, 'secretKey' | 'now'>

/**
 * After the tracking code was shown once, this browser stands as the reporter of that case for half an
 * hour. The code itself goes into no address, cookie or log.
 */
export function issueReporterPass({ secretKey, now }: PassKit, laporanId: string): CookieChange {
  const endsAt = now().getTime() + PASS_SECONDS * 1000
  return {
    name: 'lacak',
    value: sign(secretKey, PURPOSE, `${laporanId} ${endsAt}`),
    maxAgeSeconds: PASS_SECONDS,
  }
}

export const WITHDRAW_REPORTER_PASS: CookieChange = { name: 'lacak', value: undefined }

/** Id of the case the pass is for; undefined when it is forged or has ended. */
export function readReporterPass(
  { secretKey, now }: PassKit,
  pass: string | undefined,
): string | undefined {
  const text = pass === undefined ? undefined : unsign(secretKey, PURPOSE, pass)
  if (text === undefined) return undefined
  const [laporanId = '', endsAt = ''] = text.split(' ')
  return Number(endsAt) > now().getTime() ? laporanId : undefined
}
