import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Dokumen, JenisDokumen, JenisPenetapan } from '../domain/dokumen.ts'

const COLUMNS = sql`d.id, d.jenis, d.skpd_id as "skpdId", d.tahun_mulai as "tahunMulai", d.tahun_sampai as "tahunSampai",
  d.versi, d.induk_id as "indukId", d.mengubah_id as "mengubahId", d.judul, d.status,
  d.penetapan_jenis as "penetapanJenis", d.penetapan_nomor as "penetapanNomor",
  d.penetapan_tanggal as "penetapanTanggal", d.sidik, d.dibuat_oleh as "dibuatOleh",
  d.diajukan_oleh as "diajukanOleh", d.ditetapkan_oleh as "ditetapkanOleh", d.ditetapkan_at as "ditetapkanAt"`

export type NewDokumen = Pick<
  Dokumen,
  | 'id'
  | 'jenis'
  | 'skpdId'
  | 'tahunMulai'
  | 'tahunSampai'
  | 'versi'
  | 'indukId'
  | 'mengubahId'
  | 'judul'
  | 'dibuatOleh'
> &
  Readonly<{ at: Date }>

/** @returns false when there is such a document, or another version is still open */
export async function insertDokumen(tx: Tx, row: NewDokumen): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into planning.dokumen (id, jenis, skpd_id, tahun_mulai, tahun_sampai, versi, induk_id, mengubah_id,
      judul, dibuat_oleh, dibuat_at)
    values (${row.id}, ${row.jenis}, ${row.skpdId}, ${row.tahunMulai}, ${row.tahunSampai}, ${row.versi},
      ${row.indukId}, ${row.mengubahId}, ${row.judul}, ${row.dibuatOleh}, ${row.at})
    on conflict do nothing`,
  )
  return made === 1
}

export function findDokumen(tx: Tx, id: string): Promise<Dokumen | undefined> {
  return maybeRow(
    tx,
    sql<Dokumen>`select ${COLUMNS} from planning.dokumen d where d.id = ${id}::uuid`,
  )
}

/** The row stays locked: who changes the state waits for those who write contents, and they for it. */
export function findDokumenForUpdate(tx: Tx, id: string): Promise<Dokumen | undefined> {
  return maybeRow(
    tx,
    sql<Dokumen>`select ${COLUMNS} from planning.dokumen d where d.id = ${id}::uuid for update`,
  )
}

/** Every document, newest years first; a region has some hundreds. */
export function listDokumen(tx: Tx): Promise<Dokumen[]> {
  return rows(
    tx,
    sql<Dokumen>`select ${COLUMNS} from planning.dokumen d
    order by d.tahun_mulai desc, d.jenis, d.skpd_id nulls first, d.versi desc limit 2000`,
  )
}

export async function hasDokumen(tx: Tx): Promise<boolean> {
  const row = await maybeRow(tx, sql<{ id: string }>`select d.id from planning.dokumen d limit 1`)
  return row !== undefined
}

export type DokumenKey = Readonly<{
  jenis: JenisDokumen
  skpdId?: number
  /** A year the document covers. */
  tahun: number
}>

/** Newest version that covers a year: the enacted one, or with `isDraftTaken` the one being drafted. */
export function findNewest(
  tx: Tx,
  { jenis, skpdId, tahun }: DokumenKey,
  isDraftTaken = false,
): Promise<Dokumen | undefined> {
  const skpd = skpdId ?? null
  return maybeRow(
    tx,
    sql<Dokumen>`select ${COLUMNS} from planning.dokumen d
    where d.jenis = ${jenis} and d.skpd_id is not distinct from ${skpd}::integer
      and ${tahun} between d.tahun_mulai and d.tahun_sampai and (${isDraftTaken} or d.status = 'ditetapkan')
    order by d.tahun_mulai desc, d.versi desc limit 1`,
  )
}

/** Newest version of the Renstra or Renja of every SKPD that covers a year. */
export function listNewest(
  tx: Tx,
  { jenis, tahun }: Readonly<{ jenis: 'renstra' | 'renja'; tahun: number }>,
): Promise<Dokumen[]> {
  return rows(
    tx,
    sql<Dokumen>`select distinct on (d.skpd_id) ${COLUMNS} from planning.dokumen d
    where d.jenis = ${jenis} and ${tahun} between d.tahun_mulai and d.tahun_sampai
    order by d.skpd_id, d.tahun_mulai desc, d.versi desc`,
  )
}

export function listVersi(tx: Tx, dokumen: Dokumen): Promise<Dokumen[]> {
  return rows(
    tx,
    sql<Dokumen>`select ${COLUMNS} from planning.dokumen d
    where d.jenis = ${dokumen.jenis} and d.skpd_id is not distinct from ${dokumen.skpdId}::integer
      and d.tahun_mulai = ${dokumen.tahunMulai}
    order by d.versi desc`,
  )
}

export async function saveSubmitted(
  tx: Tx,
  { id, oleh, at }: Readonly<{ id: string; oleh: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update planning.dokumen set status = 'diajukan', diajukan_oleh = ${oleh}, diajukan_at = ${at}
    where id = ${id}::uuid`,
  )
}

export async function saveReturned(tx: Tx, id: string): Promise<void> {
  await run(
    tx,
    sql`update planning.dokumen set status = 'disusun', diajukan_oleh = null, diajukan_at = null
    where id = ${id}::uuid`,
  )
}

export type Enactment = Readonly<{
  id: string
  jenis: JenisPenetapan
  nomor: string
  tanggal: string
  sidik: string
  oleh: string
  at: Date
}>

export async function saveEnacted(tx: Tx, row: Enactment): Promise<void> {
  await run(
    tx,
    sql`update planning.dokumen set status = 'ditetapkan', penetapan_jenis = ${row.jenis},
      penetapan_nomor = ${row.nomor}, penetapan_tanggal = ${row.tanggal}::date, sidik = ${row.sidik},
      ditetapkan_oleh = ${row.oleh}, ditetapkan_at = ${row.at}
    where id = ${row.id}::uuid`,
  )
}

export async function listEnactedIds(
  tx: Tx,
  { after, limit }: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const first = after ?? '00000000-0000-0000-0000-000000000000'
  const found = await rows(
    tx,
    sql<{ id: string }>`select d.id from planning.dokumen d
    where d.status = 'ditetapkan' and d.id > ${first}::uuid order by d.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}

/** Copy nodes, ceilings, indicators, targets and lines of one version into the next, ids and all. */
export async function copyContents(
  tx: Tx,
  { dari, ke }: Readonly<{ dari: string; ke: string }>,
): Promise<void> {
  const statements = [
    sql`insert into planning.simpul (dokumen_id, id, induk_id, jenis, urutan, uraian, nomenklatur_id, skpd_id, mendukung_id, diubah_oleh, diubah_at)
      select ${ke}::uuid, s.id, s.induk_id, s.jenis, s.urutan, s.uraian, s.nomenklatur_id, s.skpd_id, s.mendukung_id, s.diubah_oleh, s.diubah_at
      from planning.simpul s where s.dokumen_id = ${dari}::uuid`,
    sql`insert into planning.simpul_pagu (dokumen_id, simpul_id, tahun, pagu)
      select ${ke}::uuid, p.simpul_id, p.tahun, p.pagu from planning.simpul_pagu p where p.dokumen_id = ${dari}::uuid`,
    sql`insert into planning.indikator (dokumen_id, id, simpul_id, urutan, nama, satuan, rumus, arah, awal, awal_tahun, penjelasan, is_utama)
      select ${ke}::uuid, i.id, i.simpul_id, i.urutan, i.nama, i.satuan, i.rumus, i.arah, i.awal, i.awal_tahun, i.penjelasan, i.is_utama
      from planning.indikator i where i.dokumen_id = ${dari}::uuid`,
    sql`insert into planning.indikator_target (dokumen_id, indikator_id, tahun, target)
      select ${ke}::uuid, t.indikator_id, t.tahun, t.target from planning.indikator_target t where t.dokumen_id = ${dari}::uuid`,
    sql`insert into planning.rkpd_baris (dokumen_id, id, uraian, lokasi_kode, lokasi_rinci, indikator, target, satuan, pagu, pagu_maju, prioritas, sumber, diubah_oleh, diubah_at)
      select ${ke}::uuid, r.id, r.uraian, r.lokasi_kode, r.lokasi_rinci, r.indikator, r.target, r.satuan, r.pagu, r.pagu_maju, r.prioritas, r.sumber, r.diubah_oleh, r.diubah_at
      from planning.rkpd_baris r where r.dokumen_id = ${dari}::uuid`,
  ]
  for (const statement of statements) await run(tx, statement)
}
