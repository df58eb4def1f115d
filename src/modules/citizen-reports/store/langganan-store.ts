import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Langganan = Readonly<{
  id: string
  akunId: string | null
  email: string | null
  bahasa: 'id' | 'en'
  laporanId: string | null
  kecamatanKode: string | null
  kategoriKode: string | null
  unitKode: string | null
  kodeHenti: string
  dikonfirmasiAt: Date | null
  dibuatAt: Date
}>

const COLUMNS =
  sql.raw(`s.id, s.akun_id as "akunId", s.email, s.bahasa, s.laporan_id as "laporanId",
  s.kecamatan_kode as "kecamatanKode", s.kategori_kode as "kategoriKode", s.unit_kode as "unitKode",
  s.kode_henti as "kodeHenti", s.dikonfirmasi_at as "dikonfirmasiAt", s.dibuat_at as "dibuatAt"`)

export type Follower = Pick<Langganan, 'id' | 'akunId' | 'email' | 'bahasa' | 'kodeHenti'>

const FOLLOWER_COLUMNS = sql.raw(
  `s.id, s.akun_id as "akunId", s.email, s.bahasa, s.kode_henti as "kodeHenti"`,
)

/** Keyset page over subscriptions; the zero id comes before every other. */
export type FollowerPage = Readonly<{ after: string; limit: number }>

export const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * Who is told of this case: its own followers and those of the duplicates merged into it. A duplicate
 * that is parted again takes its followers along, since nothing was moved.
 */
export function listFollowers(tx: Tx, laporanId: string, page: FollowerPage): Promise<Follower[]> {
  return rows(
    tx,
    sql<Follower>`select ${FOLLOWER_COLUMNS} from citizen_reports.langganan s
    where s.dikonfirmasi_at is not null and s.id > ${page.after}::uuid and s.laporan_id in (
      select ${laporanId}::uuid union all select l.id from citizen_reports.laporan l where l.induk_id = ${laporanId}::uuid)
    order by s.id limit ${page.limit}`,
  )
}

/** What a new case offers to be matched by. '' stands for "any". */
export type MatchFacts = Readonly<{
  kecamatan: readonly string[]
  kategori: readonly string[]
  unit: readonly string[]
}>

/** Confirmed alerts whose every choice fits the case. */
export function listMatchingAlerts(
  tx: Tx,
  facts: MatchFacts,
  page: FollowerPage,
): Promise<Follower[]> {
  return rows(
    tx,
    sql<Follower>`select ${FOLLOWER_COLUMNS} from citizen_reports.langganan s
    where s.laporan_id is null and s.dikonfirmasi_at is not null
      and coalesce(s.kecamatan_kode, '') = any(${[...facts.kecamatan]}::text[])
      and coalesce(s.kategori_kode, '') = any(${[...facts.kategori]}::text[])
      and coalesce(s.unit_kode, '') = any(${[...facts.unit]}::text[])
      and s.id > ${page.after}::uuid
    order by s.id limit ${page.limit}`,
  )
}

/** Ids of the duplicates merged into a case. */
export async function listAnakIds(tx: Tx, laporanId: string): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select l.id from citizen_reports.laporan l where l.induk_id = ${laporanId}::uuid order by l.id limit 1000`,
  )
  return found.map((row) => row.id)
}

export type NewLangganan = Langganan & Readonly<{ push: unknown }>

/** @returns false when the same subscription is there already */
export async function insertLangganan(tx: Tx, row: NewLangganan): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into citizen_reports.langganan
    (id, akun_id, email, push, bahasa, laporan_id, kecamatan_kode, kategori_kode, unit_kode, kode_henti, dikonfirmasi_at, dibuat_at)
    values (${row.id}, ${row.akunId}, ${row.email}, ${row.push === undefined || row.push === null ? null : JSON.stringify(row.push)}::jsonb, ${row.bahasa}, ${row.laporanId},
      ${row.kecamatanKode}, ${row.kategoriKode}, ${row.unitKode}, ${row.kodeHenti}, ${row.dikonfirmasiAt}, ${row.dibuatAt})
    on conflict do nothing`,
  )
  return inserted === 1
}

type Target = Pick<
  Langganan,
  'akunId' | 'email' | 'laporanId' | 'kecamatanKode' | 'kategoriKode' | 'unitKode'
>

/** The subscription of this holder to exactly this target. */
export function findSameLangganan(tx: Tx, target: Target): Promise<Langganan | undefined> {
  const holder =
    target.akunId === null
      ? sql`s.email = ${target.email}`
      : sql`s.akun_id = ${target.akunId}::uuid`
  return maybeRow(
    tx,
    sql<Langganan>`select ${COLUMNS} from citizen_reports.langganan s
    where ${holder} and s.laporan_id is not distinct from ${target.laporanId}::uuid
      and s.kecamatan_kode is not distinct from ${target.kecamatanKode}::text
      and s.kategori_kode is not distinct from ${target.kategoriKode}::text
      and s.unit_kode is not distinct from ${target.unitKode}::text limit 1`,
  )
}

export function findLanggananByKode(tx: Tx, kodeHenti: string): Promise<Langganan | undefined> {
  return maybeRow(
    tx,
    sql<Langganan>`select ${COLUMNS} from citizen_reports.langganan s where s.kode_henti = ${kodeHenti}`,
  )
}

/** How many confirmations this address was asked for and has not given since a moment. */
export async function countUnconfirmed(tx: Tx, email: string, since: Date): Promise<number> {
  const { count } = await oneRow(
    tx,
    sql<{
      count: number
    }>`select count(*)::int as count from (select 1 from citizen_reports.langganan s
    where s.email = ${email} and s.dikonfirmasi_at is null and s.dibuat_at >= ${since} limit 100) as counted`,
  )
  return count
}

/** Alerts (not followed cases) of one account or address. */
export async function countAlerts(
  tx: Tx,
  holder: Pick<Langganan, 'akunId' | 'email'>,
): Promise<number> {
  const who =
    holder.akunId === null
      ? sql`s.email = ${holder.email}`
      : sql`s.akun_id = ${holder.akunId}::uuid`
  const { count } = await oneRow(
    tx,
    sql<{
      count: number
    }>`select count(*)::int as count from (select 1 from citizen_reports.langganan s
    where ${who} and s.laporan_id is null limit 100) as counted`,
  )
  return count
}

/** @returns false when it was confirmed before */
export async function confirmLangganan(tx: Tx, id: string, at: Date): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update citizen_reports.langganan set dikonfirmasi_at = ${at} where id = ${id}::uuid and dikonfirmasi_at is null`,
  )
  return changed === 1
}

export async function deleteLangganan(tx: Tx, id: string): Promise<boolean> {
  return (await run(tx, sql`delete from citizen_reports.langganan where id = ${id}::uuid`)) === 1
}

/** Removes only what belongs to this account: an id in a form is no right to it. */
export async function deleteOwnLangganan(tx: Tx, id: string, akunId: string): Promise<boolean> {
  const deleted = await run(
    tx,
    sql`delete from citizen_reports.langganan where id = ${id}::uuid and akun_id = ${akunId}::uuid`,
  )
  return deleted === 1
}

export async function deleteFollow(tx: Tx, laporanId: string, akunId: string): Promise<boolean> {
  const deleted = await run(
    tx,
    sql`delete from citizen_reports.langganan where laporan_id = ${laporanId}::uuid and akun_id = ${akunId}::uuid`,
  )
  return deleted === 1
}

/** E-mail subscriptions nobody confirmed are forgotten, address and all. */
export function deleteUnconfirmed(tx: Tx, before: Date): Promise<number> {
  return run(
    tx,
    sql`delete from citizen_reports.langganan where dikonfirmasi_at is null and dibuat_at < ${before}`,
  )
}

export type OwnLangganan = Langganan & Readonly<{ nomor: string | null; judul: string | null }>

const OWN_MAX = 200

/** Everything an account subscribed to, newest first; a case that is no longer public keeps only its number. */
export function listOwnLangganan(tx: Tx, akunId: string): Promise<OwnLangganan[]> {
  return rows(
    tx,
    sql<OwnLangganan>`select ${COLUMNS}, l.nomor, case when l.is_publik then l.judul end as judul
    from citizen_reports.langganan s left join citizen_reports.laporan l on l.id = s.laporan_id
    where s.akun_id = ${akunId}::uuid order by s.dibuat_at desc, s.id desc limit ${OWN_MAX}`,
  )
}

/** Case number a subscription follows, for the words of its page. */
export async function findNomorOf(tx: Tx, laporanId: string): Promise<string | undefined> {
  const found = await maybeRow(
    tx,
    sql<{
      nomor: string
    }>`select l.nomor from citizen_reports.laporan l where l.id = ${laporanId}::uuid`,
  )
  return found?.nomor
}

export async function deleteAllOf(tx: Tx, akunId: string): Promise<void> {
  await run(tx, sql`delete from citizen_reports.langganan where akun_id = ${akunId}::uuid`)
}
