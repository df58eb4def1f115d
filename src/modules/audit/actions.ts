import { createHash } from 'node:crypto'
import type { Actor, Grant } from '../../kernel/actor.ts'
import { grantsOf, isSignedIn } from '../../kernel/actor.ts'
import { canonicalJson } from '../../kernel/canonical-json.ts'
import { type Tx, together } from '../../platform/db/database.ts'
import type { Kit } from '../../platform/kit.ts'
import type { PublicLog } from '../public-log/index.ts'
import { aksesRecord, catatanRecord } from './records.ts'
import {
  type AksesRow,
  type CatatanRow,
  insertAkses,
  insertCatatan,
  listAkses,
  listCatatan,
} from './store.ts'

export type AuditEntry = Readonly<{
  /** What was done, dotted: "laporan.tutup". */
  action: string
  subject: Readonly<{ kind: string; id: string }>
  /** Role it was done in, when the actor holds several. */
  role?: string
  /** The very grant it was done under: tells in whose place an acting official acted. */
  grant?: Grant
  reason?: string
  /** State before and after; only their SHA-256 is kept, so no personal data enters the log. */
  before?: unknown
  after?: unknown
}>

export type AccessEntry = Readonly<{
  /** Account id of the person the data is about. */
  ownerId: string
  subject: Readonly<{ kind: string; id: string }>
  /** Why, in words the owner will read: "Menindaklanjuti laporan ADU-2026-000012-K". */
  purpose: string
  /** Names of what was shown: nama, telepon, alamat. */
  fields: readonly string[]
  role?: string
}>

export type AccessSeen = Readonly<{
  at: Date
  byKind: string
  byName: string | null
  role: string | null
  subject: Readonly<{ kind: string; id: string }>
  purpose: string
  fields: readonly string[]
}>

export type Audit = Readonly<{
  /** Record a change of state, in the transaction that makes it. */
  record: (tx: Tx, actor: Actor, entry: AuditEntry) => Promise<void>
  /** Record a look at somebody's personal data; looking at one's own leaves no row. */
  recordAccess: (tx: Tx, actor: Actor, entry: AccessEntry) => Promise<void>
  /** Who looked at this person's data, newest first. */
  accessesTo: (
    tx: Tx,
    ownerId: string,
    page: { before?: Date; limit: number },
  ) => Promise<readonly AccessSeen[]>
  historyOf: (
    tx: Tx,
    subject: { kind: string; id: string },
    limit: number,
  ) => Promise<readonly CatatanRow[]>
}>

/**
 * Every row is told in the private log by the same transaction: rows can be added to the tables behind our
 * back, but none can be changed, removed or put in between without the tree saying so.
 */
export function createAudit(
  kit: Pick<Kit, 'newId' | 'now'>,
  publicLog: Pick<PublicLog, 'append'>,
): Audit {
  return {
    record: async (tx, actor, entry) => {
      const row: CatatanRow = {
        id: kit.newId(),
        waktu: kit.now(),
        ...describeActor(actor, entry.role, entry.grant),
        tindakan: entry.action,
        objekJenis: entry.subject.kind,
        objekId: entry.subject.id,
        alasan: entry.reason ?? null,
        digestSebelum: digest(entry.before),
        digestSesudah: digest(entry.after),
      }
      await together([insertCatatan(tx, row), publicLog.append(tx, catatanRecord(row, actor))])
    },
    recordAccess: async (tx, actor, entry) => {
      const { pelakuJenis, pelakuId, peran } = describeActor(actor, entry.role)
      if (pelakuId === entry.ownerId) return
      const row: AksesRow = {
        id: kit.newId(),
        waktu: kit.now(),
        pelakuJenis,
        pelakuId,
        peran,
        pelakuNama: isSignedIn(actor) ? actor.name : null,
        pemilikId: entry.ownerId,
        objekJenis: entry.subject.kind,
        objekId: entry.subject.id,
        tujuan: entry.purpose,
        data: entry.fields,
      }
      await together([insertAkses(tx, row), publicLog.append(tx, aksesRecord(row, actor))])
    },
    accessesTo: async (tx, ownerId, page) => {
      const found = await listAkses(tx, { pemilikId: ownerId, ...page })
      return found.map((row) => ({
        at: row.waktu,
        byKind: row.pelakuJenis,
        byName: row.pelakuNama,
        role: row.peran,
        subject: { kind: row.objekJenis, id: row.objekId },
        purpose: row.tujuan,
        fields: row.data,
      }))
    },
    historyOf: (tx, subject, limit) =>
      listCatatan(tx, { objekJenis: subject.kind, objekId: subject.id, limit }),
  }
}

function describeActor(
  actor: Actor,
  role: string | undefined,
  grant?: Grant,
): Pick<CatatanRow, 'pelakuJenis' | 'pelakuId' | 'peran' | 'atasNama'> {
  const pelakuId = isSignedIn(actor) ? actor.accountId : actor.kind === 'system' ? actor.name : null
  const grants = grantsOf(actor)
  const used =
    grant ??
    grants.find((grant) => grant.role === role) ??
    (grants.length === 1 ? grants[0] : undefined)
  return {
    pelakuJenis: actor.kind,
    pelakuId,
    peran: role ?? used?.role ?? null,
    atasNama: used?.onBehalfOf ?? null,
  }
}

function digest(state: unknown): Buffer | null {
  if (state === undefined) return null
  return createHash('sha256').update(canonicalJson(state)).digest()
}
