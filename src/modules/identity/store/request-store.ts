import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { CorrectionField, RequestKind } from '../domain/data-requests.ts'

export type RequestStatus = 'diajukan' | 'dikabulkan' | 'ditolak'

export type PermintaanRow = Readonly<{
  id: string
  akunId: string
  jenis: RequestKind
  bidang: CorrectionField | null
  isi: string
  status: RequestStatus
  jawaban: string | null
  dibuat: Date
  batas: Date
  diputus: Date | null
}>

const COLUMNS = sql.raw(
  'p.id, p.akun_id as "akunId", p.jenis, p.bidang, p.isi, p.status, p.jawaban, p.dibuat, p.batas, p.diputus',
)

export async function insertPermintaan(
  tx: Tx,
  row: Pick<PermintaanRow, 'id' | 'akunId' | 'jenis' | 'bidang' | 'isi' | 'dibuat' | 'batas'>,
): Promise<void> {
  await run(
    tx,
    sql`insert into identity.permintaan_data (id, akun_id, jenis, bidang, isi, dibuat, batas)
    values (${row.id}, ${row.akunId}, ${row.jenis}, ${row.bidang}, ${row.isi}, ${row.dibuat}, ${row.batas})`,
  )
}

export function listPermintaanOf(tx: Tx, akunId: string): Promise<PermintaanRow[]> {
  return rows(
    tx,
    sql<PermintaanRow>`select ${COLUMNS} from identity.permintaan_data p where p.akun_id = ${akunId}
    order by p.dibuat desc, p.id limit 50`,
  )
}

export type OpenPermintaan = PermintaanRow & Readonly<{ nama: string; namaPengguna: string }>

/** Open requests, the most urgent first. */
export function listOpenPermintaan(tx: Tx): Promise<OpenPermintaan[]> {
  return rows(
    tx,
    sql<OpenPermintaan>`select ${COLUMNS}, a.nama, a.nama_pengguna as "namaPengguna"
    from identity.permintaan_data p join identity.akun a on a.id = p.akun_id
    where p.status = 'diajukan' order by p.batas, p.id limit 100`,
  )
}

export function findPermintaanForUpdate(tx: Tx, id: string): Promise<PermintaanRow | undefined> {
  return maybeRow(
    tx,
    sql<PermintaanRow>`select ${COLUMNS} from identity.permintaan_data p where p.id = ${id} for update`,
  )
}

export async function decidePermintaan(
  tx: Tx,
  decision: Readonly<{
    id: string
    status: 'dikabulkan' | 'ditolak'
    answer: string
    by: string
    at: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`update identity.permintaan_data set status = ${decision.status}, jawaban = ${decision.answer},
      diputus_oleh = ${decision.by}, diputus = ${decision.at} where id = ${decision.id}`,
  )
}

export type FaceToFace = Readonly<{
  id: string
  akunId: string
  petugasId: string
  dokumen: string
  catatan: string
  at: Date
}>

export async function insertTatapMuka(tx: Tx, row: FaceToFace): Promise<void> {
  await run(
    tx,
    sql`insert into identity.tatap_muka (id, akun_id, petugas_id, dokumen, catatan, dibuat)
    values (${row.id}, ${row.akunId}, ${row.petugasId}, ${row.dokumen}, ${row.catatan}, ${row.at})`,
  )
}

export function listTatapMuka(
  tx: Tx,
  akunId: string,
): Promise<Readonly<{ dokumen: string; dibuat: Date }>[]> {
  return rows(
    tx,
    sql<{ dokumen: string; dibuat: Date }>`select t.dokumen, t.dibuat from identity.tatap_muka t
    where t.akun_id = ${akunId} order by t.dibuat desc, t.id limit 20`,
  )
}
