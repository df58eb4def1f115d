import { createHmac, timingSafeEqual } from 'node:crypto'
import { DAY_MS } from '../../../kernel/date.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Lang } from '../../../ui/page-context.ts'
import type { Deps } from '../deps.ts'
import { ALERTS_MAX, UNCONFIRMED_PER_DAY_MAX } from '../domain/langganan.ts'
import { refusal } from '../domain/refusals.ts'
import { CONFIRM_LETTER } from '../messages/surat-langganan.ts'
import {
  confirmLangganan,
  countAlerts,
  countUnconfirmed,
  deleteLangganan,
  findLanggananByKode,
  findSameLangganan,
  insertLangganan,
  type Langganan,
} from '../store/langganan-store.ts'

/** Whether news flow from now on, or a letter asks for a confirmation first. */
export type Added = Readonly<{ state: 'active' | 'asked' }>

export type Adding = Readonly<{
  akunId: string | null
  email: string | null
  lang: Lang
  /** Named in the letter that asks for confirmation. */
  what: string
  target: Pick<Langganan, 'laporanId' | 'kecamatanKode' | 'kategoriKode' | 'unitKode'>
}>

const CODE_BYTES = 18
/** An address that nobody confirms is deleted after this time. */
export const CONFIRM_HOURS = 24

/**
 * Add a subscription inside the caller's transaction. The answer for an address is the same whether
 * it is new, waiting or confirmed, so that nobody learns what an address follows.
 */
export async function addLangganan(deps: Deps, tx: Tx, adding: Adding): Promise<Result<Added>> {
  const { akunId, email, target } = adding
  const same = await findSameLangganan(tx, { akunId, email, ...target })
  const answer = ok({ state: akunId === null ? 'asked' : 'active' } as const)
  // One letter for one wish until it is confirmed or forgotten: asking again and again must not fill a stranger's mailbox.
  if (same !== undefined) return answer
  const refused = await refuseTooMany(deps, tx, adding)
  if (refused !== undefined) return refused
  const row = newRow(deps, adding)
  if (!(await insertLangganan(tx, { ...row, push: null }))) return answer
  if (akunId === null) await askToConfirm(deps, tx, row, adding.what)
  return answer
}

function newRow({ kit }: Deps, { akunId, email, lang, target }: Adding): Langganan {
  return {
    id: kit.newId(),
    akunId,
    email,
    bahasa: lang,
    ...target,
    kodeHenti: Buffer.from(kit.randomBytes(CODE_BYTES)).toString('base64url'),
    dikonfirmasiAt: akunId === null ? null : kit.now(),
    dibuatAt: kit.now(),
  }
}

async function refuseTooMany(
  { kit }: Deps,
  tx: Tx,
  { akunId, email, target }: Adding,
): Promise<Result<never> | undefined> {
  const since = new Date(kit.now().getTime() - DAY_MS)
  if (email !== null && (await countUnconfirmed(tx, email, since)) >= UNCONFIRMED_PER_DAY_MAX)
    return refuse(refusal('KONFIRMASI_TERLALU_BANYAK', 'email'))
  if (target.laporanId === null && (await countAlerts(tx, { akunId, email })) >= ALERTS_MAX)
    return refuse(refusal('LANGGANAN_TERLALU_BANYAK', 'email'))
  return undefined
}

async function askToConfirm(deps: Deps, tx: Tx, row: Langganan, what: string): Promise<void> {
  const { kit, notifications } = deps
  const letter = CONFIRM_LETTER[row.bahasa]
  await notifications.sendText(tx, {
    channel: 'email',
    to: row.email ?? '',
    subject: letter.subject(what),
    text: letter.body({
      what,
      region: kit.region().name,
      url: `${kit.baseUrl}${confirmPath(deps, row)}`,
      hours: CONFIRM_HOURS,
    }),
  })
}

/** Where the letter leads. The codes stand in the query, which the log leaves out. */
export function confirmPath(deps: Pick<Deps, 'kit'>, row: Pick<Langganan, 'kodeHenti'>): string {
  return `/laporan/langganan/konfirmasi?kode=${row.kodeHenti}&bukti=${proofOf(deps, row.kodeHenti)}`
}

export function unsubscribePath(row: Pick<Langganan, 'kodeHenti'>): string {
  return `/laporan/langganan/henti?kode=${row.kodeHenti}`
}

/** Only the letter carries it: the unsubscribe code of later messages cannot confirm. */
function proofOf({ kit }: Pick<Deps, 'kit'>, kodeHenti: string): string {
  return createHmac('sha256', kit.secretKey)
    .update(`konfirmasi langganan ${kodeHenti}`)
    .digest('base64url')
    .slice(0, 22)
}

export type CodePair = Readonly<{ kode: string; bukti: string }>

/** The subscription a letter speaks of; undefined when the codes do not belong together. */
export async function findToConfirm(
  deps: Deps,
  tx: Tx,
  { kode, bukti }: CodePair,
): Promise<Langganan | undefined> {
  if (!isCode(kode)) return undefined
  const expected = Buffer.from(proofOf(deps, kode))
  const given = Buffer.from(bukti)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined
  return findLanggananByKode(tx, kode)
}

/** Confirm by the two codes of the letter. Pressing twice is harmless. */
export async function confirmByLetter(deps: Deps, codes: CodePair): Promise<Result<Langganan>> {
  return transaction(deps.kit.db, async (tx) => {
    const found = await findToConfirm(deps, tx, codes)
    if (found === undefined) return refuse(refusal('LANGGANAN_TIDAK_ADA'))
    await confirmLangganan(tx, found.id, deps.kit.now())
    return ok(found)
  })
}

/** Stop by the code in a message. Pressing twice, or a code that never was, ends the same: no more news. */
export async function stopByCode(deps: Deps, kode: string): Promise<void> {
  if (!isCode(kode)) return
  await transaction(deps.kit.db, async (tx) => {
    const found = await findLanggananByKode(tx, kode)
    if (found !== undefined) await deleteLangganan(tx, found.id)
  })
}

export function isCode(kode: string): boolean {
  return /^[\w-]{24}$/.test(kode)
}
