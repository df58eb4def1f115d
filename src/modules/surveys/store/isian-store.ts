import { maybeRow, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Isian } from '../domain/soal.ts'

export type UndanganRow = Readonly<{
  id: string
  surveiId: string
  strata: string
  isTerpakai: boolean
}>

export async function insertUndangan(
  tx: Tx,
  list: readonly Readonly<{ id: string; surveiId: string; sidik: Buffer; strata: string }>[],
): Promise<void> {
  await run(
    tx,
    sql`insert into surveys.undangan (id, survei_id, sidik, strata)
    select t.id, t.survei_id, t.sidik, t.strata from unnest(${list.map(({ id }) => id)}::uuid[],
      ${list.map(({ surveiId }) => surveiId)}::uuid[], ${list.map(({ sidik }) => sidik)}::bytea[],
      ${list.map(({ strata }) => strata)}::text[]) as t (id, survei_id, sidik, strata)`,
  )
}

export function findUndangan(tx: Tx, sidik: Buffer): Promise<UndanganRow | undefined> {
  return maybeRow(
    tx,
    sql<UndanganRow>`select u.id, u.survei_id as "surveiId", u.strata, u.is_terpakai as "isTerpakai"
    from surveys.undangan u where u.sidik = ${sidik}`,
  )
}

/** Use an invitation up. @returns its stratum; undefined when somebody was quicker */
export async function takeUndangan(tx: Tx, sidik: Buffer): Promise<string | undefined> {
  const taken = await maybeRow(
    tx,
    sql<{
      strata: string
    }>`update surveys.undangan u set is_terpakai = true where u.sidik = ${sidik} and not u.is_terpakai
    returning u.strata`,
  )
  return taken?.strata
}

/** Write all invitations of open surveys anew, so that none is told from another by when it was used. */
export function rewriteUndangan(tx: Tx): Promise<number> {
  return run(
    tx,
    sql`update surveys.undangan u set is_terpakai = u.is_terpakai from surveys.survei s
    where s.id = u.survei_id and s.status in ('buka', 'tutup')`,
  )
}

export type IsianRow = Readonly<{ surveiId: string; jawaban: Isian; mulaiAt: Date }>

export function findIsian(tx: Tx, sidik: Buffer): Promise<IsianRow | undefined> {
  return maybeRow(
    tx,
    sql<IsianRow>`select i.survei_id as "surveiId", i.jawaban, i.mulai_at as "mulaiAt" from surveys.isian i where i.sidik = ${sidik}`,
  )
}

/** Keep what was answered so far. */
export async function saveIsian(
  tx: Tx,
  row: Readonly<{
    sidik: Buffer
    surveiId: string
    undanganId: string | null
    jawaban: Isian
    at: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into surveys.isian (sidik, survei_id, undangan_id, jawaban, mulai_at, diubah_at)
    values (${row.sidik}, ${row.surveiId}, ${row.undanganId}, ${JSON.stringify(row.jawaban)}::jsonb, ${row.at}, ${row.at})
    on conflict (sidik) do update set jawaban = excluded.jawaban, diubah_at = excluded.diubah_at`,
  )
}

/** @returns false when it is gone: sent, or forgotten */
export async function dropIsian(tx: Tx, sidik: Buffer): Promise<boolean> {
  return (await run(tx, sql`delete from surveys.isian where sidik = ${sidik}`)) === 1
}

export function forgetIsian(tx: Tx, before: Date): Promise<number> {
  return run(tx, sql`delete from surveys.isian where diubah_at < ${before}`)
}
