import type { Tanggal } from '../../kernel/date.ts'
import { NIL_UUID } from '../../kernel/id.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../platform/db/database.ts'
import type { DokumenGambar } from './domain/dokumen.ts'
import type { Suara } from './domain/matriks.ts'
import type { Tempat } from './domain/tempat.ts'

export type Percakapan = Readonly<{
  id: string
  kode: string
  judul: string
  tujuan: string
  unitKode: string
  moderasi: 'longgar' | 'ketat'
  status: 'draf' | 'buka' | 'tutup'
  tutupPada: Tanggal
  nomorTerakhir: number
  dibuatAt: Date
}>

const COLUMNS = sql`p.id, p.kode, p.judul, p.tujuan, p.unit_kode as "unitKode", p.moderasi, p.status, p.tutup_pada as "tutupPada",
  p.nomor_terakhir as "nomorTerakhir", p.dibuat_at as "dibuatAt"`

export async function insertPercakapan(
  tx: Tx,
  row: Omit<Percakapan, 'status' | 'nomorTerakhir'> & Readonly<{ oleh: string }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into opinions.percakapan (id, kode, judul, tujuan, unit_kode, moderasi, tutup_pada, dibuat_oleh, dibuat_at)
    values (${row.id}, ${row.kode}, ${row.judul}, ${row.tujuan}, ${row.unitKode}, ${row.moderasi}, ${row.tutupPada}, ${row.oleh}, ${row.dibuatAt})`,
  )
}

export function findPercakapan(tx: Tx, kode: string): Promise<Percakapan | undefined> {
  return maybeRow(
    tx,
    sql<Percakapan>`select ${COLUMNS} from opinions.percakapan p where p.kode = ${kode}`,
  )
}

/** Held until the transaction ends: 'share' by who votes, 'update' by who changes it or adds a statement. */
export function lockPercakapan(
  tx: Tx,
  kode: string,
  mode: 'share' | 'update',
): Promise<Percakapan | undefined> {
  const how = mode === 'share' ? sql`for share of p` : sql`for update of p`
  return maybeRow(
    tx,
    sql<Percakapan>`select ${COLUMNS} from opinions.percakapan p where p.kode = ${kode} ${how}`,
  )
}

export type Kunci = Readonly<{ at: Date; id: string }>

/** Conversations, the latest first. @param isPublic leaves drafts out */
export function listPercakapan(
  tx: Tx,
  {
    isPublic,
    after,
    limit,
  }: Readonly<{ isPublic: boolean; after: Kunci | undefined; limit: number }>,
): Promise<Percakapan[]> {
  const from =
    after === undefined
      ? sql``
      : sql`and (p.dibuat_at, p.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return rows(
    tx,
    sql<Percakapan>`select ${COLUMNS} from opinions.percakapan p where (not ${isPublic}::boolean or p.status <> 'draf') ${from}
    order by p.dibuat_at desc, p.id desc limit ${limit}`,
  )
}

export async function openPercakapan(tx: Tx, id: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update opinions.percakapan set status = 'buka', dibuka_at = ${at} where id = ${id}`,
  )
}

export async function closePercakapan(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update opinions.percakapan set status = 'tutup' where id = ${id}`)
}

/** Codes of conversations that are open. */
export async function listOpen(tx: Tx, limit: number): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      kode: string
    }>`select p.kode from opinions.percakapan p where p.status = 'buka' order by p.dibuat_at desc, p.id desc limit ${limit}`,
  )
  return found.map(({ kode }) => kode)
}

export type Pernyataan = Readonly<{
  id: string
  nomor: number
  teks: string
  asal: 'awal' | 'warga'
  status: 'menunggu' | 'diterima' | 'ditolak'
  alasanKode: string | null
  alasan: string | null
}>

/** Every statement of a conversation, at most two thousand, in their order. */
export function listPernyataan(tx: Tx, percakapanId: string): Promise<Pernyataan[]> {
  return rows(
    tx,
    sql<Pernyataan>`select n.id, n.nomor, n.teks, n.asal, n.status, n.alasan_kode as "alasanKode", n.alasan
    from opinions.pernyataan n where n.percakapan_id = ${percakapanId} order by n.nomor limit 2000`,
  )
}

/** @returns false when the same text stands there already */
export async function insertPernyataan(
  tx: Tx,
  row: Pick<Pernyataan, 'id' | 'nomor' | 'teks' | 'asal' | 'status'> &
    Readonly<{ percakapanId: string; pengusul: Buffer | null; at: Date }>,
): Promise<boolean> {
  const decided = row.status === 'menunggu' ? null : row.at
  const inserted = await run(
    tx,
    sql`insert into opinions.pernyataan (id, percakapan_id, nomor, teks, asal, status, pengusul, dibuat_at, diputus_at)
    values (${row.id}, ${row.percakapanId}, ${row.nomor}, ${row.teks}, ${row.asal}, ${row.status}, ${row.pengusul}, ${row.at}, ${decided})
    on conflict (percakapan_id, lower(teks)) do nothing`,
  )
  if (inserted === 1)
    await run(
      tx,
      sql`update opinions.percakapan set nomor_terakhir = ${row.nomor} where id = ${row.percakapanId}`,
    )
  return inserted === 1
}

export async function countUsulan(tx: Tx, percakapanId: string, pengusul: Buffer): Promise<number> {
  const found = await maybeRow(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from opinions.pernyataan n where n.percakapan_id = ${percakapanId} and n.pengusul = ${pengusul}`,
  )
  return found?.n ?? 0
}

/** @returns false when it was decided before */
export async function decidePernyataan(
  tx: Tx,
  row: Readonly<{
    percakapanId: string
    nomor: number
    status: 'diterima' | 'ditolak'
    alasanKode: string | null
    alasan: string | null
    at: Date
  }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update opinions.pernyataan n set status = ${row.status}, alasan_kode = ${row.alasanKode}, alasan = ${row.alasan}, diputus_at = ${row.at}
    where n.percakapan_id = ${row.percakapanId} and n.nomor = ${row.nomor} and n.status = 'menunggu'`,
  )
  return changed === 1
}

/** One person, one vote a statement: voting again replaces. */
export async function upsertSuara(
  tx: Tx,
  row: Readonly<{ percakapanId: string; orang: Buffer; nomor: number; suara: Suara }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into opinions.suara (percakapan_id, orang, nomor, suara) values (${row.percakapanId}, ${row.orang}, ${row.nomor}, ${row.suara})
    on conflict (percakapan_id, orang, nomor) do update set suara = excluded.suara`,
  )
}

/** What a person voted on so far. */
export function listOwn(
  tx: Tx,
  percakapanId: string,
  orang: Buffer,
): Promise<{ nomor: number; suara: Suara }[]> {
  return rows(
    tx,
    sql<{ nomor: number; suara: Suara }>`select s.nomor, s.suara from opinions.suara s
    where s.percakapan_id = ${percakapanId} and s.orang = ${orang} order by s.nomor`,
  )
}

export type SuaraRow = Readonly<{
  orang: Buffer
  nomor: number
  suara: Suara
  isTerhitung: boolean
}>

/** Every vote, and who counted in a picture before. */
export function readSuara(tx: Tx, percakapanId: string): Promise<SuaraRow[]> {
  return rows(
    tx,
    sql<SuaraRow>`select s.orang, s.nomor, s.suara, t.orang is not null as "isTerhitung" from opinions.suara s
    left join opinions.terhitung t on t.percakapan_id = s.percakapan_id and t.orang = s.orang
    where s.percakapan_id = ${percakapanId} order by s.orang, s.nomor`,
  )
}

export async function insertTerhitung(
  tx: Tx,
  percakapanId: string,
  orang: readonly Buffer[],
): Promise<void> {
  await run(
    tx,
    sql`insert into opinions.terhitung (percakapan_id, orang) select ${percakapanId}, t.orang from unnest(${[...orang]}::bytea[]) as t (orang)
    on conflict do nothing`,
  )
}

export type Gambar = Readonly<{ id: string; dokumen: DokumenGambar; dibuatAt: Date }>

export async function insertGambar(
  tx: Tx,
  row: Gambar & Readonly<{ percakapanId: string; cuplikan: string; milik: string; tempat: Tempat }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into opinions.gambar (id, percakapan_id, urutan, dokumen, cuplikan, milik, tempat, dibuat_at)
    values (${row.id}, ${row.percakapanId}, ${row.dokumen.urutan}, ${JSON.stringify(row.dokumen)}::jsonb, ${row.cuplikan},
      ${row.milik}, ${JSON.stringify(row.tempat)}::jsonb, ${row.dibuatAt})`,
  )
}

/** The latest picture. */
export function findGambar(tx: Tx, percakapanId: string): Promise<Gambar | undefined> {
  return maybeRow(
    tx,
    sql<Gambar>`select g.id, g.dokumen, g.dibuat_at as "dibuatAt" from opinions.gambar g where g.percakapan_id = ${percakapanId}
    order by g.urutan desc limit 1`,
  )
}

/** The votes the latest picture was made from. */
export async function findCuplikan(tx: Tx, percakapanId: string): Promise<string | undefined> {
  const found = await maybeRow(
    tx,
    sql<{
      cuplikan: string
    }>`select g.cuplikan from opinions.gambar g where g.percakapan_id = ${percakapanId} order by g.urutan desc limit 1`,
  )
  return found?.cuplikan
}

/** The same votes with a sign of everybody's group, where the picture has them. */
export function findLembar(
  tx: Tx,
  percakapanId: string,
): Promise<Readonly<{ cuplikan: string; milik: string | null }> | undefined> {
  return maybeRow(
    tx,
    sql<{
      cuplikan: string
      milik: string | null
    }>`select g.cuplikan, g.milik from opinions.gambar g where g.percakapan_id = ${percakapanId} order by g.urutan desc limit 1`,
  )
}

/** Directions and centres of the latest picture. */
export async function findTempat(tx: Tx, percakapanId: string): Promise<Tempat | undefined> {
  const found = await maybeRow(
    tx,
    sql<{
      tempat: Tempat | null
    }>`select g.tempat from opinions.gambar g where g.percakapan_id = ${percakapanId} order by g.urutan desc limit 1`,
  )
  return found?.tempat ?? undefined
}

export function readGambar(tx: Tx, ids: readonly string[]): Promise<Gambar[]> {
  return rows(
    tx,
    sql<Gambar>`select g.id, g.dokumen, g.dibuat_at as "dibuatAt" from opinions.gambar g where g.id = any(${[...ids]}::uuid[]) order by g.id`,
  )
}

export async function listGambarIds(
  tx: Tx,
  { after, limit }: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select g.id from opinions.gambar g where g.id > ${after ?? NIL_UUID}::uuid order by g.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}
