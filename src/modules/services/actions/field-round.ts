import type { SignedIn } from '../../../kernel/actor.ts'
import { ok, type Result, refuse } from '../../../kernel/result.ts'
import {
  type Db,
  type Tx,
  together,
  transactionUnlessRefused,
} from '../../../platform/db/database.ts'
import type { Deps } from '../deps.ts'
import { wordsIn } from '../domain/definition/types.ts'
import { refusal } from '../domain/refusals.ts'
import { listTaken, releaseTugas, type Taken, takeTugas } from '../store/bawa-store.ts'
import { type AntreanKey, type AntreanRow, type Lane, listAntrean } from '../store/tugas-store.ts'

/** A day's inspections; more would carry more of people's data along than a day needs. */
export const ROUND_MAX = 12
const LIST_MAX = 50
const PAGES_MAX = 6

/** Inspections that wait for these offices, least time left first. Other work of a long queue is passed over. */
export async function listInspections(
  deps: Deps,
  tx: Tx,
  lanes: readonly Lane[],
): Promise<readonly AntreanRow[]> {
  const found: AntreanRow[] = []
  let after: AntreanKey | undefined
  for (let page = 0; lanes.length > 0 && page < PAGES_MAX && found.length < LIST_MAX; page += 1) {
    const rows = await listAntrean(tx, { lanes, after, limit: LIST_MAX, kode: undefined })
    for (const row of rows) if (await isInspection(deps, tx, row)) found.push(row)
    const last = rows.at(-1)
    if (rows.length < LIST_MAX || last === undefined) break
    after = { tenggatAt: last.tenggatAt ?? new Date(0), tugasId: last.tugasId }
  }
  return found.slice(0, LIST_MAX)
}

type Stage = Pick<Taken, 'kode' | 'versi' | 'tahap'>

async function isInspection(deps: Deps, tx: Tx, stage: Stage): Promise<boolean> {
  const { layanan } = await deps.layanan.prepared(tx, stage)
  return layanan.workflow.states[stage.tahap]?.field === true
}

type Wish = Readonly<{ actor: SignedIn; lanes: readonly Lane[]; nomor: readonly string[] }>

/**
 * Take inspections along: they are the officer's until handed back or done, and each look at what goes along is
 * recorded for the person it is about. What a colleague has taken stays theirs.
 *
 * @refuses PILIHAN_KOSONG, BAWAAN_PENUH, TINDAKAN_TIDAK_DIIZINKAN
 * @returns numbers that were taken by somebody else, or are gone
 */
export function takeAlong(
  deps: Deps,
  db: Db,
  { actor, lanes, nomor }: Wish,
): Promise<Result<readonly string[]>> {
  return transactionUnlessRefused(db, async (tx) => {
    if (nomor.length === 0 || lanes.length === 0) return refuse(refusal('PILIHAN_KOSONG'))
    const before = (await listTaken(tx, actor.accountId, ROUND_MAX)).map((one) => one.nomor)
    if (new Set([...before, ...nomor]).size > ROUND_MAX)
      return refuse(refusal('BAWAAN_PENUH', undefined, { batas: String(ROUND_MAX) }))
    const taken = await takeTugas(tx, { nomor, petugasId: actor.accountId, lanes })
    for (const one of taken)
      if (!(await isInspection(deps, tx, one))) return refuse(refusal('TINDAKAN_TIDAK_DIIZINKAN'))
    for (const one of taken) await recordTaken(deps, tx, actor, one)
    return ok(nomor.filter((one) => !taken.some((other) => other.nomor === one)))
  })
}

async function recordTaken(deps: Deps, tx: Tx, actor: SignedIn, one: Taken): Promise<void> {
  const { layanan } = await deps.layanan.prepared(tx, one)
  const subject = { kind: 'permohonan', id: one.id }
  await together([
    deps.audit.record(tx, actor, {
      action: 'permohonan.bawa-lapangan',
      subject,
      after: { tahap: one.tahap, petugas: actor.accountId },
    }),
    deps.audit.recordAccess(tx, actor, {
      ownerId: one.pemilikAkunId,
      subject,
      purpose: `Membawa ${wordsIn(layanan.name, 'id')} ${one.nomor} ke lapangan`,
      fields: ['tempat yang diperiksa'],
    }),
  ])
}

/** Hand inspections back to the office. */
export async function handBack(
  db: Db,
  { actor, nomor }: Pick<Wish, 'actor' | 'nomor'>,
): Promise<void> {
  await releaseTugas(db, { nomor, petugasId: actor.accountId })
}
