import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Saluran, StatusTiket } from '../types.ts'

export type Tiket = Readonly<{
  id: string
  kode: string
  tempatKode: string
  tanggal: Tanggal
  layananId: string
  huruf: string
  urut: number
  prioritas: string | null
  asal: 'kios' | 'ponsel' | 'janji'
  status: StatusTiket
  diambilAt: Date
  masukAt: Date
  tahapAt: Date
  loketTujuanId: string | null
  loketId: string | null
  dipanggilAt: Date | null
  panggilan: number
  mulaiAt: Date | null
  berakhirAt: Date | null
  hasTelepon: boolean
  prakiraanMenit: number | null
  prakiraanRendah: number | null
  prakiraanTinggi: number | null
  prakiraanDasar: number | null
}>

export const TIKET = sql`t.id, t.kode, t.tempat_kode as "tempatKode", t.tanggal, t.layanan_id as "layananId", t.huruf, t.urut,
  t.prioritas, t.asal, t.status, t.diambil_at as "diambilAt", t.masuk_at as "masukAt", t.tahap_at as "tahapAt",
  t.loket_tujuan_id as "loketTujuanId", t.loket_id as "loketId", t.dipanggil_at as "dipanggilAt", t.panggilan,
  t.mulai_at as "mulaiAt", t.berakhir_at as "berakhirAt", t.telepon is not null as "hasTelepon",
  t.prakiraan_menit as "prakiraanMenit", t.prakiraan_rendah as "prakiraanRendah",
  t.prakiraan_tinggi as "prakiraanTinggi", t.prakiraan_dasar as "prakiraanDasar"`

export type NewTiket = Readonly<{
  id: string
  kode: string
  kunci: string
  tempatKode: string
  tanggal: Tanggal
  layananId: string
  huruf: string
  prioritas: string | null
  asal: Tiket['asal']
  janjiId: string | null
  at: Date
  /** Its place in time where that is not now: of someone with an appointment. */
  place?: Readonly<{ masukAt: Date; tahapAt: Date }> | undefined
  telepon: string | null
  saluran: Saluran | null
  bahasa: 'id' | 'en'
  perangkat: string | null
  prakiraan: Readonly<{ menit: number; rendah: number; tinggi: number; dasar: number }> | null
}>

/**
 * Give the next number of the letter on the day and store its ticket, in one statement: others who ask wait
 * only until this transaction ends, and whoever has the higher number never has the earlier place.
 *
 * @returns the number
 */
export async function insertTiket(tx: Tx, row: NewTiket): Promise<number> {
  const isNow = row.place === undefined
  const { masukAt, tahapAt } = row.place ?? { masukAt: row.at, tahapAt: row.at }
  const stored = await oneRow(
    tx,
    sql<{ urut: number }>`with n as (
      insert into queueing.nomor_urut as n (tempat_kode, tanggal, huruf, terakhir, terakhir_at)
      values (${row.tempatKode}, ${row.tanggal}::date, ${row.huruf}, 1, ${row.at})
      on conflict (tempat_kode, tanggal, huruf) do update set terakhir = n.terakhir + 1,
        terakhir_at = greatest(n.terakhir_at, excluded.terakhir_at)
      returning n.terakhir, n.terakhir_at)
    insert into queueing.tiket (id, kode, kunci, tempat_kode, tanggal, layanan_id, huruf, urut, prioritas, asal, janji_id,
      diambil_at, masuk_at, tahap_at, telepon, saluran, bahasa, perangkat, prakiraan_menit, prakiraan_rendah, prakiraan_tinggi, prakiraan_dasar)
    select ${row.id}::uuid, ${row.kode}, ${row.kunci}::uuid, ${row.tempatKode}, ${row.tanggal}::date, ${row.layananId}::uuid, ${row.huruf}, n.terakhir,
      ${row.prioritas}, ${row.asal}, ${row.janjiId}::uuid, n.terakhir_at,
      case when ${isNow}::boolean then n.terakhir_at else ${masukAt}::timestamptz end,
      case when ${isNow}::boolean then n.terakhir_at else ${tahapAt}::timestamptz end,
      ${row.telepon}, ${row.saluran}, ${row.bahasa}, ${row.perangkat}, ${row.prakiraan?.menit ?? null}::real,
      ${row.prakiraan?.rendah ?? null}::real, ${row.prakiraan?.tinggi ?? null}::real, ${row.prakiraan?.dasar ?? null}::real
    from n returning urut`,
  )
  return stored.urut
}

export function findByKode(tx: Tx, kode: string): Promise<Tiket | undefined> {
  return maybeRow(tx, sql<Tiket>`select ${TIKET} from queueing.tiket t where t.kode = ${kode}`)
}

/** The ticket that this very form has made before. */
export function findByKunci(tx: Tx, kunci: string): Promise<Tiket | undefined> {
  return maybeRow(
    tx,
    sql<Tiket>`select ${TIKET} from queueing.tiket t where t.kunci = ${kunci}::uuid`,
  )
}

/** One form at a time: the same one sent twice at once waits for itself. */
export async function lockKunci(tx: Tx, kunci: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`tiket ${kunci}`}, 0))`)
}

export function lockTiket(tx: Tx, id: string): Promise<Tiket | undefined> {
  return maybeRow(
    tx,
    sql<Tiket>`select ${TIKET} from queueing.tiket t where t.id = ${id}::uuid for update`,
  )
}

export async function countOpenOf(
  tx: Tx,
  of: Readonly<{ perangkat: string; tanggal: Tanggal }>,
): Promise<number> {
  const row = await oneRow(
    tx,
    sql<{ n: number }>`select count(*)::int as n from (select 1 from queueing.tiket t
    where t.perangkat = ${of.perangkat} and t.tanggal = ${of.tanggal}::date and t.status in ('menunggu', 'dipanggil')
    limit 50) few`,
  )
  return row.n
}

export type WaitingRow = Readonly<{
  id: string
  layananId: string
  isPrioritas: boolean
  masukAt: Date
  loketTujuanId: string | null
}>

/** Most people a place lets wait on one day in one list: beyond it nothing is forecast any finer. */
const WAITING_MAX = 2_000

/** Everybody who waits in a place, in order. */
export function listWaiting(
  tx: Tx,
  at: Readonly<{ tempatKode: string; tanggal: Tanggal }>,
): Promise<WaitingRow[]> {
  return rows(
    tx,
    sql<WaitingRow>`select t.id, t.layanan_id as "layananId", t.prioritas is not null as "isPrioritas",
      t.masuk_at as "masukAt", t.loket_tujuan_id as "loketTujuanId"
    from queueing.tiket t
    where t.tempat_kode = ${at.tempatKode} and t.tanggal = ${at.tanggal}::date and t.status = 'menunggu'
    order by t.masuk_at, t.urut, t.id limit ${WAITING_MAX}`,
  )
}

/** How many wait, by place: of today's open tickets only. */
export function countWaiting(
  tx: Tx,
  tanggal: Tanggal,
): Promise<Readonly<{ tempatKode: string; n: number }>[]> {
  return rows(
    tx,
    sql<{ tempatKode: string; n: number }>`select t.tempat_kode as "tempatKode", count(*)::int as n
    from queueing.tiket t where t.tanggal = ${tanggal}::date and t.status = 'menunggu'
    group by t.tempat_kode order by t.tempat_kode`,
  )
}

export type CalledRow = Readonly<{
  id: string
  huruf: string
  urut: number
  status: StatusTiket
  loketId: string
  dipanggilAt: Date
  panggilan: number
}>

/** Calls of the day, the newest first: for the screen, without anything personal. */
export function listCalled(
  tx: Tx,
  at: Readonly<{ tempatKode: string; tanggal: Tanggal }>,
  limit: number,
): Promise<CalledRow[]> {
  return rows(
    tx,
    sql<CalledRow>`select t.id, t.huruf, t.urut, t.status, t.loket_id as "loketId", t.dipanggil_at as "dipanggilAt", t.panggilan
    from queueing.tiket t
    where t.tempat_kode = ${at.tempatKode} and t.tanggal = ${at.tanggal}::date and t.dipanggil_at is not null and t.loket_id is not null
    order by t.dipanggil_at desc, t.id limit ${limit}`,
  )
}

/** What the counters of a place have called or serve now. */
export function listAtCounters(
  tx: Tx,
  at: Readonly<{ tempatKode: string; tanggal: Tanggal }>,
): Promise<Tiket[]> {
  return rows(
    tx,
    sql<Tiket>`select ${TIKET} from queueing.tiket t
    where t.tanggal = ${at.tanggal}::date and t.tempat_kode = ${at.tempatKode} and t.status in ('dipanggil', 'dilayani')
    order by t.dipanggil_at, t.id`,
  )
}

/** Those who did not answer today, the newest first. */
export function listSkipped(
  tx: Tx,
  at: Readonly<{ tempatKode: string; tanggal: Tanggal; layananIds: readonly string[] }>,
  limit: number,
): Promise<Tiket[]> {
  return rows(
    tx,
    sql<Tiket>`select ${TIKET} from queueing.tiket t
    where t.tempat_kode = ${at.tempatKode} and t.tanggal = ${at.tanggal}::date and t.dipanggil_at is not null
      and t.status = 'tidak_hadir' and t.layanan_id = any(${[...at.layananIds]}::uuid[])
    order by t.dipanggil_at desc, t.id limit ${limit}`,
  )
}

/** Tickets that an account's appointments led to. */
export function listTicketsOf(
  tx: Tx,
  accountId: string,
): Promise<Readonly<{ nomor: string; tanggal: Tanggal; status: StatusTiket }>[]> {
  return rows(
    tx,
    sql<{
      nomor: string
      tanggal: Tanggal
      status: StatusTiket
    }>`select t.huruf || '-' || lpad(t.urut::text, 3, '0') as nomor, t.tanggal, t.status
    from queueing.janji j join queueing.tiket t on t.janji_id = j.id
    where j.akun_id = ${accountId}::uuid order by t.tanggal desc, t.id limit 500`,
  )
}

/** The first who waits in each line, the longest waiting first: what a screen says comes next. */
export function listNextByLine(
  tx: Tx,
  at: Readonly<{ tempatKode: string; tanggal: Tanggal }>,
): Promise<Readonly<{ huruf: string; urut: number }>[]> {
  return rows(
    tx,
    sql<{ huruf: string; urut: number }>`select f.huruf, f.urut from (
      select distinct on (t.layanan_id) t.huruf, t.urut, t.masuk_at, t.id from queueing.tiket t
      where t.tempat_kode = ${at.tempatKode} and t.tanggal = ${at.tanggal}::date and t.status = 'menunggu'
      order by t.layanan_id, t.masuk_at, t.urut, t.id) f
    order by f.masuk_at, f.urut, f.id limit 6`,
  )
}

/** Everybody whom a counter may call, in order of their place in time. */
export function listLine(
  tx: Tx,
  at: Readonly<{
    tempatKode: string
    tanggal: Tanggal
    layananIds: readonly string[]
    loketId: string
  }>,
): Promise<Tiket[]> {
  return rows(
    tx,
    sql<Tiket>`select ${TIKET} from queueing.tiket t
    where t.tempat_kode = ${at.tempatKode} and t.tanggal = ${at.tanggal}::date and t.status = 'menunggu'
      and (case when t.loket_tujuan_id is null then t.layanan_id = any(${[...at.layananIds]}::uuid[])
        else t.loket_tujuan_id = ${at.loketId}::uuid end)
    order by t.masuk_at, t.urut, t.id limit 500`,
  )
}
