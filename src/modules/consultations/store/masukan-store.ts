import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { IsiJawaban, Putusan } from '../domain/jawaban.ts'
import type { IsiMasukan, StatusMasukan } from '../domain/masukan.ts'

export type Masukan = IsiMasukan &
  Readonly<{
    id: string
    konsultasiId: string
    urut: number
    jangkar: string
    bagianUrutan: number
    /** How people cite the passage, as it stood when the input was sent. */
    label: string
    akunId: string | null
    dikirimAt: Date
    tenggat: Tanggal
    status: StatusMasukan
    isLewat: boolean
    jawaban: Jawaban | null
  }>

/** An answer as everybody reads it. */
export type Jawaban = Readonly<{
  putusan: Putusan
  alasan: string
  jangkar: string | null
  janjiUrut: number | null
  unitKode: string
  /** ISO instant. */
  dijawabAt: string
}>

const COLUMNS = sql`m.id, m.konsultasi_id as "konsultasiId", m.urut, m.jangkar, m.bagian_urutan as "bagianUrutan", b.label, m.jenis, m.teks,
  m.usul, m.wakil, m.organisasi, m.akun_id as "akunId", m.dikirim_at as "dikirimAt", m.tenggat, m.status,
  (m.lewat_at is not null) as "isLewat",
  case when j.id is null then null else jsonb_build_object('putusan', j.putusan, 'alasan', j.alasan, 'jangkar', j.jangkar,
    'janjiUrut', j.janji_urut, 'unitKode', j.unit_kode,
    'dijawabAt', to_char(j.dijawab_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end as jawaban`
const FROM = sql`consultations.masukan m
  join consultations.bagian b on b.konsultasi_id = m.konsultasi_id and b.versi = m.versi and b.jangkar = m.jangkar
  left join consultations.jawaban j on j.id = m.jawaban_id`

export type NewMasukan = IsiMasukan &
  Readonly<{
    id: string
    konsultasiId: string
    urut: number
    versi: number
    jangkar: string
    bagianUrutan: number
    akunId: string
    sama: Buffer
    at: Date
    today: Tanggal
    tenggat: Tanggal
  }>

export async function insertMasukan(tx: Tx, row: NewMasukan): Promise<void> {
  await run(
    tx,
    sql`insert into consultations.masukan (id, konsultasi_id, urut, versi, jangkar, bagian_urutan, jenis, teks, usul, wakil, organisasi,
      akun_id, sama, dikirim_at, dikirim_pada, tenggat)
    values (${row.id}, ${row.konsultasiId}, ${row.urut}, ${row.versi}, ${row.jangkar}, ${row.bagianUrutan}, ${row.jenis}, ${row.teks},
      ${row.usul}, ${row.wakil}, ${row.organisasi}, ${row.akunId}, ${row.sama}, ${row.at}, ${row.today}, ${row.tenggat})`,
  )
  await run(
    tx,
    sql`update consultations.konsultasi set masukan_terakhir = ${row.urut} where id = ${row.konsultasiId}`,
  )
}

/** Number of the same input that this account sent before. */
export async function findGanda(
  tx: Tx,
  row: Pick<NewMasukan, 'konsultasiId' | 'jangkar' | 'akunId' | 'sama'>,
): Promise<number | undefined> {
  const found = await maybeRow(
    tx,
    sql<{
      urut: number
    }>`select m.urut from consultations.masukan m where m.konsultasi_id = ${row.konsultasiId}
    and m.jangkar = ${row.jangkar} and m.akun_id = ${row.akunId}::uuid and m.sama = ${row.sama} and m.status <> 'ditarik' limit 1`,
  )
  return found?.urut
}

/** Inputs an account sent on a day, withdrawn ones too. Asked of one account at a time: see `lockAkun`. */
export async function countHariIni(tx: Tx, akunId: string, today: Tanggal): Promise<number> {
  const found = await maybeRow(
    tx,
    sql<{ n: number }>`select count(*)::int as n from consultations.masukan m
    where m.akun_id = ${akunId}::uuid and m.dikirim_pada = ${today} and m.dikirim_at > ${today}::date - interval '2 days'`,
  )
  return found?.n ?? 0
}

/** What one account sends at once, to whichever consultation, is taken one after the other. */
export async function lockAkun(tx: Tx, akunId: string): Promise<void> {
  await run(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended(${`consultations ${akunId}`}, 0))`,
  )
}

export function findMasukan(
  tx: Tx,
  konsultasiId: string,
  urut: number,
): Promise<Masukan | undefined> {
  return maybeRow(
    tx,
    sql<Masukan>`select ${COLUMNS} from ${FROM} where m.konsultasi_id = ${konsultasiId} and m.urut = ${urut}`,
  )
}

export type KunciMasukan = Readonly<{ bagian: number; urut: number }>

/** Inputs by passage and then by number, of one passage when one is asked for. */
export function listMasukan(
  tx: Tx,
  {
    konsultasiId,
    jangkar,
    after,
    limit,
  }: Readonly<{
    konsultasiId: string
    jangkar: string | undefined
    after: KunciMasukan | undefined
    limit: number
  }>,
): Promise<Masukan[]> {
  const one = jangkar === undefined ? sql`` : sql`and m.jangkar = ${jangkar}`
  const from =
    after === undefined
      ? sql``
      : sql`and (m.bagian_urutan, m.urut) > (${after.bagian}::integer, ${after.urut}::integer)`
  return rows(
    tx,
    sql<Masukan>`select ${COLUMNS} from ${FROM} where m.konsultasi_id = ${konsultasiId} ${one} ${from}
    order by m.bagian_urutan, m.urut limit ${limit}`,
  )
}

/** What waits for an answer, the most urgent first. */
export function listMenunggu(tx: Tx, konsultasiId: string, limit: number): Promise<Masukan[]> {
  return rows(
    tx,
    sql<Masukan>`select ${COLUMNS} from ${FROM} where m.konsultasi_id = ${konsultasiId} and m.status = 'menunggu'
    order by m.tenggat, m.urut limit ${limit}`,
  )
}

/** Numbers of all that wait. */
export async function nomorMenunggu(tx: Tx, konsultasiId: string): Promise<readonly number[]> {
  const found = await rows(
    tx,
    sql<{
      urut: number
    }>`select m.urut from consultations.masukan m where m.konsultasi_id = ${konsultasiId} and m.status = 'menunggu'
    order by m.urut`,
  )
  return found.map(({ urut }) => urut)
}

/** How many inputs each passage has. */
export async function countBagian(
  tx: Tx,
  konsultasiId: string,
): Promise<ReadonlyMap<string, number>> {
  const found = await rows(
    tx,
    sql<{
      jangkar: string
      n: number
    }>`select m.jangkar, count(*)::int as n from consultations.masukan m
    where m.konsultasi_id = ${konsultasiId} and m.status <> 'ditarik' group by m.jangkar order by m.jangkar`,
  )
  return new Map(found.map(({ jangkar, n }) => [jangkar, n]))
}

/** Those of these numbers that are there and were not withdrawn. */
export function listNomor(
  tx: Tx,
  konsultasiId: string,
  urut: readonly number[],
): Promise<Pick<Masukan, 'id' | 'urut' | 'jenis' | 'status'>[]> {
  return rows(
    tx,
    sql<
      Pick<Masukan, 'id' | 'urut' | 'jenis' | 'status'>
    >`select m.id, m.urut, m.jenis, m.status from consultations.masukan m
    where m.konsultasi_id = ${konsultasiId} and m.urut = any(${[...urut]}::integer[]) and m.status <> 'ditarik' order by m.urut`,
  )
}

/** @returns false when it was answered or withdrawn before */
export async function withdrawMasukan(tx: Tx, id: string, at: Date): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update consultations.masukan set status = 'ditarik', ditarik_at = ${at} where id = ${id} and status = 'menunggu'`,
  )
  return changed === 1
}

/** Write one answer and put it under these inputs. @returns how many of them still waited */
export async function answerMasukan(
  tx: Tx,
  row: IsiJawaban &
    Readonly<{
      id: string
      konsultasiId: string
      unitKode: string
      oleh: string
      at: Date
      today: Tanggal
      masukan: readonly string[]
    }>,
): Promise<number> {
  await run(
    tx,
    sql`insert into consultations.jawaban (id, konsultasi_id, putusan, alasan, jangkar, janji_urut, unit_kode, oleh, dijawab_at)
    values (${row.id}, ${row.konsultasiId}, ${row.putusan}, ${row.alasan}, ${row.jangkar}, ${row.janjiUrut}, ${row.unitKode},
      ${row.oleh}, ${row.at})`,
  )
  return run(
    tx,
    sql`update consultations.masukan set status = 'dijawab', jawaban_id = ${row.id},
      lewat_at = coalesce(lewat_at, case when tenggat < ${row.today} then ${row.at}::timestamptz end)
    where konsultasi_id = ${row.konsultasiId} and id = any(${[...row.masukan]}::uuid[]) and status = 'menunggu'`,
  )
}

/** Answers that announced a change of a passage, each with one input it answers. */
export function listJanjiUbah(
  tx: Tx,
  konsultasiId: string,
): Promise<{ urut: number; jangkar: string; label: string }[]> {
  return rows(
    tx,
    sql<{
      urut: number
      jangkar: string
      label: string
    }>`select min(m.urut)::int as urut, j.jangkar,
      coalesce(max(b.label), j.jangkar) as label
    from consultations.jawaban j join consultations.masukan m on m.jawaban_id = j.id
    left join consultations.bagian b on b.konsultasi_id = j.konsultasi_id and b.versi = m.versi and b.jangkar = j.jangkar
    where j.konsultasi_id = ${konsultasiId} and j.jangkar is not null group by j.id, j.jangkar order by 1`,
  )
}

/** Mark inputs whose answer is overdue, each once. */
export function markLewat(
  tx: Tx,
  { today, at, limit }: Readonly<{ today: Tanggal; at: Date; limit: number }>,
): Promise<{ konsultasiId: string; urut: number }[]> {
  return rows(
    tx,
    sql<{ konsultasiId: string; urut: number }>`with tanda as (
      select m.id from consultations.masukan m
      where m.status = 'menunggu' and m.lewat_at is null and m.tenggat < ${today} order by m.tenggat, m.id limit ${limit}
      for update skip locked)
    update consultations.masukan m set lewat_at = ${at} from tanda t where m.id = t.id
    returning m.konsultasi_id as "konsultasiId", m.urut`,
  )
}

/** Accounts to be told about these inputs. */
export function listPengirim(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; akunId: string; urut: number; kode: string; judul: string }[]> {
  return rows(
    tx,
    sql<{
      id: string
      akunId: string
      urut: number
      kode: string
      judul: string
    }>`select m.id, m.akun_id as "akunId", m.urut, k.kode, k.judul
    from consultations.masukan m join consultations.konsultasi k on k.id = m.konsultasi_id
    where m.id = any(${[...ids]}::uuid[]) and m.akun_id is not null and m.status <> 'ditarik' order by m.id`,
  )
}

/** Ids of inputs that were not withdrawn: all, or those whose answer rests on a promise. */
export async function listIds(
  tx: Tx,
  { konsultasiId, janji }: Readonly<{ konsultasiId: string; janji?: number }>,
): Promise<readonly string[]> {
  const kept = janji === undefined ? sql`` : sql`and j.janji_urut = ${janji}`
  const found = await rows(
    tx,
    sql<{
      id: string
    }>`select m.id from consultations.masukan m left join consultations.jawaban j on j.id = m.jawaban_id
    where m.konsultasi_id = ${konsultasiId} and m.status <> 'ditarik' ${kept} order by m.id`,
  )
  return found.map(({ id }) => id)
}

export type SuaraRow = Pick<
  Masukan,
  'id' | 'urut' | 'tenggat' | 'status' | 'dikirimAt' | 'jawaban'
> &
  Readonly<{ kode: string; judul: string; label: string }>

/** What an account sent, the latest first. */
export function listSuara(
  tx: Tx,
  akunId: string,
  {
    after,
    limit,
  }: Readonly<{ after?: Readonly<{ at: Date; id: string }> | undefined; limit: number }>,
): Promise<SuaraRow[]> {
  const later =
    after === undefined
      ? sql``
      : sql`and (m.dikirim_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return rows(
    tx,
    sql<SuaraRow>`select ${COLUMNS}, k.kode, k.judul from ${FROM} join consultations.konsultasi k on k.id = m.konsultasi_id
    where m.akun_id = ${akunId}::uuid ${later} order by m.dikirim_at desc, m.id desc limit ${limit}`,
  )
}

export type MejaRow = Pick<Masukan, 'urut' | 'jenis' | 'tenggat' | 'label'> &
  Readonly<{ kode: string; judul: string }>

/** What waits in these units, the most urgent first. */
export function listMeja(tx: Tx, units: readonly string[], limit: number): Promise<MejaRow[]> {
  return rows(
    tx,
    sql<MejaRow>`select m.urut, m.jenis, m.tenggat, b.label, k.kode, k.judul
    from consultations.masukan m join consultations.konsultasi k on k.id = m.konsultasi_id
    join consultations.bagian b on b.konsultasi_id = m.konsultasi_id and b.versi = m.versi and b.jangkar = m.jangkar
    where m.status = 'menunggu' and k.unit_kode = any(${[...units]}::text[]) order by m.tenggat, m.konsultasi_id, m.urut limit ${limit}`,
  )
}
