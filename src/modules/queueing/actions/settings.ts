import { grantsOf, hasRole, type Role, type SignedIn } from '../../../kernel/actor.ts'
import { isUuid } from '../../../kernel/id.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transactionUnlessRefused } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { refusal } from '../domain/refusals.ts'
import {
  type AturanIsian,
  decideAturan,
  decideJam,
  decideKhusus,
  decideLayanan,
  decideLoket,
  decideTempat,
  type JamIsian,
  type KhususIsian,
  type LayananIsian,
  type LoketIsian,
  type TempatIsian,
} from '../domain/settings.ts'
import { findDesk, findTempat, lockTempat } from '../store/place-store.ts'
import {
  deleteJam,
  deleteKhusus,
  insertJam,
  raiseVersi,
  upsertAturan,
  upsertKhusus,
  upsertLayanan,
  upsertLoket,
  upsertTempat,
} from '../store/settings-store.ts'
import type { Desk, Tempat } from '../types.ts'
import { momentOf } from './place-state.ts'

const HEADS = ['kepala-opd', 'camat', 'lurah', 'kades'] as const satisfies readonly Role[]
export const SETTINGS_ROLES = ['admin', ...HEADS] as const satisfies readonly Role[]

/** The administrator changes every place, the head of a unit those that the unit keeps. */
export function mayKeep(actor: SignedIn, { unitKode }: Pick<Tempat, 'unitKode'>): boolean {
  const heads: readonly Role[] = HEADS
  return (
    hasRole(actor, 'admin') ||
    grantsOf(actor).some((grant) => heads.includes(grant.role) && grant.unitKode === unitKode)
  )
}

const isUnitOf =
  ({ reference }: Pick<Deps, 'reference'>) =>
  (kode: string): boolean =>
    reference.findUnit(kode) !== undefined

/** Add a place: the administrator alone. */
export function addTempat(
  deps: Deps,
  db: Tx,
  { actor, isian }: Readonly<{ actor: SignedIn; isian: TempatIsian }>,
): Promise<Result<undefined>> {
  return transactionUnlessRefused(db, async (tx) => {
    if (!hasRole(actor, 'admin')) return refuse(refusal('PENGATURAN_BUKAN_ANDA'))
    const isTaken = (await findTempat(tx, isian.kode)) !== undefined
    const decided = decideTempat(isian, { isTaken, isUnit: isUnitOf(deps) })
    if (!decided.ok) return decided
    await upsertTempat(tx, decided.value)
    await recordChange(deps, tx, { actor, kode: isian.kode, after: decided.value })
    return ok(undefined)
  })
}

function recordChange(
  { audit }: Pick<Deps, 'audit'>,
  tx: Tx,
  {
    actor,
    kode,
    before,
    after,
  }: Readonly<{ actor: SignedIn; kode: string; before?: unknown; after: unknown }>,
): Promise<void> {
  return audit.record(tx, actor, {
    action: 'antrean.pengaturan',
    subject: { kind: 'tempat-antrean', id: kode },
    before,
    after,
  })
}

/** What a form changes about a place, and the state of the place it was drawn from. */
export type ChangeOrder = Readonly<{
  actor: SignedIn
  tempatKode: string
  seen: string
  change: Change
}>

export type Change =
  | Readonly<{ kind: 'tempat'; isian: TempatIsian }>
  | Readonly<{ kind: 'layanan'; id: string | undefined; isian: LayananIsian }>
  | Readonly<{ kind: 'loket'; id: string | undefined; isian: LoketIsian }>
  | Readonly<{ kind: 'jam'; isian: JamIsian }>
  | Readonly<{ kind: 'jam-hapus'; id: string }>
  | Readonly<{ kind: 'khusus'; isian: KhususIsian }>
  | Readonly<{ kind: 'khusus-hapus'; tanggal: string }>
  | Readonly<{ kind: 'aturan'; isian: AturanIsian }>

/** Change one thing about a place, unless somebody has changed it since the form was drawn. */
export function changeTempat(
  deps: Deps,
  db: Tx,
  { actor, tempatKode, seen, change }: ChangeOrder,
): Promise<Result<undefined>> {
  return transactionUnlessRefused(db, async (tx) => {
    const tempat = await lockTempat(tx, tempatKode)
    if (tempat === undefined || !mayKeep(actor, tempat))
      return refuse(refusal('PENGATURAN_BUKAN_ANDA'))
    if (seen !== String(tempat.versi)) return refuse(refusal('DIUBAH_ORANG_LAIN'))
    const desk = await findDesk(tx, tempatKode)
    if (desk === undefined) return refuse(refusal('TEMPAT_TIDAK_ADA'))
    const done = await carryOut(deps, tx, { desk, change })
    if (!done.ok) return done
    await raiseVersi(tx, tempatKode)
    await recordChange(deps, tx, { actor, kode: tempatKode, ...done.value })
    return ok(undefined)
  })
}

type Changed = Readonly<{ before?: unknown; after: unknown }>
type At = Readonly<{ desk: Desk; change: Change }>

async function carryOut(deps: Deps, tx: Tx, { desk, change }: At): Promise<Result<Changed>> {
  const { kode } = desk.tempat
  if (change.kind === 'tempat') {
    const isian = { ...change.isian, kode }
    const decided = decideTempat(isian, { isTaken: false, isUnit: isUnitOf(deps) })
    if (!decided.ok) return decided
    await upsertTempat(tx, decided.value)
    return ok({ before: desk.tempat, after: decided.value })
  }
  if (change.kind === 'layanan' || change.kind === 'loket')
    return change.kind === 'layanan'
      ? saveLayanan(deps, tx, { desk, change })
      : saveLoket(deps, tx, { desk, change })
  if (change.kind === 'aturan') {
    const decided = decideAturan(change.isian, kode)
    if (!decided.ok) return decided
    await upsertAturan(tx, decided.value)
    return ok({ after: decided.value })
  }
  return changeHours(deps, tx, { desk, change })
}

type Only<Kind extends Change['kind']> = Readonly<{
  desk: Desk
  change: Extract<Change, { kind: Kind }>
}>

async function saveLayanan(
  deps: Deps,
  tx: Tx,
  { desk, change }: Only<'layanan'>,
): Promise<Result<Changed>> {
  const before = desk.layanan.find(({ id }) => id === change.id)
  if (change.id !== undefined && before === undefined) return refuse(refusal('BARIS_TIDAK_ADA'))
  const decided = decideLayanan(change.isian, {
    id: before?.id ?? deps.kit.newId(),
    others: desk.layanan,
    isUnit: isUnitOf(deps),
  })
  if (!decided.ok) return decided
  await upsertLayanan(tx, desk.tempat.kode, decided.value)
  return ok({ before, after: decided.value })
}

async function saveLoket(
  deps: Deps,
  tx: Tx,
  { desk, change }: Only<'loket'>,
): Promise<Result<Changed>> {
  const before = desk.loket.find(({ id }) => id === change.id)
  if (change.id !== undefined && before === undefined) return refuse(refusal('BARIS_TIDAK_ADA'))
  const id = before?.id ?? deps.kit.newId()
  const decided = decideLoket(change.isian, { id, desk, isUnit: isUnitOf(deps) })
  if (!decided.ok) return decided
  await upsertLoket(tx, desk.tempat.kode, decided.value)
  return ok({ before, after: decided.value })
}

async function changeHours(
  deps: Deps,
  tx: Tx,
  { desk, change }: Only<'jam' | 'jam-hapus' | 'khusus' | 'khusus-hapus'>,
): Promise<Result<Changed>> {
  const { kode } = desk.tempat
  if (change.kind === 'jam') {
    const decided = decideJam(change.isian, { layanan: desk.layanan, newId: deps.kit.newId })
    if (!decided.ok) return decided
    for (const row of decided.value) await insertJam(tx, kode, row)
    return ok({ after: decided.value })
  }
  if (change.kind === 'jam-hapus') {
    const before = desk.jam.find(({ id }) => id === change.id)
    const removed = isUuid(change.id) ? await deleteJam(tx, kode, change.id) : 0
    return removed === 0 ? refuse(refusal('BARIS_TIDAK_ADA')) : ok({ before, after: null })
  }
  if (change.kind === 'khusus') {
    const decided = decideKhusus(change.isian, momentOf(deps).today)
    if (!decided.ok) return decided
    await upsertKhusus(tx, kode, decided.value)
    return ok({ after: decided.value })
  }
  const before = desk.khusus.find(({ tanggal }) => tanggal === change.tanggal)
  if (before === undefined) return refuse(refusal('BARIS_TIDAK_ADA'))
  await deleteKhusus(tx, kode, before.tanggal)
  return ok({ before, after: null })
}
