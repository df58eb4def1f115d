import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Soal } from '../domain/soal.ts'
import type { Survei, SurveiHead } from '../domain/survei.ts'

const COLUMNS = sql`s.id, s.kode, s.judul, s.tujuan, s.unit_kode as "unitKode", s.jenis, s.status, s.soal,
  s.soal_terakhir as "soalTerakhir", s.strata, s.margin, s.klaster, s.tutup_pada as "tutupPada", s.janji_terbit as "janjiTerbit",
  s.dibuka_at as "dibukaAt", s.ditutup_at as "ditutupAt", s.versi`

export async function insertSurvei(
  tx: Tx,
  row: SurveiHead & Readonly<{ id: string; kode: string; oleh: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into surveys.survei (id, kode, judul, tujuan, unit_kode, jenis, strata, tutup_pada, janji_terbit, dibuat_oleh, dibuat_at)
    values (${row.id}, ${row.kode}, ${row.judul}, ${row.tujuan}, ${row.unitKode}, ${row.jenis}, ${JSON.stringify(row.strata)}::jsonb,
      ${row.tutupPada}, ${row.janjiTerbit}, ${row.oleh}, ${row.at})`,
  )
}

export function findSurvei(tx: Tx, kode: string): Promise<Survei | undefined> {
  return maybeRow(tx, sql<Survei>`select ${COLUMNS} from surveys.survei s where s.kode = ${kode}`)
}

/** The survey, held until the transaction ends: 'share' for who answers, 'update' for who changes it. */
export function lockSurvei(
  tx: Tx,
  kode: string,
  mode: 'share' | 'update',
): Promise<Survei | undefined> {
  const how = mode === 'share' ? sql`for share of s` : sql`for update of s`
  return maybeRow(
    tx,
    sql<Survei>`select ${COLUMNS} from surveys.survei s where s.kode = ${kode} ${how}`,
  )
}

export async function updateHead(tx: Tx, id: string, head: SurveiHead): Promise<void> {
  await run(
    tx,
    sql`update surveys.survei set judul = ${head.judul}, tujuan = ${head.tujuan}, unit_kode = ${head.unitKode}, jenis = ${head.jenis},
      strata = ${JSON.stringify(head.strata)}::jsonb, tutup_pada = ${head.tutupPada}, janji_terbit = ${head.janjiTerbit}, versi = versi + 1
    where id = ${id}`,
  )
}

export async function updateSoal(
  tx: Tx,
  id: string,
  { soal, soalTerakhir }: Readonly<{ soal: readonly Soal[]; soalTerakhir: number }>,
): Promise<void> {
  await run(
    tx,
    sql`update surveys.survei set soal = ${JSON.stringify(soal)}::jsonb, soal_terakhir = ${soalTerakhir}, versi = versi + 1 where id = ${id}`,
  )
}

export async function updateMargin(
  tx: Tx,
  id: string,
  { margin, klaster }: Pick<Survei, 'margin' | 'klaster'>,
): Promise<void> {
  await run(
    tx,
    sql`update surveys.survei set margin = ${JSON.stringify(margin)}::jsonb, klaster = ${klaster}, versi = versi + 1 where id = ${id}`,
  )
}

export async function openSurvei(tx: Tx, id: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update surveys.survei set status = 'buka', dibuka_at = ${at}, versi = versi + 1 where id = ${id}`,
  )
}

export async function closeSurvei(tx: Tx, id: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update surveys.survei set status = 'tutup', ditutup_at = ${at}, versi = versi + 1 where id = ${id}`,
  )
}

export async function markPublished(tx: Tx, id: string): Promise<void> {
  await run(
    tx,
    sql`update surveys.survei set status = 'terbit', versi = versi + 1 where id = ${id}`,
  )
}

/** Codes of open surveys whose last day is over. */
export async function listEnded(tx: Tx, today: Tanggal, limit: number): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{
      kode: string
    }>`select s.kode from surveys.survei s where s.status = 'buka' and s.tutup_pada < ${today}
    order by s.tutup_pada, s.id limit ${limit}`,
  )
  return found.map(({ kode }) => kode)
}

export type SurveiBaris = Readonly<{
  id: string
  kode: string
  judul: string
  unitKode: string
  jenis: Survei['jenis']
  status: Survei['status']
  tutupPada: Tanggal
  janjiTerbit: Tanggal
  urut: Date
  menjawab: number
  diundang: number
}>

export type Kunci = Readonly<{ urut: Date; id: string }>

const LINE = sql`s.id, s.kode, s.judul, s.unit_kode as "unitKode", s.jenis, s.status, s.tutup_pada as "tutupPada",
  s.janji_terbit as "janjiTerbit", coalesce(h.menjawab, 0)::int as menjawab, coalesce(h.diundang, 0)::int as diundang`
const COUNTS = sql`left join lateral (select sum(c.menjawab) as menjawab, sum(c.diundang) as diundang
  from surveys.hitungan c where c.survei_id = s.id) h on true`

/** Surveys that are or were open, the latest opened first. */
export function listPublic(
  tx: Tx,
  { after, limit }: Readonly<{ after: Kunci | undefined; limit: number }>,
): Promise<SurveiBaris[]> {
  const from =
    after === undefined
      ? sql``
      : sql`and (s.dibuka_at, s.id) < (${after.urut}::timestamptz, ${after.id}::uuid)`
  return rows(
    tx,
    sql<SurveiBaris>`select ${LINE}, s.dibuka_at as urut from surveys.survei s ${COUNTS}
    where s.dibuka_at is not null ${from} order by s.dibuka_at desc, s.id desc limit ${limit}`,
  )
}

/** All surveys, the latest made first. */
export function listAll(
  tx: Tx,
  { after, limit }: Readonly<{ after: Kunci | undefined; limit: number }>,
): Promise<SurveiBaris[]> {
  const from =
    after === undefined
      ? sql``
      : sql`where (s.dibuat_at, s.id) < (${after.urut}::timestamptz, ${after.id}::uuid)`
  return rows(
    tx,
    sql<SurveiBaris>`select ${LINE}, s.dibuat_at as urut from surveys.survei s ${COUNTS} ${from}
    order by s.dibuat_at desc, s.id desc limit ${limit}`,
  )
}

/** Surveys of these units that wait for a hand: to be closed, weighed, published; the next promise first. */
export function listWaiting(
  tx: Tx,
  units: readonly string[],
  { today, limit }: Readonly<{ today: Tanggal; limit: number }>,
): Promise<SurveiBaris[]> {
  return rows(
    tx,
    sql<SurveiBaris>`select ${LINE}, s.dibuat_at as urut from surveys.survei s ${COUNTS}
    where s.unit_kode = any(${[...units]}::text[]) and (s.status = 'tutup' or (s.status = 'buka' and s.tutup_pada <= ${today}))
    order by s.janji_terbit, s.id limit ${limit}`,
  )
}
