import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { type Contact, contactText, maskContact, parseContact } from '../domain/contact.ts'
import { refusal } from '../domain/refusals.ts'
import { ADDRESS_RULE, addressKey, SEND_RULE, type ThrottleRule } from '../domain/throttle.ts'
import { CODE_LIFE_MS, codeFromBytes, decideCode, digitsOf } from '../domain/verification.ts'
import { messagesIn } from '../messages/index.ts'
import { isSameDigest } from '../secrets/vault.ts'
import {
  type CodePurpose,
  type CodeRow,
  countCodeTry,
  findCodeForUpdate,
  insertCode,
  useCode,
} from '../store/code-store.ts'
import type { Deps, Visitor } from './deps.ts'
import { countTry, refuseWait } from './slow-down.ts'

export type CodeSent = Readonly<{
  /** Names the code on the next page; without the digits it opens nothing. */
  codeId: string
  /** The address, mostly hidden; absent when the asker may not know it. */
  sentTo?: string
}>

/** Codes asked for from one address, for whatever account: 20 in 15 minutes. */
const SEND_ADDRESS_RULE: ThrottleRule = { ...ADDRESS_RULE, windowMs: SEND_RULE.windowMs }

/**
 * May another code be sent? Counted per address sent to and per asking address, the same whether or not
 * an account exists. The owner's known device has a counter of its own.
 *
 * @returns the refusal, or undefined when it may
 */
export async function refuseSend(
  deps: Deps,
  send: Readonly<{ to: string; visitor: Visitor; device?: string | undefined }>,
): Promise<Refusal | undefined> {
  const address = { kind: 'kirim-alamat', value: addressKey(send.visitor.ip) }
  const addressWait = await countTry(deps, address, SEND_ADDRESS_RULE)
  const key = { kind: 'kirim', value: `${send.to} ${send.device ?? ''}` }
  const wait = addressWait > 0 ? addressWait : await countTry(deps, key, SEND_RULE)
  return wait > 0 ? refuseWait('KODE_TERLALU_SERING', wait) : undefined
}

export type CodePlan = Readonly<{
  purpose: CodePurpose
  contact: Contact
  lang: 'id' | 'en'
  accountId?: string
  /** What the code confirms; without it (and without an account) the code opens nothing. */
  content?: object
  /** What is sent instead of a code, when the code is only for show. */
  insteadOfCode?: string | 'nothing'
}>

/** Make a code, keep its digest, and send it in the same transaction. */
export async function sendCode(deps: Deps, tx: Tx, plan: CodePlan): Promise<CodeSent> {
  const { kit, vault } = deps
  const at = kit.now()
  const codeId = kit.newSecretId()
  const code = codeFromBytes(kit.randomBytes(4))
  await insertCode(tx, {
    id: codeId,
    tujuan: plan.purpose,
    akunId: plan.accountId ?? null,
    kanal: plan.contact.channel,
    alamat: contactText(plan.contact),
    kodeHmac: vault.keyedDigest(`kode ${codeId}`, code),
    isi: plan.content ?? null,
    at,
    until: new Date(at.getTime() + CODE_LIFE_MS),
  })
  if (plan.insteadOfCode !== 'nothing')
    await sendNotice(deps, tx, {
      contact: plan.contact,
      lang: plan.lang,
      text:
        plan.insteadOfCode ??
        messagesIn(plan.lang).sent.code(code, plan.purpose, kit.region().shortName),
    })
  return { codeId, sentTo: maskContact(plan.contact) }
}

export type PlainNotice = Readonly<{ contact: Contact; lang: 'id' | 'en'; text: string }>

/** One plain sentence to the owner's number or address. */
export function sendNotice(deps: Deps, tx: Tx, notice: PlainNotice): Promise<void> {
  const { contact, lang, text } = notice
  return deps.notifications.sendText(tx, {
    channel: contact.channel,
    to: contactText(contact),
    text,
    ...(contact.channel === 'email'
      ? { subject: messagesIn(lang).sent.subject(deps.kit.region().shortName) }
      : {}),
  })
}

export type CodeTry = Readonly<{ purpose: CodePurpose; codeId: string; kode: string }>

/**
 * Try a code once. A wrong try is counted, because the caller commits; a right code is spent, unless
 * `check` refuses for another reason: then the owner may mend that and give the same code again.
 *
 * @refuses KODE_HABIS, KODE_SALAH, and what `check` refuses
 */
export async function takeCode(
  deps: Deps,
  tx: Tx,
  attempt: CodeTry,
  check: (row: CodeRow) => Promise<readonly Refusal[]> = async () => [],
): Promise<Result<CodeRow>> {
  const { kit, vault } = deps
  const row = await findCodeForUpdate(tx, attempt.codeId, attempt.purpose)
  if (row === undefined) return refuse(refusal('KODE_HABIS', 'kode'))
  const given = vault.keyedDigest(`kode ${row.id}`, digitsOf(attempt.kode))
  const state = {
    triesBefore: row.percobaan,
    expiresMs: row.sampai.getTime(),
    isUsed: row.dipakai !== null,
  }
  const isMatch = opensSomething(row) && isSameDigest(given, row.kodeHmac)
  const decision = decideCode(state, isMatch, kit.now().getTime())
  if (!decision.ok) {
    await countCodeTry(tx, row.id)
    return decision
  }
  const others = await check(row)
  if (others.length > 0) return refuse(others)
  await useCode(tx, row.id, kit.now())
  return { ok: true, value: row }
}

function opensSomething(row: CodeRow): boolean {
  return row.akunId !== null || row.isi !== null
}

/** Send a new code for what an earlier one waits for; the earlier one keeps its own tries. */
export async function resendCode(
  deps: Deps,
  again: Readonly<{ purpose: CodePurpose; codeId: string; visitor: Visitor }>,
): Promise<Result<CodeSent>> {
  const { kit } = deps
  const row = await transaction(kit.db, (tx) => findCodeForUpdate(tx, again.codeId, again.purpose))
  const contact = row === undefined ? undefined : parseContact(row.alamat)
  const isOver = row === undefined || row.dipakai !== null || row.sampai <= kit.now()
  if (isOver || contact === undefined || !contact.ok) return refuse(refusal('KODE_HABIS', 'kode'))
  const blocked = await refuseSend(deps, { to: row.alamat, visitor: again.visitor })
  if (blocked !== undefined) return refuse(blocked)
  const plan: CodePlan = {
    purpose: again.purpose,
    contact: contact.value,
    lang: again.visitor.lang,
    ...(row.akunId === null ? {} : { accountId: row.akunId }),
    ...(row.isi === null ? {} : { content: row.isi as object }),
    ...(opensSomething(row) ? {} : { insteadOfCode: 'nothing' }),
  }
  return ok(await transaction(kit.db, (tx) => sendCode(deps, tx, plan)))
}
