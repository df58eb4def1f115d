import { NIL_UUID } from '../../../kernel/id.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { DokumenSurvei } from '../domain/dokumen.ts'
import type { BarisMikro } from '../domain/mikrodata.ts'

export async function insertTerbitan(
  tx: Tx,
  row: Readonly<{
    surveiId: string
    dokumen: DokumenSurvei
    mikrodata: readonly BarisMikro[]
    at: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into surveys.terbitan (survei_id, dokumen, mikrodata, terbit_at)
    values (${row.surveiId}, ${JSON.stringify(row.dokumen)}::jsonb, ${JSON.stringify(row.mikrodata)}::jsonb, ${row.at})`,
  )
}

export type TerbitanRow = Readonly<{ surveiId: string; dokumen: DokumenSurvei; terbitAt: Date }>

const TERBITAN = sql`select t.survei_id as "surveiId", t.dokumen, t.terbit_at as "terbitAt" from surveys.terbitan t`

export function findTerbitan(tx: Tx, surveiId: string): Promise<TerbitanRow | undefined> {
  return maybeRow(tx, sql<TerbitanRow>`${TERBITAN} where t.survei_id = ${surveiId}`)
}

export async function findMikrodata(tx: Tx, surveiId: string): Promise<readonly BarisMikro[]> {
  const found = await maybeRow(
    tx,
    sql<{
      mikrodata: BarisMikro[]
    }>`select t.mikrodata from surveys.terbitan t where t.survei_id = ${surveiId}`,
  )
  return found?.mikrodata ?? []
}

export function readTerbitan(tx: Tx, ids: readonly string[]): Promise<TerbitanRow[]> {
  return rows(
    tx,
    sql<TerbitanRow>`${TERBITAN} where t.survei_id = any(${[...ids]}::uuid[]) order by t.survei_id`,
  )
}

export async function listTerbitanIds(
  tx: Tx,
  { after, limit }: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select t.survei_id as id from surveys.terbitan t where t.survei_id > ${after ?? NIL_UUID}::uuid
    order by t.survei_id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
