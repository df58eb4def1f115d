import {
  maybeRow,
  oneRow,
  type Query,
  rows,
  run,
  sql,
  type Tx,
} from '../../platform/db/database.ts'
import type { OutsideChannel } from './domain.ts'

export type PemberitahuanRow = Readonly<{
  id: string
  kejadian: string
  akunId: string | null
  email: string | null
  telepon: string | null
  bahasa: 'id' | 'en'
  nilai: Readonly<Record<string, string>>
  tautan: string
  hanya: readonly OutsideChannel[] | null
  henti: string | null
}>

/** Keep a notice and queue what makes messages of it; one whose key exists was said before, and once is enough. */
export async function insertPemberitahuan(
  tx: Tx,
  row: PemberitahuanRow & { kunci: string; dibuatAt: Date },
  next: Query,
): Promise<void> {
  await run(
    tx,
    sql`with baru as (insert into notifications.pemberitahuan
    (id, kunci, kejadian, akun_id, email, telepon, bahasa, nilai, tautan, hanya, henti, dibuat_at)
    values (${row.id}, ${row.kunci}, ${row.kejadian}, ${row.akunId}, ${row.email}, ${row.telepon}, ${row.bahasa}, ${JSON.stringify(row.nilai)}::jsonb,
      ${row.tautan}, ${row.hanya === null ? null : [...row.hanya]}::text[], ${row.henti}, ${row.dibuatAt})
    on conflict (kunci) do nothing returning 1)
    select ${next} from baru`,
  )
}

export function findPemberitahuan(tx: Tx, id: string): Promise<PemberitahuanRow | undefined> {
  return maybeRow(
    tx,
    sql<PemberitahuanRow>`select p.id, p.kejadian, p.akun_id as "akunId", p.email, p.telepon, p.bahasa, p.nilai, p.tautan, p.hanya, p.henti
    from notifications.pemberitahuan p where p.id = ${id}::uuid`,
  )
}

export type FeedRow = Readonly<{
  id: string
  kejadian: string
  nilai: Readonly<Record<string, string>>
  tautan: string
  dibuatAt: Date
  dibacaAt: Date | null
}>

export function listFeed(
  tx: Tx,
  akunId: string,
  page: { before?: Date; beforeId?: string; limit: number },
): Promise<FeedRow[]> {
  const before = page.before ?? null
  const beforeId = page.beforeId ?? null
  return rows(
    tx,
    sql<FeedRow>`select p.id, p.kejadian, p.nilai, p.tautan, p.dibuat_at as "dibuatAt", p.dibaca_at as "dibacaAt"
    from notifications.pemberitahuan p
    where p.akun_id = ${akunId}::uuid and (${before}::timestamptz is null or p.dibuat_at < ${before}
      or (p.dibuat_at = ${before} and p.id < ${beforeId}::uuid))
    order by p.dibuat_at desc, p.id desc limit ${page.limit}`,
  )
}

const UNREAD_SHOWN_MAX = 100

/** Unread notices, counted up to a bound: nobody needs to know more than "99+". */
export async function countUnread(tx: Tx, akunId: string): Promise<number> {
  const { count } = await oneRow(
    tx,
    sql<{ count: number }>`select count(*)::int as count from (
    select 1 from notifications.pemberitahuan p where p.akun_id = ${akunId}::uuid and p.dibaca_at is null limit ${UNREAD_SHOWN_MAX}) as counted`,
  )
  return count
}

export async function markRead(tx: Tx, akunId: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update notifications.pemberitahuan set dibaca_at = ${at} where akun_id = ${akunId}::uuid and dibaca_at is null`,
  )
}

export type KirimanRow = Readonly<{
  id: string
  saluran: OutsideChannel
  tujuan: string
  subjek: string | null
  teks: string
  status: string
  henti: string | null
  /** Whose notice it is; null for someone without an account, and for a plain text. */
  akunId: string | null
}>

export async function insertKiriman(
  tx: Tx,
  row: Omit<KirimanRow, 'status' | 'akunId'> & { pemberitahuanId: string | null; dibuatAt: Date },
): Promise<void> {
  await run(
    tx,
    sql`insert into notifications.kiriman (id, pemberitahuan_id, saluran, tujuan, subjek, teks, henti, dibuat_at)
    values (${row.id}, ${row.pemberitahuanId}, ${row.saluran}, ${row.tujuan}, ${row.subjek}, ${row.teks}, ${row.henti}, ${row.dibuatAt}) on conflict do nothing`,
  )
}

const KIRIMAN =
  sql.raw(`select k.id, k.saluran, k.tujuan, k.subjek, k.teks, k.status, k.henti, p.akun_id as "akunId"
    from notifications.kiriman k left join notifications.pemberitahuan p on p.id = k.pemberitahuan_id`)

export function findKiriman(tx: Tx, id: string): Promise<KirimanRow | undefined> {
  return maybeRow(tx, sql<KirimanRow>`${KIRIMAN} where k.id = ${id}::uuid`)
}

/** Messages of a notice that wait to be sent, in the order they were made. */
export function listUnsent(tx: Tx, pemberitahuanId: string): Promise<KirimanRow[]> {
  return rows(
    tx,
    sql<KirimanRow>`${KIRIMAN}
    where k.pemberitahuan_id = ${pemberitahuanId}::uuid and k.status = 'menunggu' order by k.dibuat_at, k.id`,
  )
}

/** Sent: the row stays as proof, the words go, since they may carry a code or personal data. */
export async function markSent(tx: Tx, id: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update notifications.kiriman set status = 'terkirim', teks = '', henti = null, terkirim_at = ${at}, percobaan = percobaan + 1, galat = null where id = ${id}::uuid`,
  )
}

export async function markFailed(tx: Tx, id: string, galat: string): Promise<void> {
  await run(
    tx,
    sql`update notifications.kiriman set percobaan = percobaan + 1, galat = ${galat.slice(0, 300)},
    status = case when percobaan + 1 >= 8 then 'gagal' else 'menunggu' end where id = ${id}::uuid`,
  )
}

export async function listWishes(
  tx: Tx,
  akunId: string,
): Promise<Partial<Record<OutsideChannel, boolean>>> {
  const found = await rows(
    tx,
    sql<{
      saluran: OutsideChannel
      isAktif: boolean
    }>`select w.saluran, w.is_aktif as "isAktif" from notifications.preferensi w where w.akun_id = ${akunId}::uuid`,
  )
  return Object.fromEntries(found.map((row) => [row.saluran, row.isAktif]))
}

export async function setWish(
  tx: Tx,
  akunId: string,
  wish: { saluran: OutsideChannel; isAktif: boolean },
): Promise<void> {
  await run(
    tx,
    sql`insert into notifications.preferensi (akun_id, saluran, is_aktif) values (${akunId}, ${wish.saluran}, ${wish.isAktif})
    on conflict (akun_id, saluran) do update set is_aktif = excluded.is_aktif`,
  )
}

/** Browsers one account may be told in. */
export const PUSH_MAX = 10

export type PushRow = Readonly<{
  id: string
  titikAkhir: string
  kunci: Readonly<{ p256dh: string; auth: string }>
}>

export function listPush(tx: Tx, akunId: string): Promise<PushRow[]> {
  return rows(
    tx,
    sql<PushRow>`select s.id, s.titik_akhir as "titikAkhir", s.kunci from notifications.langganan_push s where s.akun_id = ${akunId}::uuid
    order by s.dibuat_at desc, s.id desc limit ${PUSH_MAX}`,
  )
}

/** One browser, to send to; undefined when it was taken back since the message was queued. */
export function findPush(tx: Tx, akunId: string, titikAkhir: string): Promise<PushRow | undefined> {
  return maybeRow(
    tx,
    sql<PushRow>`select s.id, s.titik_akhir as "titikAkhir", s.kunci from notifications.langganan_push s
    where s.titik_akhir = ${titikAkhir} and s.akun_id = ${akunId}::uuid`,
  )
}

/** The oldest browsers of an account make room: only the newest `keep` stay. */
export async function deleteOldPush(tx: Tx, akunId: string, keep: number): Promise<void> {
  await run(
    tx,
    sql`delete from notifications.langganan_push where akun_id = ${akunId}::uuid and id not in (
      select s.id from notifications.langganan_push s where s.akun_id = ${akunId}::uuid
      order by s.dibuat_at desc, s.id desc limit ${keep})`,
  )
}

export async function insertPush(
  tx: Tx,
  row: PushRow & { akunId: string; dibuatAt: Date },
): Promise<void> {
  await run(
    tx,
    sql`insert into notifications.langganan_push (id, akun_id, titik_akhir, kunci, dibuat_at)
    values (${row.id}, ${row.akunId}, ${row.titikAkhir}, ${JSON.stringify(row.kunci)}::jsonb, ${row.dibuatAt})
    on conflict (titik_akhir) do update set akun_id = excluded.akun_id, kunci = excluded.kunci, dibuat_at = excluded.dibuat_at`,
  )
}

export async function deletePush(tx: Tx, titikAkhir: string): Promise<void> {
  await run(tx, sql`delete from notifications.langganan_push where titik_akhir = ${titikAkhir}`)
}

/** One browser of this account, or all of them. */
export async function deleteOwnPush(
  tx: Tx,
  akunId: string,
  titikAkhir: string | undefined,
): Promise<void> {
  const one = titikAkhir === undefined ? sql`true` : sql`titik_akhir = ${titikAkhir}`
  await run(
    tx,
    sql`delete from notifications.langganan_push where akun_id = ${akunId}::uuid and ${one}`,
  )
}

/** One notice read by its owner. */
export async function markOneRead(
  tx: Tx,
  akunId: string,
  { id, at }: Readonly<{ id: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update notifications.pemberitahuan set dibaca_at = ${at}
    where id = ${id}::uuid and akun_id = ${akunId}::uuid and dibaca_at is null`,
  )
}

export type FailedRow = Readonly<{
  id: string
  saluran: OutsideChannel
  tujuan: string
  galat: string | null
  percobaan: number
  dibuatAt: Date
  hasText: boolean
}>

/** Messages given up after their last try, newest first. */
export function listFailed(
  tx: Tx,
  page: Readonly<{ after?: Readonly<{ dibuatAt: Date; id: string }>; limit: number }>,
): Promise<FailedRow[]> {
  const { after } = page
  return rows(
    tx,
    sql<FailedRow>`select k.id, k.saluran, k.tujuan, k.galat, k.percobaan, k.dibuat_at as "dibuatAt", k.teks <> '' as "hasText"
    from notifications.kiriman k where k.status = 'gagal'
      and ${after === undefined ? sql`true` : sql`(k.dibuat_at, k.id) < (${after.dibuatAt}, ${after.id}::uuid)`}
    order by k.dibuat_at desc, k.id desc limit ${page.limit}`,
  )
}

/** Messages on their way, counted up to a bound. */
export async function countWaiting(tx: Tx, max: number): Promise<number> {
  const { count } = await oneRow(
    tx,
    sql<{ count: number }>`select count(*)::int as count from (
    select 1 from notifications.kiriman k where k.status = 'menunggu' limit ${max}) as counted`,
  )
  return count
}

/** @returns false when it is not a failed message with its words any more */
export async function reviveFailed(tx: Tx, id: string): Promise<boolean> {
  const revived = await run(
    tx,
    sql`update notifications.kiriman set status = 'menunggu', percobaan = 0
    where id = ${id}::uuid and status = 'gagal' and teks <> ''`,
  )
  return revived === 1
}

/** Words of messages nobody could deliver do not stay for ever: they may carry personal data. */
export function forgetFailed(tx: Tx, before: Date): Promise<number> {
  return run(
    tx,
    sql`update notifications.kiriman set teks = '', subjek = null where status = 'gagal' and teks <> '' and dibuat_at < ${before}`,
  )
}

export type OwnPush = Readonly<{ layanan: string; sejak: Date }>

/** Browsers as their owner may read them: the service and the day, not the secret address. */
export function listOwnPush(tx: Tx, akunId: string): Promise<OwnPush[]> {
  return rows(
    tx,
    sql<OwnPush>`select split_part(s.titik_akhir, '/', 3) as layanan, s.dibuat_at as sejak
    from notifications.langganan_push s where s.akun_id = ${akunId}::uuid order by s.dibuat_at, s.id`,
  )
}

export async function deleteWishes(tx: Tx, akunId: string): Promise<void> {
  await run(tx, sql`delete from notifications.preferensi where akun_id = ${akunId}::uuid`)
}

/** Proof of telling stays; address and words go. What still waits is not sent any more. */
export async function emptyKirimanOf(tx: Tx, akunId: string): Promise<void> {
  await run(
    tx,
    sql`update notifications.kiriman as k set tujuan = 'dihapus ' || k.id, subjek = null, teks = '', henti = null,
      status = case when k.status = 'menunggu' then 'gagal' else k.status end
    from notifications.pemberitahuan p where p.id = k.pemberitahuan_id and p.akun_id = ${akunId}::uuid`,
  )
}

export async function emptyPemberitahuanOf(tx: Tx, akunId: string): Promise<void> {
  await run(
    tx,
    sql`update notifications.pemberitahuan set nilai = '{}' where akun_id = ${akunId}::uuid`,
  )
}
