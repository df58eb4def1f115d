import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Sistem } from '../domain/register.ts'
import type { MatchState } from '../types.ts'

export type PencocokanRow = Readonly<{
  id: string
  sistem: Sistem
  subjekJenis: string
  subjekId: string
  pemilikId: string | null
  tujuan: string
  kunci: Buffer
  klaimTersegel: Buffer
  percobaan: number
}>

/** The same fact of the same case again replaces what was claimed before. */
export async function upsertPencocokan(
  tx: Tx,
  row: PencocokanRow & Readonly<{ dibuatAt: Date; cobaLagiAt: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into partners.pencocokan (id, sistem, subjek_jenis, subjek_id, pemilik_id, tujuan, kunci,
      klaim_tersegel, dibuat_at, percobaan, coba_lagi_at)
    values (${row.id}, ${row.sistem}, ${row.subjekJenis}, ${row.subjekId}, ${row.pemilikId}, ${row.tujuan},
      ${row.kunci}, ${row.klaimTersegel}, ${row.dibuatAt}, ${row.percobaan}, ${row.cobaLagiAt})
    on conflict (sistem, subjek_jenis, subjek_id, kunci) where selesai_at is null
    do update set klaim_tersegel = excluded.klaim_tersegel, tujuan = excluded.tujuan`,
  )
}

const COLUMNS = sql`p.id, p.sistem, p.subjek_jenis as "subjekJenis", p.subjek_id as "subjekId",
  p.pemilik_id as "pemilikId", p.tujuan, p.kunci, p.klaim_tersegel as "klaimTersegel", p.percobaan`

/** The next that is due; two workers never see the same one. */
export function findDuePencocokan(
  tx: Tx,
  { sistem, now }: Readonly<{ sistem: Sistem; now: Date }>,
): Promise<PencocokanRow | undefined> {
  return maybeRow(
    tx,
    sql<PencocokanRow>`select ${COLUMNS} from partners.pencocokan p
    where p.selesai_at is null and p.coba_lagi_at <= ${now} and p.sistem = ${sistem}
    order by p.coba_lagi_at, p.id limit 1 for update skip locked`,
  )
}

export async function postponePencocokan(
  tx: Tx,
  { id, at }: Readonly<{ id: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update partners.pencocokan set percobaan = percobaan + 1, coba_lagi_at = ${at} where id = ${id}`,
  )
}

/** The register was away, which says nothing of the fact: its turn comes again soon, and is not counted. */
export async function keepTurn(
  tx: Tx,
  { id, at }: Readonly<{ id: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update partners.pencocokan set percobaan = percobaan - 1, coba_lagi_at = ${at}
    where id = ${id} and percobaan > 0`,
  )
}

/** @returns false when another worker was first */
export async function finishPencocokan(
  tx: Tx,
  {
    id,
    at,
    hasil,
    berbeda,
  }: Readonly<{
    id: string
    at: Date
    hasil: Exclude<MatchState, 'menunggu'>
    berbeda: readonly string[]
  }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update partners.pencocokan set selesai_at = ${at}, hasil = ${hasil}, berbeda = ${[...berbeda]},
      klaim_tersegel = null where id = ${id} and selesai_at is null`,
  )
  return changed === 1
}

export function listPencocokanOf(
  tx: Tx,
  { kind, id }: Readonly<{ kind: string; id: string }>,
): Promise<Readonly<{ sistem: Sistem; hasil: MatchState; berbeda: readonly string[] }>[]> {
  return rows(
    tx,
    sql<{ sistem: Sistem; hasil: MatchState; berbeda: readonly string[] }>`select p.sistem,
      coalesce(p.hasil, 'menunggu') as hasil, p.berbeda
    from partners.pencocokan p where p.subjek_jenis = ${kind} and p.subjek_id = ${id} order by p.dibuat_at, p.id`,
  )
}

const WAITING_MAX = 10_000

/** How many wait for a register, up to a bound. */
export async function countWaiting(tx: Tx, sistem: Sistem): Promise<number> {
  const { jumlah } = await oneRow(
    tx,
    sql<{ jumlah: number }>`select count(*)::int as jumlah from (select 1 from partners.pencocokan p
    where p.selesai_at is null and p.sistem = ${sistem} limit ${WAITING_MAX}) waiting`,
  )
  return jumlah
}

/** What waits is still compared for its case; whose it was is forgotten. */
export async function disownPencocokan(tx: Tx, pemilikId: string): Promise<void> {
  await run(
    tx,
    sql`update partners.pencocokan set pemilik_id = null where pemilik_id = ${pemilikId}`,
  )
}
