import type { Actor } from '../../../kernel/actor.ts'
import { present } from '../../../kernel/assert.ts'
import { hexOf } from '../../../kernel/digest-format.ts'
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { type Db, type Tx, transaction } from '../../../platform/db/database.ts'
import type { Kit } from '../../../platform/kit.ts'
import { sha256 } from '../../../platform/sha256.ts'
import { KEY_KIND } from '../domain/key-chain.ts'
import {
  announceKey,
  decideRotation,
  type LogKey,
  type RotationOrder,
  type RotationPlan,
  type RotationRefusal,
} from '../domain/keys.ts'
import { createKeyFile } from '../signer/file-signer.ts'
import type { KeyFolder } from '../signer/key-folder.ts'
import { openSigners } from '../signer/open-signers.ts'
import { keepToken, readTokenKey, type Token } from '../signer/pkcs11-signer.ts'
import { insertKunci, listKunci, lockKunci, stopKunci } from '../store/kunci-store.ts'
import type { AppendToLog, RecordKind, Signer } from '../types.ts'

/** The log tells of its own keys; nobody else keeps this document. */
export const NEW_KEY: RecordKind = {
  name: KEY_KIND,
  log: 'publik',
  label: { id: 'Kunci baru log publik', en: 'New key of the public log' },
  keepsDocument: true,
}

export type KeyDeps = Readonly<{
  db: Db
  now: Kit['now']
  newId: Kit['newId']
  randomBytes: Kit['randomBytes']
  folder: KeyFolder
  append: AppendToLog
}>

/** The log's first key, made when it has none. Of two programs that start together only one makes it. */
export async function ensureFirstKey(
  deps: Omit<KeyDeps, 'append' | 'newId'>,
  origin: string,
): Promise<void> {
  if ((await listKunci(deps.db)).length > 0) return
  await transaction(deps.db, async (tx) => {
    await lockKunci(tx)
    if ((await listKunci(tx)).length > 0) return
    const key = createKeyFile(deps.folder, origin, deps.randomBytes)
    await insertKunci(tx, { ...rowOf(key, deps.now()), acuan: null })
  })
}

/** Those who sign now; asked before each checkpoint, because another process may have changed the key. */
export async function signersNow(
  deps: Pick<KeyDeps, 'db' | 'now' | 'folder'>,
): Promise<readonly Signer[]> {
  return openSigners(deps.folder, await listKunci(deps.db), deps.now())
}

export type Rotated = Readonly<{
  /** The new key, "name+hash+base64". */
  kunci: string
  stops: RotationPlan['stops']
}>

/**
 * Change the log's key: the new one signs at once, the old ones go on beside it until their overlap ends,
 * and the log itself says so, under checkpoints that both sign.
 *
 * @param token the new key lies in this token; otherwise it is made and kept in a file
 */
export async function rotateKey(
  deps: KeyDeps,
  order: RotationOrder & Readonly<{ actor: Actor; token?: Token | undefined }>,
): Promise<Rotated | RotationRefusal> {
  const keys = await listKunci(deps.db)
  const early = decideRotation(keys, order, deps.now())
  if ('why' in early) return early
  const origin = originOf(keys)
  // A token may be slow; no transaction waits for it.
  const inToken =
    order.token === undefined ? undefined : await readTokenKey(deps.folder, order.token, origin)
  return transaction(deps.db, async (tx) => {
    await lockKunci(tx)
    const known = await listKunci(tx)
    const plan = decideRotation(known, order, deps.now())
    if ('why' in plan) return plan
    if (inToken !== undefined && known.some(({ id }) => id === hexOf(inToken.id)))
      return { why: 'known-key' }
    const key = inToken ?? createKeyFile(deps.folder, origin, deps.randomBytes)
    if (inToken !== undefined && order.token !== undefined)
      keepToken(deps.folder, inToken, order.token)
    return changeOver(deps, tx, { known, plan, key, actor: order.actor })
  })
}

type Change = Readonly<{
  known: readonly LogKey[]
  plan: RotationPlan
  key: VerifierKey
  actor: Actor
}>

async function changeOver(
  deps: KeyDeps,
  tx: Tx,
  { known, plan, key, actor }: Change,
): Promise<Rotated> {
  const at = deps.now()
  const fresh = rowOf(key, at)
  const acuan = deps.newId()
  await insertKunci(tx, { ...fresh, acuan })
  for (const stop of plan.stops) await stopKunci(tx, stop)
  const old = plan.stops.map(({ id, berhenti }) => {
    const { kunci } = present(
      known.find((one) => one.id === id),
      'a key that stops is one that was known',
    )
    return { kunci, berhenti }
  })
  await deps.append(tx, {
    kind: NEW_KEY,
    object: fresh.id,
    version: known.length + 1,
    ref: acuan,
    actor,
    at,
    document: announceKey(fresh, old),
  })
  return { kunci: fresh.kunci, stops: plan.stops }
}

function rowOf(key: VerifierKey, mulai: Date): Omit<LogKey, 'berhenti'> {
  return { id: hexOf(key.id), kunci: formatVerifierKey(key), mulai }
}

/** The log keeps its name through all its keys. */
function originOf(keys: readonly LogKey[]): string {
  const key = parseVerifierKey(sha256, keys.at(-1)?.kunci ?? '')
  return present(key, 'kunci_log holds verifier keys').name
}
