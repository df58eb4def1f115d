import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Kontak, Saluran } from '../types.ts'

export type StatusJanji = 'dipesan' | 'hadir' | 'batal' | 'tidak_hadir'

export type Janji = Readonly<{
  id: string
  kode: string
  tempatKode: string
  layananId: string
  tanggal: Tanggal
  mulai: number
  kursi: number
  akunId: string | null
  telepon: string | null
  saluran: Saluran | null
  bahasa: 'id' | 'en'
  pemesan: string | null
  status: StatusJanji
  isTerlambat: boolean
}>

const JANJI = sql`j.id, j.kode, j.tempat_kode as "tempatKode", j.layanan_id as "layananId", j.tanggal, j.mulai, j.kursi,
  j.akun_id as "akunId", j.telepon, j.saluran, j.bahasa, j.pemesan, j.status, j.is_terlambat as "isTerlambat"`

/** One who changes the seats of a line and day at a time. */
export async function lockSeats(
  tx: Tx,
  at: Readonly<{ layananId: string; tanggal: Tanggal }>,
): Promise<void> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended(${`janji ${at.layananId} ${at.tanggal}`}, 0))`,
  )
}

/** Seats taken by start of the slot. */
export function listTaken(
  tx: Tx,
  at: Readonly<{ layananId: string; tanggal: Tanggal }>,
): Promise<Readonly<{ mulai: number; n: number }>[]> {
  return rows(
    tx,
    sql<{ mulai: number; n: number }>`select j.mulai, count(*)::int as n from queueing.janji j
    where j.layanan_id = ${at.layananId}::uuid and j.tanggal = ${at.tanggal}::date and j.status in ('dipesan', 'hadir')
    group by j.mulai order by j.mulai`,
  )
}

/** The same for many days at once, for the choice of a day. */
export function listTakenDays(
  tx: Tx,
  at: Readonly<{ layananId: string; from: Tanggal; to: Tanggal }>,
): Promise<Readonly<{ tanggal: Tanggal; mulai: number; n: number }>[]> {
  return rows(
    tx,
    sql<{
      tanggal: Tanggal
      mulai: number
      n: number
    }>`select j.tanggal, j.mulai, count(*)::int as n from queueing.janji j
    where j.layanan_id = ${at.layananId}::uuid and j.tanggal between ${at.from}::date and ${at.to}::date
      and j.status in ('dipesan', 'hadir')
    group by j.tanggal, j.mulai order by j.tanggal, j.mulai`,
  )
}

/** Lowest seat of a slot that nobody holds; undefined when all are taken. */
export async function findFreeSeat(
  tx: Tx,
  at: Readonly<{ layananId: string; tanggal: Tanggal; mulai: number; kursi: number }>,
): Promise<number | undefined> {
  const row = await maybeRow(
    tx,
    sql<{ kursi: number }>`select s.kursi from generate_series(1, ${at.kursi}::int) s (kursi)
    where not exists (select 1 from queueing.janji j where j.layanan_id = ${at.layananId}::uuid and j.tanggal = ${at.tanggal}::date
      and j.mulai = ${at.mulai}::int and j.kursi = s.kursi and j.status in ('dipesan', 'hadir'))
    order by s.kursi limit 1`,
  )
  return row?.kursi
}

export type NewJanji = Kontak &
  Readonly<{
    id: string
    kode: string
    kunci: string
    tempatKode: string
    layananId: string
    tanggal: Tanggal
    mulai: number
    kursi: number
    pemesan: string
    at: Date
  }>

/** @returns false when the seat or the person's one appointment is taken */
export async function insertJanji(tx: Tx, row: NewJanji): Promise<boolean> {
  const added = await run(
    tx,
    sql`insert into queueing.janji (id, kode, kunci, tempat_kode, layanan_id, tanggal, mulai, kursi, akun_id, telepon, saluran, bahasa, pemesan, dibuat_at, berubah_at)
    values (${row.id}, ${row.kode}, ${row.kunci}, ${row.tempatKode}, ${row.layananId}, ${row.tanggal}::date, ${row.mulai}, ${row.kursi},
      ${row.akunId}, ${row.telepon}, ${row.saluran}, ${row.bahasa}, ${row.pemesan}, ${row.at}, ${row.at})
    on conflict do nothing`,
  )
  return added > 0
}

export function findJanji(tx: Tx, kode: string): Promise<Janji | undefined> {
  return maybeRow(tx, sql<Janji>`select ${JANJI} from queueing.janji j where j.kode = ${kode}`)
}

export function findJanjiByKunci(tx: Tx, kunci: string): Promise<Janji | undefined> {
  return maybeRow(
    tx,
    sql<Janji>`select ${JANJI} from queueing.janji j where j.kunci = ${kunci}::uuid`,
  )
}

export function lockJanji(tx: Tx, kode: string): Promise<Janji | undefined> {
  return maybeRow(
    tx,
    sql<Janji>`select ${JANJI} from queueing.janji j where j.kode = ${kode} for update`,
  )
}

/** The code of the ticket an appointment was checked in to. */
export async function findTiketKodeOf(tx: Tx, janjiId: string): Promise<string | undefined> {
  const row = await maybeRow(
    tx,
    sql<{
      kode: string
    }>`select t.kode from queueing.tiket t where t.janji_id = ${janjiId}::uuid`,
  )
  return row?.kode
}

export async function hasActive(
  tx: Tx,
  of: Readonly<{ pemesan: string; layananId: string }>,
): Promise<boolean> {
  const row = await maybeRow(
    tx,
    sql<{ id: string }>`select j.id from queueing.janji j
    where j.pemesan = ${of.pemesan} and j.layanan_id = ${of.layananId}::uuid and j.status = 'dipesan'`,
  )
  return row !== undefined
}

export async function moveJanji(
  tx: Tx,
  row: Readonly<{ id: string; tanggal: Tanggal; mulai: number; kursi: number; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update queueing.janji set tanggal = ${row.tanggal}::date, mulai = ${row.mulai}, kursi = ${row.kursi},
      diingatkan_at = null, berubah_at = ${row.at} where id = ${row.id}::uuid`,
  )
}

export async function endJanji(
  tx: Tx,
  row: Readonly<{
    id: string
    status: Exclude<StatusJanji, 'dipesan'>
    isTerlambat: boolean
    at: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`update queueing.janji set status = ${row.status}, is_terlambat = ${row.isTerlambat}, berubah_at = ${row.at}
    where id = ${row.id}::uuid`,
  )
}

/** Appointments of a day whose people were not reminded yet, some at a time, locked. */
export function takeToRemind(tx: Tx, tanggal: Tanggal, limit: number): Promise<Janji[]> {
  return rows(
    tx,
    sql<Janji>`select ${JANJI} from queueing.janji j
    where j.tanggal = ${tanggal}::date and j.status = 'dipesan' and j.diingatkan_at is null
    order by j.mulai, j.id limit ${limit} for update skip locked`,
  )
}

export async function markReminded(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
  await run(
    tx,
    sql`update queueing.janji set diingatkan_at = ${at} where id = any(${[...ids]}::uuid[])`,
  )
}

/** Appointments whose day has gone by without their people, some at a time, locked. */
export function takeMissed(tx: Tx, before: Tanggal, limit: number): Promise<Janji[]> {
  return rows(
    tx,
    sql<Janji>`select ${JANJI} from queueing.janji j
    where j.tanggal < ${before}::date and j.status = 'dipesan'
    order by j.tanggal, j.id limit ${limit} for update skip locked`,
  )
}

/** Days on which this person missed an appointment. */
export async function listMissedDays(
  tx: Tx,
  of: Readonly<{ pemesan: string; from: Tanggal }>,
): Promise<readonly Tanggal[]> {
  const found = await rows(
    tx,
    sql<{ tanggal: Tanggal }>`select j.tanggal from queueing.janji j
    where j.pemesan = ${of.pemesan} and j.status = 'tidak_hadir' and j.tanggal >= ${of.from}::date
    order by j.tanggal limit 100`,
  )
  return found.map(({ tanggal }) => tanggal)
}

export type Pembatasan = Readonly<{
  id: string
  pemesan: string
  mulai: Tanggal
  sampai: Tanggal
  isDicabut: boolean
}>

const BATAS = sql`b.id, b.pemesan, b.mulai, b.sampai, b.dicabut_at is not null as "isDicabut"`

/** The limit that holds for this person on a date. */
export function findLimit(
  tx: Tx,
  of: Readonly<{ pemesan: string; today: Tanggal }>,
): Promise<Pembatasan | undefined> {
  return maybeRow(
    tx,
    sql<Pembatasan>`select ${BATAS} from queueing.pembatasan b
    where b.pemesan = ${of.pemesan} and b.sampai >= ${of.today}::date and b.dicabut_at is null
    order by b.sampai desc limit 1`,
  )
}

/** The latest limit of this person, lifted or not: what it answered for is not counted again. */
export function findLastLimit(tx: Tx, pemesan: string): Promise<Pembatasan | undefined> {
  return maybeRow(
    tx,
    sql<Pembatasan>`select ${BATAS} from queueing.pembatasan b where b.pemesan = ${pemesan}
    order by b.mulai desc, b.id limit 1`,
  )
}

export async function insertLimit(
  tx: Tx,
  row: Readonly<{
    id: string
    pemesan: string
    janjiKode: string
    mulai: Tanggal
    sampai: Tanggal
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into queueing.pembatasan (id, pemesan, janji_kode, mulai, sampai)
    values (${row.id}, ${row.pemesan}, ${row.janjiKode}, ${row.mulai}::date, ${row.sampai}::date) on conflict do nothing`,
  )
}

export async function liftLimit(
  tx: Tx,
  row: Readonly<{ id: string; oleh: string; alasan: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update queueing.pembatasan set dicabut_at = ${row.at}, dicabut_oleh = ${row.oleh}::uuid, alasan = ${row.alasan}
    where id = ${row.id}::uuid`,
  )
}

/** After the day: telephones go; after the window of the rule, the digest of the person as well. */
export async function forgetPeople(
  tx: Tx,
  { today, windowFrom }: Readonly<{ today: Tanggal; windowFrom: Tanggal }>,
): Promise<void> {
  await run(
    tx,
    sql`update queueing.janji set telepon = null, saluran = null
    where telepon is not null and tanggal < ${today}::date and status <> 'dipesan'`,
  )
  await run(
    tx,
    sql`update queueing.janji set pemesan = null
    where pemesan is not null and tanggal < ${windowFrom}::date and status <> 'dipesan'`,
  )
  await run(tx, sql`delete from queueing.daftar_tunggu where tanggal < ${today}::date`)
  await run(tx, sql`delete from queueing.pembatasan where sampai < ${windowFrom}::date`)
}

export type Penunggu = Kontak &
  Readonly<{
    id: string
    kode: string
    layananId: string
    tanggal: Tanggal
    pemesan: string
    janjiKode: string | null
  }>

const TUNGGU = sql`d.id, d.kode, d.layanan_id as "layananId", d.tanggal, d.akun_id as "akunId", d.telepon, d.saluran,
  d.bahasa, d.pemesan, d.janji_kode as "janjiKode"`

/** @returns false when this person waits for that day already */
export async function insertPenunggu(
  tx: Tx,
  row: Omit<Penunggu, 'janjiKode'> & Readonly<{ at: Date }>,
): Promise<boolean> {
  const added = await run(
    tx,
    sql`insert into queueing.daftar_tunggu (id, kode, layanan_id, tanggal, akun_id, telepon, saluran, bahasa, pemesan, dibuat_at)
    values (${row.id}, ${row.kode}, ${row.layananId}, ${row.tanggal}::date, ${row.akunId}, ${row.telepon}, ${row.saluran}, ${row.bahasa}, ${row.pemesan}, ${row.at})
    on conflict do nothing`,
  )
  return added > 0
}

/** First of those who wait for a seat of a line and day and have no appointment in it, locked. */
export function takePenunggu(
  tx: Tx,
  at: Readonly<{ layananId: string; tanggal: Tanggal }>,
): Promise<Penunggu | undefined> {
  return maybeRow(
    tx,
    sql<Penunggu>`select ${TUNGGU} from queueing.daftar_tunggu d
    where d.layanan_id = ${at.layananId}::uuid and d.tanggal = ${at.tanggal}::date and d.janji_kode is null
      and not exists (select 1 from queueing.janji j where j.pemesan = d.pemesan and j.layanan_id = d.layanan_id and j.status = 'dipesan')
    order by d.dibuat_at, d.id limit 1 for update skip locked`,
  )
}

export async function markServed(tx: Tx, id: string, janjiKode: string): Promise<void> {
  await run(
    tx,
    sql`update queueing.daftar_tunggu set janji_kode = ${janjiKode}, telepon = null, saluran = null where id = ${id}::uuid`,
  )
}

export function findPenunggu(tx: Tx, kode: string): Promise<Penunggu | undefined> {
  return maybeRow(
    tx,
    sql<Penunggu>`select ${TUNGGU} from queueing.daftar_tunggu d where d.kode = ${kode}`,
  )
}

/** How many wait in front of this one. */
export async function countBefore(tx: Tx, kode: string): Promise<number> {
  const row = await maybeRow(
    tx,
    sql<{ n: number }>`select count(*)::int as n from queueing.daftar_tunggu d
    join queueing.daftar_tunggu o on o.kode = ${kode} and o.layanan_id = d.layanan_id and o.tanggal = d.tanggal
    where d.janji_kode is null and (d.dibuat_at, d.id) < (o.dibuat_at, o.id)`,
  )
  return row?.n ?? 0
}

export function deletePenunggu(tx: Tx, kode: string): Promise<number> {
  return run(
    tx,
    sql`delete from queueing.daftar_tunggu where kode = ${kode} and janji_kode is null`,
  )
}

/** What an account has booked, the newest first. */
export function listJanjiOf(tx: Tx, accountId: string, limit: number): Promise<Janji[]> {
  return rows(
    tx,
    sql<Janji>`select ${JANJI} from queueing.janji j where j.akun_id = ${accountId}::uuid
    order by j.tanggal desc, j.mulai desc, j.id limit ${limit}`,
  )
}

/** Forget whose appointments these were. Those still to come end, so that their seats are free again. */
export async function eraseAccount(tx: Tx, accountId: string): Promise<void> {
  await run(
    tx,
    sql`update queueing.janji set akun_id = null, pemesan = null, telepon = null, saluran = null,
      status = case when status = 'dipesan' then 'batal' else status end where akun_id = ${accountId}::uuid`,
  )
  await run(tx, sql`delete from queueing.daftar_tunggu where akun_id = ${accountId}::uuid`)
}
