import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Jenis } from '../domain/aturan.ts'
import type { Keadaan, Kepala } from '../domain/susun.ts'

export type Konsultasi = Kepala &
  Readonly<{
    id: string
    kode: string
    status: 'draf' | 'buka' | 'tutup'
    /** Latest version of the text; 0 before there is one. */
    versi: number
    /** The version that people were asked about. */
    versiBuka: number | null
    jangkarTerpakai: number
    masukanTerakhir: number
    janjiTerakhir: number
    dibuatAt: Date
    dibukaAt: Date | null
    ditutupAt: Date | null
    suratId: string | null
    suratKode: string | null
  }>

const COLUMNS = sql`k.id, k.kode, k.jenis, k.bentuk, k.judul, k.tujuan, k.unit_kode as "unitKode", k.status, k.tutup_pada as "tutupPada",
  k.versi, k.versi_buka as "versiBuka", k.jangkar_terpakai as "jangkarTerpakai", k.masukan_terakhir as "masukanTerakhir",
  k.janji_terakhir as "janjiTerakhir", k.dibuat_at as "dibuatAt", k.dibuka_at as "dibukaAt", k.ditutup_at as "ditutupAt",
  k.surat_id as "suratId", k.surat_kode as "suratKode"`

export async function insertKonsultasi(
  tx: Tx,
  row: Kepala & Readonly<{ id: string; kode: string; oleh: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into consultations.konsultasi (id, kode, jenis, bentuk, judul, tujuan, unit_kode, tutup_pada, dibuat_oleh, dibuat_at)
    values (${row.id}, ${row.kode}, ${row.jenis}, ${row.bentuk}, ${row.judul}, ${row.tujuan}, ${row.unitKode}, ${row.tutupPada},
      ${row.oleh}, ${row.at})`,
  )
}

export function findKonsultasi(tx: Tx, kode: string): Promise<Konsultasi | undefined> {
  return maybeRow(
    tx,
    sql<Konsultasi>`select ${COLUMNS} from consultations.konsultasi k where k.kode = ${kode}`,
  )
}

/** Held until the transaction ends: whoever sends, answers, writes or closes waits for each other. */
export function lockKonsultasi(tx: Tx, kode: string): Promise<Konsultasi | undefined> {
  return maybeRow(
    tx,
    sql<Konsultasi>`select ${COLUMNS} from consultations.konsultasi k where k.kode = ${kode} for update of k`,
  )
}

/** By their ids, for whoever must be told about them. */
export function readKonsultasiByIds(
  tx: Tx,
  ids: readonly string[],
): Promise<Pick<Konsultasi, 'id' | 'kode' | 'judul' | 'unitKode'>[]> {
  return rows(
    tx,
    sql<
      Pick<Konsultasi, 'id' | 'kode' | 'judul' | 'unitKode'>
    >`select k.id, k.kode, k.judul, k.unit_kode as "unitKode"
    from consultations.konsultasi k where k.id = any(${[...ids]}::uuid[]) order by k.id`,
  )
}

export type Kunci = Readonly<{ at: Date; id: string }>

/** Consultations everybody may see, the latest opened first, in one state when one is asked for. */
export function listPublik(
  tx: Tx,
  {
    keadaan,
    today,
    after,
    limit,
  }: Readonly<{
    keadaan: Keadaan | undefined
    today: Tanggal
    after: Kunci | undefined
    limit: number
  }>,
): Promise<Konsultasi[]> {
  const from =
    after === undefined
      ? sql``
      : sql`and (k.dibuka_at, k.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const state =
    keadaan === 'tutup'
      ? sql`and k.status = 'tutup'`
      : keadaan === 'jawab'
        ? sql`and k.status = 'buka' and k.tutup_pada < ${today}`
        : keadaan === 'buka'
          ? sql`and k.status = 'buka' and k.tutup_pada >= ${today}`
          : sql``
  return rows(
    tx,
    sql<Konsultasi>`select ${COLUMNS} from consultations.konsultasi k where k.status <> 'draf' ${state} ${from}
    order by k.dibuka_at desc, k.id desc limit ${limit}`,
  )
}

/** Consultations of these units, the latest first. */
export function listKerja(
  tx: Tx,
  {
    units,
    after,
    limit,
  }: Readonly<{ units: readonly string[]; after: Kunci | undefined; limit: number }>,
): Promise<Konsultasi[]> {
  const from =
    after === undefined
      ? sql``
      : sql`and (k.dibuat_at, k.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return rows(
    tx,
    sql<Konsultasi>`select ${COLUMNS} from consultations.konsultasi k where k.unit_kode = any(${[...units]}::text[]) ${from}
    order by k.dibuat_at desc, k.id desc limit ${limit}`,
  )
}

export async function openKonsultasi(tx: Tx, id: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update consultations.konsultasi set status = 'buka', versi_buka = versi, dibuka_at = ${at} where id = ${id}`,
  )
}

export async function closeKonsultasi(tx: Tx, id: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update consultations.konsultasi set status = 'tutup', ditutup_at = ${at} where id = ${id}`,
  )
}

export async function saveSurat(
  tx: Tx,
  row: Readonly<{ id: string; suratId: string; suratKode: string | null }>,
): Promise<void> {
  await run(
    tx,
    sql`update consultations.konsultasi set surat_id = ${row.suratId}, surat_kode = ${row.suratKode} where id = ${row.id}`,
  )
}

export type Hitungan = Readonly<{ masuk: number; dijawab: number; lewat: number }>
const NIHIL: Hitungan = { masuk: 0, dijawab: 0, lewat: 0 }

/** Inputs of these consultations: received, answered, and waiting or answered later than the rule says. */
export async function countMasukan(
  tx: Tx,
  { ids, today }: Readonly<{ ids: readonly string[]; today: Tanggal }>,
): Promise<(id: string) => Hitungan> {
  const found = await rows(
    tx,
    sql<Hitungan & { id: string }>`select m.konsultasi_id as id, count(*)::int as masuk,
      (count(*) filter (where m.status = 'dijawab'))::int as dijawab,
      (count(*) filter (where m.lewat_at is not null or (m.status = 'menunggu' and m.tenggat < ${today})))::int as lewat
    from consultations.masukan m where m.konsultasi_id = any(${[...ids]}::uuid[]) and m.status <> 'ditarik' group by m.konsultasi_id`,
  )
  const byId = new Map(found.map((one) => [one.id, one]))
  return (id) => byId.get(id) ?? NIHIL
}

/** The public count of all consultations, by kind. */
export async function readHitungan(tx: Tx): Promise<readonly (Hitungan & { jenis: Jenis })[]> {
  return rows(
    tx,
    sql<
      Hitungan & { jenis: Jenis }
    >`select h.jenis, h.diterima::int as masuk, h.dijawab::int as dijawab, h.lewat::int as lewat
    from consultations.pub_hitungan h order by h.jenis desc`,
  )
}

export async function countPenolakan(tx: Tx, konsultasiId: string, alasan: string): Promise<void> {
  await run(
    tx,
    sql`insert into consultations.penolakan (konsultasi_id, alasan, jumlah) values (${konsultasiId}, ${alasan}, 1)
    on conflict (konsultasi_id, alasan) do update set jumlah = consultations.penolakan.jumlah + 1`,
  )
}

export type Penolakan = Readonly<{ alasan: string; jumlah: number }>

export function listPenolakan(tx: Tx, konsultasiId: string): Promise<Penolakan[]> {
  return rows(
    tx,
    sql<Penolakan>`select p.alasan, p.jumlah from consultations.penolakan p where p.konsultasi_id = ${konsultasiId}
    order by p.alasan limit 20`,
  )
}
