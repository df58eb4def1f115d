import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Asal = Readonly<{
  id: string
  kartuId: string
  sp2dId: string | null
  sp2dBarisId: string | null
  kdpId: string | null
  jumlah: Sen
  dicatatAt: Date
}>

export async function insertAsal(tx: Tx, list: readonly Asal[]): Promise<void> {
  const toSend = list.map((row) => ({ ...row, jumlah: toDecimalString(row.jumlah) }))
  await run(
    tx,
    sql`insert into assets.asal (id, kartu_id, sp2d_id, sp2d_baris_id, kdp_id, jumlah, dicatat_at)
    select r.id, r."kartuId", r."sp2dId", r."sp2dBarisId", r."kdpId", r.jumlah, r."dicatatAt"
    from jsonb_to_recordset(${JSON.stringify(toSend)}::jsonb) as r(id uuid, "kartuId" uuid, "sp2dId" uuid,
      "sp2dBarisId" uuid, "kdpId" uuid, jumlah numeric, "dicatatAt" timestamptz)`,
  )
}

const ASAL_MAX = 200

/** What a card came from, with the label of the construction it was. */
export async function listAsal(
  tx: Tx,
  kartuId: string,
): Promise<readonly (Asal & Readonly<{ kdpLabel: string | null }>)[]> {
  const found = await rows(
    tx,
    sql<
      Omit<Asal, 'jumlah'> & { jumlah: string; kdpLabel: string | null }
    >`select a.id, a.kartu_id as "kartuId", a.sp2d_id as "sp2dId", a.sp2d_baris_id as "sp2dBarisId", a.kdp_id as "kdpId",
      a.jumlah::text as jumlah, a.dicatat_at as "dicatatAt", k.label as "kdpLabel"
    from assets.asal a left join assets.kartu k on k.id = a.kdp_id where a.kartu_id = ${kartuId}
    order by a.dicatat_at, a.id limit ${ASAL_MAX}`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}
