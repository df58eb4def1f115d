import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, sql, type Tx, together } from '../../../platform/db/database.ts'
import type {
  AturanRow,
  Desk,
  HariKhusus,
  Jam,
  Layanan,
  Loket,
  Prioritas,
  Tempat,
} from '../types.ts'

const TEMPAT = sql`t.kode, t.jenis, t.nama, t.alamat, t.unit_kode as "unitKode", t.is_daring as "isDaring",
  t.is_aktif as "isAktif", t.versi`

const PLACES_MAX = 1_000

/** All places by name; a region has at most a few hundred offices. */
export function listTempat(tx: Tx): Promise<Tempat[]> {
  return rows(
    tx,
    sql<Tempat>`select ${TEMPAT} from queueing.tempat t order by (t.jenis <> 'mpp'), t.nama, t.kode limit ${PLACES_MAX}`,
  )
}

export function findTempat(tx: Tx, kode: string): Promise<Tempat | undefined> {
  return maybeRow(tx, sql<Tempat>`select ${TEMPAT} from queueing.tempat t where t.kode = ${kode}`)
}

/** The same, and nobody changes it until this transaction ends. */
export function lockTempat(tx: Tx, kode: string): Promise<Tempat | undefined> {
  return maybeRow(
    tx,
    sql<Tempat>`select ${TEMPAT} from queueing.tempat t where t.kode = ${kode} for update`,
  )
}

const LAYANAN = sql`l.id, l.huruf, l.nama, l.nama_en as "namaEn", l.unit_kode as "unitKode",
  l.layanan_kode as "layananKode", l.menit, l.is_janji as "isJanji", l.menit_slot as "menitSlot",
  l.bagian_langsung as "bagianLangsung", l.is_aktif as "isAktif"`

export function listLayanan(tx: Tx, tempatKode: string): Promise<Layanan[]> {
  return rows(
    tx,
    sql<Layanan>`select ${LAYANAN} from queueing.layanan l where l.tempat_kode = ${tempatKode}
    order by length(l.huruf), l.huruf`,
  )
}

export type LayananAt = Layanan & Readonly<{ tempatKode: string; tempatNama: string }>

/** Lines in use of a unit, in every place, for one of its services or all of them. */
export function listLayananOf(
  tx: Tx,
  {
    unitKode,
    layananKode,
    limit,
  }: Readonly<{ unitKode: string; layananKode: string | undefined; limit: number }>,
): Promise<LayananAt[]> {
  return rows(
    tx,
    sql<LayananAt>`select ${LAYANAN}, l.tempat_kode as "tempatKode", t.nama as "tempatNama"
    from queueing.layanan l join queueing.tempat t on t.kode = l.tempat_kode
    where l.unit_kode = ${unitKode} and l.is_aktif and t.is_aktif
      and (${layananKode ?? null}::text is null or l.layanan_kode = '{}' or ${layananKode ?? null}::text = any(l.layanan_kode))
    order by (t.jenis <> 'mpp'), t.nama, l.huruf limit ${limit}`,
  )
}

export function listLoket(tx: Tx, tempatKode: string): Promise<Loket[]> {
  return rows(
    tx,
    sql<Loket>`select k.id, k.kode, k.nama, k.unit_kode as "unitKode", k.is_aktif as "isAktif",
      array(select ll.layanan_id::text from queueing.loket_layanan ll where ll.loket_id = k.id order by ll.layanan_id) as "layananIds"
    from queueing.loket k where k.tempat_kode = ${tempatKode}
    order by length(k.kode), k.kode`,
  )
}

const JAM = sql`j.id, j.layanan_id as "layananId", j.hari, j.buka, j.tutup,
  j.berlaku_mulai as "berlakuMulai", j.berlaku_sampai as "berlakuSampai"`

export function listJam(tx: Tx, tempatKode: string): Promise<Jam[]> {
  return rows(
    tx,
    sql<Jam>`select ${JAM} from queueing.jam j where j.tempat_kode = ${tempatKode}
    order by j.layanan_id nulls first, j.berlaku_mulai, j.hari, j.buka`,
  )
}

/** Special days, the last four hundred: which of them have passed is for whoever knows what day it is. */
export function listKhusus(tx: Tx, tempatKode: string): Promise<HariKhusus[]> {
  return rows(
    tx,
    sql<HariKhusus>`select h.tanggal, h.buka, h.tutup, h.alasan from (
      select h.tanggal, h.buka, h.tutup, h.alasan from queueing.hari_khusus h
      where h.tempat_kode = ${tempatKode} order by h.tanggal desc limit 400) h
    order by h.tanggal`,
  )
}

export function listAturan(tx: Tx, tempatKode: string): Promise<AturanRow[]> {
  return rows(
    tx,
    sql<AturanRow>`select a.kunci, a.tempat_kode as "tempatKode", a.berlaku_mulai as "berlakuMulai", a.nilai, a.dasar
    from queueing.aturan a where a.tempat_kode in ('*', ${tempatKode})
    order by a.kunci, a.tempat_kode, a.berlaku_mulai`,
  )
}

export function listPrioritas(tx: Tx): Promise<Prioritas[]> {
  return rows(
    tx,
    sql<Prioritas>`select p.kode, p.nama, p.nama_en as "namaEn", p.dasar from queueing.prioritas p
    where p.is_aktif order by p.urutan, p.kode`,
  )
}

/** A place with all that is set about it: seven statements in one journey. */
export async function findDesk(tx: Tx, kode: string): Promise<Desk | undefined> {
  const [tempat, layanan, loket, jam, khusus, aturan, prioritas] = await together([
    findTempat(tx, kode),
    listLayanan(tx, kode),
    listLoket(tx, kode),
    listJam(tx, kode),
    listKhusus(tx, kode),
    listAturan(tx, kode),
    listPrioritas(tx),
  ])
  return tempat && { tempat, layanan, loket, jam, khusus, aturan, prioritas }
}

/** Hours and special days of all places in use from a day on, for the list of places. */
export async function listAllHours(
  tx: Tx,
  today: Tanggal,
): Promise<
  Readonly<{
    jam: readonly (Jam & { tempatKode: string })[]
    khusus: readonly (HariKhusus & { tempatKode: string })[]
  }>
> {
  const [jam, khusus] = await together([
    rows(
      tx,
      sql<Jam & { tempatKode: string }>`select j.tempat_kode as "tempatKode", ${JAM}
      from queueing.jam j where (j.berlaku_sampai is null or j.berlaku_sampai >= ${today}::date)
      order by j.tempat_kode, j.hari, j.buka limit 20000`,
    ),
    rows(
      tx,
      sql<
        HariKhusus & { tempatKode: string }
      >`select h.tempat_kode as "tempatKode", h.tanggal, h.buka, h.tutup, h.alasan
      from queueing.hari_khusus h where h.tanggal between ${today}::date and ${today}::date + 32
      order by h.tempat_kode, h.tanggal limit 20000`,
    ),
  ])
  return { jam, khusus }
}

/** Places that these units keep, or have a counter in. */
export function listTempatOfUnits(tx: Tx, units: readonly string[]): Promise<Tempat[]> {
  return rows(
    tx,
    sql<Tempat>`select ${TEMPAT} from queueing.tempat t
    where t.is_aktif and (t.unit_kode = any(${[...units]}::text[])
      or exists (select 1 from queueing.loket k where k.tempat_kode = t.kode and k.is_aktif and k.unit_kode = any(${[...units]}::text[])))
    order by (t.jenis <> 'mpp'), t.nama, t.kode limit 20`,
  )
}
