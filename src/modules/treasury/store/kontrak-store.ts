import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'

export type StatusKontrak = 'berjalan' | 'selesai' | 'putus'
export type Kontrak = Readonly<{
  id: string
  nomor: string
  tahun: number
  skpdId: number
  subKegiatanId: number | null
  tanggal: Tanggal
  mulai: Tanggal
  selesai: Tanggal
  uraian: string
  penyedia: string
  penyediaBank: string
  penyediaRekening: string
  nilai: Sen
  uangMuka: Sen
  retensiBps: number
  pemeliharaanHari: number
  terikat: Sen
  status: StatusKontrak
  dibuatAt: Date
}>

type KontrakText = Omit<Kontrak, 'nilai' | 'uangMuka' | 'terikat'> &
  Readonly<{ nilai: string; uangMuka: string; terikat: string }>
const COLUMNS = sql`k.id, k.nomor, k.tahun, k.skpd_id as "skpdId", k.sub_kegiatan_id as "subKegiatanId", k.tanggal,
  k.mulai, k.selesai, k.uraian, k.penyedia, k.penyedia_bank as "penyediaBank",
  k.penyedia_rekening as "penyediaRekening", k.nilai::text as nilai, k.uang_muka::text as "uangMuka",
  k.retensi_bps as "retensiBps", k.pemeliharaan_hari as "pemeliharaanHari", k.terikat::text as terikat, k.status, k.dibuat_at as "dibuatAt"`
const toKontrak = (row: KontrakText): Kontrak => ({
  ...row,
  nilai: fromDecimalString(row.nilai),
  uangMuka: fromDecimalString(row.uangMuka),
  terikat: fromDecimalString(row.terikat),
})

export async function findKontrak(tx: Tx, id: string): Promise<Kontrak | undefined> {
  const row = await maybeRow(
    tx,
    sql<KontrakText>`select ${COLUMNS} from treasury.kontrak k where k.id = ${id}`,
  )
  return row && toKontrak(row)
}

/** Locked after positions and funds, before cash: everybody's order. */
export async function lockKontrak(tx: Tx, id: string): Promise<Kontrak | undefined> {
  const row = await maybeRow(
    tx,
    sql<KontrakText>`select ${COLUMNS} from treasury.kontrak k where k.id = ${id} for no key update`,
  )
  return row && toKontrak(row)
}

export type KontrakQuestion = Readonly<{
  tahun: number
  skpdIds: readonly number[] | undefined
  limit: number
  after?: Readonly<{ at: Date; id: string }> | undefined
}>

export async function listKontrak(
  tx: Tx,
  { tahun, skpdIds, limit, after }: KontrakQuestion,
): Promise<readonly Kontrak[]> {
  const own = skpdIds === undefined ? sql`true` : sql`k.skpd_id = any(${[...skpdIds]}::integer[])`
  const later =
    after === undefined ? sql`true` : sql`(k.dibuat_at, k.id) < (${after.at}, ${after.id}::uuid)`
  const found = await rows(
    tx,
    sql<KontrakText>`select ${COLUMNS} from treasury.kontrak k
    where k.tahun = ${tahun} and ${own} and ${later} order by k.dibuat_at desc, k.id desc limit ${limit}`,
  )
  return found.map(toKontrak)
}

export type NewKontrak = Omit<Kontrak, 'terikat' | 'status'> & Readonly<{ dibuatOleh: string }>

export async function insertKontrak(tx: Tx, one: NewKontrak): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.kontrak (id, nomor, tahun, skpd_id, sub_kegiatan_id, tanggal, mulai, selesai, uraian,
      penyedia, penyedia_bank, penyedia_rekening, nilai, uang_muka, retensi_bps, pemeliharaan_hari, dibuat_oleh, dibuat_at)
    values (${one.id}, ${one.nomor}, ${one.tahun}, ${one.skpdId}, ${one.subKegiatanId}, ${one.tanggal}, ${one.mulai},
      ${one.selesai}, ${one.uraian}, ${one.penyedia}, ${one.penyediaBank}, ${one.penyediaRekening},
      ${toDecimalString(one.nilai)}, ${toDecimalString(one.uangMuka)}, ${one.retensiBps}, ${one.pemeliharaanHari}, ${one.dibuatOleh},
      ${one.dibuatAt})`,
  )
}

export type Termin = Readonly<{
  id: string
  urutan: number
  jenis: 'uang-muka' | 'termin' | 'retensi'
  uraian: string
  nilai: Sen
  fisikBps: number
  rencana: Tanggal
  /** The request that asks for it, when there is one. */
  sppId: string | null
  sppNomor: string | null
  /** An addendum put others in its place. */
  isDiganti: boolean
}>

export async function insertTermin(
  tx: Tx,
  kontrakId: string,
  stages: readonly Omit<Termin, 'sppId' | 'sppNomor' | 'isDiganti'>[],
): Promise<void> {
  const list = stages.map((one) => ({
    id: one.id,
    urutan: one.urutan,
    jenis: one.jenis,
    uraian: one.uraian,
    nilai: toDecimalString(one.nilai),
    fisik: one.fisikBps,
    rencana: one.rencana,
  }))
  await run(
    tx,
    sql`insert into treasury.termin (id, kontrak_id, urutan, jenis, uraian, nilai, fisik_bps, rencana)
    select r.id, ${kontrakId}, r.urutan, r.jenis, r.uraian, r.nilai, r.fisik, r.rencana
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, urutan smallint, jenis text, uraian text,
      nilai numeric, fisik integer, rencana date)`,
  )
}

export async function listTermin(tx: Tx, kontrakId: string): Promise<readonly Termin[]> {
  const found = await rows(
    tx,
    sql<
      Omit<Termin, 'nilai'> & Readonly<{ nilai: string }>
    >`select t.id, t.urutan, t.jenis, t.uraian,
      t.nilai::text as nilai, t.fisik_bps as "fisikBps", t.rencana, t.is_diganti as "isDiganti", s.id as "sppId", s.nomor as "sppNomor"
    from treasury.termin t left join treasury.spp s on s.termin_id = t.id and s.tahap <> 'ditolak'
    where t.kontrak_id = ${kontrakId} order by t.urutan`,
  )
  return found.map((row) => ({ ...row, nilai: fromDecimalString(row.nilai) }))
}

export async function replaceTermin(tx: Tx, ids: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`update treasury.termin set is_diganti = true where id = any(${[...ids]}::uuid[])`,
  )
}

export type OpenTermin = Pick<Termin, 'id' | 'uraian' | 'nilai' | 'jenis'> &
  Readonly<{ kontrakId: string; kontrakNomor: string; penyedia: string }>

/** Stages of an SKPD's running contracts that nobody asked for yet. */
export async function listOpenTermin(
  tx: Tx,
  at: Readonly<{ tahun: number; skpdId: number; limit: number }>,
): Promise<readonly OpenTermin[]> {
  const found = await rows(
    tx,
    sql<
      Omit<OpenTermin, 'nilai'> & Readonly<{ nilai: string }>
    >`select t.id, t.uraian, t.jenis, t.nilai::text as nilai, k.id as "kontrakId", k.nomor as "kontrakNomor", k.penyedia
    from treasury.kontrak k join treasury.termin t on t.kontrak_id = k.id and not t.is_diganti
    where k.tahun = ${at.tahun} and k.skpd_id = ${at.skpdId} and k.status = 'berjalan'
      and not exists (select 1 from treasury.spp s where s.termin_id = t.id and s.tahap <> 'ditolak')
    order by k.dibuat_at desc, k.id desc, t.urutan limit ${at.limit}`,
  )
  return found.map((row) => ({ ...row, nilai: fromDecimalString(row.nilai) }))
}

export async function findKontrakOfTermin(tx: Tx, terminId: string): Promise<string | undefined> {
  const row = await maybeRow(
    tx,
    sql<{ id: string }>`select t.kontrak_id as id from treasury.termin t where t.id = ${terminId}`,
  )
  return row?.id
}

export async function updateKontrakNilai(
  tx: Tx,
  one: Readonly<{ id: string; nilai: Sen; selesai: Tanggal }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.kontrak set nilai = ${toDecimalString(one.nilai)}, selesai = ${one.selesai} where id = ${one.id}`,
  )
}

export type Adendum = Readonly<{
  id: string
  kontrakId: string
  nomor: string
  tanggal: Tanggal
  nilai: Sen
  selesai: Tanggal
  alasan: string
  dibuatOleh: string
  dibuatAt: Date
}>

export async function insertAdendum(tx: Tx, one: Adendum): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.adendum (id, kontrak_id, urutan, nomor, tanggal, nilai, selesai, alasan, dibuat_oleh, dibuat_at)
    values (${one.id}, ${one.kontrakId}, (select count(*) + 1 from treasury.adendum a where a.kontrak_id = ${one.kontrakId}),
      ${one.nomor}, ${one.tanggal}, ${toDecimalString(one.nilai)}, ${one.selesai}, ${one.alasan}, ${one.dibuatOleh},
      ${one.dibuatAt})`,
  )
}

export type Jaminan = Readonly<{
  id: string
  kontrakId: string
  jenis: 'uang-muka' | 'pelaksanaan' | 'pemeliharaan'
  penerbit: string
  nomor: string
  nilai: Sen
  sampai: Tanggal
}>

export async function insertJaminan(
  tx: Tx,
  one: Jaminan & Readonly<{ dibuatOleh: string; dibuatAt: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.jaminan (id, kontrak_id, jenis, penerbit, nomor, nilai, sampai, dibuat_oleh, dibuat_at)
    values (${one.id}, ${one.kontrakId}, ${one.jenis}, ${one.penerbit}, ${one.nomor}, ${toDecimalString(one.nilai)},
      ${one.sampai}, ${one.dibuatOleh}, ${one.dibuatAt})
    on conflict (kontrak_id, jenis, nomor) do nothing`,
  )
}

type JaminanText = Omit<Jaminan, 'nilai'> & Readonly<{ nilai: string }>
const JAMINAN = sql`j.id, j.kontrak_id as "kontrakId", j.jenis, j.penerbit, j.nomor, j.nilai::text as nilai, j.sampai`

export async function listJaminan(tx: Tx, kontrakId: string): Promise<readonly Jaminan[]> {
  const found = await rows(
    tx,
    sql<JaminanText>`select ${JAMINAN} from treasury.jaminan j where j.kontrak_id = ${kontrakId} order by j.sampai, j.id`,
  )
  return found.map((row) => ({ ...row, nilai: fromDecimalString(row.nilai) }))
}

/** Guarantees of running contracts that end up to a day: what is over first. */
export async function listJaminanAkhir(
  tx: Tx,
  at: Readonly<{ sampai: string; skpdIds: readonly number[] | undefined; limit: number }>,
): Promise<readonly (Jaminan & Readonly<{ kontrakNomor: string }>)[]> {
  const own =
    at.skpdIds === undefined ? sql`true` : sql`k.skpd_id = any(${[...at.skpdIds]}::integer[])`
  const found = await rows(
    tx,
    sql<JaminanText & { kontrakNomor: string }>`select ${JAMINAN}, k.nomor as "kontrakNomor"
    from treasury.jaminan j join treasury.kontrak k on k.id = j.kontrak_id and k.status = 'berjalan'
    where j.sampai <= ${at.sampai}::date and ${own} order by j.sampai, j.id limit ${at.limit}`,
  )
  return found.map((row) => ({ ...row, nilai: fromDecimalString(row.nilai) }))
}

export type Bast = Readonly<{ nomor: string; tanggal: Tanggal; fisikBps: number }>

export async function insertBast(
  tx: Tx,
  one: Bast & Readonly<{ id: string; kontrakId: string; dibuatOleh: string; dibuatAt: Date }>,
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into treasury.bast (id, kontrak_id, nomor, tanggal, fisik_bps, dibuat_oleh, dibuat_at)
    values (${one.id}, ${one.kontrakId}, ${one.nomor}, ${one.tanggal}, ${one.fisikBps}, ${one.dibuatOleh}, ${one.dibuatAt})
    on conflict (kontrak_id, nomor) do nothing`,
  )
  return made === 1
}

export function listBast(tx: Tx, kontrakId: string): Promise<Bast[]> {
  return rows(
    tx,
    sql<Bast>`select b.nomor, b.tanggal, b.fisik_bps as "fisikBps" from treasury.bast b
    where b.kontrak_id = ${kontrakId} order by b.tanggal, b.id`,
  )
}
