import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export async function insertPengikut(
  tx: Tx,
  row: Readonly<{ topikId: string; akunId: string; at: Date; nomor: number }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into forums.pengikut (topik_id, akun_id, sejak, dikabari_nomor) values (${row.topikId}, ${row.akunId}, ${row.at}, ${row.nomor})
    on conflict do nothing`,
  )
}

export async function deletePengikut(tx: Tx, topikId: string, akunId: string): Promise<void> {
  await run(
    tx,
    sql`delete from forums.pengikut p where p.topik_id = ${topikId} and p.akun_id = ${akunId}::uuid`,
  )
}

export async function isPengikut(tx: Tx, topikId: string, akunId: string): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql`select p.topik_id from forums.pengikut p where p.topik_id = ${topikId} and p.akun_id = ${akunId}::uuid`,
  )
  return found !== undefined
}

export async function countDiikuti(tx: Tx, akunId: string): Promise<number> {
  const { n } = await oneRow(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from forums.pengikut p where p.akun_id = ${akunId}::uuid`,
  )
  return n
}

/** Who wrote last has read what stood before: their own post is no news to them. */
export async function markRead(
  tx: Tx,
  row: Readonly<{ topikId: string; akunId: string; nomor: number }>,
): Promise<void> {
  await run(
    tx,
    sql`update forums.pengikut set dikabari_nomor = ${row.nomor} where topik_id = ${row.topikId} and akun_id = ${row.akunId}::uuid
      and dikabari_nomor < ${row.nomor}`,
  )
}

export type Kabar = Readonly<{ akunId: string; topik: number; kiriman: number; href: string }>

/**
 * People with something new in topics they follow: how many topics and posts, and one of them. One row a person, so one
 * message a person, however much was written.
 */
export function takeDigest(
  tx: Tx,
  { since, limit }: Readonly<{ since: Date; limit: number }>,
): Promise<Kabar[]> {
  return rows(
    tx,
    sql<Kabar>`with baru as (
      select p.akun_id, p.topik_id, t.nomor_terakhir, t.nomor_terakhir - p.dikabari_nomor as kiriman, f.kode, t.nomor
      from forums.topik t join forums.pengikut p on p.topik_id = t.id join forums.forum f on f.id = t.forum_id
      where t.terakhir_at > ${since} and t.nomor_terakhir > p.dikabari_nomor and not t.is_tersembunyi
    ), orang as (select b.akun_id from baru b group by b.akun_id order by b.akun_id limit ${limit}),
    ditandai as (
      update forums.pengikut p set dikabari_nomor = b.nomor_terakhir from baru b
      where b.akun_id in (select o.akun_id from orang o) and p.topik_id = b.topik_id and p.akun_id = b.akun_id
      returning p.akun_id, p.topik_id
    )
    select d.akun_id as "akunId", count(*)::int as topik, sum(b.kiriman)::int as kiriman,
      min('/forum/' || b.kode || '/' || b.nomor) as href
    from ditandai d join baru b on b.akun_id = d.akun_id and b.topik_id = d.topik_id group by d.akun_id order by d.akun_id`,
  )
}

/** What is held about an account. */
export async function collectOf(tx: Tx, akunId: string): Promise<unknown> {
  return {
    kiriman: await rows(
      tx,
      sql`select f.kode as forum, t.nomor as topik, k.nomor, k.isi, k.status, k.dibuat_at as "dibuatAt" from forums.kiriman k
      join forums.topik t on t.id = k.topik_id join forums.forum f on f.id = t.forum_id
      where k.penulis_akun = ${akunId}::uuid order by k.dibuat_at, k.id`,
    ),
    tanda: await rows(
      tx,
      sql`select t.aturan_kode as aturan, t.dibuat_at as "dibuatAt" from forums.tanda t
      where t.penanda_akun = ${akunId}::uuid order by t.dibuat_at, t.id`,
    ),
    diikuti: await rows(
      tx,
      sql`select f.kode as forum, t.nomor as topik from forums.pengikut p join forums.topik t on t.id = p.topik_id
      join forums.forum f on f.id = t.forum_id where p.akun_id = ${akunId}::uuid order by p.sejak, t.id`,
    ),
  }
}

/** Posts stay, because others answered them, but nobody's; flags stay, but nobody's. */
export async function forgetPerson(tx: Tx, akunId: string): Promise<void> {
  await run(
    tx,
    sql`update forums.topik set penulis_akun = null, nama = 'Warga' where penulis_akun = ${akunId}::uuid`,
  )
  await run(
    tx,
    sql`update forums.kiriman set penulis_akun = null, nama = 'Warga' where penulis_akun = ${akunId}::uuid`,
  )
  await run(
    tx,
    sql`update forums.tanda set penanda_akun = null where penanda_akun = ${akunId}::uuid`,
  )
  await run(tx, sql`delete from forums.kehadiran h where h.akun_id = ${akunId}::uuid`)
  await run(tx, sql`delete from forums.pengikut p where p.akun_id = ${akunId}::uuid`)
}
