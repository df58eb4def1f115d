import { sql } from 'kysely'
import { rows, run, type Tx } from '../../../platform/db/database.ts'

export type JenisDokumen = 'spd' | 'spp' | 'kontrak' | 'lpj' | 'sts' | 'kas' | 'spj'

export type Riwayat = Readonly<{
  id: string
  dokumen: JenisDokumen
  dokumenId: string
  kejadian: string
  oleh: string | null
  nama: string
  waktu: Date
  alasan: string | null
  suratNomor: string | null
}>

const COLUMNS = sql`r.id, r.dokumen, r.dokumen_id as "dokumenId", r.kejadian, r.oleh, r.nama, r.waktu, r.alasan,
  r.surat_nomor as "suratNomor"`

export async function insertRiwayat(tx: Tx, row: Riwayat): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.riwayat (id, dokumen, dokumen_id, kejadian, oleh, nama, waktu, alasan, surat_nomor)
    values (${row.id}, ${row.dokumen}, ${row.dokumenId}, ${row.kejadian}, ${row.oleh}, ${row.nama}, ${row.waktu},
      ${row.alasan}, ${row.suratNomor})`,
  )
}

/** What happened to a document, oldest first. */
export function listRiwayat(tx: Tx, dokumenId: string): Promise<Riwayat[]> {
  return rows(
    tx,
    sql<Riwayat>`select ${COLUMNS} from treasury.riwayat r where r.dokumen_id = ${dokumenId}
    order by r.waktu, r.id limit 200`,
  )
}

export type LoggedRiwayat = Pick<Riwayat, 'id' | 'dokumen' | 'dokumenId' | 'kejadian' | 'waktu'> &
  Readonly<{
    nomor: string
    skpdId: number
    tahun: number
    jenis: string
    jumlah: string
    alasan: string | null
  }>

/** Facts everybody may read of acts of these ids: numbers, amounts, days; no payee and no person. */
export function listForLog(tx: Tx, ids: readonly string[]): Promise<LoggedRiwayat[]> {
  return rows(
    tx,
    sql<LoggedRiwayat>`select r.id, r.dokumen, r.dokumen_id as "dokumenId", r.kejadian, r.waktu, r.alasan,
      case when r.kejadian in ('terbit-sp2d', 'cair', 'selesai', 'batal-sp2d') then d.nomor
        when r.kejadian = 'terbit-spm' then m.nomor
        else coalesce(p.nomor, s.nomor, k.nomor) end as nomor,
      coalesce(p.skpd_id, s.skpd_id, k.skpd_id) as "skpdId", coalesce(p.tahun, s.tahun, k.tahun) as tahun,
      coalesce(p.jenis, '') as jenis, coalesce(p.jumlah, s.jumlah, k.nilai)::text as jumlah
    from treasury.riwayat r
      left join treasury.spp p on r.dokumen = 'spp' and p.id = r.dokumen_id
      left join treasury.spm m on m.spp_id = p.id
      left join treasury.sp2d d on d.spp_id = p.id
      left join treasury.spd s on r.dokumen = 'spd' and s.id = r.dokumen_id
      left join treasury.kontrak k on r.dokumen = 'kontrak' and k.id = r.dokumen_id
    where r.id = any(${[...ids]}::uuid[])`,
  )
}

export async function listLoggedIds(
  tx: Tx,
  page: Readonly<{ after?: string; limit: number; kejadian: readonly string[] }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`select r.id from treasury.riwayat r
    where r.id > ${page.after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      and r.dokumen || '.' || r.kejadian = any(${[...page.kejadian]}::text[])
    order by r.id limit ${page.limit}`,
  )
  return found.map(({ id }) => id)
}
