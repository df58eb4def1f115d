import type { Role } from '../../../kernel/actor.ts'
import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Riwayat = Readonly<{
  id: string
  permohonanId: string
  urutan: number
  kejadian: string
  dariTahap: string | null
  keTahap: string | null
  oleh: string | null
  olehJenis: 'pemohon' | 'petugas' | 'sistem'
  peran: Role | null
  unitKode: string | null
  atasNama: 'plt' | 'plh' | 'delegasi' | null
  pesan: string | null
  data: Readonly<Record<string, unknown>>
  isPublik: boolean
  waktu: Date
}>

const COLUMNS =
  sql.raw(`r.id, r.permohonan_id as "permohonanId", r.urutan, r.kejadian, r.dari_tahap as "dariTahap",
  r.ke_tahap as "keTahap", r.oleh, r.oleh_jenis as "olehJenis", r.peran, r.unit_kode as "unitKode",
  r.atas_nama as "atasNama", r.pesan, r.data, r.is_publik as "isPublik", r.waktu`)

/** The order follows from the version of the locked application, so two lines never share one. */
export async function insertRiwayat(tx: Tx, r: Riwayat): Promise<void> {
  await run(
    tx,
    sql`insert into services.riwayat (id, permohonan_id, urutan, kejadian, dari_tahap, ke_tahap, oleh, oleh_jenis, peran,
      unit_kode, atas_nama, pesan, data, is_publik, waktu)
    values (${r.id}::uuid, ${r.permohonanId}::uuid, ${r.urutan}::int, ${r.kejadian}, ${r.dariTahap}, ${r.keTahap},
      ${r.oleh}::uuid, ${r.olehJenis}, ${r.peran}, ${r.unitKode}, ${r.atasNama}, ${r.pesan},
      ${JSON.stringify(r.data)}::jsonb, ${r.isPublik}, ${r.waktu})`,
  )
}

/** Lines of an application's timeline, the newest first. */
export function riwayatOf(permohonanId: string, limit: number) {
  return sql<Riwayat>`select ${COLUMNS} from services.riwayat r where r.permohonan_id = ${permohonanId}::uuid
    order by r.urutan desc limit ${limit}`
}

/** Lines that the public log tells of, with what a reader of the log may see. */
export type LoggedRow = Riwayat & Readonly<{ nomor: string; kode: string; versi: number }>

export function listForLog(tx: Tx, ids: readonly string[]): Promise<LoggedRow[]> {
  return rows(
    tx,
    sql<LoggedRow>`select ${COLUMNS}, p.nomor, p.kode, p.versi from services.riwayat r
    join services.permohonan p on p.id = r.permohonan_id where r.id = any(${[...ids]}::uuid[])`,
  )
}

export async function listLoggedIds(
  tx: Tx,
  page: Readonly<{ after?: string; limit: number; kejadian: readonly string[] }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`select r.id from services.riwayat r
    where r.kejadian = any(${[...page.kejadian]}::text[]) and (${page.after ?? null}::uuid is null or r.id > ${page.after ?? null}::uuid)
    order by r.id limit ${page.limit}`,
  )
  return found.map((row) => row.id)
}
