import { rows, run, sql, type Tx } from '../../platform/db/database.ts'
import type { Result, VoiceCount } from './types.ts'

export type StoredCount = VoiceCount & Readonly<{ kode: string; since: Date; countedAt: Date }>

/** Counts of every kind as the job last took them. */
export function listCounts(tx: Tx): Promise<StoredCount[]> {
  return rows(
    tx,
    sql<StoredCount>`select h.kode, h.diterima as received, h.dijawab as answered, h.lewat as overdue, h.sejak as since,
      h.dihitung_at as "countedAt"
    from participation.hitungan h order by h.kode limit 50`,
  )
}

export async function saveCount(tx: Tx, row: StoredCount): Promise<void> {
  await run(
    tx,
    sql`insert into participation.hitungan (kode, diterima, dijawab, lewat, sejak, dihitung_at)
    values (${row.kode}, ${row.received}, ${row.answered}, ${row.overdue}, ${row.since}, ${row.countedAt})
    on conflict (kode) do update set diterima = excluded.diterima, dijawab = excluded.dijawab, lewat = excluded.lewat,
      sejak = excluded.sejak, dihitung_at = excluded.dihitung_at`,
  )
}

export type StoredResult = Omit<Result, 'words'> &
  Readonly<{ kode: string; wordsId: string; wordsEn: string }>

/** The newest results over all kinds. */
export function listResults(tx: Tx, limit: number): Promise<StoredResult[]> {
  return rows(
    tx,
    sql<StoredResult>`select h.kode, h.href, h.judul as title, h.kata_id as "wordsId", h.kata_en as "wordsEn", h.pada as at
    from participation.hasil h order by h.pada desc, h.kode, h.href limit ${limit}`,
  )
}

/** Replace the results of one kind. */
export async function saveResults(tx: Tx, kode: string, results: readonly Result[]): Promise<void> {
  await run(tx, sql`delete from participation.hasil h where h.kode = ${kode}`)
  const flat = results.map(({ words, ...row }) => ({ ...row, kataId: words.id, kataEn: words.en }))
  await run(
    tx,
    sql`insert into participation.hasil (kode, href, judul, kata_id, kata_en, pada)
    select ${kode}, x.href, x.title, x."kataId", x."kataEn", x.at
    from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) as x (href text, title text, "kataId" text, "kataEn" text, at timestamptz)
    on conflict (kode, href) do nothing`,
  )
}
