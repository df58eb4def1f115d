import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Forum = Readonly<{
  id: string
  kode: string
  jenis: 'tempat' | 'tema'
  judul: string
  uraian: string
  wilayahKode: string | null
  unitKode: string
  status: 'buka' | 'tutup'
  nomorTerakhir: number
  dibuatAt: Date
}>

const FORUM = sql`f.id, f.kode, f.jenis, f.judul, f.uraian, f.wilayah_kode as "wilayahKode", f.unit_kode as "unitKode", f.status,
  f.nomor_terakhir as "nomorTerakhir", f.dibuat_at as "dibuatAt"`

/** The last row of a page before. */
export type Kunci = Readonly<{ at: Date; id: string }>

/** @returns false when the code is taken */
export async function insertForum(
  tx: Tx,
  row: Omit<Forum, 'status' | 'nomorTerakhir'> & Readonly<{ oleh: string }>,
): Promise<boolean> {
  const done = await run(
    tx,
    sql`insert into forums.forum (id, kode, jenis, judul, uraian, wilayah_kode, unit_kode, dibuat_oleh, dibuat_at)
    values (${row.id}, ${row.kode}, ${row.jenis}, ${row.judul}, ${row.uraian}, ${row.wilayahKode}, ${row.unitKode}, ${row.oleh}, ${row.dibuatAt})
    on conflict (kode) do nothing`,
  )
  return done === 1
}

/** Forums, the latest first. */
export function listForum(
  tx: Tx,
  { after, limit }: Readonly<{ after?: Kunci | undefined; limit: number }>,
): Promise<Forum[]> {
  const from =
    after === undefined
      ? sql``
      : sql`where (f.dibuat_at, f.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return rows(
    tx,
    sql<Forum>`select ${FORUM} from forums.forum f ${from} order by f.dibuat_at desc, f.id desc limit ${limit}`,
  )
}

export function findForum(tx: Tx, kode: string): Promise<Forum | undefined> {
  return maybeRow(tx, sql<Forum>`select ${FORUM} from forums.forum f where f.kode = ${kode}`)
}

/** Held until the transaction ends: numbers of topics are given one after the other. */
export function lockForum(tx: Tx, kode: string): Promise<Forum | undefined> {
  return maybeRow(
    tx,
    sql<Forum>`select ${FORUM} from forums.forum f where f.kode = ${kode} for update of f`,
  )
}

/** @returns the next number of a topic in a forum that is held */
export async function nextTopikNomor(tx: Tx, forumId: string): Promise<number> {
  const { nomor } = await oneRow(
    tx,
    sql<{
      nomor: number
    }>`update forums.forum set nomor_terakhir = nomor_terakhir + 1 where id = ${forumId}
    returning nomor_terakhir as nomor`,
  )
  return nomor
}

export type Topik = Readonly<{
  id: string
  forumId: string
  forumKode: string
  forumJudul: string
  forumStatus: 'buka' | 'tutup'
  nomor: number
  judul: string
  jenis: 'bahasan' | 'pertanyaan'
  penulisAkun: string | null
  nama: string
  status: 'buka' | 'kunci'
  isTersembunyi: boolean
  nomorTerakhir: number
  dibuatAt: Date
  terakhirAt: Date
  lambatSampai: Date | null
  unitKode: string | null
  tenggatPada: Tanggal | null
  dijawabAt: Date | null
  jawabanNomor: number | null
}>

const TOPIK = sql`t.id, t.forum_id as "forumId", f.kode as "forumKode", f.judul as "forumJudul", f.status as "forumStatus", t.nomor,
  t.judul, t.jenis, t.penulis_akun as "penulisAkun", t.nama, t.status, t.is_tersembunyi as "isTersembunyi",
  t.nomor_terakhir as "nomorTerakhir", t.dibuat_at as "dibuatAt", t.terakhir_at as "terakhirAt", t.lambat_sampai as "lambatSampai",
  t.unit_kode as "unitKode", t.tenggat_pada as "tenggatPada", t.dijawab_at as "dijawabAt", t.jawaban_nomor as "jawabanNomor"`
const TOPIK_FROM = sql`forums.topik t join forums.forum f on f.id = t.forum_id`

export type TopikBaru = Pick<
  Topik,
  'id' | 'forumId' | 'nomor' | 'judul' | 'jenis' | 'nama' | 'unitKode' | 'tenggatPada'
> &
  Readonly<{ penulisAkun: string; at: Date }>

export async function insertTopik(tx: Tx, row: TopikBaru): Promise<void> {
  await run(
    tx,
    sql`insert into forums.topik (id, forum_id, nomor, judul, jenis, penulis_akun, nama, unit_kode, tenggat_pada, dibuat_at, terakhir_at)
    values (${row.id}, ${row.forumId}, ${row.nomor}, ${row.judul}, ${row.jenis}, ${row.penulisAkun}, ${row.nama}, ${row.unitKode},
      ${row.tenggatPada}, ${row.at}, ${row.at})`,
  )
}

export type Alamat = Readonly<{ kode: string; nomor: number }>

export function findTopik(tx: Tx, { kode, nomor }: Alamat): Promise<Topik | undefined> {
  return maybeRow(
    tx,
    sql<Topik>`select ${TOPIK} from ${TOPIK_FROM} where f.kode = ${kode} and t.nomor = ${nomor}`,
  )
}

/** The topic that stood at this address before it was moved. */
export function findMoved(tx: Tx, { kode, nomor }: Alamat): Promise<Topik | undefined> {
  return maybeRow(
    tx,
    sql<Topik>`select ${TOPIK} from ${TOPIK_FROM} join forums.pindahan p on p.topik_id = t.id
    join forums.forum g on g.id = p.forum_id where g.kode = ${kode} and p.nomor = ${nomor}`,
  )
}

export function findTopikById(tx: Tx, id: string): Promise<Topik | undefined> {
  return maybeRow(tx, sql<Topik>`select ${TOPIK} from ${TOPIK_FROM} where t.id = ${id}`)
}

/** Held until the transaction ends: posts of one topic get their numbers one after the other. */
export async function lockTopik(tx: Tx, id: string): Promise<Topik | undefined> {
  await run(tx, sql`select t.id from forums.topik t where t.id = ${id} for update`)
  return findTopikById(tx, id)
}

/** Topics of a forum, the latest activity first. Hidden ones keep their place; their title is left to the page. */
export function listTopik(
  tx: Tx,
  { forumId, after, limit }: Readonly<{ forumId: string; after: Kunci | undefined; limit: number }>,
): Promise<Topik[]> {
  const from =
    after === undefined
      ? sql``
      : sql`and (t.terakhir_at, t.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return rows(
    tx,
    sql<Topik>`select ${TOPIK} from ${TOPIK_FROM} where t.forum_id = ${forumId} ${from}
    order by t.terakhir_at desc, t.id desc limit ${limit}`,
  )
}

/** Questions that wait for an official answer of these units, the earliest due date first. */
export function listWaiting(tx: Tx, units: readonly string[], limit: number): Promise<Topik[]> {
  return rows(
    tx,
    sql<Topik>`select ${TOPIK} from ${TOPIK_FROM} where t.unit_kode = any(${[...units]}::text[]) and t.jenis = 'pertanyaan'
      and t.dijawab_at is null and not t.is_tersembunyi order by t.tenggat_pada, t.id limit ${limit}`,
  )
}

/** Questions past their day that nobody was told of yet. */
export function listOverdue(tx: Tx, today: Tanggal, limit: number): Promise<Topik[]> {
  return rows(
    tx,
    sql<Topik>`select ${TOPIK} from ${TOPIK_FROM} where t.jenis = 'pertanyaan' and t.dijawab_at is null and not t.is_tersembunyi
      and t.tenggat_pada < ${today}::date and t.dieskalasi_at is null order by t.tenggat_pada, t.id limit ${limit}`,
  )
}

/** @returns false when it was escalated or answered in the meantime */
export async function markEscalated(tx: Tx, id: string, at: Date): Promise<boolean> {
  const done = await run(
    tx,
    sql`update forums.topik t set dieskalasi_at = ${at} where t.id = ${id} and t.dieskalasi_at is null and t.dijawab_at is null`,
  )
  return done === 1
}

/** Questions whose due date was before that day and that are not answered. */
export async function countOverdue(tx: Tx, today: Tanggal): Promise<number> {
  const { n } = await oneRow(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from forums.topik t where t.jenis = 'pertanyaan' and t.dijawab_at is null
      and not t.is_tersembunyi and t.tenggat_pada < ${today}::date`,
  )
  return n
}

/** What a person began, the latest first. */
export function listOwnTopik(
  tx: Tx,
  { akunId, after, limit }: Readonly<{ akunId: string; after?: Kunci | undefined; limit: number }>,
): Promise<Topik[]> {
  const from =
    after === undefined
      ? sql``
      : sql`and (t.dibuat_at, t.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return rows(
    tx,
    sql<Topik>`select ${TOPIK} from ${TOPIK_FROM} where t.penulis_akun = ${akunId}::uuid ${from}
    order by t.dibuat_at desc, t.id desc limit ${limit}`,
  )
}

export async function slowDown(tx: Tx, id: string, sampai: Date): Promise<void> {
  await run(tx, sql`update forums.topik set lambat_sampai = ${sampai} where id = ${id}`)
}

export async function markPosted(
  tx: Tx,
  { id, nomor, at }: Readonly<{ id: string; nomor: number; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update forums.topik set nomor_terakhir = ${nomor}, terakhir_at = ${at} where id = ${id}`,
  )
}

export async function markAnswered(
  tx: Tx,
  { id, nomor, at }: Readonly<{ id: string; nomor: number; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update forums.topik set dijawab_at = ${at}, jawaban_nomor = ${nomor} where id = ${id}`,
  )
}

export async function setTopikState(
  tx: Tx,
  id: string,
  { status, isTersembunyi }: Pick<Topik, 'status' | 'isTersembunyi'>,
): Promise<void> {
  await run(
    tx,
    sql`update forums.topik set status = ${status}, is_tersembunyi = ${isTersembunyi} where id = ${id}`,
  )
}

/** Put a topic elsewhere; its old address leads to it from now on. A question goes to the agency of its new forum. */
export async function moveTopik(
  tx: Tx,
  topik: Pick<Topik, 'id' | 'forumId' | 'nomor'>,
  to: Readonly<{ forumId: string; unitKode: string; nomor: number }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into forums.pindahan (forum_id, nomor, topik_id) values (${topik.forumId}, ${topik.nomor}, ${topik.id})
    on conflict do nothing`,
  )
  await run(
    tx,
    sql`update forums.topik set forum_id = ${to.forumId}, nomor = ${to.nomor},
      unit_kode = case when jenis = 'pertanyaan' then ${to.unitKode} end where id = ${topik.id}`,
  )
}

export function findForumById(tx: Tx, id: string): Promise<Forum | undefined> {
  return maybeRow(tx, sql<Forum>`select ${FORUM} from forums.forum f where f.id = ${id}`)
}
