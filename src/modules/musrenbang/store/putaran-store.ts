import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Putaran = Readonly<{ tahun: number; dasar: string; dibukaAt: Date }>

export type Jadwal = Readonly<{
  jenjang: string
  mulai: string
  selesai: string
  dasar: string
  isTerverifikasi: boolean
}>

/** Rounds, newest first. */
export function listPutaran(tx: Tx): Promise<Putaran[]> {
  return rows(
    tx,
    sql<Putaran>`select p.tahun, p.dasar, p.dibuka_at as "dibukaAt" from musrenbang.putaran p order by p.tahun desc limit 20`,
  )
}

/** @returns whether the round is new */
export async function insertPutaran(
  tx: Tx,
  row: Putaran & Readonly<{ oleh: string; jadwal: readonly Jadwal[] }>,
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into musrenbang.putaran (tahun, dasar, dibuka_oleh, dibuka_at)
    values (${row.tahun}, ${row.dasar}, ${row.oleh}, ${row.dibukaAt}) on conflict (tahun) do nothing`,
  )
  if (made === 0) return false
  await run(
    tx,
    sql`insert into musrenbang.jadwal (tahun, jenjang, mulai, selesai, dasar, is_terverifikasi)
    select ${row.tahun}::integer, x.jenjang, x.mulai, x.selesai, x.dasar, x."isTerverifikasi"
    from jsonb_to_recordset(${JSON.stringify(row.jadwal)}::jsonb) as x (jenjang text, mulai date, selesai date, dasar text,
      "isTerverifikasi" boolean)`,
  )
  return true
}

export function listJadwal(tx: Tx, tahun: number): Promise<Jadwal[]> {
  return rows(
    tx,
    sql<Jadwal>`select j.jenjang, j.mulai, j.selesai, j.dasar, j.is_terverifikasi as "isTerverifikasi"
    from musrenbang.jadwal j where j.tahun = ${tahun} order by j.mulai, j.jenjang`,
  )
}

/** Days of a tier as the region decided them. */
export async function saveJadwal(tx: Tx, tahun: number, row: Jadwal): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update musrenbang.jadwal set mulai = ${row.mulai}, selesai = ${row.selesai}, dasar = ${row.dasar},
      is_terverifikasi = ${row.isTerverifikasi}
    where tahun = ${tahun} and jenjang = ${row.jenjang}`,
  )
  return changed > 0
}

export type Pagu = Readonly<{
  wilayahKode: string
  rw: string
  jumlah: string
  dasar: string
  isTerverifikasi: boolean
}>

export async function savePagu(
  tx: Tx,
  tahun: number,
  row: Pagu & Readonly<{ oleh: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into musrenbang.pagu (tahun, wilayah_kode, rw, jumlah, dasar, is_terverifikasi, oleh, diubah_at)
    values (${tahun}, ${row.wilayahKode}, ${row.rw}, ${row.jumlah}, ${row.dasar}, ${row.isTerverifikasi}, ${row.oleh}, ${row.at})
    on conflict (tahun, wilayah_kode, rw) do update set jumlah = excluded.jumlah, dasar = excluded.dasar,
      is_terverifikasi = excluded.is_terverifikasi, oleh = excluded.oleh, diubah_at = excluded.diubah_at`,
  )
}

/** The ceiling of a place; of its village where the RW has none of its own. */
export function findPagu(
  tx: Tx,
  at: Readonly<{ tahun: number; wilayahKode: string; rw: string }>,
): Promise<Pagu | undefined> {
  return maybeRow(
    tx,
    sql<Pagu>`select p.wilayah_kode as "wilayahKode", p.rw, p.jumlah::text as jumlah, p.dasar, p.is_terverifikasi as "isTerverifikasi"
    from musrenbang.pagu p where p.tahun = ${at.tahun} and p.wilayah_kode = ${at.wilayahKode} and p.rw in (${at.rw}, '')
    order by p.rw desc limit 1`,
  )
}
