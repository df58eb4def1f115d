import { DAY_MS } from '../../../kernel/date.ts'
import { sign, unsign } from '../../../platform/http/csrf.ts'
import type { Kit } from '../../../platform/kit.ts'
import type { Laporan } from '../domain/laporan.ts'

/**
 * The link in the notice that asks whether the problem is gone. Whoever holds it may answer for this one
 * claim of a fix and nothing else: after a reopening or a new claim it is worth nothing. It opens a
 * question; only the button on that page changes the case.
 */
const PURPOSE = 'jawab'
const LINK_DAYS = 60

type LinkKit = Pick<Kit, 'secretKey' | 'now'>
type Asked = Pick<Laporan, 'id' | 'nomor' | 'klaimSelesaiAt'>

export function answerHref({ secretKey, now }: LinkKit, laporan: Asked): string {
  const until = now().getTime() + LINK_DAYS * DAY_MS
  const token = sign(secretKey, PURPOSE, `${claimOf(laporan)} ${until}`)
  return `/laporan/${laporan.nomor}/konfirmasi?k=${token}`
}

/** @returns whether the token was made for this claim of this case, and has not ended */
export function isAnswerToken({ secretKey, now }: LinkKit, laporan: Asked, token: string): boolean {
  const text = unsign(secretKey, PURPOSE, token)
  if (text === undefined || laporan.klaimSelesaiAt === null) return false
  const at = text.lastIndexOf(' ')
  return text.slice(0, at) === claimOf(laporan) && Number(text.slice(at)) > now().getTime()
}

function claimOf({ id, klaimSelesaiAt }: Asked): string {
  return `${id} ${klaimSelesaiAt?.getTime() ?? 0}`
}
