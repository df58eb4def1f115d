import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import { type Volume, volumeFromDecimal, volumeToDecimal } from '../domain/volume.ts'

export type Garis = Readonly<{
  id: string
  garisAsal: string
  mataAnggaranId: string
  subKegiatanId: number | null
  rekeningId: number
  sumberDanaId: number | null
  uraian: string
  spesifikasi: string
  volume: Volume
  satuan: string
  harga: Sen
  jumlah: Sen
  standarId: number | null
  hargaStandar: Sen | null
  alasanHarga: string | null
  keterangan: string
  urutan: number
  revisi: number
  diubahOleh: string
}>

type Row = Omit<Garis, 'volume' | 'harga' | 'jumlah' | 'hargaStandar'> &
  Readonly<{ volume: string; harga: string; jumlah: string; hargaStandar: string | null }>

const COLUMNS = sql`g.id, g.garis_asal as "garisAsal", g.mata_anggaran_id as "mataAnggaranId",
  m.sub_kegiatan_id as "subKegiatanId", m.rekening_id as "rekeningId", m.sumber_dana_id as "sumberDanaId",
  g.uraian, g.spesifikasi, g.volume::text as volume, g.satuan, g.harga::text as harga, g.jumlah::text as jumlah,
  g.standar_id as "standarId", g.harga_standar::text as "hargaStandar", g.alasan_harga as "alasanHarga",
  g.keterangan, g.urutan, g.revisi, g.diubah_oleh as "diubahOleh"`

const toGaris = (row: Row): Garis => ({
  ...row,
  volume: volumeFromDecimal(row.volume),
  harga: fromDecimalString(row.harga),
  jumlah: fromDecimalString(row.jumlah),
  hargaStandar: row.hargaStandar === null ? null : fromDecimalString(row.hargaStandar),
})

export type GarisPlace = Readonly<{ versiId: string; skpdId: number; subKegiatanId: number | null }>
/** Where a page of lines goes on: place in the list and id. */
export type GarisCursor = Readonly<{ urutan: number; id: string }>

/** Lines of a sub kegiatan (or, with null, of revenue and financing) in their order. */
export async function listGaris(
  tx: Tx,
  place: GarisPlace,
  page: Readonly<{ after?: GarisCursor | undefined; limit: number }>,
): Promise<readonly Garis[]> {
  const { after, limit } = page
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from budget.garis g join budget.mata_anggaran m on m.id = g.mata_anggaran_id
    where g.versi_id = ${place.versiId} and g.skpd_id = ${place.skpdId}
      and m.sub_kegiatan_id is not distinct from ${place.subKegiatanId}::int
      and (g.urutan, g.id) > (${after?.urutan ?? -1}, ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by g.urutan, g.id limit ${limit}`,
  )
  return found.map(toGaris)
}

/** Lines of a part or a whole version by id, some at a time: for files and seals. */
export async function pageGaris(
  tx: Tx,
  place: Readonly<{ versiId: string; skpdId?: number | undefined }>,
  page: Readonly<{ after: string; limit: number }>,
): Promise<readonly (Garis & Readonly<{ skpdId: number }>)[]> {
  const found = await rows(
    tx,
    sql<Row & { skpdId: number }>`select ${COLUMNS}, g.skpd_id as "skpdId"
    from budget.garis g join budget.mata_anggaran m on m.id = g.mata_anggaran_id
    where g.versi_id = ${place.versiId} and (${place.skpdId ?? null}::int is null or g.skpd_id = ${place.skpdId ?? null}::int)
      and g.garis_asal > ${page.after}::uuid
    order by g.garis_asal limit ${page.limit}`,
  )
  return found.map((row) => ({ ...toGaris(row), skpdId: row.skpdId }))
}

/** Lines by id, locked: whoever comes second sees what the first has stored. */
export async function lockGaris(
  tx: Tx,
  place: Readonly<{ versiId: string; skpdId: number }>,
  ids: readonly string[],
): Promise<readonly Garis[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from budget.garis g join budget.mata_anggaran m on m.id = g.mata_anggaran_id
    where g.id = any(${[...ids]}::uuid[]) and g.versi_id = ${place.versiId} and g.skpd_id = ${place.skpdId}
    order by g.id for update of g`,
  )
  return found.map(toGaris)
}

export type StoredLine = Readonly<{
  id: string
  mataAnggaranId: string
  uraian: string
  spesifikasi: string
  volume: Volume
  satuan: string
  harga: Sen
  jumlah: Sen
  standarId: number | null
  hargaStandar: Sen | null
  alasanHarga: string | null
  rkpdBarisId?: string | null
  keterangan: string
  urutan: number
}>
export type Writer = Readonly<{ oleh: string; now: Date }>

const toJson = (lines: readonly StoredLine[]) =>
  JSON.stringify(
    lines.map((line) => ({
      ...line,
      volume: volumeToDecimal(line.volume),
      harga: toDecimalString(line.harga),
      jumlah: toDecimalString(line.jumlah),
      hargaStandar: line.hargaStandar === null ? null : toDecimalString(line.hargaStandar),
    })),
  )

const RECORD = sql`as r(id uuid, "mataAnggaranId" uuid, uraian text, spesifikasi text, volume numeric, satuan text,
  harga numeric, jumlah numeric, "standarId" int, "hargaStandar" numeric, "alasanHarga" text, "rkpdBarisId" uuid,
  keterangan text, urutan int)`

export async function insertGaris(
  tx: Tx,
  place: Readonly<{ versiId: string; skpdId: number; tahun: number }>,
  { lines, ...writer }: Writer & Readonly<{ lines: readonly StoredLine[] }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into budget.garis (id, versi_id, tahun, skpd_id, garis_asal, mata_anggaran_id, uraian, spesifikasi, volume,
      satuan, harga, jumlah, standar_id, harga_standar, alasan_harga, rkpd_baris_id, keterangan, urutan, diubah_oleh, diubah_at)
    select r.id, ${place.versiId}, ${place.tahun}, ${place.skpdId}, r.id, r."mataAnggaranId", r.uraian, r.spesifikasi, r.volume,
      r.satuan, r.harga, r.jumlah, r."standarId", r."hargaStandar", r."alasanHarga", r."rkpdBarisId", r.keterangan, r.urutan,
      ${writer.oleh}, ${writer.now}::timestamptz
    from jsonb_to_recordset(${toJson(lines)}::jsonb) ${RECORD}`,
  )
}

/** Their rows are locked and their revisions compared by the caller. */
export async function updateGaris(
  tx: Tx,
  { lines, ...writer }: Writer & Readonly<{ lines: readonly StoredLine[] }>,
): Promise<void> {
  await run(
    tx,
    sql`update budget.garis g set mata_anggaran_id = r."mataAnggaranId", uraian = r.uraian, spesifikasi = r.spesifikasi,
      volume = r.volume, satuan = r.satuan, harga = r.harga, jumlah = r.jumlah, standar_id = r."standarId",
      harga_standar = r."hargaStandar", alasan_harga = r."alasanHarga", keterangan = r.keterangan, urutan = r.urutan,
      revisi = g.revisi + 1, diubah_oleh = ${writer.oleh}, diubah_at = ${writer.now}::timestamptz
    from jsonb_to_recordset(${toJson(lines)}::jsonb) ${RECORD} where g.id = r.id`,
  )
}

export async function deleteGaris(tx: Tx, ids: readonly string[]): Promise<void> {
  await run(tx, sql`delete from budget.garis g where g.id = any(${[...ids]}::uuid[])`)
}

/** @returns the last place in a part, -1 when it has no lines */
export async function lastUrutan(tx: Tx, versiId: string, skpdId: number): Promise<number> {
  const found = await rows(
    tx,
    sql<{ urutan: number }>`select coalesce(max(g.urutan), -1) as urutan from budget.garis g
    where g.versi_id = ${versiId} and g.skpd_id = ${skpdId}`,
  )
  return found[0]?.urutan ?? -1
}

/** Every line of a version in a new one, each the same line (garis_asal) under an id of its own. */
export async function copyGaris(tx: Tx, dari: string, ke: string): Promise<void> {
  await run(
    tx,
    sql`insert into budget.garis (id, versi_id, tahun, skpd_id, garis_asal, mata_anggaran_id, uraian, spesifikasi, volume,
      satuan, harga, jumlah, standar_id, harga_standar, alasan_harga, rkpd_baris_id, keterangan, urutan, diubah_oleh, diubah_at)
    select gen_random_uuid(), ${ke}, g.tahun, g.skpd_id, g.garis_asal, g.mata_anggaran_id, g.uraian, g.spesifikasi, g.volume,
      g.satuan, g.harga, g.jumlah, g.standar_id, g.harga_standar, g.alasan_harga, g.rkpd_baris_id, g.keterangan, g.urutan,
      g.diubah_oleh, g.diubah_at
    from budget.garis g where g.versi_id = ${dari}`,
  )
}

/** One line of a part. */
export async function findGaris(
  tx: Tx,
  { versiId, skpdId, id }: Readonly<{ versiId: string; skpdId: number; id: string }>,
): Promise<Garis | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from budget.garis g join budget.mata_anggaran m on m.id = g.mata_anggaran_id
    where g.id = ${id} and g.versi_id = ${versiId} and g.skpd_id = ${skpdId}`,
  )
  return row && toGaris(row)
}
