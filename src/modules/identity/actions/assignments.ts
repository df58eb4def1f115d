import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import { type AssignmentWish, decideAssignment } from '../domain/appointments.ts'
import { isInForce } from '../domain/grants.ts'
import { refusal } from '../domain/refusals.ts'
import { isRole, ROLE_RULES } from '../domain/roles.ts'
import { isPermitted } from '../permissions.ts'
import { findAkunByUsername, findAkunForUpdate } from '../store/account-store.ts'
import {
  findPenugasan,
  insertPenugasan,
  listPenugasan,
  listPeran,
  type PenugasanListed,
  type PeranListed,
  revokePenugasan,
} from '../store/role-store.ts'
import type { Deps } from './deps.ts'
import { isUsable } from './sign-in.ts'

export type AssignmentOrder = Readonly<{
  /** Whose role it is; the administrator may record it for someone, all others for themselves. */
  giverId: string
  receiverUsername: string
  wish: AssignmentWish
}>

/** Acting officials: recorded by the official themself, or by the administrator from a decree. */
export function createAssignments(deps: Deps) {
  const { kit } = deps
  return {
    /** Assignments given or carried by this account, and the roles it could pass on today. */
    overview: async (accountId: string): Promise<AssignmentOverview> => {
      const held = await listPeran(kit.db, accountId)
      const today = kit.today()
      return {
        assignments: await listPenugasan(kit.db, accountId),
        transferable: held.filter(
          (row) => ROLE_RULES[row.peran].isTransferable && isInForce(row, today),
        ),
      }
    },
    assign: createAssign(deps),
    revoke: createRevoke(deps),
  }
}

export type AssignmentOverview = Readonly<{
  assignments: readonly PenugasanListed[]
  transferable: readonly PeranListed[]
}>

/** @refuses TIDAK_BERWENANG, AKUN_TIDAK_ADA, PENERIMA_TIDAK_SAH and codes of decideAssignment */
function createAssign(deps: Deps) {
  return (actor: SignedIn, order: AssignmentOrder): Promise<Result<'assigned'>> => {
    const isOwn = order.giverId === actor.accountId
    if (!isOwn && !isPermitted(actor, 'penugasan.catat'))
      return Promise.resolve(refuse(refusal('TIDAK_BERWENANG')))
    return transaction(deps.kit.db, (tx) => assign(deps, tx, { actor, order, isOwn }))
  }
}

type Assign = Readonly<{ actor: SignedIn; order: AssignmentOrder; isOwn: boolean }>

async function assign(
  deps: Deps,
  tx: Tx,
  { actor, order, isOwn }: Assign,
): Promise<Result<'assigned'>> {
  const { kit } = deps
  const giver = await findAkunForUpdate(tx, order.giverId)
  if (giver?.jenis !== 'officer') return refuse(refusal('AKUN_TIDAK_ADA'))
  const receiver = await findAkunByUsername(tx, order.receiverUsername.trim().toLowerCase())
  if (receiver === undefined) return refuse(refusal('PENERIMA_TIDAK_SAH', 'penerima'))
  const decision = decideAssignment({
    wish: order.wish,
    giver: { id: giver.id, held: await listPeran(tx, giver.id) },
    receiver: {
      id: receiver.id,
      kind: receiver.jenis,
      isActive: receiver.status === 'aktif' && isUsable(deps, receiver),
    },
    by: isOwn ? 'giver' : 'admin',
    today: kit.today(),
  })
  if (!decision.ok) return decision
  const wish = decision.value
  await store(deps, tx, { actor, giverId: giver.id, receiverId: receiver.id, wish })
  return ok('assigned')
}

type Stored = Readonly<{
  actor: SignedIn
  giverId: string
  receiverId: string
  wish: AssignmentWish
}>

async function store(deps: Deps, tx: Tx, stored: Stored): Promise<void> {
  const { kit, audit } = deps
  const { actor, giverId, receiverId, wish } = stored
  if (!isRole(wish.peran)) return
  const id = kit.newId()
  await insertPenugasan(tx, {
    ...wish,
    id,
    peran: wish.peran,
    dariAkun: giverId,
    keAkun: receiverId,
    by: actor.accountId,
    at: kit.now(),
  })
  await audit.record(tx, actor, {
    action: 'penugasan.dicatat',
    subject: { kind: 'penugasan', id },
    reason: wish.dasar,
    after: { ...wish, giverId, receiverId },
  })
}

/** Ends at once. Only the giver or the administrator; to all others it does not exist. */
function createRevoke(deps: Deps) {
  const { kit, audit } = deps
  return (actor: SignedIn, penugasanId: string): Promise<Result<'revoked'>> =>
    transaction(kit.db, async (tx) => {
      const found = await findPenugasan(tx, penugasanId)
      const mayRevoke = found?.dariAkun === actor.accountId || isPermitted(actor, 'penugasan.catat')
      if (found === undefined || !mayRevoke) return refuse(refuseMissing())
      await revokePenugasan(tx, { id: found.id, by: actor.accountId, at: kit.now() })
      await audit.record(tx, actor, {
        action: 'penugasan.dicabut',
        subject: { kind: 'penugasan', id: found.id },
      })
      return ok('revoked')
    })
}

function refuseMissing(): Refusal {
  return refusal('TUGAS_TIDAK_ADA')
}
