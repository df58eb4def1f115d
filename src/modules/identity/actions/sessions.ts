import { ANONYMOUS, type SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { SessionGate } from '../../../platform/http/session.ts'
import { actorFrom } from '../domain/account.ts'
import { refusal } from '../domain/refusals.ts'
import { isFresh, isSessionLive, needsTouch } from '../domain/session-limits.ts'
import { KNOWN_DEVICE_RULE } from '../domain/throttle.ts'
import { findAkun } from '../store/account-store.ts'
import {
  endSession,
  endSessionsOf,
  findSessionByDigest,
  findSessionForUpdate,
  listSessions,
  proveSession,
  type SessionListed,
  touchSession,
} from '../store/session-store.ts'
import type { Deps } from './deps.ts'
import { countTry, forgiveTries, refuseWait, type TryKey } from './slow-down.ts'

const TOKEN = /^[\w-]{43}$/

/**
 * Who holds this token? One statement, nothing cached, so that ending a session or a role takes effect
 * with the next request. An unfinished sign-in is a session of nobody.
 */
export function createSessionGate({ kit, vault }: Pick<Deps, 'kit' | 'vault'>): SessionGate {
  return {
    find: async (token) => {
      if (!TOKEN.test(token)) return undefined
      const seen = await findSessionByDigest(kit.db, vault.tokenDigest(token))
      if (seen === undefined || seen.status !== 'aktif') return undefined
      if (seen.isDemo && !kit.isDemo()) return undefined
      const nowMs = kit.now().getTime()
      const age = {
        kind: seen.jenis,
        stage: seen.tahap,
        createdMs: seen.dibuat.getTime(),
        lastSeenMs: seen.terakhir.getTime(),
      }
      if (!isSessionLive(age, nowMs)) return undefined
      if (seen.tahap !== 'penuh') return { id: seen.id, actor: ANONYMOUS }
      if (needsTouch(age.lastSeenMs, nowMs)) await touchSession(kit.db, seen.id, kit.now())
      return { id: seen.id, actor: actorFrom({ ...seen, id: seen.akunId }, kit.today()) }
    },
  }
}

export type OpenSessions = readonly (SessionListed & Readonly<{ isCurrent: boolean }>)[]

export function createSessionActions(deps: Deps) {
  const { kit, audit } = deps
  return {
    list: async (actor: SignedIn, currentId: string | undefined): Promise<OpenSessions> => {
      const found = await listSessions(kit.db, actor.accountId)
      const nowMs = kit.now().getTime()
      return found
        .filter((session) =>
          isSessionLive(
            {
              kind: actor.kind,
              stage: 'penuh',
              createdMs: session.dibuat.getTime(),
              lastSeenMs: session.terakhir.getTime(),
            },
            nowMs,
          ),
        )
        .map((session) => ({ ...session, isCurrent: session.id === currentId }))
    },

    /** End one session of one's own. @returns false when there is none such: somebody else's is none such */
    end: (actor: SignedIn, sessionId: string): Promise<boolean> =>
      transaction(kit.db, async (tx) => {
        const which = { id: sessionId, akunId: actor.accountId }
        const ended = await endSession(tx, which, { at: kit.now(), why: 'dicabut' })
        if (ended > 0)
          await audit.record(tx, actor, {
            action: 'akun.sesi-dicabut',
            subject: { kind: 'akun', id: actor.accountId },
          })
        return ended > 0
      }),

    /** End all sessions of one's own but this one. @returns how many */
    endOthers: (actor: SignedIn, currentId: string | undefined): Promise<number> =>
      transaction(kit.db, async (tx) => {
        const which = { akunId: actor.accountId, exceptId: currentId }
        const ended = await endSessionsOf(tx, which, { at: kit.now(), why: 'dicabut' })
        await audit.record(tx, actor, {
          action: 'akun.sesi-lain-dicabut',
          subject: { kind: 'akun', id: actor.accountId },
        })
        return ended
      }),

    signOut: async (sessionId: string | undefined): Promise<void> => {
      if (sessionId === undefined) return
      await endSession(kit.db, { id: sessionId }, { at: kit.now(), why: 'keluar' })
    },

    prove: createProve(deps),

    /** Did the holder of this session prove to be present lately? */
    isFresh: (actor: SignedIn, sessionId: string | undefined): Promise<boolean> =>
      transaction(kit.db, (tx) =>
        isSessionFresh(deps, tx, { id: sessionId, accountId: actor.accountId }),
      ),
  }
}

/**
 * The password once more, before a sensitive change (ASVS 7.5.1).
 *
 * @refuses TUNGGU_DULU, SANDI_LAMA_SALAH
 */
function createProve(deps: Deps) {
  const { kit } = deps
  return async (
    actor: SignedIn,
    sessionId: string,
    password: string,
  ): Promise<Result<'proven'>> => {
    const key: TryKey = { kind: 'pastikan', value: actor.accountId }
    const waitSeconds = await countTry(deps, key, KNOWN_DEVICE_RULE)
    if (waitSeconds > 0) return refuse(refuseWait('TUNGGU_DULU', waitSeconds))
    const account = await findAkun(kit.db, actor.accountId)
    if (!(await deps.passwords.verify(account?.sandi, password)))
      return refuse(refusal('SANDI_LAMA_SALAH', 'sandi'))
    await forgiveTries(deps, key)
    await proveSession(kit.db, sessionId, kit.now())
    return ok('proven')
  }
}

/** Has the holder of this session proved to be present lately? */
export async function isSessionFresh(
  deps: Pick<Deps, 'kit'>,
  tx: Tx,
  session: Readonly<{ id: string | undefined; accountId: string }>,
): Promise<boolean> {
  if (session.id === undefined) return false
  const found = await findSessionForUpdate(tx, session.id)
  if (found === undefined || found.akunId !== session.accountId) return false
  return isFresh(found.disahkan.getTime(), deps.kit.now().getTime())
}
