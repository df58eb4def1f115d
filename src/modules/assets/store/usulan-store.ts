import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Usulan = Readonly<{
  id: string
  jenis: 'pindah' | 'hapus'
  kartuId: string
  label: string
  nama: string
  dariSkpdId: number
  keSkpdId: number | null
  alasan: string
  status: 'diajukan' | 'disetujui' | 'ditolak'
  dokumen: string | null
  catatan: string
  diajukanOleh: string
  diajukanNama: string
  diajukanAt: Date
  diputusNama: string | null
  diputusAt: Date | null
}>

const COLUMNS = sql`u.id, u.jenis, u.kartu_id as "kartuId", k.label, k.nama, u.dari_skpd_id as "dariSkpdId",
  u.ke_skpd_id as "keSkpdId", u.alasan, u.status, u.dokumen, u.catatan, u.diajukan_oleh as "diajukanOleh",
  u.diajukan_nama as "diajukanNama", u.diajukan_at as "diajukanAt", u.diputus_nama as "diputusNama",
  u.diputus_at as "diputusAt"`

/** @returns false when a proposal for this card waits already */
export async function insertUsulan(
  tx: Tx,
  row: Pick<
    Usulan,
    | 'id'
    | 'jenis'
    | 'kartuId'
    | 'dariSkpdId'
    | 'keSkpdId'
    | 'alasan'
    | 'diajukanOleh'
    | 'diajukanNama'
    | 'diajukanAt'
  >,
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into assets.usulan (id, jenis, kartu_id, dari_skpd_id, ke_skpd_id, alasan, diajukan_oleh, diajukan_nama, diajukan_at)
    values (${row.id}, ${row.jenis}, ${row.kartuId}, ${row.dariSkpdId}, ${row.keSkpdId}, ${row.alasan}, ${row.diajukanOleh},
      ${row.diajukanNama}, ${row.diajukanAt})
    on conflict (kartu_id) where status = 'diajukan' do nothing`,
  )
  return made === 1
}

export function findUsulanForUpdate(tx: Tx, id: string): Promise<Usulan | undefined> {
  return maybeRow(
    tx,
    sql<Usulan>`select ${COLUMNS} from assets.usulan u join assets.kartu k on k.id = u.kartu_id
    where u.id = ${id} for update of u`,
  )
}

export async function decideUsulan(
  tx: Tx,
  row: Readonly<{
    id: string
    status: 'disetujui' | 'ditolak'
    dokumen: string | null
    catatan: string
    oleh: string
    nama: string
    at: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`update assets.usulan set status = ${row.status}, dokumen = ${row.dokumen}, catatan = ${row.catatan},
      diputus_oleh = ${row.oleh}, diputus_nama = ${row.nama}, diputus_at = ${row.at} where id = ${row.id}`,
  )
}

/** Proposals that wait, oldest first: of the SKPD on either side, or of the whole region. */
export function listMenunggu(
  tx: Tx,
  page: Readonly<{ skpdIds: readonly number[] | undefined; limit: number }>,
): Promise<readonly Usulan[]> {
  const ids = page.skpdIds as number[] | undefined
  return rows(
    tx,
    sql<Usulan>`select ${COLUMNS} from assets.usulan u join assets.kartu k on k.id = u.kartu_id where u.status = 'diajukan'
      ${ids === undefined ? sql`` : sql`and (u.dari_skpd_id = any(${ids}::int[]) or u.ke_skpd_id = any(${ids}::int[]))`}
    order by u.diajukan_at, u.id limit ${page.limit}`,
  )
}

const OF_CARD_MAX = 50

export function listUsulanOf(tx: Tx, kartuId: string): Promise<readonly Usulan[]> {
  return rows(
    tx,
    sql<Usulan>`select ${COLUMNS} from assets.usulan u join assets.kartu k on k.id = u.kartu_id
    where u.kartu_id = ${kartuId} order by u.diajukan_at desc limit ${OF_CARD_MAX}`,
  )
}
