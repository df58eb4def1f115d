import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

/** Twelve months of a position, January first, in sen. */
export type KasRow = Readonly<{ mataAnggaranId: string; bulan: readonly Sen[] }>

const toKas = (row: Readonly<{ mataAnggaranId: string; bulan: string }>): KasRow => ({
  mataAnggaranId: row.mataAnggaranId,
  bulan: row.bulan.split(' ').map(fromDecimalString),
})

/** Cash plans of an SKPD's positions, those that are made. */
export async function listKas(tx: Tx, tahun: number, skpdId: number): Promise<readonly KasRow[]> {
  const found = await rows(
    tx,
    sql<{ mataAnggaranId: string; bulan: string }>`select s.mata_anggaran_id as "mataAnggaranId",
      string_agg(s.jumlah::text, ' ' order by s.bulan) as bulan
    from budget.kas s join budget.berlaku k on k.mata_anggaran_id = s.mata_anggaran_id
    where k.tahun = ${tahun} and k.skpd_id = ${skpdId} group by s.mata_anggaran_id order by s.mata_anggaran_id`,
  )
  return found.map(toKas)
}

/** Cash plans of positions that no longer add up to the amounts in force. */
export async function listStaleKas(
  tx: Tx,
  tahun: number,
): Promise<readonly (KasRow & Readonly<{ jumlah: Sen }>)[]> {
  const found = await rows(
    tx,
    sql<{
      mataAnggaranId: string
      bulan: string
      jumlah: string
    }>`select s.mata_anggaran_id as "mataAnggaranId",
      string_agg(s.jumlah::text, ' ' order by s.bulan) as bulan, k.jumlah::text as jumlah
    from budget.kas s join budget.berlaku k on k.mata_anggaran_id = s.mata_anggaran_id
    where k.tahun = ${tahun} group by s.mata_anggaran_id, k.jumlah having sum(s.jumlah) <> k.jumlah
    order by s.mata_anggaran_id`,
  )
  return found.map((row) => ({ ...toKas(row), jumlah: fromDecimalString(row.jumlah) }))
}

export async function writeKas(tx: Tx, plans: readonly KasRow[]): Promise<void> {
  const list = plans.flatMap(({ mataAnggaranId, bulan }) =>
    bulan.map((jumlah, at) => ({ mataAnggaranId, bulan: at + 1, jumlah: toDecimalString(jumlah) })),
  )
  await run(
    tx,
    sql`insert into budget.kas (mata_anggaran_id, bulan, jumlah)
    select r."mataAnggaranId", r.bulan, r.jumlah
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r("mataAnggaranId" uuid, bulan smallint, jumlah numeric)
    on conflict (mata_anggaran_id, bulan) do update set jumlah = excluded.jumlah`,
  )
}
