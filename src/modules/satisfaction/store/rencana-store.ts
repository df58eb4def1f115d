import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Rencana } from '../domain/rencana.ts'

const RENCANA = sql`select r.id, r.unit_kode as "unitKode", r.periode, r.unsur, r.kegiatan, r.penanggung_jawab as "penanggungJawab",
    r.mulai, r.target, r.hasil, r.selesai_pada as "selesaiPada", r.versi from satisfaction.rencana r`

/** A unit's plans for one period, by element. */
export function listRencana(tx: Tx, unitKode: string, periode: string): Promise<Rencana[]> {
  return rows(
    tx,
    sql<Rencana>`${RENCANA} where r.unit_kode = ${unitKode} and r.periode = ${periode} order by r.unsur`,
  )
}

/** A unit's plans that are not done, nearest date first. */
export function listOpenRencana(tx: Tx, unitKode: readonly string[]): Promise<Rencana[]> {
  return rows(
    tx,
    sql<Rencana>`${RENCANA} where r.unit_kode = any(${[...unitKode]}::text[]) and r.selesai_pada is null
    order by r.target, r.id limit 50`,
  )
}

export function findRencana(
  tx: Tx,
  { unitKode, periode, unsur }: Pick<Rencana, 'unitKode' | 'periode' | 'unsur'>,
): Promise<Rencana | undefined> {
  return maybeRow(
    tx,
    sql<Rencana>`${RENCANA} where r.unit_kode = ${unitKode} and r.periode = ${periode} and r.unsur = ${unsur}`,
  )
}

/** @returns false when somebody else was first */
export async function insertRencana(tx: Tx, row: Rencana, at: Date): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into satisfaction.rencana (id, unit_kode, periode, unsur, kegiatan, penanggung_jawab, mulai, target, hasil,
      selesai_pada, versi, diubah_at)
    values (${row.id}, ${row.unitKode}, ${row.periode}, ${row.unsur}, ${row.kegiatan}, ${row.penanggungJawab}, ${row.mulai},
      ${row.target}, ${row.hasil}, ${row.selesaiPada}, ${row.versi}, ${at})
    on conflict (unit_kode, periode, unsur) do nothing`,
  )
  return inserted === 1
}

/** @returns false when it was changed since */
export async function updateRencana(tx: Tx, row: Rencana, at: Date): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update satisfaction.rencana set kegiatan = ${row.kegiatan}, penanggung_jawab = ${row.penanggungJawab}, mulai = ${row.mulai},
      target = ${row.target}, hasil = ${row.hasil}, selesai_pada = ${row.selesaiPada}, versi = ${row.versi}, diubah_at = ${at}
    where id = ${row.id}::uuid and versi = ${row.versi - 1}`,
  )
  return changed === 1
}
