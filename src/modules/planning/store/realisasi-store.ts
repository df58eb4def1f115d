import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import { type Ukuran, ukuranFromDecimal, ukuranToDecimal } from '../domain/ukuran.ts'

export type Realisasi = Readonly<{
  id: string
  indikatorId: string
  dokumenId: string
  tahun: number
  triwulan: number
  urut: number
  nilai: Ukuran
  bukti: string
  buktiUrl: string | null
  kendala: string
  oleh: string
  at: Date
}>

export async function insertRealisasi(tx: Tx, list: readonly Realisasi[]): Promise<void> {
  if (list.length === 0) return
  const flat = list.map((row) => ({ ...row, nilai: ukuranToDecimal(row.nilai) }))
  await run(
    tx,
    sql`insert into planning.realisasi (id, indikator_id, dokumen_id, tahun, triwulan, urut, nilai, bukti, bukti_url, kendala, dicatat_oleh, dicatat_at)
    select x.id, x."indikatorId", x."dokumenId", x.tahun, x.triwulan, x.urut, x.nilai, x.bukti, x."buktiUrl", x.kendala, x.oleh, x.at
    from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) as x (id uuid, "indikatorId" uuid, "dokumenId" uuid, tahun integer,
      triwulan integer, urut integer, nilai numeric, bukti text, "buktiUrl" text, kendala text, oleh text, at timestamptz)`,
  )
}

type Row = Omit<Realisasi, 'nilai'> & Readonly<{ nilai: string }>
const COLUMNS = sql`r.id, r.indikator_id as "indikatorId", r.dokumen_id as "dokumenId", r.tahun, r.triwulan, r.urut,
  r.nilai::text as nilai, r.bukti, r.bukti_url as "buktiUrl", r.kendala, r.dicatat_oleh as oleh, r.dicatat_at as at`
const toRealisasi = (row: Row): Realisasi => ({ ...row, nilai: ukuranFromDecimal(row.nilai) })

/** Everything recorded of an indicator, corrections too: newest period first. */
export async function listRealisasi(tx: Tx, indikatorId: string): Promise<readonly Realisasi[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from planning.realisasi r where r.indikator_id = ${indikatorId}::uuid
    order by r.tahun desc, r.triwulan desc, r.urut desc`,
  )
  return found.map(toRealisasi)
}

/** The value that holds for each of these indicators in a year: the last quarter's last entry. */
export async function listTerakhir(
  tx: Tx,
  { indikatorIds, tahun }: Readonly<{ indikatorIds: readonly string[]; tahun: number }>,
): Promise<readonly Realisasi[]> {
  const found = await rows(
    tx,
    sql<Row>`select distinct on (r.indikator_id) ${COLUMNS} from planning.realisasi r
    where r.indikator_id = any(${indikatorIds}::uuid[]) and r.tahun = ${tahun}
    order by r.indikator_id, r.triwulan desc, r.urut desc`,
  )
  return found.map(toRealisasi)
}

/** Lock an indicator of a document, so that two entries of one quarter come one after the other. */
export async function lockIndikator(
  tx: Tx,
  { indikatorId, dokumenId }: Readonly<{ indikatorId: string; dokumenId: string }>,
): Promise<boolean> {
  const found = await rows(
    tx,
    sql`select i.id from planning.indikator i
    where i.dokumen_id = ${dokumenId}::uuid and i.id = ${indikatorId}::uuid for update`,
  )
  return found.length === 1
}
