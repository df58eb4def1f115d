import type { Role } from '../../../kernel/actor.ts'
import { rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Permohonan } from '../domain/permohonan.ts'

export type NewTugas = Readonly<{
  id: string
  permohonanId: string
  tahap: string
  unitKode: string
  peran: readonly Role[]
  isPendapat: boolean
  tenggatAt: Date | null
  at: Date
}>

/** All offices that must act now, in one statement. */
export async function insertTugas(tx: Tx, list: readonly NewTugas[]): Promise<void> {
  if (list.length === 0) return
  const values = list.map(
    (t) =>
      sql`(${t.id}::uuid, ${t.permohonanId}::uuid, ${t.tahap}, ${t.unitKode}, ${[...t.peran]}::text[], ${t.isPendapat},
        ${t.tenggatAt}::timestamptz, ${t.at}::timestamptz)`,
  )
  await run(
    tx,
    sql`insert into services.tugas (id, permohonan_id, tahap, unit_kode, peran, is_pendapat, tenggat_at, dibuat_at)
    values ${sql.join(values)}`,
  )
}

/** Agencies whose opinion is waited for or was given. */
export async function listAskedUnits(tx: Tx, permohonanId: string): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ unitKode: string }>`select t.unit_kode as "unitKode" from services.tugas t
      where t.permohonan_id = ${permohonanId}::uuid and t.is_pendapat
    union select d.unit_kode from services.pendapat d where d.permohonan_id = ${permohonanId}::uuid`,
  )
  return found.map(({ unitKode }) => unitKode)
}

export async function deleteTugas(tx: Tx, permohonanId: string): Promise<void> {
  await run(tx, sql`delete from services.tugas where permohonan_id = ${permohonanId}::uuid`)
}

export async function deleteTugasOf(tx: Tx, permohonanId: string, unitKode: string): Promise<void> {
  await run(
    tx,
    sql`delete from services.tugas where permohonan_id = ${permohonanId}::uuid and unit_kode = ${unitKode} and is_pendapat`,
  )
}

export type AntreanRow = Pick<
  Permohonan,
  | 'id'
  | 'nomor'
  | 'kode'
  | 'versi'
  | 'tahap'
  | 'kanal'
  | 'cara'
  | 'diajukanAt'
  | 'tingkatEskalasi'
  | 'caraHabis'
  | 'version'
  | 'desaKode'
> &
  Readonly<{
    tugasId: string
    unitKode: string
    peran: readonly Role[]
    isPendapat: boolean
    petugasId: string | null
    tenggatAt: Date | null
  }>

export type AntreanKey = Readonly<{ tenggatAt: Date; tugasId: string }>
/** One office in which the reader holds these roles. */
export type Lane = Readonly<{ unitKode: string; peran: readonly Role[] }>

const BEGINNING: AntreanKey = {
  tenggatAt: new Date(0),
  tugasId: '00000000-0000-0000-0000-000000000000',
}

/**
 * What waits for these offices and roles, least time left first, a page by key. Each lane is a stretch of
 * one index; what has no deadline stands at the end of time.
 */
export function listAntrean(
  tx: Tx,
  page: Readonly<{
    lanes: readonly Lane[]
    after: AntreanKey | undefined
    limit: number
    kode: string | undefined
  }>,
): Promise<AntreanRow[]> {
  const { tenggatAt, tugasId } = page.after ?? BEGINNING
  const lanes = page.lanes.map(
    (
      lane,
    ) => sql`(select t.id, t.permohonan_id, t.unit_kode, t.peran, t.is_pendapat, t.petugas_id, t.tenggat_at
      from services.tugas t where t.unit_kode = ${lane.unitKode} and t.peran && ${[...lane.peran]}::text[]
        and (t.tenggat_at, t.id) > (${tenggatAt}::timestamptz, ${tugasId}::uuid)
        and (${page.kode ?? null}::text is null or exists (select 1 from services.permohonan q
          where q.id = t.permohonan_id and q.kode = ${page.kode ?? null}))
      order by t.tenggat_at, t.id limit ${page.limit})`,
  )
  return rows(
    tx,
    sql<AntreanRow>`select w.id as "tugasId", w.unit_kode as "unitKode", w.peran, w.is_pendapat as "isPendapat",
      w.petugas_id as "petugasId", w.tenggat_at as "tenggatAt", p.id, p.nomor, p.kode, p.versi, p.tahap, p.kanal, p.cara,
      p.diajukan_at as "diajukanAt", p.tingkat_eskalasi as "tingkatEskalasi", p.cara_habis as "caraHabis", p.version, p.desa_kode as "desaKode"
    from (${sql.join(lanes, sql` union all `)}) w join services.permohonan p on p.id = w.permohonan_id
    order by w.tenggat_at, w.id limit ${page.limit}`,
  )
}

const COUNT_MAX = 999

/** How much waits and how much of it is late; counting stops at 999. */
export async function countAntrean(
  tx: Tx,
  lanes: readonly Lane[],
  now: Date,
): Promise<Readonly<{ all: number; late: number }>> {
  const parts = lanes.map(
    (lane) => sql`(select t.tenggat_at from services.tugas t where t.unit_kode = ${lane.unitKode}
      and t.peran && ${[...lane.peran]}::text[] order by t.tenggat_at limit ${COUNT_MAX})`,
  )
  const [found] = await rows(
    tx,
    sql<{ all: number; late: number }>`select count(*)::int as all,
      count(*) filter (where w.tenggat_at <= ${now})::int as late from (${sql.join(parts, sql` union all `)}) w`,
  )
  return found ?? { all: 0, late: 0 }
}

/** Offices and roles whose turn it is. */
export function listTugasOf(
  tx: Tx,
  permohonanId: string,
): Promise<Readonly<{ unitKode: string; peran: readonly Role[]; isPendapat: boolean }>[]> {
  return rows(
    tx,
    sql<{
      unitKode: string
      peran: readonly Role[]
      isPendapat: boolean
    }>`select t.unit_kode as "unitKode", t.peran,
      t.is_pendapat as "isPendapat" from services.tugas t where t.permohonan_id = ${permohonanId}::uuid order by t.unit_kode`,
  )
}

/** An application went over to a version that calls its stages otherwise. @param map old names to new */
export async function renameStages(
  tx: Tx,
  permohonanId: string,
  map: Readonly<Record<string, string>>,
): Promise<void> {
  const names = JSON.stringify(map)
  await run(
    tx,
    sql`with jeda as (update services.jeda j set tahap = ${names}::jsonb ->> j.tahap
        where j.permohonan_id = ${permohonanId}::uuid and jsonb_exists(${names}::jsonb, j.tahap)),
      perbaikan as (update services.perbaikan b set tahap = ${names}::jsonb ->> b.tahap
        where b.permohonan_id = ${permohonanId}::uuid and jsonb_exists(${names}::jsonb, b.tahap))
    update services.tugas t set tahap = ${names}::jsonb ->> t.tahap
    where t.permohonan_id = ${permohonanId}::uuid and jsonb_exists(${names}::jsonb, t.tahap)`,
  )
}
