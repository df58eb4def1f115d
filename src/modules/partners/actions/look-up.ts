import { type Actor, isSignedIn } from '../../../kernel/actor.ts'
import { assert } from '../../../kernel/assert.ts'
import { DAY_MS } from '../../../kernel/date.ts'
import { type Tx, together, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import {
  differingFields,
  type Penduduk,
  pickFields,
  type Sistem,
  USAHA_FIELDS,
  type UsahaFields,
} from '../domain/register.ts'
import { findSalinan, hasLooked, insertPenelusuran, saveSalinan } from '../store/salinan-store.ts'
import type { LookReason, Partners, Unreachable } from '../types.ts'
import { askRegister } from './ask-register.ts'
import type { Values } from './value-box.ts'

/** A copy serves the same purpose this long; people move, businesses change what they do. */
const KEPT_MS: Readonly<Record<Sistem, number>> = { dukcapil: DAY_MS, oss: 7 * DAY_MS }

export function createPerson(deps: Deps): Partners['person'] {
  return async (tx, question) => {
    const { nik, bidang, klaim = {}, ...reason } = question
    const claimed = withoutGaps(klaim)
    const needed = [...new Set([...bidang, ...Object.keys(claimed)])]
    const found = await holdFields(deps, tx, {
      sistem: 'dukcapil',
      nomor: nik,
      needed,
      reason,
    })
    if (found.kind === 'tidak-terjangkau') return found
    const look = { reason, sistem: 'dukcapil', bidang } as const
    if (found.kind === 'tidak-ditemukan') {
      await recordLook(deps, tx, { ...look, hasil: 'tidak-ditemukan', isCopy: false })
      return found
    }
    const differs = differingFields(claimed, found.values)
    const isFitting = differs.length === 0
    await recordLook(deps, tx, {
      ...look,
      bidang: isFitting ? bidang : differs,
      hasil: isFitting ? 'ditemukan' : 'tidak-cocok',
      isCopy: found.isCopy,
    })
    if (!isFitting) return { kind: 'tidak-cocok', bidang: differs }
    const person = pickFields(found.values as Penduduk, bidang)
    return { kind: 'ditemukan', person, diambilAt: found.diambilAt }
  }
}

export function createNib(deps: Deps): Partners['nib'] {
  return async (tx, { nib, ...reason }) => {
    const found = await holdFields(deps, tx, {
      sistem: 'oss',
      nomor: nib,
      needed: USAHA_FIELDS,
      reason,
    })
    if (found.kind === 'tidak-terjangkau') return found
    const isFound = found.kind === 'ditemukan'
    await recordLook(deps, tx, {
      reason,
      sistem: 'oss',
      bidang: USAHA_FIELDS,
      hasil: found.kind,
      isCopy: isFound && found.isCopy,
    })
    if (!isFound) return found
    return { kind: 'ditemukan', usaha: found.values as UsahaFields, diambilAt: found.diambilAt }
  }
}

type Holding =
  | Readonly<{ kind: 'ditemukan'; values: Values; diambilAt: Date; isCopy: boolean }>
  | Readonly<{ kind: 'tidak-ditemukan' }>
  | Unreachable

type Wanted = Readonly<{
  sistem: Sistem
  nomor: string
  needed: readonly string[]
  reason: LookReason
}>

/** From the copy kept for this very purpose, else from the register. */
async function holdFields(deps: Deps, tx: Tx, wanted: Wanted): Promise<Holding> {
  const { kit, box } = deps
  const { sistem, nomor, needed, reason } = wanted
  const key = { sistem, kunci: box.digest(sistem, nomor), tujuan: reason.tujuan }
  const copy = await findSalinan(tx, key, kit.now())
  if (copy !== undefined && needed.every((field) => copy.bidang.includes(field)))
    return {
      kind: 'ditemukan',
      values: box.open(copy.isiTersegel),
      diambilAt: copy.diambilAt,
      isCopy: true,
    }
  const askedBy = isSignedIn(reason.actor) ? reason.actor.accountId : undefined
  const held = await askRegister(deps, { sistem, nomor, askedBy })
  if (held.kind !== 'ditemukan') return held
  const diambilAt = kit.now()
  const values = pickFields(held.values, needed) as Values
  await saveSalinan(tx, {
    ...key,
    bidang: needed,
    isiTersegel: box.close(values),
    diambilAt,
    sampai: new Date(diambilAt.getTime() + KEPT_MS[sistem]),
  })
  return { kind: 'ditemukan', values, diambilAt, isCopy: false }
}

export type LookDone = Readonly<{
  reason: LookReason
  sistem: Sistem
  bidang: readonly string[]
  hasil: 'ditemukan' | 'tidak-ditemukan' | 'tidak-cocok'
  isCopy: boolean
}>

/** Told to its owner too, in the list of who looked at their data. */
export async function recordLook(deps: Deps, tx: Tx, look: LookDone): Promise<void> {
  const { kit, audit } = deps
  const { reason, sistem, bidang, hasil, isCopy } = look
  const { actor, subject, tujuan, accountId } = reason
  assert(actor.kind !== 'anonymous', 'nobody looks into a register without a name')
  const row = {
    id: kit.newId(),
    sistem,
    pemilikId: accountId ?? null,
    pelakuJenis: actor.kind,
    pelakuId: isSignedIn(actor) ? actor.accountId : actor.name,
    tujuan,
    subjekJenis: subject.kind,
    subjekId: subject.id,
    bidang,
    hasil,
    dariSalinan: isCopy,
    waktu: kit.now(),
  }
  // Turning the pages of one form shows the same copy again: that is still the one look.
  if (isCopy && (await hasLooked(tx, row))) return
  await transaction(tx, (inner) =>
    together([
      insertPenelusuran(inner, row),
      accountId === undefined
        ? Promise.resolve()
        : audit.recordAccess(inner, seenAs(actor, { sistem, accountId }), {
            ownerId: accountId,
            subject,
            purpose: tujuan,
            fields: bidang,
          }),
    ]),
  )
}

/** What someone's own application looks up is looked up by the house: they are told of that look as well. */
function seenAs(
  actor: Actor,
  { sistem, accountId }: Readonly<{ sistem: Sistem; accountId: string }>,
): Actor {
  const isOwn = isSignedIn(actor) && actor.accountId === accountId
  return isOwn ? { kind: 'system', name: sistem } : actor
}

function withoutGaps(klaim: Readonly<{ nama?: string; lahir?: string }>): Values {
  return Object.fromEntries(
    Object.entries(klaim).filter((one): one is [string, string] => one[1] !== undefined),
  )
}
