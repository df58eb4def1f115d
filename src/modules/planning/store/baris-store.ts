import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { BarisIsi } from '../domain/baris.ts'
import type { Sumber } from '../domain/dokumen.ts'
import { ukuranFromDecimal, ukuranToDecimal } from '../domain/ukuran.ts'

/** A line of a version of the yearly plan. Its id is the same in every version. */
export type Baris = BarisIsi &
  Readonly<{
    id: string
    dokumenId: string
    tahun: number
    revisi: number
    diubahOleh: string
    /** Proposals it serves: id and number. */
    usulan: readonly Readonly<{ id: string; nomor: string }>[]
  }>

const COLUMNS = sql`r.dokumen_id as "dokumenId", r.id, k.tahun, k.skpd_id as "skpdId", k.sub_kegiatan_id as "subKegiatanId",
  r.uraian, r.lokasi_kode as "lokasiKode", r.lokasi_rinci as "lokasiRinci", r.indikator, r.target::text as target, r.satuan,
  r.pagu::text as pagu, r.pagu_maju::text as "paguMaju", r.prioritas, r.sumber, r.revisi, r.diubah_oleh as "diubahOleh",
  coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'nomor', u.nomor) order by b.urutan, u.nomor)
    from planning.usulan_baris b join planning.usulan u on u.id = b.usulan_id where b.baris_id = r.id), '[]'::jsonb) as usulan`
const FROM = sql`from planning.rkpd_baris r join planning.rkpd_kunci k on k.id = r.id`

type Row = Omit<Baris, 'target' | 'pagu' | 'paguMaju'> &
  Readonly<{ target: string; pagu: string; paguMaju: string }>

const toBaris = (row: Row): Baris => ({
  ...row,
  target: ukuranFromDecimal(row.target),
  pagu: fromDecimalString(row.pagu),
  paguMaju: fromDecimalString(row.paguMaju),
})

export async function findBaris(
  tx: Tx,
  { dokumenId, id }: Readonly<{ dokumenId: string; id: string }>,
): Promise<Baris | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} ${FROM} where r.dokumen_id = ${dokumenId}::uuid and r.id = ${id}::uuid`,
  )
  return row && toBaris(row)
}

export type BarisFilter = Readonly<{
  dokumenId: string
  skpdId?: number | undefined
  sumber?: Sumber | undefined
  /** Code of a kecamatan or desa: it and what is in it. */
  lokasi?: string | undefined
  /** Words of the description. */
  kata?: string | undefined
  after?: string | undefined
  limit: number
}>

/** Lines by SKPD and sub kegiatan, page by page: the key is opaque, made by `keyOf`. */
export async function listBaris(tx: Tx, filter: BarisFilter): Promise<readonly Baris[]> {
  const { skpdId = null, sumber = null, lokasi = null, kata = null } = filter
  const after = /^(\d{1,9})_(\d{1,9})_([0-9a-f-]{36})$/.exec(filter.after ?? '')
  const [skpdAfter, subAfter, idAfter] = [after?.[1] ?? 0, after?.[2] ?? 0, after?.[3] ?? FIRST_ID]
  const words = kata === null ? null : `%${kata.replaceAll(/[\\%_]/g, '\\$&')}%`
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} ${FROM}
    where r.dokumen_id = ${filter.dokumenId}::uuid
      and (${skpdId}::integer is null or k.skpd_id = ${skpdId}::integer)
      and (${sumber}::text is null or r.sumber = ${sumber}::text)
      and (${lokasi}::text is null or r.lokasi_kode = ${lokasi}::text or r.lokasi_kode like ${lokasi}::text || '.%')
      and (${words}::text is null or r.uraian ilike ${words}::text)
      and (k.skpd_id, k.sub_kegiatan_id, r.id) > (${skpdAfter}::integer, ${subAfter}::integer, ${idAfter}::uuid)
    order by k.skpd_id, k.sub_kegiatan_id, r.id limit ${filter.limit}`,
  )
  return found.map(toBaris)
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/** Key of the page after a line. */
export function keyOf(baris: Pick<Baris, 'skpdId' | 'subKegiatanId' | 'id'>): string {
  return `${baris.skpdId}_${baris.subKegiatanId}_${baris.id}`
}

/** Lines in force in a year: those of the last enacted version. */
export async function listBerlaku(
  tx: Tx,
  { tahun, skpdId }: Readonly<{ tahun: number; skpdId?: number }>,
): Promise<readonly Baris[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} ${FROM}
    where r.dokumen_id = (select d.id from planning.dokumen d
        where d.jenis = 'rkpd' and d.tahun_mulai = ${tahun} and d.status = 'ditetapkan' order by d.versi desc limit 1)
      and (${skpdId ?? null}::integer is null or k.skpd_id = ${skpdId ?? null}::integer)
    order by k.skpd_id, k.sub_kegiatan_id, r.id`,
  )
  return found.map(toBaris)
}

export type StoredBaris = BarisIsi &
  Readonly<{ id: string; dokumenId: string; tahun: number; oleh: string; at: Date }>

/** New lines with their keys, in two statements. */
export async function insertBaris(tx: Tx, list: readonly StoredBaris[]): Promise<void> {
  const flat = list.map((row) => ({
    ...row,
    target: ukuranToDecimal(row.target),
    pagu: toDecimalString(row.pagu),
    paguMaju: toDecimalString(row.paguMaju),
  }))
  const data = JSON.stringify(flat)
  await run(
    tx,
    sql`insert into planning.rkpd_kunci (id, tahun, skpd_id, sub_kegiatan_id)
    select x.id, x.tahun, x."skpdId", x."subKegiatanId"
    from jsonb_to_recordset(${data}::jsonb) as x (id uuid, tahun integer, "skpdId" integer, "subKegiatanId" integer)`,
  )
  await run(
    tx,
    sql`insert into planning.rkpd_baris (dokumen_id, id, uraian, lokasi_kode, lokasi_rinci, indikator, target, satuan,
      pagu, pagu_maju, prioritas, sumber, diubah_oleh, diubah_at)
    select x."dokumenId", x.id, x.uraian, x."lokasiKode", x."lokasiRinci", x.indikator, x.target, x.satuan, x.pagu,
      x."paguMaju", x.prioritas, x.sumber, x.oleh, x.at
    from jsonb_to_recordset(${data}::jsonb) as x ("dokumenId" uuid, id uuid, uraian text, "lokasiKode" text,
      "lokasiRinci" text, indikator text, target numeric, satuan text, pagu numeric, "paguMaju" numeric, prioritas text,
      sumber text, oleh text, at timestamptz)`,
  )
}

/** @returns false when somebody else has changed the line since it was read */
export async function updateBaris(
  tx: Tx,
  row: Omit<StoredBaris, 'tahun' | 'skpdId' | 'subKegiatanId'> & Readonly<{ revisi: number }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update planning.rkpd_baris set uraian = ${row.uraian}, lokasi_kode = ${row.lokasiKode},
      lokasi_rinci = ${row.lokasiRinci}, indikator = ${row.indikator}, target = ${ukuranToDecimal(row.target)}::numeric,
      satuan = ${row.satuan}, pagu = ${toDecimalString(row.pagu)}::numeric,
      pagu_maju = ${toDecimalString(row.paguMaju)}::numeric, prioritas = ${row.prioritas}, sumber = ${row.sumber},
      diubah_oleh = ${row.oleh}, diubah_at = ${row.at}, revisi = revisi + 1
    where dokumen_id = ${row.dokumenId}::uuid and id = ${row.id}::uuid and revisi = ${row.revisi}`,
  )
  return changed === 1
}

export type PaguBaris = Readonly<{ id: string; pagu: Sen }>

/** Other ceilings for lines of a draft, many at once. */
export async function updatePagu(
  tx: Tx,
  { dokumenId, list }: Readonly<{ dokumenId: string; list: readonly PaguBaris[] }>,
): Promise<void> {
  if (list.length === 0) return
  const flat = list.map(({ id, pagu }) => ({ id, pagu: toDecimalString(pagu) }))
  await run(
    tx,
    sql`update planning.rkpd_baris r set pagu = x.pagu, revisi = r.revisi + 1
    from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) as x (id uuid, pagu numeric)
    where r.dokumen_id = ${dokumenId}::uuid and r.id = x.id`,
  )
}

export async function deleteBaris(
  tx: Tx,
  { dokumenId, id }: Readonly<{ dokumenId: string; id: string }>,
): Promise<void> {
  await run(
    tx,
    sql`delete from planning.rkpd_baris where dokumen_id = ${dokumenId}::uuid and id = ${id}::uuid`,
  )
}

export type Bagian = Readonly<{ kunci: string; baris: number; pagu: Sen }>

/** Shares of a version by a column: source, kecamatan or SKPD. */
export async function sumBaris(
  tx: Tx,
  { dokumenId, menurut }: Readonly<{ dokumenId: string; menurut: 'sumber' | 'kecamatan' | 'skpd' }>,
): Promise<readonly Bagian[]> {
  const found = await rows(
    tx,
    sql<{
      kunci: string
      baris: number
      pagu: string
    }>`select case ${menurut}::text when 'sumber' then r.sumber
        when 'skpd' then k.skpd_id::text
        else coalesce((select case w.tingkat when 'kecamatan' then w.kode when 'kabupaten' then '' else w.induk_kode end
          from reference.wilayah w where w.kode = r.lokasi_kode), '') end as kunci,
      count(*)::int as baris, sum(r.pagu)::text as pagu
    ${FROM} where r.dokumen_id = ${dokumenId}::uuid group by 1 order by sum(r.pagu) desc, 1`,
  )
  return found.map((row) => ({ ...row, pagu: fromDecimalString(row.pagu) }))
}
