import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

/** A clerk at a counter. */
export type Sesi = Readonly<{
  id: string
  loketId: string
  petugasId: string
  dibukaAt: Date
  jedaAt: Date | null
  biasaBeruntun: number
}>

const SESI = sql`s.id, s.loket_id as "loketId", s.petugas_id as "petugasId", s.dibuka_at as "dibukaAt",
  s.jeda_at as "jedaAt", s.biasa_beruntun as "biasaBeruntun"`

/** Counters of a place that somebody sits at. */
export function listSesi(tx: Tx, tempatKode: string): Promise<Sesi[]> {
  return rows(
    tx,
    sql<Sesi>`select ${SESI} from queueing.sesi_loket s join queueing.loket k on k.id = s.loket_id
    where k.tempat_kode = ${tempatKode} and s.ditutup_at is null order by length(k.kode), k.kode`,
  )
}

export type SesiAt = Sesi & Readonly<{ tempatKode: string }>

/** Where this clerk sits now. */
export function findSesiOf(tx: Tx, petugasId: string): Promise<SesiAt | undefined> {
  return maybeRow(
    tx,
    sql<SesiAt>`select ${SESI}, k.tempat_kode as "tempatKode"
    from queueing.sesi_loket s join queueing.loket k on k.id = s.loket_id
    where s.petugas_id = ${petugasId}::uuid and s.ditutup_at is null`,
  )
}

/** The same, and no other act of this clerk runs beside this one. */
export function lockSesiOf(tx: Tx, petugasId: string): Promise<SesiAt | undefined> {
  return maybeRow(
    tx,
    sql<SesiAt>`select ${SESI}, k.tempat_kode as "tempatKode"
    from queueing.sesi_loket s join queueing.loket k on k.id = s.loket_id
    where s.petugas_id = ${petugasId}::uuid and s.ditutup_at is null for update of s`,
  )
}

/** @returns false when the counter or the clerk is taken already */
export async function insertSesi(
  tx: Tx,
  row: Readonly<{
    id: string
    loketId: string
    petugasId: string
    at: Date
    biasaBeruntun: number
  }>,
): Promise<boolean> {
  const added = await run(
    tx,
    sql`insert into queueing.sesi_loket (id, loket_id, petugas_id, dibuka_at, biasa_beruntun)
    values (${row.id}, ${row.loketId}, ${row.petugasId}, ${row.at}, ${row.biasaBeruntun}) on conflict do nothing`,
  )
  return added > 0
}

export async function setPause(tx: Tx, id: string, at: Date | null): Promise<void> {
  await run(tx, sql`update queueing.sesi_loket set jeda_at = ${at} where id = ${id}::uuid`)
}

export async function closeSesi(tx: Tx, id: string, at: Date): Promise<void> {
  await run(tx, sql`update queueing.sesi_loket set ditutup_at = ${at} where id = ${id}::uuid`)
}

export async function setRun(tx: Tx, id: string, biasaBeruntun: number): Promise<void> {
  await run(
    tx,
    sql`update queueing.sesi_loket set biasa_beruntun = ${biasaBeruntun} where id = ${id}::uuid`,
  )
}

/** Counters forgotten open are closed after the day. */
export function closeOldSesi(tx: Tx, before: Date, at: Date): Promise<number> {
  return run(
    tx,
    sql`update queueing.sesi_loket set ditutup_at = ${at} where ditutup_at is null and dibuka_at < ${before}`,
  )
}

/** @returns false when this very form was handled before */
export async function insertTindakan(
  tx: Tx,
  row: Readonly<{ kunci: string; akunId: string; at: Date }>,
): Promise<boolean> {
  const added = await run(
    tx,
    sql`insert into queueing.tindakan (kunci, akun_id, waktu) values (${row.kunci}::uuid, ${row.akunId}::uuid, ${row.at})
    on conflict (kunci) do nothing`,
  )
  return added > 0
}

export function deleteOldTindakan(tx: Tx, before: Date): Promise<number> {
  return run(tx, sql`delete from queueing.tindakan where waktu < ${before}`)
}

export type KiosRow = Readonly<{ perangkat: string; tempatKode: string; oleh: string; at: Date }>

/** Make this browser a kiosk, of one place at a time. */
export async function upsertKios(tx: Tx, row: KiosRow): Promise<void> {
  await run(
    tx,
    sql`insert into queueing.kios (perangkat, tempat_kode, oleh, dibuat_at)
    values (${row.perangkat}, ${row.tempatKode}, ${row.oleh}::uuid, ${row.at})
    on conflict (perangkat) do update set tempat_kode = excluded.tempat_kode, oleh = excluded.oleh, dibuat_at = excluded.dibuat_at`,
  )
}

export async function deleteKios(tx: Tx, perangkat: string): Promise<void> {
  await run(tx, sql`delete from queueing.kios where perangkat = ${perangkat}`)
}

export async function findKiosTempat(tx: Tx, perangkat: string): Promise<string | undefined> {
  const row = await maybeRow(
    tx,
    sql<{
      tempatKode: string
    }>`select k.tempat_kode as "tempatKode" from queueing.kios k where k.perangkat = ${perangkat}`,
  )
  return row?.tempatKode
}

/** Counters open and not on a break, by place. */
export function countOpenCounters(tx: Tx): Promise<Readonly<{ tempatKode: string; n: number }>[]> {
  return rows(
    tx,
    sql<{ tempatKode: string; n: number }>`select k.tempat_kode as "tempatKode", count(*)::int as n
    from queueing.sesi_loket s join queueing.loket k on k.id = s.loket_id
    where s.ditutup_at is null and s.jeda_at is null
    group by k.tempat_kode order by k.tempat_kode`,
  )
}
