import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { HasilBanding } from '../domain/putusan.ts'

/** One person's posts are taken one after the other, so that limits hold however many arrive at once. */
export async function holdPerson(tx: Tx, akunId: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`forum ${akunId}`}, 0))`)
}

export type Laju = Readonly<{ at: Date; topikId: string }>

/** A person's posts since then, the latest first. */
export function listPace(
  tx: Tx,
  { akunId, since, limit }: Readonly<{ akunId: string; since: Date; limit: number }>,
): Promise<Laju[]> {
  return rows(
    tx,
    sql<Laju>`select k.dibuat_at as at, k.topik_id as "topikId" from forums.kiriman k
    where k.penulis_akun = ${akunId}::uuid and k.dibuat_at > ${since} order by k.dibuat_at desc limit ${limit}`,
  )
}

/** Did this person write the same since then, anywhere? */
export async function isRepeated(
  tx: Tx,
  { akunId, sidik, since }: Readonly<{ akunId: string; sidik: Buffer; since: Date }>,
): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql`select k.id from forums.kiriman k where k.penulis_akun = ${akunId}::uuid and k.dibuat_at > ${since} and k.sidik = ${sidik} limit 1`,
  )
  return found !== undefined
}

export type KirimanBaru = Readonly<{
  id: string
  topikId: string
  nomor: number
  isi: string
  isiPublik: string
  sidik: Buffer
  kutipNomor: number | null
  penulisAkun: string
  nama: string
  unitKode: string | null
  isJawaban: boolean
  isyarat: readonly string[]
  at: Date
}>

/** @returns false when the same text stands in the topic already */
export async function insertKiriman(tx: Tx, row: KirimanBaru): Promise<boolean> {
  const done = await run(
    tx,
    sql`insert into forums.kiriman (id, topik_id, nomor, isi, isi_publik, sidik, kutip_nomor, penulis_akun, nama, unit_kode, is_jawaban,
      isyarat, dibuat_at)
    values (${row.id}, ${row.topikId}, ${row.nomor}, ${row.isi}, ${row.isiPublik}, ${row.sidik}, ${row.kutipNomor}, ${row.penulisAkun},
      ${row.nama}, ${row.unitKode}, ${row.isJawaban}, ${[...row.isyarat]}::text[], ${row.at})
    on conflict do nothing`,
  )
  return done === 1
}

/** Keeps when an account first wrote in a forum. */
export async function markPresence(
  tx: Tx,
  row: Readonly<{ forumId: string; akunId: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into forums.kehadiran (forum_id, akun_id, pertama_at) values (${row.forumId}, ${row.akunId}, ${row.at}) on conflict do nothing`,
  )
}

/** Posts in a topic since then, of accounts that had never written in its forum before. */
export async function countNewcomers(
  tx: Tx,
  { topikId, forumId, since }: Readonly<{ topikId: string; forumId: string; since: Date }>,
): Promise<number> {
  const { n } = await oneRow(
    tx,
    sql<{ n: number }>`select count(*)::int as n from forums.kiriman k
    join forums.kehadiran h on h.forum_id = ${forumId}::uuid and h.akun_id = k.penulis_akun
    where k.topik_id = ${topikId} and k.dibuat_at > ${since} and h.pertama_at > ${since} and k.unit_kode is null`,
  )
  return n
}

export async function insertLambat(
  tx: Tx,
  row: Readonly<{ id: string; topikId: string; mulai: Date; sampai: Date; kirimanBaru: number }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into forums.lambat (id, topik_id, mulai_at, sampai_at, kiriman_baru)
    values (${row.id}, ${row.topikId}, ${row.mulai}, ${row.sampai}, ${row.kirimanBaru})`,
  )
}

/** Why a post is not shown, or its topic locked. */
export type PutusanSingkat = Readonly<{
  putusanNomor: string | null
  putusanAturan: string | null
  putusanAlasan: string | null
  putusanAt: Date | null
  isBanding: boolean
  bandingHasil: HasilBanding | null
}>

/** A post as everybody sees it; `isi` is null where it is hidden. */
export type KirimanPublik = PutusanSingkat &
  Readonly<{
    id: string
    nomor: number
    isi: string | null
    /** The whole text, for its author alone. */
    isiSendiri: string | null
    isSendiri: boolean
    kutipNomor: number | null
    nama: string
    unitKode: string | null
    isJawaban: boolean
    status: 'tampil' | 'sembunyi'
    dibuatAt: Date
  }>

/** Posts of a topic, the oldest first. A hidden text is not even read, but for the one who wrote it. */
export function listKiriman(
  tx: Tx,
  {
    topikId,
    after,
    limit,
    viewer,
  }: Readonly<{ topikId: string; after: number; limit: number; viewer: string | null }>,
): Promise<KirimanPublik[]> {
  return rows(
    tx,
    sql<KirimanPublik>`select k.id, k.nomor, case when k.status = 'tampil' then k.isi_publik end as isi,
      case when k.penulis_akun = ${viewer}::uuid then k.isi end as "isiSendiri",
      coalesce(k.penulis_akun = ${viewer}::uuid, false) as "isSendiri", k.kutip_nomor as "kutipNomor", k.nama,
      k.unit_kode as "unitKode", k.is_jawaban as "isJawaban", k.status, k.dibuat_at as "dibuatAt",
      p.nomor as "putusanNomor", p.aturan_kode as "putusanAturan", p.alasan as "putusanAlasan", p.diputus_at as "putusanAt",
      b.id is not null as "isBanding", v.hasil as "bandingHasil"
    from forums.kiriman k left join forums.keputusan p on p.id = k.keputusan_id
    left join forums.banding b on b.keputusan_id = p.id left join forums.putusan_banding v on v.banding_id = b.id
    where k.topik_id = ${topikId} and k.nomor > ${after} order by k.nomor limit ${limit}`,
  )
}

/** A post with what a decision needs of it. */
export type Kiriman = Readonly<{
  id: string
  topikId: string
  nomor: number
  isi: string
  nama: string
  unitKode: string | null
  penulisAkun: string | null
  isyarat: readonly string[]
  status: 'tampil' | 'sembunyi'
  keputusanId: string | null
  dibuatAt: Date
}>

const KIRIMAN = sql`k.id, k.topik_id as "topikId", k.nomor, k.isi, k.nama, k.unit_kode as "unitKode", k.penulis_akun as "penulisAkun",
  k.isyarat, k.status, k.keputusan_id as "keputusanId", k.dibuat_at as "dibuatAt"`

export function findKiriman(
  tx: Tx,
  { topikId, nomor }: Readonly<{ topikId: string; nomor: number }>,
): Promise<Kiriman | undefined> {
  return maybeRow(
    tx,
    sql<Kiriman>`select ${KIRIMAN} from forums.kiriman k where k.topik_id = ${topikId} and k.nomor = ${nomor}`,
  )
}

export function findKirimanById(tx: Tx, id: string): Promise<Kiriman | undefined> {
  return maybeRow(tx, sql<Kiriman>`select ${KIRIMAN} from forums.kiriman k where k.id = ${id}`)
}

/** Held while it is flagged or decided on. */
export function lockKiriman(tx: Tx, id: string): Promise<Kiriman | undefined> {
  return maybeRow(
    tx,
    sql<Kiriman>`select ${KIRIMAN} from forums.kiriman k where k.id = ${id} for update of k`,
  )
}

/** Hide a post because of a decision, or show it again. */
export async function setShown(tx: Tx, id: string, keputusanId: string | null): Promise<void> {
  await run(
    tx,
    sql`update forums.kiriman set status = ${keputusanId === null ? 'tampil' : 'sembunyi'}, keputusan_id = ${keputusanId} where id = ${id}`,
  )
}

/** Count what happened on a day. Names go in order, so that two transactions never wait for each other in a circle. */
export async function countUp(tx: Tx, pada: string, names: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`insert into forums.hitungan (pada, nama, jumlah) select ${pada}::date, n.nama, 1 from unnest(${[...new Set(names)].sort()}::text[])
    as n (nama) order by n.nama on conflict (pada, nama) do update set jumlah = forums.hitungan.jumlah + 1`,
  )
}

/** Counters of the days from the first up to, not including, the second. */
export async function readHitungan(
  tx: Tx,
  { dari, sebelum }: Readonly<{ dari: string; sebelum: string }>,
): Promise<ReadonlyMap<string, number>> {
  const found = await rows(
    tx,
    sql<{ nama: string; n: number }>`select h.nama, sum(h.jumlah)::int as n from forums.hitungan h
    where h.pada >= ${dari}::date and h.pada < ${sebelum}::date group by h.nama order by h.nama`,
  )
  return new Map(found.map(({ nama, n }) => [nama, n]))
}

/** The first day anything was counted. */
export async function firstCounted(tx: Tx): Promise<string | undefined> {
  const found = await maybeRow(
    tx,
    sql<{ pada: string }>`select h.pada from forums.hitungan h order by h.pada limit 1`,
  )
  return found?.pada
}
