import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Suara } from '../domain/suara.ts'

export type LembarKey = Readonly<{ pungutanId: string; bundel: string; lembar: number }>

export type Lembar = Readonly<{
  bundel: string
  lembar: number
  pertama: Suara
  olehPertama: string
  kedua: Suara | null
  olehKedua: string | null
}>

const LEMBAR = sql`select l.bundel, l.lembar, l.isi_pertama as pertama, l.oleh_pertama as "olehPertama",
    l.isi_kedua as kedua, l.oleh_kedua as "olehKedua" from ballots.lembar l`

export function findLembar(tx: Tx, key: LembarKey): Promise<Lembar | undefined> {
  return maybeRow(
    tx,
    sql<Lembar>`${LEMBAR} where l.pungutan_id = ${key.pungutanId}::uuid and l.bundel = ${key.bundel}
      and l.lembar = ${key.lembar}`,
  )
}

/** Keep what the first reader typed, or what they typed anew. */
export async function saveFirst(
  tx: Tx,
  key: LembarKey,
  { isi, oleh }: Readonly<{ isi: Suara; oleh: string }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into ballots.lembar (pungutan_id, bundel, lembar, isi_pertama, oleh_pertama)
    values (${key.pungutanId}::uuid, ${key.bundel}, ${key.lembar}, ${JSON.stringify(isi)}::jsonb, ${oleh}::uuid)
    on conflict (pungutan_id, bundel, lembar) do update set isi_pertama = excluded.isi_pertama`,
  )
}

export async function saveSecond(
  tx: Tx,
  key: LembarKey,
  { isi, oleh }: Readonly<{ isi: Suara; oleh: string }>,
): Promise<void> {
  await run(
    tx,
    sql`update ballots.lembar set isi_kedua = ${JSON.stringify(isi)}::jsonb, oleh_kedua = ${oleh}::uuid
    where pungutan_id = ${key.pungutanId}::uuid and bundel = ${key.bundel} and lembar = ${key.lembar}`,
  )
}

/** Sheets that wait for their second reader, or whose readers do not agree. */
export function listOpen(tx: Tx, pungutanId: string, limit: number): Promise<Lembar[]> {
  return rows(
    tx,
    sql<Lembar>`${LEMBAR} where l.pungutan_id = ${pungutanId}::uuid
      and (l.isi_kedua is null or l.isi_kedua <> l.isi_pertama) order by l.bundel, l.lembar limit ${limit}`,
  )
}
