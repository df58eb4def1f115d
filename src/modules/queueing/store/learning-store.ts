import type { Tanggal } from '../../../kernel/date.ts'
import { rows, run, sql, type Tx, together } from '../../../platform/db/database.ts'

/** Counted beyond this, an hour is halved: what was usual a year ago should not decide today. */
const HEAVY = 600

export type HourAt = Readonly<{ layananId: string; hari: number; jam: number }>

export type HourGain = Readonly<{
  datang?: number
  panggil?: number
  absen?: number
  layanDetik?: number
}>

/** Add to what is known of an hour, and of the line as a whole (weekday 0), in one statement. */
export async function learnHour(tx: Tx, at: HourAt, gain: HourGain): Promise<void> {
  const { datang = 0, panggil = 0, absen = 0, layanDetik } = gain
  const n = layanDetik === undefined ? 0 : 1
  const seconds = layanDetik ?? 0
  await run(
    tx,
    sql`insert into queueing.rekap_jam as r (layanan_id, hari, jam, datang, panggil, absen, layan_n, layan_detik, layan_kuadrat)
    select ${at.layananId}::uuid, h.hari, h.jam, ${datang}::float8, ${panggil}::float8, ${absen}::float8, ${n}::float8, ${seconds}::float8, ${seconds * seconds}::float8
    from (values (0, 0), (${at.hari}::int, ${at.jam}::int)) h (hari, jam)
    on conflict (layanan_id, hari, jam) do update set
      datang = r.datang + excluded.datang,
      panggil = r.panggil * case when r.layan_n > ${HEAVY}::float8 then 0.5 else 1 end + excluded.panggil,
      absen = r.absen * case when r.layan_n > ${HEAVY}::float8 then 0.5 else 1 end + excluded.absen,
      layan_n = r.layan_n * case when r.layan_n > ${HEAVY}::float8 then 0.5 else 1 end + excluded.layan_n,
      layan_detik = r.layan_detik * case when r.layan_n > ${HEAVY}::float8 then 0.5 else 1 end + excluded.layan_detik,
      layan_kuadrat = r.layan_kuadrat * case when r.layan_n > ${HEAVY}::float8 then 0.5 else 1 end + excluded.layan_kuadrat`,
  )
}

export type HourRow = HourAt &
  Readonly<{
    datang: number
    panggil: number
    absen: number
    layanN: number
    layanDetik: number
    layanKuadrat: number
  }>

const HOUR = sql`r.layanan_id as "layananId", r.hari, r.jam, r.datang, r.panggil, r.absen, r.layan_n as "layanN",
  r.layan_detik as "layanDetik", r.layan_kuadrat as "layanKuadrat"`

/** What is known of these lines at some hours of a weekday from this one on, and in all. */
export function listHours(
  tx: Tx,
  at: Readonly<{ layananIds: readonly string[]; hari: number; jam: number; count: number }>,
): Promise<HourRow[]> {
  return rows(
    tx,
    sql<HourRow>`select ${HOUR} from queueing.rekap_jam r
    where r.layanan_id = any(${[...at.layananIds]}::uuid[])
      and ((r.hari = 0 and r.jam = 0) or (r.hari = ${at.hari}::int and r.jam between ${at.jam}::int and ${at.jam + at.count - 1}::int))
    order by r.layanan_id, r.hari, r.jam`,
  )
}

/** Arrivals by weekday and hour of all lines of a place: at most 168 rows. */
export function listCrowd(
  tx: Tx,
  layananIds: readonly string[],
): Promise<Readonly<{ hari: number; jam: number; datang: number }>[]> {
  return rows(
    tx,
    sql<{
      hari: number
      jam: number
      datang: number
    }>`select r.hari, r.jam, sum(r.datang)::float8 as datang from queueing.rekap_jam r
    where r.layanan_id = any(${[...layananIds]}::uuid[]) and r.hari > 0
    group by r.hari, r.jam order by r.hari, r.jam`,
  )
}

export type DayAt = Readonly<{ tempatKode: string; tanggal: Tanggal; layananId: string }>

export type DayGain = Readonly<{
  diambil?: number
  dilayani?: number
  tidakHadir?: number
  batal?: number
  /** Buckets, from 1. */
  tunggu?: number
  layan?: number
  prakiraan?: Readonly<{ galat: number; galatDasar: number; isDalam: boolean }>
}>

/** Add to the counters of a day, in one journey. */
export async function countDay(tx: Tx, at: DayAt, gain: DayGain): Promise<void> {
  const { prakiraan } = gain
  const n = prakiraan === undefined ? 0 : 1
  await together([
    run(
      tx,
      sql`insert into queueing.rekap_hari (tempat_kode, tanggal, layanan_id)
      values (${at.tempatKode}, ${at.tanggal}::date, ${at.layananId}::uuid) on conflict do nothing`,
    ),
    run(
      tx,
      sql`update queueing.rekap_hari set
        diambil = diambil + ${gain.diambil ?? 0}::int,
        dilayani = dilayani + ${gain.dilayani ?? 0}::int,
        tidak_hadir = tidak_hadir + ${gain.tidakHadir ?? 0}::int,
        batal = batal + ${gain.batal ?? 0}::int,
        tunggu[${gain.tunggu ?? 1}::int] = tunggu[${gain.tunggu ?? 1}::int] + ${gain.tunggu === undefined ? 0 : 1}::int,
        layan[${gain.layan ?? 1}::int] = layan[${gain.layan ?? 1}::int] + ${gain.layan === undefined ? 0 : 1}::int,
        prakiraan_n = prakiraan_n + ${n}::int,
        prakiraan_galat = prakiraan_galat + ${prakiraan?.galat ?? 0}::float8,
        prakiraan_dalam = prakiraan_dalam + ${prakiraan?.isDalam ? 1 : 0}::int,
        dasar_galat = dasar_galat + ${prakiraan?.galatDasar ?? 0}::float8
      where tempat_kode = ${at.tempatKode} and tanggal = ${at.tanggal}::date and layanan_id = ${at.layananId}::uuid`,
    ),
  ])
}

export type DayRow = DayAt &
  Readonly<{
    diambil: number
    dilayani: number
    tidakHadir: number
    batal: number
    tunggu: readonly number[]
    layan: readonly number[]
    prakiraanN: number
    prakiraanGalat: number
    prakiraanDalam: number
    dasarGalat: number
  }>

/** Counters of a place from a day on, the newest first. */
export function listDays(
  tx: Tx,
  at: Readonly<{ tempatKode: string; from: Tanggal }>,
  limit: number,
): Promise<DayRow[]> {
  return rows(
    tx,
    sql<DayRow>`select r.tempat_kode as "tempatKode", r.tanggal, r.layanan_id as "layananId", r.diambil, r.dilayani,
      r.tidak_hadir as "tidakHadir", r.batal, r.tunggu, r.layan, r.prakiraan_n as "prakiraanN",
      r.prakiraan_galat as "prakiraanGalat", r.prakiraan_dalam as "prakiraanDalam", r.dasar_galat as "dasarGalat"
    from queueing.rekap_hari r where r.tempat_kode = ${at.tempatKode} and r.tanggal >= ${at.from}::date
    order by r.tanggal desc, r.layanan_id limit ${limit}`,
  )
}

export type ScoreRow = Readonly<{
  layananId: string
  n: number
  errorSum: number
  plainErrorSum: number
  inside: number
}>

/** How forecasts of each line did since a day: sums over its kept days. */
export function listScores(
  tx: Tx,
  at: Readonly<{ tempatKode: string; from: Tanggal }>,
): Promise<ScoreRow[]> {
  return rows(
    tx,
    sql<ScoreRow>`select r.layanan_id as "layananId", sum(r.prakiraan_n)::int as n, sum(r.prakiraan_galat)::float8 as "errorSum",
      sum(r.dasar_galat)::float8 as "plainErrorSum", sum(r.prakiraan_dalam)::int as inside
    from queueing.rekap_hari r where r.tempat_kode = ${at.tempatKode} and r.tanggal >= ${at.from}::date
    group by r.layanan_id order by r.layanan_id`,
  )
}
