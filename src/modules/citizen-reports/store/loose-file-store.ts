import { oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type LooseFile = Readonly<{ sha256: string; isTersegel: boolean }>

/** Note files before they are written, so that a crash before their row leaves a trace to sweep by. */
export async function noteLooseFiles(
  tx: Tx,
  files: readonly LooseFile[],
  sejak: Date,
): Promise<void> {
  const names = files.map((file) => file.sha256).sort()
  const isTersegel = files.some((file) => file.isTersegel)
  await run(
    tx,
    sql`insert into citizen_reports.berkas_lepas (sha256, is_tersegel, sejak)
    select n.sha256, ${isTersegel}::boolean, ${sejak}::timestamptz from unnest(${names}::text[]) as n (sha256) order by n.sha256
    on conflict (sha256, is_tersegel) do update set sejak = excluded.sejak`,
  )
}

/** Their row is there: they are no longer loose. In the transaction that writes the row. */
export async function claimFiles(tx: Tx, sha256s: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`delete from citizen_reports.berkas_lepas where sha256 = any(${[...sha256s].sort()}::text[])`,
  )
}

/**
 * Files noted as loose before a moment, locked: whoever writes the same file again waits until the sweep
 * is through, and then writes it anew.
 */
export function lockLooseFiles(tx: Tx, before: Date, limit: number): Promise<LooseFile[]> {
  return rows(
    tx,
    sql<LooseFile>`select b.sha256, b.is_tersegel as "isTersegel" from citizen_reports.berkas_lepas b
    where b.sejak < ${before} order by b.sejak, b.sha256 limit ${limit} for update skip locked`,
  )
}

export async function isFileNeeded(tx: Tx, { sha256, isTersegel }: LooseFile): Promise<boolean> {
  const { isNeeded } = await oneRow(
    tx,
    isTersegel
      ? sql<{ isNeeded: boolean }>`select exists (
          select 1 from citizen_reports.foto f where f.asli_sha256 = ${sha256}) as "isNeeded"`
      : sql<{ isNeeded: boolean }>`select exists (
          select 1 from citizen_reports.foto f where f.sha256 = ${sha256}
          union all select 1 from citizen_reports.foto f where f.kecil_sha256 = ${sha256}) as "isNeeded"`,
  )
  return isNeeded
}

export async function forgetLooseFile(tx: Tx, { sha256, isTersegel }: LooseFile): Promise<void> {
  await run(
    tx,
    sql`delete from citizen_reports.berkas_lepas where sha256 = ${sha256} and is_tersegel = ${isTersegel}`,
  )
}

/** Photos of drafts that never became a report. Their files follow through the trigger. */
export async function deleteStalePhotos(tx: Tx, before: Date): Promise<number> {
  return run(
    tx,
    sql`delete from citizen_reports.foto where laporan_id is null and dibuat_at < ${before}`,
  )
}
