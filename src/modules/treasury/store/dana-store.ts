import { sql } from 'kysely'
import { isUuid } from '../../../kernel/id.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'

type Amounts<Name extends string> = Readonly<Record<Name, string>>

export type PaguRow = Readonly<{
  mataAnggaranId: string
  subKegiatanId: number | null
  rekeningId: number
  anggaran: Sen
  terikat: Sen
}>

export type Position = Omit<PaguRow, 'mataAnggaranId' | 'terikat'> &
  Readonly<{ id: string; tahun: number; skpdId: number }>

/** Take over what budget says is in force; positions that did not change are left alone. */
export async function savePagu(tx: Tx, positions: readonly Position[]): Promise<void> {
  const list = positions.map((one) => ({
    id: one.id,
    tahun: one.tahun,
    skpd: one.skpdId,
    sub: one.subKegiatanId,
    rekening: one.rekeningId,
    anggaran: toDecimalString(one.anggaran),
  }))
  await run(
    tx,
    sql`insert into treasury.pagu as p (mata_anggaran_id, tahun, skpd_id, sub_kegiatan_id, rekening_id, anggaran)
    select r.id, r.tahun, r.skpd, r.sub, r.rekening, r.anggaran
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as r(id uuid, tahun integer, skpd integer, sub integer, rekening integer, anggaran numeric)
    order by r.id
    on conflict (mata_anggaran_id) do update set anggaran = excluded.anggaran
    where p.anggaran <> excluded.anggaran`,
  )
}

export type DanaPlan = Readonly<{
  tahun: number
  skpdId: number
  subKegiatanId: number | null
  anggaranSen: Sen
}>

/** Budget in force per sub kegiatan, as releases are checked against it. */
export async function saveDana(tx: Tx, plans: readonly DanaPlan[]): Promise<void> {
  const list = plans.map((one) => ({
    tahun: one.tahun,
    skpd: one.skpdId,
    sub: one.subKegiatanId,
    anggaran: toDecimalString(one.anggaranSen),
  }))
  await run(
    tx,
    sql`insert into treasury.dana as d (tahun, skpd_id, sub_kegiatan_id, anggaran)
    select r.tahun, r.skpd, r.sub, r.anggaran from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as r(tahun integer, skpd integer, sub integer, anggaran numeric)
    order by r.tahun, r.skpd, r.sub
    on conflict (tahun, skpd_id, sub_kegiatan_id) do update set anggaran = excluded.anggaran
    where d.anggaran <> excluded.anggaran`,
  )
}

/** Positions in the order everybody locks them in. */
export async function lockPagu(tx: Tx, ids: readonly string[]): Promise<readonly PaguRow[]> {
  const found = await rows(
    tx,
    sql<
      Omit<PaguRow, 'anggaran' | 'terikat'> & Amounts<'anggaran' | 'terikat'>
    >`select p.mata_anggaran_id as "mataAnggaranId", p.sub_kegiatan_id as "subKegiatanId",
      p.rekening_id as "rekeningId", p.anggaran::text as anggaran, p.terikat::text as terikat
    from treasury.pagu p where p.mata_anggaran_id = any(${[...ids]}::uuid[])
    order by p.mata_anggaran_id for no key update`,
  )
  return found.map((row) => ({
    ...row,
    anggaran: fromDecimalString(row.anggaran),
    terikat: fromDecimalString(row.terikat),
  }))
}

export type DanaRow = Readonly<{
  subKegiatanId: number | null
  anggaran: Sen
  spd: Sen
  terikat: Sen
}>

/** Funds of an SKPD in the order everybody locks them in, after the positions. */
export async function lockDana(
  tx: Tx,
  at: Readonly<{ tahun: number; skpdId: number; subs: readonly (number | null)[] }>,
): Promise<readonly DanaRow[]> {
  const ids = at.subs.filter((one) => one !== null)
  const found = await rows(
    tx,
    sql<DanaText>`select d.sub_kegiatan_id as "subKegiatanId", d.anggaran::text as anggaran, d.spd::text as spd,
      d.terikat::text as terikat
    from treasury.dana d where d.tahun = ${at.tahun} and d.skpd_id = ${at.skpdId}
      and (d.sub_kegiatan_id = any(${ids}::integer[]) or (${at.subs.includes(null)} and d.sub_kegiatan_id is null))
    order by d.id for no key update`,
  )
  return found.map(toDana)
}

type DanaText = Pick<DanaRow, 'subKegiatanId'> & Amounts<'anggaran' | 'spd' | 'terikat'>
const toDana = (row: DanaText): DanaRow => ({
  subKegiatanId: row.subKegiatanId,
  anggaran: fromDecimalString(row.anggaran),
  spd: fromDecimalString(row.spd),
  terikat: fromDecimalString(row.terikat),
})

/** Funds of an SKPD in a year, as they stand. */
export async function listDana(
  tx: Tx,
  at: Readonly<{ tahun: number; skpdId: number }>,
): Promise<readonly DanaRow[]> {
  const found = await rows(
    tx,
    sql<DanaText>`select d.sub_kegiatan_id as "subKegiatanId", d.anggaran::text as anggaran, d.spd::text as spd,
      d.terikat::text as terikat
    from treasury.dana d where d.tahun = ${at.tahun} and d.skpd_id = ${at.skpdId} order by d.id limit 2000`,
  )
  return found.map(toDana)
}

export type Ikatan = Readonly<{
  sppId?: string
  belanjaId?: string
  mataAnggaranId: string
  terikatSen?: Sen
  cairSen?: Sen
  sebab: 'ajukan' | 'lepas' | 'cair' | 'belanja' | 'kembali'
}>

/** Bind, release or pay budget: the counters follow by trigger, in one statement. */
export async function insertIkatan(tx: Tx, list: readonly Ikatan[], now: Date): Promise<void> {
  const values = list.map((one) => ({
    spp: one.sppId ?? null,
    belanja: one.belanjaId ?? null,
    ma: one.mataAnggaranId,
    terikat: one.terikatSen === undefined ? '0' : toDecimalString(one.terikatSen),
    cair: one.cairSen === undefined ? '0' : toDecimalString(one.cairSen),
    sebab: one.sebab,
  }))
  await run(
    tx,
    sql`insert into treasury.ikatan (spp_id, belanja_id, mata_anggaran_id, terikat, cair, sebab, waktu)
    select r.spp, r.belanja, r.ma, r.terikat, r.cair, r.sebab, ${now}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb)
      as r(spp uuid, belanja uuid, ma uuid, terikat numeric, cair numeric, sebab text)`,
  )
}

export type KasRow = Readonly<{
  id: string
  jenis: JenisKas
  skpdId: number | null
  nama: string
  bank: string | null
  nomorRekening: string | null
  saldo: Sen
  dipesan: Sen
}>
export type JenisKas = 'rkud' | 'bank' | 'tunai' | 'panjar' | 'pajak' | 'penerimaan'

type KasText = Omit<KasRow, 'saldo' | 'dipesan'> & Amounts<'saldo' | 'dipesan'>
const KAS = sql`k.id, k.jenis, k.skpd_id as "skpdId", k.nama, k.bank, k.nomor_rekening as "nomorRekening",
  k.saldo::text as saldo, k.dipesan::text as dipesan`
const toKas = (row: KasText): KasRow => ({
  ...row,
  saldo: fromDecimalString(row.saldo),
  dipesan: fromDecimalString(row.dipesan),
})

/** The region's account, locked: SP2D wait for each other here. */
export async function lockRkud(tx: Tx): Promise<KasRow | undefined> {
  const row = await maybeRow(
    tx,
    sql<KasText>`select ${KAS} from treasury.kas k where k.jenis = 'rkud' order by k.id limit 1 for no key update`,
  )
  return row && toKas(row)
}

/** @returns whether the region's account is on record: before it nothing is paid */
export async function hasRkud(tx: Tx): Promise<boolean> {
  return (await listKas(tx, null)).length > 0
}

/** Pots of an SKPD; with null those of the region. */
export async function listKas(tx: Tx, skpdId: number | null): Promise<readonly KasRow[]> {
  const found = await rows(
    tx,
    sql<KasText>`select ${KAS} from treasury.kas k where k.skpd_id is not distinct from ${skpdId}::integer
    order by k.jenis, k.id limit 100`,
  )
  return found.map(toKas)
}

export async function findKas(tx: Tx, id: string): Promise<KasRow | undefined> {
  const row = await maybeRow(
    tx,
    sql<KasText>`select ${KAS} from treasury.kas k where k.id = ${isUuid(id) ? id : null}::uuid`,
  )
  return row && toKas(row)
}

export type NewKas = Pick<KasRow, 'id' | 'jenis' | 'skpdId' | 'nama' | 'bank' | 'nomorRekening'>

/** @returns false when this pot is there already */
export async function insertKas(tx: Tx, kas: NewKas): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into treasury.kas (id, jenis, skpd_id, nama, bank, nomor_rekening)
    values (${kas.id}, ${kas.jenis}, ${kas.skpdId}, ${kas.nama}, ${kas.bank}, ${kas.nomorRekening})
    on conflict do nothing`,
  )
  return made === 1
}

export type Mutasi = Readonly<{
  kasId: string
  tanggal: string
  masukSen?: Sen
  keluarSen?: Sen
  uraian: string
  dokumen: Readonly<{ jenis: string; id: string; nomor: string }>
}>

/** Money in or out of pots; balances follow by trigger, and none goes below nothing. */
export async function insertMutasi(tx: Tx, list: readonly Mutasi[], now: Date): Promise<void> {
  const values = list.map((one) => ({
    kas: one.kasId,
    tanggal: one.tanggal,
    masuk: toDecimalString(one.masukSen ?? (0n as Sen)),
    keluar: toDecimalString(one.keluarSen ?? (0n as Sen)),
    uraian: one.uraian.slice(0, 500),
    jenis: one.dokumen.jenis,
    id: one.dokumen.id,
    nomor: one.dokumen.nomor,
  }))
  await run(
    tx,
    sql`insert into treasury.mutasi (kas_id, tahun, tanggal, masuk, keluar, uraian, dokumen_jenis, dokumen_id,
      dokumen_nomor, dicatat_at)
    select r.kas, extract(year from r.tanggal)::integer, r.tanggal, r.masuk, r.keluar, r.uraian, r.jenis, r.id, r.nomor, ${now}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r(kas uuid, tanggal date, masuk numeric,
      keluar numeric, uraian text, jenis text, id uuid, nomor text)`,
  )
}

/** Bound amounts of an SKPD's positions that were ever asked for. */
export async function listPagu(
  tx: Tx,
  at: Readonly<{ tahun: number; skpdId: number }>,
): Promise<readonly Readonly<{ mataAnggaranId: string; terikat: Sen }>[]> {
  const found = await rows(
    tx,
    sql<{ mataAnggaranId: string; terikat: string }>`select p.mata_anggaran_id as "mataAnggaranId",
      p.terikat::text as terikat
    from treasury.pagu p where p.tahun = ${at.tahun} and p.skpd_id = ${at.skpdId}
    order by p.mata_anggaran_id limit 10000`,
  )
  return found.map((row) => ({ ...row, terikat: fromDecimalString(row.terikat) }))
}
