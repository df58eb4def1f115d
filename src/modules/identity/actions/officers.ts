import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { decideGrant, type RoleWish } from '../domain/appointments.ts'
import { checkReason } from '../domain/data-requests.ts'
import { refusal } from '../domain/refusals.ts'
import { isPermitted, type Permission } from '../permissions.ts'
import {
  type AkunRow,
  findAkun,
  findAkunForUpdate,
  updateSandi,
  updateStatus,
} from '../store/account-store.ts'
import {
  insertPeran,
  listOfficers,
  listPenugasan,
  listPeran,
  type OfficerListed,
  type PenugasanListed,
  type PeranListed,
  revokePeran,
} from '../store/role-store.ts'
import { actForAccount, deleteFactors } from '../store/second-factor-store.ts'
import { endSessionsOf } from '../store/session-store.ts'
import {
  type AddedOfficer,
  addUser,
  checkPlaces,
  type NewOfficer,
  newOneTimePassword,
  temporaryUntil,
} from './add-user.ts'
import type { Deps } from './deps.ts'

const PAGE_SIZE = 50
export type OfficerPage = Readonly<{
  officers: readonly OfficerListed[]
  next?: Readonly<{ name: string; id: string }>
}>

export type OfficerDetail = Readonly<{
  account: AkunRow
  roles: readonly PeranListed[]
  assignments: readonly PenugasanListed[]
}>

export function createOfficerAdmin(deps: Deps) {
  const { kit } = deps
  return {
    list: async (search: {
      text: string
      after?: { name: string; id: string } | undefined
    }): Promise<OfficerPage> => {
      const limit = PAGE_SIZE + 1
      const found = await listOfficers(kit.db, { ...search, today: kit.today(), limit })
      const officers = found.slice(0, PAGE_SIZE)
      const last = found.length > PAGE_SIZE ? officers.at(-1) : undefined
      return last === undefined
        ? { officers }
        : { officers, next: { name: last.name, id: last.id } }
    },

    find: async (accountId: string): Promise<OfficerDetail | undefined> => {
      const account = await findAkun(kit.db, accountId)
      if (account?.jenis !== 'officer') return undefined
      return {
        account,
        roles: await listPeran(kit.db, accountId),
        assignments: await listPenugasan(kit.db, accountId),
      }
    },

    add: (actor: SignedIn, officer: NewOfficer): Promise<Result<AddedOfficer>> =>
      isPermitted(actor, 'akun.kelola')
        ? transaction(kit.db, (tx) => addUser(deps, tx, { actor, officer }))
        : Promise.resolve(refuse(refusal('TIDAK_BERWENANG'))),

    grant: createGrant(deps),
    revoke: createRevoke(deps),
    suspend: (actor: SignedIn, order: StatusOrder) =>
      changeStatus(deps, actor, { ...order, status: 'ditangguhkan' }),
    restore: (actor: SignedIn, order: StatusOrder) =>
      changeStatus(deps, actor, { ...order, status: 'aktif' }),
    resetAccess: createResetAccess(deps),
  }
}

type Managed<T> = (tx: Tx, account: AkunRow) => Promise<Result<T>>

/**
 * What every change to an officer's account has in common.
 *
 * @refuses TIDAK_BERWENANG, AKUN_TIDAK_ADA, DIRI_SENDIRI
 */
function manage<T>(
  deps: Deps,
  order: Readonly<{ actor: SignedIn; accountId: string; permission: Permission }>,
  work: Managed<T>,
): Promise<Result<T>> {
  const { actor, accountId, permission } = order
  if (!isPermitted(actor, permission)) return Promise.resolve(refuse(refusal('TIDAK_BERWENANG')))
  if (actor.accountId === accountId) return Promise.resolve(refuse(refusal('DIRI_SENDIRI')))
  return transaction(deps.kit.db, async (tx) => {
    const account = await findAkunForUpdate(tx, accountId)
    if (account?.jenis !== 'officer') return refuse(refusal('AKUN_TIDAK_ADA'))
    return work(tx, account)
  })
}

/** @refuses codes of manage, checkPlaces and decideGrant */
function createGrant(deps: Deps) {
  const { kit, audit } = deps
  return (actor: SignedIn, accountId: string, wish: RoleWish): Promise<Result<'granted'>> =>
    manage(deps, { actor, accountId, permission: 'peran.kelola' }, async (tx, account) => {
      const held = await listPeran(tx, account.id)
      const today = kit.today()
      const decision = decideGrant({ wish, holderKind: account.jenis, held, today })
      const refusals = [...checkPlaces(deps, wish), ...(decision.ok ? [] : decision.refusals)]
      if (refusals.length > 0 || !decision.ok) return refuse(refusals)
      await insertPeran(tx, {
        ...decision.value,
        id: kit.newId(),
        akunId: account.id,
        dasar: wish.dasar,
        by: actor.accountId,
        at: kit.now(),
      })
      await audit.record(tx, actor, {
        action: 'peran.diberikan',
        subject: { kind: 'akun', id: account.id },
        reason: wish.dasar,
        after: decision.value,
      })
      return ok('granted')
    })
}

export type RevokeOrder = Readonly<{ accountId: string; peranId: string; reason: string }>

/** A role ends with yesterday: it is gone with the next request. @refuses codes of manage; ALASAN_KOSONG */
function createRevoke(deps: Deps) {
  const { kit, audit } = deps
  return (actor: SignedIn, order: RevokeOrder): Promise<Result<'revoked'>> => {
    const { accountId, peranId, reason } = order
    return manage(deps, { actor, accountId, permission: 'peran.kelola' }, async (tx) => {
      const refusals = checkReason(reason)
      if (refusals.length > 0) return refuse(refusals)
      const revoked = await revokePeran(tx, {
        id: peranId,
        akunId: accountId,
        today: kit.today(),
        by: actor.accountId,
        at: kit.now(),
      })
      if (revoked > 0)
        await audit.record(tx, actor, {
          action: 'peran.dicabut',
          subject: { kind: 'akun', id: accountId },
          reason,
          before: { peranId },
        })
      return ok('revoked')
    })
  }
}

export type StatusOrder = Readonly<{ accountId: string; reason: string }>

/** Suspending ends every session at once. @refuses codes of manage; ALASAN_KOSONG */
function changeStatus(
  deps: Deps,
  actor: SignedIn,
  order: StatusOrder & Readonly<{ status: 'aktif' | 'ditangguhkan' }>,
): Promise<Result<'changed'>> {
  const { accountId, reason, status } = order
  return manage(deps, { actor, accountId, permission: 'akun.kelola' }, async (tx, account) => {
    const refusals = checkReason(reason)
    if (refusals.length > 0) return refuse(refusals)
    await updateStatus(tx, account.id, status)
    if (status === 'ditangguhkan')
      await endSessionsOf(tx, { akunId: account.id }, { at: deps.kit.now(), why: status })
    await deps.audit.record(tx, actor, {
      action: status === 'aktif' ? 'akun.dipulihkan' : 'akun.ditangguhkan',
      subject: { kind: 'akun', id: account.id },
      reason,
      before: account.status,
      after: status,
    })
    return ok('changed')
  })
}

/**
 * For an officer who lost password or second factor: a new one-time password, second factors removed,
 * every session ended. The officer must be known to the administrator in person.
 *
 * @refuses codes of manage; ALASAN_KOSONG, AKUN_CONTOH
 */
function createResetAccess(deps: Deps) {
  const { kit, audit, passwords } = deps
  return (actor: SignedIn, order: StatusOrder): Promise<Result<AddedOfficer>> => {
    const { accountId, reason } = order
    return manage(deps, { actor, accountId, permission: 'akun.kelola' }, async (tx, account) => {
      const refusals = account.isDemo ? [refusal('AKUN_CONTOH')] : checkReason(reason)
      if (refusals.length > 0) return refuse(refusals)
      const at = kit.now()
      const password = newOneTimePassword(deps)
      const sandi = await passwords.hash(password)
      await updateSandi(tx, { id: account.id, sandi, temporaryUntil: temporaryUntil(at), at })
      await actForAccount(tx, account.id)
      await deleteFactors(tx, account.id)
      await endSessionsOf(tx, { akunId: account.id }, { at, why: 'sandi-diganti' })
      await audit.record(tx, actor, {
        action: 'akun.akses-direset',
        subject: { kind: 'akun', id: account.id },
        reason,
      })
      return ok({ accountId: account.id, username: account.namaPengguna, password })
    })
  }
}
