import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Status } from '../domain/pungutan.ts'
import type { Suara } from '../domain/suara.ts'

/**
 * The newest rows are written anew with every ballot, or with all that come at once, in another order and by one transaction, so that neither
 * where a row lies nor what wrote it tells which mark, ballot, token and receipt belong together. At this many, half
 * of them, drawn by lot, are left where they are.
 */
const POOL = 64
const LEFT = POOL / 2

export type Kotak = Readonly<{
  status: Status
  bukaAt: Date
  tutupAt: Date
  pemilihDaring: number
  pemilihKertas: number
  suaraDaring: number
  suaraKertas: number
}>

/** Take the box: everything about one vote's ballots happens one after another. */
export function lockKotak(tx: Tx, pungutanId: string): Promise<Kotak | undefined> {
  return maybeRow(
    tx,
    sql<Kotak>`select p.status, p.buka_at as "bukaAt", p.tutup_at as "tutupAt", k.pemilih_daring as "pemilihDaring",
      k.pemilih_kertas as "pemilihKertas", k.suara_daring as "suaraDaring", k.suara_kertas as "suaraKertas"
    from ballots.kotak k join ballots.pungutan p on p.id = k.pungutan_id
    where k.pungutan_id = ${pungutanId}::uuid for update of k`,
  )
}

export function findKotak(tx: Tx, pungutanId: string): Promise<Kotak | undefined> {
  return maybeRow(
    tx,
    sql<Kotak>`select p.status, p.buka_at as "bukaAt", p.tutup_at as "tutupAt", k.pemilih_daring as "pemilihDaring",
      k.pemilih_kertas as "pemilihKertas", k.suara_daring as "suaraDaring", k.suara_kertas as "suaraKertas"
    from ballots.kotak k join ballots.pungutan p on p.id = k.pungutan_id where k.pungutan_id = ${pungutanId}::uuid`,
  )
}

export type Tambah = Readonly<{
  pemilihDaring?: number
  pemilihKertas?: number
  suaraDaring?: number
  suaraKertas?: number
}>

export async function countUp(tx: Tx, pungutanId: string, more: Tambah): Promise<void> {
  await run(
    tx,
    sql`update ballots.kotak set pemilih_daring = pemilih_daring + ${more.pemilihDaring ?? 0},
      pemilih_kertas = pemilih_kertas + ${more.pemilihKertas ?? 0}, suara_daring = suara_daring + ${more.suaraDaring ?? 0},
      suara_kertas = suara_kertas + ${more.suaraKertas ?? 0} where pungutan_id = ${pungutanId}::uuid`,
  )
}

export type Mark = Readonly<{ cara: 'daring' | 'kertas'; titipan: Uint8Array | null }>

export function findPemilih(
  tx: Tx,
  pungutanId: string,
  kunci: Uint8Array,
): Promise<Mark | undefined> {
  return maybeRow(
    tx,
    sql<Mark>`select m.cara, m.titipan from ballots.pemilih m
    where m.pungutan_id = ${pungutanId}::uuid and m.kunci = ${kunci}`,
  )
}

/** Which of these people are marked already. */
export async function findMarks(
  tx: Tx,
  pungutanId: string,
  kunci: readonly Uint8Array[],
): Promise<readonly Uint8Array[]> {
  if (kunci.length === 0) return []
  const found = await rows(
    tx,
    sql<{ kunci: Uint8Array }>`select m.kunci from ballots.pemilih m
    where m.pungutan_id = ${pungutanId}::uuid and m.kunci = any(${bytesOf(kunci)}::bytea[])`,
  )
  return found.map((one) => one.kunci)
}

const bytesOf = (list: readonly Uint8Array[]) => list.map((one) => Buffer.from(one))

const IS_NEW = sql`not (t.banyak >= ${POOL} and t.n > ${LEFT})`
const SHUFFLED = sql`row_number() over (order by gen_random_uuid()) as n, count(*) over () as banyak`

/** Mark people as having taken their ballot. A second mark is refused by the key of the table. */
export async function insertPemilih(
  tx: Tx,
  pungutanId: string,
  list: readonly (Mark & Readonly<{ kunci: Uint8Array }>)[],
): Promise<void> {
  const kunci = bytesOf(list.map((one) => one.kunci))
  const titipan = list.map((one) => (one.titipan === null ? null : Buffer.from(one.titipan)))
  await run(
    tx,
    sql`with lama as (delete from ballots.pemilih where pungutan_id = ${pungutanId}::uuid and is_baru
        returning kunci, cara, titipan),
      t as (select s.kunci, s.cara, s.titipan, ${SHUFFLED} from (select kunci, cara, titipan from lama union all
        select b.kunci, b.cara, b.titipan
        from unnest(${kunci}::bytea[], ${list.map(({ cara }) => cara)}::text[], ${titipan}::bytea[]) as b (kunci, cara, titipan)) s)
    insert into ballots.pemilih (pungutan_id, kunci, cara, titipan, is_baru)
    select ${pungutanId}::uuid, t.kunci, t.cara, t.titipan, ${IS_NEW} from t order by t.n`,
  )
}

export async function insertSuara(
  tx: Tx,
  pungutanId: string,
  list: readonly Suara[],
): Promise<void> {
  const ballots = JSON.stringify(list.map(({ pilihan, poin }) => ({ pilihan, poin })))
  await run(
    tx,
    sql`with lama as (delete from ballots.suara where pungutan_id = ${pungutanId}::uuid and is_baru returning pilihan, poin),
      t as (select s.pilihan, s.poin, ${SHUFFLED} from (select pilihan, poin from lama union all
        select b.pilihan, b.poin from jsonb_to_recordset(${ballots}::jsonb) as b (pilihan text[], poin smallint[])) s)
    insert into ballots.suara (id, pungutan_id, pilihan, poin, is_baru)
    select gen_random_uuid(), ${pungutanId}::uuid, t.pilihan, t.poin, ${IS_NEW} from t order by t.n`,
  )
}

type DigestTable = 'token' | 'tanda_terima'
type Digests = Readonly<{ pungutanId: string; sidik: readonly Uint8Array[] }>

/** Keep digests among the newest ones. A second one is refused by the key of the table. */
export async function insertDigests(
  tx: Tx,
  table: DigestTable,
  { pungutanId, sidik }: Digests,
): Promise<void> {
  const name = sql.raw(`ballots.${table}`)
  await run(
    tx,
    sql`with lama as (delete from ${name} where pungutan_id = ${pungutanId}::uuid and is_baru returning sidik),
      t as (select s.sidik, ${SHUFFLED} from (select sidik from lama union all
        select b.sidik from unnest(${bytesOf(sidik)}::bytea[]) as b (sidik)) s)
    insert into ${name} (pungutan_id, sidik, is_baru)
    select ${pungutanId}::uuid, t.sidik, ${IS_NEW} from t order by t.n`,
  )
}

/** Which of these digests are there already. */
export async function findDigests(
  tx: Tx,
  table: DigestTable,
  { pungutanId, sidik }: Digests,
): Promise<readonly Uint8Array[]> {
  const found = await rows(
    tx,
    sql<{ sidik: Uint8Array }>`select t.sidik from ${sql.raw(`ballots.${table}`)} t
    where t.pungutan_id = ${pungutanId}::uuid and t.sidik = any(${bytesOf(sidik)}::bytea[])`,
  )
  return found.map((one) => one.sidik)
}

export async function hasDigest(
  tx: Tx,
  table: DigestTable,
  { pungutanId, sidik }: Readonly<{ pungutanId: string; sidik: Uint8Array }>,
): Promise<boolean> {
  const found = await maybeRow(
    tx,
    sql`select 1 from ${sql.raw(`ballots.${table}`)} t where t.pungutan_id = ${pungutanId}::uuid and t.sidik = ${sidik}`,
  )
  return found !== undefined
}

/** Write every row of a vote anew in another order: what its writing told is gone. */
export async function shuffleAll(tx: Tx, pungutanId: string): Promise<void> {
  const id = sql`${pungutanId}::uuid`
  await run(
    tx,
    sql`with lama as (delete from ballots.suara where pungutan_id = ${id} returning pilihan, poin)
    insert into ballots.suara (id, pungutan_id, pilihan, poin, is_baru)
    select gen_random_uuid(), ${id}, l.pilihan, l.poin, false from lama l order by gen_random_uuid()`,
  )
  await run(
    tx,
    sql`with lama as (delete from ballots.pemilih where pungutan_id = ${id} returning kunci, cara)
    insert into ballots.pemilih (pungutan_id, kunci, cara, is_baru)
    select ${id}, l.kunci, l.cara, false from lama l order by gen_random_uuid()`,
  )
  for (const table of ['token', 'tanda_terima'] as const) {
    const name = sql.raw(`ballots.${table}`)
    await run(
      tx,
      sql`with lama as (delete from ${name} where pungutan_id = ${id} returning sidik)
      insert into ${name} (pungutan_id, sidik, is_baru)
      select ${id}, l.sidik, false from lama l order by gen_random_uuid()`,
    )
  }
}

/** All ballots; their order says nothing. */
export function listSuara(tx: Tx, pungutanId: string): Promise<Suara[]> {
  return rows(
    tx,
    sql<Suara>`select s.pilihan, s.poin from ballots.suara s where s.pungutan_id = ${pungutanId}::uuid order by s.id`,
  )
}

/** Digests of all receipts, sorted. */
export async function listReceipts(tx: Tx, pungutanId: string): Promise<readonly Uint8Array[]> {
  const found = await rows(
    tx,
    sql<{
      sidik: Uint8Array
    }>`select r.sidik from ballots.tanda_terima r where r.pungutan_id = ${pungutanId}::uuid
    order by r.sidik`,
  )
  return found.map(({ sidik }) => sidik)
}

export async function countRefused(tx: Tx, pungutanId: string, sebab: string): Promise<void> {
  await run(
    tx,
    sql`insert into ballots.penolakan (pungutan_id, sebab, jumlah) values (${pungutanId}::uuid, ${sebab}, 1)
    on conflict (pungutan_id, sebab) do update set jumlah = penolakan.jumlah + 1`,
  )
}

export type Penolakan = Readonly<{ sebab: string; jumlah: number }>

export function listPenolakan(tx: Tx, pungutanId: string): Promise<Penolakan[]> {
  return rows(
    tx,
    sql<Penolakan>`select n.sebab, n.jumlah from ballots.penolakan n where n.pungutan_id = ${pungutanId}::uuid
    order by n.jumlah desc, n.sebab limit 50`,
  )
}
