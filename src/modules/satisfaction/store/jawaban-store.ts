import type { Tanggal } from '../../../kernel/date.ts'
import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Jawaban } from '../domain/jawaban.ts'
import type { Kanal } from '../domain/kuesioner.ts'

export type JawabanRow = Jawaban &
  Readonly<{
    id: string
    unitKode: string
    layananKode: string
    triwulan: Tanggal
    waktu: Date
    kanal: Kanal
    kertas?: Readonly<{ bundelId: string; lembar: number }> | undefined
  }>

/** @returns false when this sheet of the batch was entered before */
export async function insertJawaban(tx: Tx, row: JawabanRow): Promise<boolean> {
  const { responden, kertas } = row
  const inserted = await run(
    tx,
    sql`insert into satisfaction.jawaban (id, unit_kode, layanan_kode, triwulan, waktu, kanal, skala, jenis_kelamin, umur,
      pendidikan, pekerjaan, catatan, bundel_id, lembar)
    values (${row.id}, ${row.unitKode}, ${row.layananKode}, ${row.triwulan}, ${row.waktu}, ${row.kanal},
      ${[...row.skala]}::smallint[], ${responden.jenis_kelamin ?? null}, ${responden.umur ?? null},
      ${responden.pendidikan ?? null}, ${responden.pekerjaan ?? null}, ${row.catatan}, ${kertas?.bundelId ?? null},
      ${kertas?.lembar ?? null})
    on conflict (bundel_id, lembar) do nothing`,
  )
  return inserted === 1
}

/**
 * Take the answers by link since the last time out of the order they came in: each is written anew under
 * another id, in another order, by one transaction. Their facts stay; what tied them to a moment is gone.
 */
export function shuffleJawaban(tx: Tx): Promise<number> {
  const columns = sql.raw(
    'unit_kode, layanan_kode, triwulan, waktu, kanal, skala, jenis_kelamin, umur, pendidikan, pekerjaan, catatan',
  )
  return run(
    tx,
    sql`with taken as (delete from satisfaction.jawaban where not is_diacak and kanal <> 'kertas' returning ${columns})
    insert into satisfaction.jawaban (id, is_diacak, ${columns})
    select gen_random_uuid(), true, ${columns} from taken order by gen_random_uuid()`,
  )
}

export type CatatanRow = Readonly<{ id: string; layananKode: string; catatan: string }>

/** Remarks to a unit of one quarter, in the order of ids that tell no time. */
export function listCatatan(
  tx: Tx,
  {
    unitKode,
    triwulan,
    after,
    limit,
  }: Readonly<{
    unitKode: string
    triwulan: Tanggal
    after: string
    limit: number
  }>,
): Promise<CatatanRow[]> {
  return rows(
    tx,
    sql<CatatanRow>`select j.id, j.layanan_kode as "layananKode", j.catatan from satisfaction.jawaban j
    where j.unit_kode = ${unitKode} and j.triwulan = ${triwulan} and j.catatan is not null and j.id > ${after}::uuid
    order by j.id limit ${limit}`,
  )
}
