import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Isian } from '../domain/soal.ts'

export type Kanal = 'undangan' | 'terbuka' | 'kertas'

export type JawabanRow = Readonly<{
  id: string
  surveiId: string
  kanal: Kanal
  strata: string
  isi: Isian
  bundel: string | null
  lembar: number | null
}>

/** @returns false when this sheet of this batch was entered before */
export async function insertJawaban(tx: Tx, row: JawabanRow): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into surveys.jawaban (id, survei_id, kanal, strata, isi, bundel, lembar)
    values (${row.id}, ${row.surveiId}, ${row.kanal}, ${row.strata}, ${JSON.stringify(row.isi)}::jsonb, ${row.bundel}, ${row.lembar})
    on conflict (survei_id, bundel, lembar) do nothing`,
  )
  return inserted === 1
}

export type Dijawab = Readonly<{ strata: string; isian: Isian; bundel: string | null }>

/** Every answer of a survey, in the order of ids that tell nothing. */
export function readJawaban(tx: Tx, surveiId: string): Promise<Dijawab[]> {
  return rows(
    tx,
    sql<Dijawab>`select j.strata, j.isi as isian, j.bundel from surveys.jawaban j where j.survei_id = ${surveiId} order by j.id`,
  )
}

/**
 * Take the answers by link out of the order and the transaction they came in: each is written anew under
 * another id, in another order, by one transaction.
 */
export function shuffleJawaban(tx: Tx): Promise<number> {
  return run(
    tx,
    sql`with taken as (delete from surveys.jawaban where not is_diacak and kanal <> 'kertas' returning survei_id, kanal, strata, isi)
    insert into surveys.jawaban (id, is_diacak, survei_id, kanal, strata, isi)
    select gen_random_uuid(), true, survei_id, kanal, strata, isi from taken order by gen_random_uuid()`,
  )
}

export type HitunganRow = Readonly<{
  strata: string
  diundang: number
  menjawab: number
  kertas: number
}>

export function listHitungan(tx: Tx, surveiId: string): Promise<HitunganRow[]> {
  return rows(
    tx,
    sql<HitunganRow>`select h.strata, h.diundang, h.menjawab, h.kertas from surveys.hitungan h
    where h.survei_id = ${surveiId} order by h.strata`,
  )
}

/** Move a stratum's counters. @returns how they stand then */
export async function moveHitungan(
  tx: Tx,
  key: Readonly<{ surveiId: string; strata: string }>,
  move: Readonly<{ diundang?: number; menjawab?: number; kertas?: number }>,
): Promise<HitunganRow | undefined> {
  const { diundang = 0, menjawab = 0, kertas = 0 } = move
  return maybeRow(
    tx,
    sql<HitunganRow>`insert into surveys.hitungan as h (survei_id, strata, diundang, menjawab, kertas)
    values (${key.surveiId}, ${key.strata}, ${diundang}, ${menjawab}, ${kertas})
    on conflict (survei_id, strata) do update set diundang = h.diundang + excluded.diundang, menjawab = h.menjawab + excluded.menjawab,
      kertas = h.kertas + excluded.kertas
    returning h.strata, h.diundang, h.menjawab, h.kertas`,
  )
}

export type PenolakanRow = Readonly<{ alasan: string; jumlah: number }>

export async function countRefusal(tx: Tx, surveiId: string, alasan: string): Promise<void> {
  await run(
    tx,
    sql`insert into surveys.penolakan as p (survei_id, alasan, jumlah) values (${surveiId}, ${alasan}, 1)
    on conflict (survei_id, alasan) do update set jumlah = p.jumlah + 1`,
  )
}

export function listPenolakan(tx: Tx, surveiId: string): Promise<PenolakanRow[]> {
  return rows(
    tx,
    sql<PenolakanRow>`select p.alasan, p.jumlah::int as jumlah from surveys.penolakan p where p.survei_id = ${surveiId} order by p.alasan`,
  )
}
