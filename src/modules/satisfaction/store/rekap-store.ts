import type { Tanggal } from '../../../kernel/date.ts'
import { type Query, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import { RUAS, type Ruas } from '../domain/kuesioner.ts'
import type { Gerak, GerakResponden, Pokok, Sisi } from '../domain/sisi.ts'
import type { Tally } from '../domain/tally.ts'

/**
 * Move counters; rows are taken in the order given. What is shown of a row follows when it is behind by
 * so many answers.
 */
export async function moveRekap(tx: Tx, moves: readonly Gerak[], step: number): Promise<void> {
  const isDue = sql`r.jumlah + excluded.jumlah - r.tampil_jumlah >= ${step}::int`
  const values = moves.map(
    (
      move,
    ) => sql`(${move.sisi}, ${move.triwulan}::date, ${move.unitKode}, ${move.layananKode}, ${move.kanal}, ${move.diundang}::int,
      ${move.terjawab}::int, ${move.jumlah}::int, ${[...move.sebaran]}::int[], ${move.kuadrat}::bigint)`,
  )
  await run(
    tx,
    sql`insert into satisfaction.rekap as r (sisi, triwulan, unit_kode, layanan_kode, kanal, diundang, terjawab, jumlah, sebaran, kuadrat)
    values ${sql.join(values)}
    on conflict (sisi, triwulan, unit_kode, layanan_kode, kanal) do update set diundang = r.diundang + excluded.diundang,
      terjawab = r.terjawab + excluded.terjawab, jumlah = r.jumlah + excluded.jumlah,
      sebaran = satisfaction.tambah(r.sebaran, excluded.sebaran), kuadrat = r.kuadrat + excluded.kuadrat,
      tampil_jumlah = case when ${isDue} then r.jumlah + excluded.jumlah else r.tampil_jumlah end,
      tampil_sebaran = case when ${isDue} then satisfaction.tambah(r.sebaran, excluded.sebaran) else r.tampil_sebaran end,
      tampil_kuadrat = case when ${isDue} then r.kuadrat + excluded.kuadrat else r.tampil_kuadrat end`,
  )
}

/** Show everything that was counted in these quarters: they are over. */
export async function showAll(tx: Tx, masa: Masa): Promise<void> {
  await run(
    tx,
    sql`update satisfaction.rekap set tampil_jumlah = jumlah, tampil_sebaran = sebaran, tampil_kuadrat = kuadrat
    where triwulan between ${masa.dari}::date and ${masa.sampai}::date and tampil_jumlah < jumlah`,
  )
}

export async function moveResponden(tx: Tx, moves: readonly GerakResponden[]): Promise<void> {
  const values = moves.map(
    (move) =>
      sql`(${move.sisi}, ${move.triwulan}::date, ${move.unitKode}, ${move.layananKode}, ${move.ruas}, ${move.pilihan}, 1)`,
  )
  await run(
    tx,
    sql`insert into satisfaction.rekap_responden as r (sisi, triwulan, unit_kode, layanan_kode, ruas, pilihan, jumlah)
    values ${sql.join(values)}
    on conflict (sisi, unit_kode, layanan_kode, triwulan, ruas, pilihan) do update set jumlah = r.jumlah + 1`,
  )
}

/** Quarters from and to, both included, by their first days. */
export type Masa = Readonly<{ dari: Tanggal; sampai: Tanggal }>

type StoredTally = Omit<Tally, 'sebaran' | 'kuadrat'> &
  Readonly<{ sebaran: string; kuadrat: string }>

/** As it is shown: the counters themselves are read by nobody but who counts. */
const SUMS =
  sql.raw(`sum(r.diundang)::int as diundang, sum(r.terjawab)::int as terjawab, sum(r.tampil_jumlah)::int as jumlah,
    (coalesce(sum(r.tampil_jumlah) filter (where r.kanal = 'kertas'), 0))::int as kertas,
    array_to_string(satisfaction.jumlah_larik(r.tampil_sebaran), ',') as sebaran, sum(r.tampil_kuadrat)::text as kuadrat`)

function tallyOf({ diundang, terjawab, jumlah, kertas, ...row }: StoredTally): Tally {
  return {
    diundang,
    terjawab,
    jumlah,
    kertas,
    sebaran: row.sebaran.split(',').map(Number),
    kuadrat: Number(row.kuadrat),
  }
}

export type RekapOf = Pokok & Readonly<{ tally: Tally }>

type Grouped = StoredTally & Readonly<{ unitKode: string; layananKode: string }>

async function listGrouped(
  tx: Tx,
  { sisi, masa, only }: Readonly<{ sisi: Sisi; masa: Masa; only: Query }>,
): Promise<RekapOf[]> {
  const found = await rows(
    tx,
    sql<Grouped>`select r.unit_kode as "unitKode", r.layanan_kode as "layananKode", ${SUMS} from satisfaction.rekap r
    where r.sisi = ${sisi} and r.triwulan between ${masa.dari}::date and ${masa.sampai}::date ${only}
    group by r.unit_kode, r.layanan_kode order by r.unit_kode, r.layanan_kode`,
  )
  return found.map((row) => ({
    sisi,
    unitKode: row.unitKode,
    layananKode: row.layananKode,
    tally: tallyOf(row),
  }))
}

/** Counters of everything on one side, as they are shown, added up over a time. */
export function listRekap(tx: Tx, sisi: Sisi, masa: Masa): Promise<RekapOf[]> {
  return listGrouped(tx, { sisi, masa, only: sql`` })
}

/** Counters of these services, by one statement. */
export function listRekapOfLayanan(
  tx: Tx,
  kode: readonly string[],
  masa: Masa,
): Promise<RekapOf[]> {
  return listGrouped(tx, {
    sisi: 'layanan',
    masa,
    only: sql`and r.layanan_kode = any(${[...kode]}::text[])`,
  })
}

/** The services of a unit, or the units of a service. */
export function listRekapWithin(
  tx: Tx,
  within: Readonly<{ unitKode: string } | { layananKode: string }>,
  masa: Masa,
): Promise<RekapOf[]> {
  const only =
    'unitKode' in within
      ? sql`and r.unit_kode = ${within.unitKode}`
      : sql`and r.layanan_kode = ${within.layananKode}`
  return listGrouped(tx, { sisi: 'unit-layanan', masa, only })
}

export type RekapQuarter = Readonly<{ triwulan: Tanggal; tally: Tally }>

/** Counters of one thing, quarter by quarter. */
export async function listQuarters(
  tx: Tx,
  { sisi, unitKode, layananKode }: Pokok,
  masa: Masa,
): Promise<RekapQuarter[]> {
  const found = await rows(
    tx,
    sql<StoredTally & { triwulan: Tanggal }>`select r.triwulan, ${SUMS} from satisfaction.rekap r
    where r.sisi = ${sisi} and r.unit_kode = ${unitKode} and r.layanan_kode = ${layananKode}
      and r.triwulan between ${masa.dari}::date and ${masa.sampai}::date
    group by r.triwulan order by r.triwulan`,
  )
  return found.map((row) => ({ triwulan: row.triwulan, tally: tallyOf(row) }))
}

export type RespondenRow = Pokok & Readonly<{ ruas: Ruas; pilihan: string; jumlah: number }>

type StoredResponden = Readonly<{
  unitKode: string
  layananKode: string
  ruas: string
  pilihan: string
  jumlah: number
}>

/** Who answered, of everything on one side. */
export async function listResponden(tx: Tx, sisi: Sisi, masa: Masa): Promise<RespondenRow[]> {
  const found = await rows(
    tx,
    sql<StoredResponden>`select r.unit_kode as "unitKode", r.layanan_kode as "layananKode", r.ruas, r.pilihan, sum(r.jumlah)::int as jumlah
    from satisfaction.rekap_responden r
    where r.sisi = ${sisi} and r.triwulan between ${masa.dari}::date and ${masa.sampai}::date
    group by r.unit_kode, r.layanan_kode, r.ruas, r.pilihan order by r.unit_kode, r.layanan_kode, r.ruas, r.pilihan`,
  )
  return found.flatMap(({ ruas, ...row }) => {
    const known = RUAS.find((one) => one === ruas)
    return known === undefined ? [] : [{ ...row, sisi, ruas: known }]
  })
}
