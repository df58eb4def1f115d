import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Riwayat = Readonly<{
  id: string
  kartuId: string
  kejadian: string
  versi: number
  dokumen: Readonly<Record<string, unknown>>
  isPublik: boolean
  oleh: string
  waktu: Date
}>

const COLUMNS = sql`r.id, r.kartu_id as "kartuId", r.kejadian, r.versi, r.dokumen, r.is_publik as "isPublik", r.oleh, r.waktu`

export async function insertRiwayat(tx: Tx, list: readonly Riwayat[]): Promise<void> {
  await run(
    tx,
    sql`insert into assets.riwayat (id, kartu_id, kejadian, versi, dokumen, is_publik, oleh, waktu)
    select r.id, r."kartuId", r.kejadian, r.versi, r.dokumen, r."isPublik", r.oleh, r.waktu
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, "kartuId" uuid, kejadian text, versi integer,
      dokumen jsonb, "isPublik" boolean, oleh text, waktu timestamptz)`,
  )
}

const SHOWN_MAX = 200

export function listRiwayat(tx: Tx, kartuId: string): Promise<readonly Riwayat[]> {
  return rows(
    tx,
    sql<Riwayat>`select ${COLUMNS} from assets.riwayat r where r.kartu_id = ${kartuId}
    order by r.versi desc limit ${SHOWN_MAX}`,
  )
}

/** Public acts by their ids, for the public log. */
export function readRiwayat(
  tx: Tx,
  ids: readonly string[],
): Promise<readonly (Riwayat & Readonly<{ label: string }>)[]> {
  return rows(
    tx,
    sql<Riwayat & { label: string }>`select ${COLUMNS}, k.label from assets.riwayat r
      join assets.kartu k on k.id = r.kartu_id
    where r.id = any(${ids as string[]}::uuid[]) and r.is_publik`,
  )
}

export async function listRiwayatIds(
  tx: Tx,
  { after, limit }: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`select r.id from assets.riwayat r
    where r.is_publik ${after === undefined ? sql`` : sql`and r.id > ${after}::uuid`} order by r.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
