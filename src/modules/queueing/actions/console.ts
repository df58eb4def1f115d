import { grantsOf, hasRole, type Role, type SignedIn } from '../../../kernel/actor.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, together, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { decideTindakan, type Tindakan } from '../domain/console.ts'
import { refusal } from '../domain/refusals.ts'
import { ruleOn } from '../domain/rules.ts'
import { lockAtCounter } from '../store/call-store.ts'
import {
  closeSesi,
  findSesiOf,
  insertSesi,
  insertTindakan,
  lockSesiOf,
  setPause,
} from '../store/counter-store.ts'
import { findDesk } from '../store/place-store.ts'
import type { Tiket } from '../store/ticket-store.ts'
import type { Desk, Loket } from '../types.ts'
import type { AtCounter } from './at-counter.ts'
import { momentOf } from './place-state.ts'
import { callNext, finish, moveOn, recall, returnSkipped, skip, start } from './serve.ts'

/** Who may open a counter: of a unit they hold one of these roles in. */
export const CONSOLE_ROLES = ['loket', 'petugas-layanan'] as const satisfies readonly Role[]

/** Units whose counters this officer may open. */
export function consoleUnits(actor: SignedIn): readonly string[] {
  const roles: readonly Role[] = CONSOLE_ROLES
  return grantsOf(actor).flatMap(({ role, unitKode }) =>
    roles.includes(role) && unitKode !== undefined ? [unitKode] : [],
  )
}

/** Counters of a place this officer may sit at: of their own unit, and any for clerks of the unit that keeps the place. */
export function ownCounters(actor: SignedIn, { tempat, loket }: Desk): readonly Loket[] {
  const units = consoleUnits(actor)
  const isHost = hasRole(actor, 'loket', tempat.unitKode)
  return loket.filter(({ isAktif, unitKode }) => isAktif && (isHost || units.includes(unitKode)))
}

/** Sit down at a counter. */
export async function openCounter(
  deps: Deps,
  db: Tx,
  {
    actor,
    tempatKode,
    loketId,
  }: Readonly<{ actor: SignedIn; tempatKode: string; loketId: string }>,
): Promise<Result<undefined>> {
  return transactionUnlessRefused(db, async (tx) => {
    const desk = await findDesk(tx, tempatKode)
    const loket = desk && ownCounters(actor, desk).find(({ id }) => id === loketId)
    if (desk === undefined || loket === undefined)
      return refuse(refusal('BUKAN_LOKET_ANDA', 'loket'))
    const held = await findSesiOf(tx, actor.accountId)
    if (held?.loketId === loketId) return ok(undefined)
    if (held !== undefined) return refuse(refusal('SUDAH_DI_LOKET_LAIN', 'loket'))
    const { now, today } = momentOf(deps)
    const id = deps.kit.newId()
    const isOpened = await insertSesi(tx, {
      id,
      loketId,
      petugasId: actor.accountId,
      at: now,
      biasaBeruntun: ruleOn(desk.aturan, 'prioritas_selang', today),
    })
    if (!isOpened) return refuse(refusal('LOKET_DIPAKAI', 'loket'))
    await deps.audit.record(tx, actor, {
      action: 'antrean.buka-loket',
      subject: { kind: 'loket', id: loketId },
      after: { sesi: id },
    })
    return ok(undefined)
  })
}

export type ConsoleOrder = Readonly<{
  /** Made by the page: the same form sent again after a broken line does nothing twice. */
  kunci: string
  tindakan: Tindakan
  /** The ticket the clerk saw; of one who did not answer for `kembalikan`. */
  tiketId?: string
  /** Where to, for `alih`: `layanan:<id>` or `loket:<id>`. */
  tujuan?: string
}>

/** One act of a clerk at the counter they opened. */
export async function actAtCounter(
  deps: Deps,
  db: Tx,
  { actor, order }: Readonly<{ actor: SignedIn; order: ConsoleOrder }>,
): Promise<Result<undefined>> {
  if (!isUuid(order.kunci)) return refuse(refusal('KUNCI_TIDAK_SAH'))
  return transactionUnlessRefused(db, async (tx) => {
    const sesi = await lockSesiOf(tx, actor.accountId)
    if (sesi === undefined) return refuse(refusal('LOKET_BELUM_DIBUKA'))
    const moment = momentOf(deps)
    const isNew = await insertTindakan(tx, {
      kunci: order.kunci,
      akunId: actor.accountId,
      at: moment.now,
    })
    if (!isNew) return ok(undefined)
    const desk = await findDesk(tx, sesi.tempatKode)
    const loket = desk?.loket.find(({ id }) => id === sesi.loketId)
    if (desk === undefined || loket === undefined) return refuse(refusal('LOKET_BELUM_DIBUKA'))
    const current = await lockAtCounter(tx, sesi.loketId)
    const decided = decideTindakan(
      order.tindakan,
      { isPaused: sesi.jedaAt !== null, ...currentOf(current) },
      order.tindakan === 'kembalikan' ? undefined : order.tiketId,
    )
    if (!decided.ok) return decided
    return carryOut(tx, { deps, actor, desk, loket, sesi, moment, current }, order)
  })
}

function currentOf(current: Tiket | undefined) {
  if (current?.status !== 'dipanggil' && current?.status !== 'dilayani') return {}
  return { current: { id: current.id, status: current.status } }
}

async function carryOut(
  tx: Tx,
  at: AtCounter,
  { tindakan, tiketId = '', tujuan = '' }: ConsoleOrder,
): Promise<Result<undefined>> {
  const { current } = at
  if (tindakan === 'panggil') return callNext(tx, at)
  if (tindakan === 'kembalikan') return returnSkipped(tx, at, tiketId)
  if (tindakan === 'jeda' || tindakan === 'lanjut' || tindakan === 'tutup')
    return setCounter(tx, at, tindakan)
  if (current === undefined) return refuse(refusal('TIDAK_ADA_YANG_DIPANGGIL'))
  const on = { ...at, current }
  if (tindakan === 'panggil_ulang') return recall(tx, on)
  if (tindakan === 'mulai') return start(tx, on)
  if (tindakan === 'selesai') return finish(tx, on)
  return tindakan === 'lewati' ? skip(tx, on) : moveOn(tx, on, tujuan)
}

/** Break, back from it, or closed for today. */
async function setCounter(
  tx: Tx,
  { deps, actor, sesi, moment }: AtCounter,
  tindakan: 'jeda' | 'lanjut' | 'tutup',
): Promise<Result<undefined>> {
  const { now } = moment
  const change =
    tindakan === 'tutup'
      ? closeSesi(tx, sesi.id, now)
      : setPause(tx, sesi.id, tindakan === 'jeda' ? now : null)
  await together([
    change,
    deps.audit.record(tx, actor, {
      action: `antrean.${tindakan}-loket`,
      subject: { kind: 'loket', id: sesi.loketId },
    }),
  ])
  return ok(undefined)
}
