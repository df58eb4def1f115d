import { parseVerifierKey, type VerifierKey } from '../../../kernel/tlog/note.ts'
import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import { sha256 } from '../../../platform/sha256.ts'
import type { LogKey } from '../domain/keys.ts'

export type Kunci = LogKey &
  Readonly<{
    /** The entry that names it; the first key has none. */
    acuan: string | null
  }>

/** Every key that ever signed, oldest first. */
export function listKunci(tx: Tx): Promise<Kunci[]> {
  return rows(
    tx,
    sql<Kunci>`select k.id, k.kunci, k.mulai, k.berhenti, k.acuan from public_log.kunci_log k order by k.mulai, k.id`,
  )
}

/** The same, ready to check signatures with. */
export async function listVerifierKeys(tx: Tx): Promise<readonly VerifierKey[]> {
  return (await listKunci(tx)).flatMap(({ kunci }) => parseVerifierKey(sha256, kunci) ?? [])
}

/** Who makes or changes keys does so alone, until the transaction ends. */
export async function lockKunci(tx: Tx): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtext('public_log kunci'))`)
}

export async function insertKunci(tx: Tx, row: Omit<Kunci, 'berhenti'>): Promise<void> {
  await run(
    tx,
    sql`insert into public_log.kunci_log (id, kunci, mulai, acuan)
    values (${row.id}, ${row.kunci}, ${row.mulai}, ${row.acuan})`,
  )
}

export async function stopKunci(
  tx: Tx,
  { id, berhenti }: Readonly<{ id: string; berhenti: Date }>,
): Promise<void> {
  await run(tx, sql`update public_log.kunci_log set berhenti = ${berhenti} where id = ${id}`)
}
