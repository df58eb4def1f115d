import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

/** What a position is, before it has an id. */
export type Posisi = Readonly<{
  skpdId: number
  subKegiatanId: number | null
  rekeningId: number
  sumberDanaId: number | null
}>

export type MataAnggaran = Posisi &
  Readonly<{
    id: string
    tahun: number
    /** Amount in force, in sen; zero when dropped or not enacted yet. */
    anggaran: Sen
    /** Part of it that contracts and SPP have bound, in sen. */
    terikat: Sen
  }>

type Row = Omit<MataAnggaran, 'anggaran' | 'terikat'> &
  Readonly<{ anggaran: string; terikat: string }>
const COLUMNS = sql`m.id, m.tahun, m.skpd_id as "skpdId", m.sub_kegiatan_id as "subKegiatanId", m.rekening_id as "rekeningId",
  m.sumber_dana_id as "sumberDanaId", coalesce(k.jumlah, 0)::text as anggaran, coalesce(k.terikat, 0)::text as terikat`
const FROM = sql`budget.mata_anggaran m left join budget.berlaku k on k.mata_anggaran_id = m.id`
const toMata = (row: Row): MataAnggaran => ({
  ...row,
  anggaran: fromDecimalString(row.anggaran),
  terikat: fromDecimalString(row.terikat),
})

/** Make the positions that are not there yet. */
export async function ensureMata(
  tx: Tx,
  order: Readonly<{
    tahun: number
    asal: 'susun' | 'berkas'
    posisi: readonly (Posisi & Readonly<{ id: string }>)[]
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into budget.mata_anggaran (id, tahun, skpd_id, sub_kegiatan_id, rekening_id, sumber_dana_id, asal)
    select r.id, ${order.tahun}, r."skpdId", r."subKegiatanId", r."rekeningId", r."sumberDanaId", ${order.asal}
    from jsonb_to_recordset(${JSON.stringify(order.posisi)}::jsonb)
      as r(id uuid, "skpdId" int, "subKegiatanId" int, "rekeningId" int, "sumberDanaId" int)
    order by 3, 4 nulls first, 5, 6 nulls first
    on conflict do nothing`,
  )
}

/** Ids of positions of a year, those that are there. */
export function findMataIds(
  tx: Tx,
  tahun: number,
  posisi: readonly Posisi[],
): Promise<(Posisi & Readonly<{ id: string }>)[]> {
  return rows(
    tx,
    sql<
      Posisi & { id: string }
    >`select m.id, m.skpd_id as "skpdId", m.sub_kegiatan_id as "subKegiatanId",
      m.rekening_id as "rekeningId", m.sumber_dana_id as "sumberDanaId"
    from jsonb_to_recordset(${JSON.stringify(posisi)}::jsonb)
      as r("skpdId" int, "subKegiatanId" int, "rekeningId" int, "sumberDanaId" int)
    join budget.mata_anggaran m on m.tahun = ${tahun} and m.skpd_id = r."skpdId" and m.rekening_id = r."rekeningId"
      and m.sub_kegiatan_id is not distinct from r."subKegiatanId" and m.sumber_dana_id is not distinct from r."sumberDanaId"
    order by m.id`,
  )
}

export async function readMata(tx: Tx, ids: readonly string[]): Promise<readonly MataAnggaran[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from ${FROM} where m.id = any(${[...ids]}::uuid[]) order by m.id`,
  )
  return found.map(toMata)
}

export async function findMata(
  tx: Tx,
  tahun: number,
  posisi: Posisi,
): Promise<MataAnggaran | undefined> {
  const row = await maybeRow(
    tx,
    sql<Row>`select ${COLUMNS} from ${FROM} where m.tahun = ${tahun} and m.skpd_id = ${posisi.skpdId}
      and m.rekening_id = ${posisi.rekeningId} and m.sub_kegiatan_id is not distinct from ${posisi.subKegiatanId}::int
      and m.sumber_dana_id is not distinct from ${posisi.sumberDanaId}::int`,
  )
  return row && toMata(row)
}

/** Positions with an amount in force, by SKPD and id. */
export async function listBerlaku(
  tx: Tx,
  { tahun, skpdId }: Readonly<{ tahun: number; skpdId?: number | undefined }>,
): Promise<readonly MataAnggaran[]> {
  const found = await rows(
    tx,
    sql<Row>`select ${COLUMNS} from budget.berlaku k join budget.mata_anggaran m on m.id = k.mata_anggaran_id
    where k.tahun = ${tahun} and (${skpdId ?? null}::int is null or k.skpd_id = ${skpdId ?? null}::int) and k.jumlah > 0
    order by m.skpd_id, m.id`,
  )
  return found.map(toMata)
}

export type PosisiSum = Posisi & Readonly<{ id: string; jumlah: Sen }>

/** What the lines of a version sum to per position. */
export async function listPosisi(
  tx: Tx,
  versiId: string,
  skpdId?: number,
): Promise<readonly PosisiSum[]> {
  const found = await rows(
    tx,
    sql<
      Posisi & { id: string; jumlah: string }
    >`select m.id, m.skpd_id as "skpdId", m.sub_kegiatan_id as "subKegiatanId",
      m.rekening_id as "rekeningId", m.sumber_dana_id as "sumberDanaId", l.jumlah::text as jumlah
    from (select g.mata_anggaran_id, sum(g.jumlah) as jumlah from budget.garis g
      where g.versi_id = ${versiId} and (${skpdId ?? null}::int is null or g.skpd_id = ${skpdId ?? null}::int)
      group by g.mata_anggaran_id) l
    join budget.mata_anggaran m on m.id = l.mata_anggaran_id order by m.skpd_id, m.id`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

/** Put the sums of a version in force; positions it dropped stay with nothing. */
export async function writeBerlaku(tx: Tx, versiId: string, tahun: number): Promise<void> {
  await run(
    tx,
    sql`insert into budget.berlaku as k (mata_anggaran_id, tahun, skpd_id, versi_id, jumlah)
    select g.mata_anggaran_id, g.tahun, g.skpd_id, g.versi_id, sum(g.jumlah) from budget.garis g
    where g.versi_id = ${versiId} group by g.mata_anggaran_id, g.tahun, g.skpd_id, g.versi_id
    on conflict (mata_anggaran_id) do update set jumlah = excluded.jumlah, versi_id = excluded.versi_id`,
  )
  await run(
    tx,
    sql`update budget.berlaku k set jumlah = 0, versi_id = ${versiId}
    where k.tahun = ${tahun} and k.versi_id <> ${versiId}`,
  )
}

export type TooLow = Readonly<{ id: string; rekeningId: number; jumlah: Sen; terikat: Sen }>

/** Positions a version would bring below what is bound; locked, so that nothing is bound meanwhile. */
export async function listBelowBound(
  tx: Tx,
  versiId: string,
  tahun: number,
): Promise<readonly TooLow[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
      rekeningId: number
      jumlah: string
      terikat: string
    }>`select k.mata_anggaran_id as id,
      m.rekening_id as "rekeningId", coalesce(l.jumlah, 0)::text as jumlah, k.terikat::text as terikat
    from (select k.mata_anggaran_id, k.terikat from budget.berlaku k where k.tahun = ${tahun} and k.terikat > 0
      order by k.mata_anggaran_id for update) k
    join budget.mata_anggaran m on m.id = k.mata_anggaran_id
    left join lateral (select sum(g.jumlah) as jumlah from budget.garis g
      where g.mata_anggaran_id = k.mata_anggaran_id and g.versi_id = ${versiId}) l on true
    where coalesce(l.jumlah, 0) < k.terikat order by k.mata_anggaran_id`,
  )
  return found.map((row) => ({
    ...row,
    jumlah: fromDecimalString(row.jumlah),
    terikat: fromDecimalString(row.terikat),
  }))
}

/** The position's row in force, nobody else's until the transaction ends. */
export async function lockBerlaku(
  tx: Tx,
  mataAnggaranId: string,
): Promise<Readonly<{ jumlah: Sen; terikat: Sen; rekeningId: number; tahun: number }> | undefined> {
  const row = await maybeRow(
    tx,
    sql<{
      jumlah: string
      terikat: string
      rekeningId: number
      tahun: number
    }>`select k.jumlah::text as jumlah,
      k.terikat::text as terikat, m.rekening_id as "rekeningId", k.tahun
    from budget.berlaku k join budget.mata_anggaran m on m.id = k.mata_anggaran_id
    where k.mata_anggaran_id = ${mataAnggaranId} for update of k`,
  )
  return (
    row && {
      ...row,
      jumlah: fromDecimalString(row.jumlah),
      terikat: fromDecimalString(row.terikat),
    }
  )
}

export async function setTerikat(tx: Tx, mataAnggaranId: string, terikat: Sen): Promise<void> {
  await run(
    tx,
    sql`update budget.berlaku set terikat = ${toDecimalString(terikat)}::numeric where mata_anggaran_id = ${mataAnggaranId}`,
  )
}

export type InForce = Readonly<{
  mataAnggaranId: string
  jumlah: Sen
  terikat: Sen
  rekeningId: number
  tahun: number
}>

/** Many positions in force, locked in the order everybody locks them in. */
export async function lockBerlakuMany(tx: Tx, ids: readonly string[]): Promise<readonly InForce[]> {
  const found = await rows(
    tx,
    sql<
      Omit<InForce, 'jumlah' | 'terikat'> & Readonly<{ jumlah: string; terikat: string }>
    >`select k.mata_anggaran_id as "mataAnggaranId", k.jumlah::text as jumlah, k.terikat::text as terikat,
      m.rekening_id as "rekeningId", k.tahun
    from budget.berlaku k join budget.mata_anggaran m on m.id = k.mata_anggaran_id
    where k.mata_anggaran_id = any(${[...ids]}::uuid[]) order by k.mata_anggaran_id for update of k`,
  )
  return found.map((row) => ({
    ...row,
    jumlah: fromDecimalString(row.jumlah),
    terikat: fromDecimalString(row.terikat),
  }))
}

/** Bind more of many positions, by one statement. */
export async function addTerikatMany(tx: Tx, more: ReadonlyMap<string, Sen>): Promise<void> {
  const list = [...more].map(([id, jumlah]) => ({ id, jumlah: toDecimalString(jumlah) }))
  await run(
    tx,
    sql`update budget.berlaku k set terikat = k.terikat + r.jumlah
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, jumlah numeric) where k.mata_anggaran_id = r.id`,
  )
}
