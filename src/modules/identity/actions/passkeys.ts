import { createHash } from 'node:crypto'
import { MINUTE_MS } from '../../../kernel/date.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import {
  type CreationOptions,
  checkCreation,
  checkUse,
  creationOptions,
  type KnownCredential,
  type RequestOptions,
  requestOptions,
  type Site,
} from '../secrets/webauthn.ts'
import {
  actForAccount,
  insertPasskey,
  listPasskeys,
  type PasskeyRow,
  savePasskeyUse,
} from '../store/second-factor-store.ts'
import { findSessionForUpdate, setChallenge } from '../store/session-store.ts'
import type { Deps } from './deps.ts'

type PasskeyDeps = Pick<Deps, 'kit'>

const CHALLENGE_BYTES = 32
const CHALLENGE_MS = 5 * MINUTE_MS

function siteOf({ kit }: PasskeyDeps): Site {
  return { name: `Pendopo ${kit.region().shortName}`, origin: new URL(kit.baseUrl).origin }
}

function toKnown(row: PasskeyRow): KnownCredential {
  return {
    id: row.kredensialId,
    publicKey: row.kunciPublik,
    counter: row.penghitung,
    transports: row.transport,
  }
}

async function newChallenge({ kit }: PasskeyDeps, tx: Tx, sessionId: string): Promise<Uint8Array> {
  const challenge = kit.randomBytes(CHALLENGE_BYTES)
  const text = Buffer.from(challenge).toString('base64url')
  const until = new Date(kit.now().getTime() + CHALLENGE_MS)
  await setChallenge(tx, sessionId, { text, until })
  return challenge
}

/** The challenge of this session, which is then spent: an answer can be given once. */
async function takeChallenge(
  { kit }: PasskeyDeps,
  tx: Tx,
  sessionId: string,
): Promise<string | undefined> {
  const session = await findSessionForUpdate(tx, sessionId)
  if (session?.tantangan == null || session.tantanganSampai == null) return undefined
  await setChallenge(tx, sessionId, undefined)
  return session.tantanganSampai > kit.now() ? session.tantangan : undefined
}

export type PasskeyOwner = Readonly<{
  accountId: string
  username: string
  name: string
  sessionId: string
}>

/** What the browser needs to make a new passkey. */
export function offerPasskey(deps: PasskeyDeps, owner: PasskeyOwner): Promise<CreationOptions> {
  return transaction(deps.kit.db, async (tx) => {
    await actForAccount(tx, owner.accountId)
    const known = (await listPasskeys(tx, owner.accountId)).map(toKnown)
    const challenge = await newChallenge(deps, tx, owner.sessionId)
    // The user handle must not be the account id itself: authenticators show and sync it.
    const handle = createHash('sha256').update(`passkey ${owner.accountId}`).digest('base64url')
    const user = { id: handle.slice(0, 32), username: owner.username, name: owner.name }
    return creationOptions({ site: siteOf(deps), challenge, user, known })
  })
}

export type PasskeyReply = Readonly<{ accountId: string; sessionId: string; response: unknown }>

/** Keep the passkey the browser made. @returns false when the answer does not hold */
export async function keepPasskey(
  deps: PasskeyDeps,
  tx: Tx,
  reply: PasskeyReply & Readonly<{ name: string }>,
): Promise<boolean> {
  const { kit } = deps
  await actForAccount(tx, reply.accountId)
  const challenge = await takeChallenge(deps, tx, reply.sessionId)
  if (challenge === undefined) return false
  const made = await checkCreation({ site: siteOf(deps), challenge, response: reply.response })
  if (made === undefined) return false
  const kept = await insertPasskey(tx, {
    id: kit.newId(),
    akunId: reply.accountId,
    kredensialId: made.id,
    kunciPublik: made.publicKey,
    penghitung: made.counter,
    transport: made.transports,
    nama: reply.name.trim().slice(0, 60) || 'Kunci sandi',
    at: kit.now(),
  })
  return kept === 1
}

/** What the browser needs to use a passkey. */
export function askPasskey(
  deps: PasskeyDeps,
  owner: Readonly<{ accountId: string; sessionId: string }>,
): Promise<RequestOptions> {
  return transaction(deps.kit.db, async (tx) => {
    await actForAccount(tx, owner.accountId)
    const known = (await listPasskeys(tx, owner.accountId)).map(toKnown)
    const challenge = await newChallenge(deps, tx, owner.sessionId)
    return requestOptions({ site: siteOf(deps), challenge, known })
  })
}

/** Does the answer come from a passkey of this account, for the challenge of this session? */
export async function checkPasskeyUse(
  deps: PasskeyDeps,
  tx: Tx,
  reply: PasskeyReply,
): Promise<boolean> {
  const challenge = await takeChallenge(deps, tx, reply.sessionId)
  if (challenge === undefined) return false
  const rows = await listPasskeys(tx, reply.accountId)
  const use = await checkUse(
    { site: siteOf(deps), challenge, response: reply.response },
    rows.map(toKnown),
  )
  const row = rows.find(({ kredensialId }) => kredensialId === use?.credentialId)
  if (use === undefined || row === undefined) return false
  await savePasskeyUse(tx, { id: row.id, counter: use.counter, at: deps.kit.now() })
  return true
}
