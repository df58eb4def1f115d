import type { X509Certificate } from 'node:crypto'
import { HOUR_MS } from '../../../kernel/date.ts'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import type { SafeFetch } from '../../../platform/net/safe-fetch.ts'
import { askAuthority } from '../../../platform/pki/authority.ts'
import { formatQuery, freshNonce } from '../../../platform/pki/query.ts'
import { checkReply, type ReplyFault } from '../../../platform/pki/reply.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { findStempel, hasStempel, insertStempel, type Stempel } from '../store/stempel-store.ts'

export type StampDeps = Readonly<{
  db: Db
  now: Kit['now']
  randomBytes: Kit['randomBytes']
  fetch: SafeFetch
  /** Address of the time stamping authority. */
  url: string
  /** Certificates the operator trusts; undefined when none were named. */
  anchors: readonly X509Certificate[] | undefined
  latestCheckpoint: (tx: Tx) => Promise<Readonly<{ ukuran: number; nota: string }> | undefined>
}>

export type StampOutcome =
  | Readonly<{ kind: 'stamped'; tanggal: string; waktu: Date; isTrusted: boolean }>
  /** The day has its stamp. */
  | Readonly<{ kind: 'already' }>
  /** Nothing was ever signed. */
  | Readonly<{ kind: 'nothing' }>
  | Readonly<{ kind: 'refused'; fault: ReplyFault | 'no-answer' | 'wrong-clock'; rincian?: string }>

/** An authority whose clock is further from ours stamps another day. */
const CLOCKS_APART_MS = HOUR_MS

/**
 * Have today's newest checkpoint stamped by an authority outside, once a day (UTC): nobody can later
 * pretend that this tree was made on another day. A day that was missed stays without a stamp.
 */
export async function stampDay(deps: StampDeps): Promise<StampOutcome> {
  const { db } = deps
  const tanggal = deps.now().toISOString().slice(0, 10)
  if (await hasStempel(db, tanggal)) return { kind: 'already' }
  const titik = await deps.latestCheckpoint(db)
  if (titik === undefined) return { kind: 'nothing' }
  const asked = {
    digest: sha256(Buffer.from(titik.nota)),
    nonce: freshNonce(deps.randomBytes),
  }
  const answered = await askAuthority(deps, formatQuery(asked))
  if (!answered.ok) return { kind: 'refused', fault: answered.fault, rincian: answered.rincian }
  const checked = checkReply(answered.reply, asked, deps.anchors)
  if (!checked.ok) {
    const { fault, rincian } = checked
    return { kind: 'refused', fault, ...(rincian === undefined ? {} : { rincian }) }
  }
  const { at: waktu, isTrusted } = checked
  if (Math.abs(waktu.getTime() - deps.now().getTime()) > CLOCKS_APART_MS)
    return { kind: 'refused', fault: 'wrong-clock', rincian: waktu.toISOString() }
  const { ukuran, nota } = titik
  const token = Buffer.from(answered.reply)
  const row = { tanggal, ukuran, nota, token, otoritas: addressOf(deps.url), waktu }
  const isNew = await insertStempel(db, { ...row, terperiksa: isTrusted })
  return isNew ? { kind: 'stamped', tanggal, waktu, isTrusted } : { kind: 'already' }
}

/** Without what may be a key in the query. */
function addressOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

/** The stamped note and the stamp of a day; undefined for a day without one, and for a text that is no day. */
export async function stampFile(
  tx: Tx,
  tanggal: string,
): Promise<Pick<Stempel, 'nota' | 'token'> | undefined> {
  return isDay(tanggal) ? findStempel(tx, tanggal) : undefined
}

/** The thirtieth of February is read as the second of March, and is no day. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
