import type { Tanggal } from '../../../kernel/date.ts'
import { NIL_UUID } from '../../../kernel/id.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { JenisVersi, StatusVersi } from '../domain/versi.ts'

export type Versi = Readonly<{
  id: string
  tahun: number
  jenis: JenisVersi
  urutan: number
  judul: string
  asal: 'susun' | 'berkas'
  indukId: string | null
  paguVersiId: string | null
  aturanGeser: string | null
  status: StatusVersi
  dasar: string | null
  dasarTanggal: Tanggal | null
  dibuatOleh: string
  dibuatAt: Date
  diajukanOleh: string | null
  disahkanAt: Date | null
  digantikanOleh: string | null
  sidik: string | null
}>

const COLUMNS = sql`v.id, v.tahun, v.jenis, v.urutan, v.judul, v.asal, v.induk_id as "indukId",
  v.pagu_versi_id as "paguVersiId", v.aturan_geser as "aturanGeser", v.status, v.dasar,
  v.dasar_tanggal as "dasarTanggal", v.dibuat_oleh as "dibuatOleh", v.dibuat_at as "dibuatAt",
  v.diajukan_oleh as "diajukanOleh", v.disahkan_at as "disahkanAt", v.digantikan_oleh as "digantikanOleh", v.sidik`

/** Steps of a year's versions are taken one after another. */
export async function lockYear(tx: Tx, tahun: number): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtext('budget'), ${tahun}::int)`)
}

export function findVersi(tx: Tx, id: string): Promise<Versi | undefined> {
  return maybeRow(tx, sql<Versi>`select ${COLUMNS} from budget.versi v where v.id = ${id}`)
}

/** The version's row, nobody else's until the transaction ends. */
export function lockVersi(tx: Tx, id: string): Promise<Versi | undefined> {
  return maybeRow(
    tx,
    sql<Versi>`select ${COLUMNS} from budget.versi v where v.id = ${id} for update`,
  )
}

/** All versions of a year, newest first; a year has a handful. */
export function listVersi(tx: Tx, tahun: number): Promise<Versi[]> {
  return rows(
    tx,
    sql<Versi>`select ${COLUMNS} from budget.versi v where v.tahun = ${tahun} order by v.urutan desc`,
  )
}

export function findBerlakuVersi(tx: Tx, tahun: number): Promise<Versi | undefined> {
  return maybeRow(
    tx,
    sql<Versi>`select ${COLUMNS} from budget.versi v where v.tahun = ${tahun} and v.status = 'berlaku'`,
  )
}

/** The newest enacted version of the kinds another may be made from. */
export function findSource(
  tx: Tx,
  tahun: number,
  jenis: readonly JenisVersi[],
): Promise<Versi | undefined> {
  return maybeRow(
    tx,
    sql<Versi>`select ${COLUMNS} from budget.versi v
    where v.tahun = ${tahun} and v.jenis = any(${[...jenis]}) and v.status in ('disahkan', 'berlaku')
    order by v.urutan desc limit 1`,
  )
}

/** Years with a version the public may see, newest first, with what it shows. */
export function listPublicYears(
  tx: Tx,
): Promise<Readonly<{ tahun: number; hasBudget: boolean }>[]> {
  return rows(
    tx,
    sql<{
      tahun: number
      hasBudget: boolean
    }>`select v.tahun, bool_or(v.status = 'berlaku') as "hasBudget"
    from budget.versi v where v.status = 'berlaku' or (v.jenis = 'kua-ppas' and v.status = 'disahkan')
    group by v.tahun order by v.tahun desc limit 20`,
  )
}

export type NewVersi = Pick<
  Versi,
  | 'id'
  | 'tahun'
  | 'jenis'
  | 'judul'
  | 'asal'
  | 'indukId'
  | 'paguVersiId'
  | 'aturanGeser'
  | 'dibuatOleh'
> &
  Readonly<{ now: Date }>

/** @returns its number within the year */
export async function insertVersi(tx: Tx, row: NewVersi): Promise<number> {
  const made = await oneRow(
    tx,
    sql<{
      urutan: number
    }>`insert into budget.versi (id, tahun, jenis, urutan, judul, asal, induk_id, pagu_versi_id,
      aturan_geser, dibuat_oleh, dibuat_at)
    values (${row.id}, ${row.tahun}, ${row.jenis},
      (select coalesce(max(v.urutan), 0) + 1 from budget.versi v where v.tahun = ${row.tahun}),
      ${row.judul}, ${row.asal}, ${row.indukId}, ${row.paguVersiId}, ${row.aturanGeser}, ${row.dibuatOleh}, ${row.now})
    returning urutan`,
  )
  return made.urutan
}

export type StatusChange = Readonly<{ id: string; status: StatusVersi; oleh: string; now: Date }>

/** Hand in, take back or cancel. */
export async function updateStatus(tx: Tx, change: StatusChange): Promise<void> {
  const isHandedIn = change.status === 'diajukan'
  await run(
    tx,
    sql`update budget.versi set status = ${change.status},
      diajukan_oleh = ${isHandedIn ? change.oleh : null}, diajukan_at = ${isHandedIn ? change.now : null}
    where id = ${change.id}`,
  )
}

export type Enactment = Readonly<{
  id: string
  status: 'disahkan' | 'berlaku'
  dasar: string
  dasarTanggal: Tanggal
  oleh: string
  now: Date
  sidik: string | null
  dokumen: unknown
}>

export async function enactVersi(tx: Tx, row: Enactment): Promise<void> {
  const dokumen = row.dokumen === null ? null : JSON.stringify(row.dokumen)
  await run(
    tx,
    sql`update budget.versi set status = ${row.status}, dasar = ${row.dasar}, dasar_tanggal = ${row.dasarTanggal}::date,
      disahkan_oleh = ${row.oleh}, disahkan_at = ${row.now}, sidik = ${row.sidik}, dokumen = ${dokumen}::jsonb
    where id = ${row.id}`,
  )
}

/** What was in force names what follows it. */
export async function replaceVersi(tx: Tx, id: string, by: string): Promise<void> {
  await run(
    tx,
    sql`update budget.versi set status = 'diganti', digantikan_oleh = ${by} where id = ${id}`,
  )
}

/** Documents of enacted versions, as the public log tells of them. */
export function readDokumen(
  tx: Tx,
  ids: readonly string[],
): Promise<Readonly<{ id: string; tahun: number; dokumen: unknown }>[]> {
  return rows(
    tx,
    sql<{
      id: string
      tahun: number
      dokumen: unknown
    }>`select v.id, v.tahun, v.dokumen from budget.versi v
    where v.id = any(${[...ids]}::uuid[]) and v.dokumen is not null`,
  )
}

export async function listDokumenIds(
  tx: Tx,
  { after, limit }: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ id: string }>`select v.id from budget.versi v
    where v.id > ${after ?? NIL_UUID}::uuid and v.dokumen is not null order by v.id limit ${limit}`,
  )
  return found.map(({ id }) => id)
}

/** Whether any year has a budget at all. */
export async function hasVersi(tx: Tx): Promise<boolean> {
  const found = await rows(tx, sql<{ id: string }>`select v.id from budget.versi v limit 1`)
  return found.length > 0
}
