import { createHash } from 'node:crypto'
import type { SignedIn } from '../../../kernel/actor.ts'
import { grantsOf } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import { type Tx, transaction } from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import type { Katalog } from '../domain/katalog.ts'
import { katalogRefusal } from '../domain/katalog-edit/refusals.ts'
import { refusal } from '../domain/refusals.ts'
import { lockVersi } from '../store/katalog-edit-store.ts'
import { insertKatalogRiwayat, readKatalog } from '../store/katalog-store.ts'

export const KATALOG_ROLES = ['admin', 'operator-aduan'] as const
export type KatalogTabel = 'kategori' | 'wewenang' | 'tenggat_aturan' | 'alasan' | 'templat'

/** May this person edit the catalogues? Asked at the door and again here. */
export function mayEditKatalog(actor: SignedIn): boolean {
  return grantsOf(actor).some((grant) => KATALOG_ROLES.some((role) => role === grant.role))
}

/** What a form must carry back so that the second of two editors is told: a digest of what was shown. */
export function seenOf(row: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(row ?? null))
    .digest('base64url')
    .slice(0, 16)
}

export type KatalogEdit<Row> = Readonly<{
  tabel: KatalogTabel
  kunci: string
  /** The digest the form carried; undefined for commands, which look and write at once. */
  seen: string | undefined
  find: (katalog: Katalog, tx: Tx) => Promise<Row | undefined> | Row | undefined
  /** Undefined as a value removes the row. */
  decide: (
    katalog: Katalog,
    facts: Readonly<{ tx: Tx; before: Row | undefined }>,
  ) => Promise<Result<Row | undefined>> | Result<Row | undefined>
  write: (tx: Tx, row: Row | undefined) => Promise<void>
}>

/**
 * One change of a catalogue: editors take turns, what changed since the form was drawn is refused, and
 * change, history and audit are stored together.
 *
 * @returns whether anything changed
 */
export async function editKatalog<Row>(
  deps: Deps,
  actor: SignedIn,
  edit: KatalogEdit<Row>,
): Promise<Result<Readonly<{ isChanged: boolean }>>> {
  if (!mayEditKatalog(actor)) return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
  const done = await transaction(deps.kit.db, async (tx) => {
    await lockVersi(tx)
    const katalog = await readKatalog(tx)
    const before = await edit.find(katalog, tx)
    if (edit.seen !== undefined && edit.seen !== seenOf(before))
      return refuse(katalogRefusal('DIUBAH_ORANG_LAIN'))
    const decided = await edit.decide(katalog, { tx, before })
    if (!decided.ok) return decided
    if (seenOf(decided.value) === seenOf(before)) return ok({ isChanged: false })
    await edit.write(tx, decided.value)
    await recordChange(deps, tx, { actor, edit, before, after: decided.value })
    return ok({ isChanged: true })
  })
  deps.katalog.forget()
  return done
}

type Change = Readonly<{
  actor: SignedIn
  edit: Pick<KatalogEdit<unknown>, 'tabel' | 'kunci'>
  before: unknown
  after: unknown
}>

/** History that people read, and the audit that nobody can change. */
export async function recordChange(
  { kit, audit }: Deps,
  tx: Tx,
  { actor, edit, before, after }: Change,
): Promise<void> {
  await insertKatalogRiwayat(tx, {
    id: kit.newId(),
    tabel: edit.tabel,
    kunci: edit.kunci,
    sebelum: before,
    sesudah: after,
    oleh: actor.name,
    waktu: kit.now(),
  })
  await audit.record(tx, actor, {
    action: `katalog.${edit.tabel.replace('_', '-')}`,
    subject: { kind: edit.tabel, id: edit.kunci },
    before,
    after,
  })
}
