import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'
import { LAPORAN_COLUMNS } from './laporan-store.ts'

export type ChannelName = 'sms' | 'whatsapp' | 'email'

/** What a sender began and did not finish: words without sense yet, a picture without words. */
export type Tertunda = Readonly<{
  text?: string
  location?: unknown
  media?: readonly unknown[]
}>

export type Percakapan = Readonly<{
  jendelaMulai: Date
  jumlah: number
  bantuanAt: Date | null
  tertunda: Tertunda | null
  laporanId: string | null
  updatedAt: Date
}>

export type Sender = Readonly<{ kanal: ChannelName; pengirim: Buffer }>

/** The conversation, begun when new, locked until the transaction ends: a sender's messages take turns. */
export function lockPercakapan(tx: Tx, { kanal, pengirim }: Sender, now: Date) {
  return oneRow(
    tx,
    sql<Percakapan>`insert into citizen_reports.percakapan as p (kanal, pengirim, jendela_mulai, updated_at)
    values (${kanal}, ${pengirim}, ${now}, ${now})
    on conflict (kanal, pengirim) do update set kanal = excluded.kanal
    returning p.jendela_mulai as "jendelaMulai", p.jumlah, p.bantuan_at as "bantuanAt", p.tertunda,
      p.laporan_id as "laporanId", p.updated_at as "updatedAt"`,
  )
}

export async function savePercakapan(tx: Tx, sender: Sender, row: Percakapan): Promise<void> {
  const tertunda = row.tertunda === null ? null : JSON.stringify(row.tertunda)
  await run(
    tx,
    sql`update citizen_reports.percakapan set jendela_mulai = ${row.jendelaMulai}, jumlah = ${row.jumlah},
      bantuan_at = ${row.bantuanAt}, tertunda = ${tertunda}::jsonb, laporan_id = ${row.laporanId}::uuid,
      updated_at = ${row.updatedAt}
    where kanal = ${sender.kanal} and pengirim = ${sender.pengirim}`,
  )
}

export function deletePercakapanBefore(tx: Tx, before: Date): Promise<number> {
  return run(tx, sql`delete from citizen_reports.percakapan where updated_at < ${before}`)
}

// Parts of long messages ---------------------------------------------------------------------------

export type PesanBagian = Readonly<{
  pengirim: Buffer
  rujukan: string
  bagian: number
  jumlah: number
  dari: string
  isi: string
  waktu: Date
  diterimaAt: Date
}>

export async function insertBagian(tx: Tx, row: PesanBagian): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.pesan_bagian (pengirim, rujukan, bagian, jumlah, dari, isi, waktu, diterima_at)
    values (${row.pengirim}, ${row.rujukan}, ${row.bagian}, ${row.jumlah}, ${row.dari}, ${row.isi}, ${row.waktu},
      ${row.diterimaAt})
    on conflict (pengirim, rujukan, bagian) do nothing`,
  )
}

/** The parts that came, in their order. */
export function listBagian(tx: Tx, pengirim: Buffer, rujukan: string): Promise<PesanBagian[]> {
  return rows(
    tx,
    sql<PesanBagian>`select p.pengirim, p.rujukan, p.bagian, p.jumlah, p.dari, p.isi, p.waktu,
      p.diterima_at as "diterimaAt"
    from citizen_reports.pesan_bagian p
    where p.pengirim = ${pengirim} and p.rujukan = ${rujukan} order by p.bagian`,
  )
}

export async function deleteBagian(tx: Tx, pengirim: Buffer, rujukan: string): Promise<void> {
  await run(
    tx,
    sql`delete from citizen_reports.pesan_bagian where pengirim = ${pengirim} and rujukan = ${rujukan}`,
  )
}

const STALE_MAX = 200

/** Long messages whose missing parts will not come any more. */
export function listStaleBagian(
  tx: Tx,
  before: Date,
): Promise<Pick<PesanBagian, 'pengirim' | 'rujukan'>[]> {
  return rows(
    tx,
    sql<Pick<PesanBagian, 'pengirim' | 'rujukan'>>`select p.pengirim, p.rujukan
    from citizen_reports.pesan_bagian p group by p.pengirim, p.rujukan
    having max(p.diterima_at) < ${before} order by min(p.diterima_at) limit ${STALE_MAX}`,
  )
}

// Cases of a sender --------------------------------------------------------------------------------

/** The newest case of an account, for "CEK" without a number. */
export function findLatestOf(tx: Tx, akunId: string): Promise<Laporan | undefined> {
  return maybeRow(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.laporan l
    where l.pelapor_akun_id = ${akunId}::uuid order by l.diterima_at desc limit 1`,
  )
}

export function findByKodeLacak(tx: Tx, digest: Buffer): Promise<Laporan | undefined> {
  return maybeRow(
    tx,
    sql<Laporan>`select ${LAPORAN_COLUMNS} from citizen_reports.pelapor p
    join citizen_reports.laporan l on l.id = p.laporan_id where p.kode_lacak_digest = ${digest} limit 1`,
  )
}

// What the administrator sees of the channels ------------------------------------------------------

export async function noteGalat(
  tx: Tx,
  galat: Readonly<{ kanal: string; kode: string; hari: string; now: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.kanal_galat as g (kanal, kode, hari, terakhir_at)
    values (${galat.kanal}, ${galat.kode}, ${galat.hari}::date, ${galat.now})
    on conflict (kanal, kode, hari) do update set jumlah = g.jumlah + 1, terakhir_at = excluded.terakhir_at`,
  )
}

export type KanalGalat = Readonly<{
  kanal: string
  kode: string
  jumlah: number
  terakhirAt: Date
}>

/** Refused deliveries since a day, summed per reason. */
export function listGalat(tx: Tx, sejak: string): Promise<KanalGalat[]> {
  return rows(
    tx,
    sql<KanalGalat>`select g.kanal, g.kode, sum(g.jumlah)::int as jumlah, max(g.terakhir_at) as "terakhirAt"
    from citizen_reports.kanal_galat g where g.hari >= ${sejak}::date
    group by g.kanal, g.kode order by max(g.terakhir_at) desc limit 100`,
  )
}

export function deleteGalatBefore(tx: Tx, hari: string): Promise<number> {
  return run(tx, sql`delete from citizen_reports.kanal_galat where hari < ${hari}::date`)
}

const COUNTED_MAX = 10_000

export type KanalRingkas = Readonly<{
  kanal: string
  /** Messages since then, counted to ten thousand. */
  pesan: number
  laporan: number
  terakhirAt: Date | null
}>

/** How busy each channel was: an index range per channel, never the whole table. */
export function summarizeKanal(
  tx: Tx,
  kanal: readonly string[],
  sejak: Date,
): Promise<KanalRingkas[]> {
  return rows(
    tx,
    sql<KanalRingkas>`select k.kanal, n.pesan, n.laporan,
      (select p.diterima_at from citizen_reports.pesan_masuk p where p.kanal = k.kanal
        order by p.diterima_at desc limit 1) as "terakhirAt"
    from unnest(${[...kanal]}::text[]) with ordinality as k (kanal, urut)
    cross join lateral (select count(*)::int as pesan, count(m.laporan_id)::int as laporan
      from (select p.laporan_id from citizen_reports.pesan_masuk p
        where p.kanal = k.kanal and p.diterima_at >= ${sejak} limit ${COUNTED_MAX}) m) n
    order by k.urut`,
  )
}
