import { run, sql, type Tx } from '../../../platform/db/database.ts'
import type { DayRow, HourRow } from './learning-store.ts'

/** Days of a line as they were, many at a time: for the past of the demo region. */
export async function insertDays(tx: Tx, days: readonly DayRow[]): Promise<void> {
  await run(
    tx,
    sql`insert into queueing.rekap_hari (tempat_kode, tanggal, layanan_id, diambil, dilayani, tidak_hadir, batal, tunggu, layan, prakiraan_n, prakiraan_galat, prakiraan_dalam, dasar_galat)
    select d."tempatKode", d.tanggal, d."layananId", d.diambil, d.dilayani, d."tidakHadir", d.batal, d.tunggu, d.layan, d."prakiraanN", d."prakiraanGalat", d."prakiraanDalam", d."dasarGalat"
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) d ("tempatKode" text, tanggal date, "layananId" uuid, diambil int, dilayani int, "tidakHadir" int, batal int,
      tunggu int[], layan int[], "prakiraanN" int, "prakiraanGalat" float8, "prakiraanDalam" int, "dasarGalat" float8)
    on conflict do nothing`,
  )
}

/** What was learnt of lines by hour, many at a time. */
export async function insertHours(tx: Tx, hours: readonly HourRow[]): Promise<void> {
  await run(
    tx,
    sql`insert into queueing.rekap_jam (layanan_id, hari, jam, datang, panggil, absen, layan_n, layan_detik, layan_kuadrat)
    select h."layananId", h.hari, h.jam, h.datang, h.panggil, h.absen, h."layanN", h."layanDetik", h."layanKuadrat"
    from jsonb_to_recordset(${JSON.stringify(hours)}::jsonb) h ("layananId" uuid, hari int, jam int, datang float8, panggil float8, absen float8, "layanN" float8,
      "layanDetik" float8, "layanKuadrat" float8)
    on conflict do nothing`,
  )
}
