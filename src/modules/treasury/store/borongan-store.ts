import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { rows, run, type Tx } from '../../../platform/db/database.ts'
import type { BuktiForm } from '../domain/spp.ts'
import type { JenisSpp, Tahap } from '../domain/tahap.ts'
import type { Riwayat } from './riwayat-store.ts'
import type { NewSpp, Spp, StoredBaris } from './spp-store.ts'

/** Statements for many payments at once: as many of them for a thousand as for one. */

export type Kunci = Readonly<{ oleh: string; kunci: string }>

/** Which of these forms were sent before. */
export async function listKunciAda(tx: Tx, keys: readonly Kunci[]): Promise<number> {
  const found = await rows(
    tx,
    sql<{ ada: number }>`select 1 as ada from treasury.spp s
    join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as r(oleh uuid, kunci text)
      on r.oleh = s.dibuat_oleh and r.kunci = s.kunci`,
  )
  return found.length
}

export async function insertSppMany(tx: Tx, list: readonly NewSpp[]): Promise<void> {
  const values = list.map((one) => ({
    ...one,
    jumlah: toDecimalString(one.jumlah),
    potongan: toDecimalString(one.potongan),
  }))
  await run(
    tx,
    sql`insert into treasury.spp (id, nomor, tahun, skpd_id, jenis, tanggal, uraian, jumlah, potongan,
      sub_kegiatan_id, kontrak_id, termin_id, penerima, bank, rekening, tahap, tahap_sejak, tenggat_at, tolak_at,
      kunci, dibuat_oleh, dibuat_at)
    select r.id, r.nomor, r.tahun, r."skpdId", r.jenis, r.tanggal, r.uraian, r.jumlah, r.potongan, null, null, null,
      r.penerima, r.bank, r.rekening, 'diajukan', r."dibuatAt", r."tenggatAt", r."tolakAt", r.kunci, r."dibuatOleh", r."dibuatAt"
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r(id uuid, nomor text, tahun integer, "skpdId" integer,
      jenis text, tanggal date, uraian text, jumlah numeric, potongan numeric, penerima text, bank text, rekening text,
      "tenggatAt" timestamptz, "tolakAt" timestamptz, kunci text, "dibuatOleh" uuid, "dibuatAt" timestamptz)`,
  )
}

export type NewBukti = BuktiForm & Readonly<{ sppId: string; urutan: number }>

export async function insertBuktiMany(tx: Tx, list: readonly NewBukti[]): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.spp_bukti (spp_id, urutan, jenis, nomor, tanggal)
    select r."sppId", r.urutan, r.jenis, r.nomor, r.tanggal
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as r("sppId" uuid, urutan smallint, jenis text, nomor text, tanggal date)`,
  )
}

export type DanaAt = Readonly<{ skpdId: number; subKegiatanId: number | null }>
export type DanaOf = DanaAt & Readonly<{ spd: Sen; terikat: Sen }>

/** Funds of many SKPD, in the order everybody locks them in, after the positions. */
export async function lockDanaMany(
  tx: Tx,
  tahun: number,
  keys: readonly DanaAt[],
): Promise<readonly DanaOf[]> {
  const found = await rows(
    tx,
    sql<
      DanaAt & Readonly<{ spd: string; terikat: string }>
    >`select d.skpd_id as "skpdId", d.sub_kegiatan_id as "subKegiatanId", d.spd::text as spd, d.terikat::text as terikat
    from treasury.dana d where d.tahun = ${tahun} and exists (
      select 1 from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as r("skpdId" integer, "subKegiatanId" integer)
      where r."skpdId" = d.skpd_id and r."subKegiatanId" is not distinct from d.sub_kegiatan_id)
    order by d.id for no key update`,
  )
  return found.map((row) => ({
    ...row,
    spd: fromDecimalString(row.spd),
    terikat: fromDecimalString(row.terikat),
  }))
}

export type SppAt = Pick<
  Spp,
  | 'id'
  | 'nomor'
  | 'tahun'
  | 'skpdId'
  | 'jenis'
  | 'uraian'
  | 'jumlah'
  | 'potongan'
  | 'tahap'
  | 'putaran'
  | 'tenggatAt'
  | 'tolakAt'
  | 'dibuatOleh'
  | 'diperiksaOleh'
> &
  Readonly<{
    penandatangan: string | null
    sp2d: Readonly<{ id: string; nomor: string; kasId: string; tanggal: Tanggal }> | undefined
  }>

type SppText = Omit<SppAt, 'jumlah' | 'potongan' | 'sp2d'> &
  Readonly<{
    jumlah: string
    potongan: string
    sp2dId: string | null
    sp2dNomor: string
    kasId: string
    sp2dTanggal: Tanggal
  }>

/** Payments with their SPM and SP2D, locked in one order, so that two batches wait for each other. */
export async function lockSppMany(tx: Tx, ids: readonly string[]): Promise<readonly SppAt[]> {
  const found = await rows(
    tx,
    sql<SppText>`select s.id, s.nomor, s.tahun, s.skpd_id as "skpdId", s.jenis, s.uraian, s.jumlah::text as jumlah,
      s.potongan::text as potongan, s.tahap, s.putaran, s.tenggat_at as "tenggatAt", s.tolak_at as "tolakAt",
      s.dibuat_oleh as "dibuatOleh", s.diperiksa_oleh as "diperiksaOleh", m.penandatangan,
      d.id as "sp2dId", d.nomor as "sp2dNomor", d.kas_id as "kasId", d.tanggal as "sp2dTanggal"
    from treasury.spp s left join treasury.spm m on m.spp_id = s.id left join treasury.sp2d d on d.spp_id = s.id
    where s.id = any(${[...ids]}::uuid[]) order by s.id for no key update of s`,
  )
  return found.map(({ sp2dId, sp2dNomor, kasId, sp2dTanggal, ...row }) => ({
    ...row,
    jumlah: fromDecimalString(row.jumlah),
    potongan: fromDecimalString(row.potongan),
    sp2d:
      sp2dId === null ? undefined : { id: sp2dId, nomor: sp2dNomor, kasId, tanggal: sp2dTanggal },
  }))
}

export type BarisOf = Pick<
  StoredBaris,
  'id' | 'mataAnggaranId' | 'rekeningId' | 'subKegiatanId' | 'jumlahSen' | 'uraian' | 'isModal'
> &
  Readonly<{ sppId: string }>

export async function listBarisMany(tx: Tx, ids: readonly string[]): Promise<readonly BarisOf[]> {
  const found = await rows(
    tx,
    sql<
      Omit<BarisOf, 'jumlahSen'> & Readonly<{ jumlah: string }>
    >`select b.id, b.spp_id as "sppId", b.mata_anggaran_id as "mataAnggaranId", b.rekening_id as "rekeningId",
      b.sub_kegiatan_id as "subKegiatanId", b.jumlah::text as jumlah, b.uraian, b.is_modal as "isModal"
    from treasury.spp_baris b where b.spp_id = any(${[...ids]}::uuid[]) order by b.spp_id, b.urutan`,
  )
  return found.map(({ jumlah, ...row }) => ({ ...row, jumlahSen: fromDecimalString(jumlah) }))
}

export type PotonganOf = Readonly<{ sppId: string; rekeningKode: string; jumlahSen: Sen }>

export async function listPotonganMany(
  tx: Tx,
  ids: readonly string[],
): Promise<readonly PotonganOf[]> {
  const found = await rows(
    tx,
    sql<
      Omit<PotonganOf, 'jumlahSen'> & Readonly<{ jumlah: string }>
    >`select p.spp_id as "sppId", t.rekening_kode as "rekeningKode", p.jumlah::text as jumlah
    from treasury.spp_potongan p join treasury.tarif_pajak t on t.kode = p.pajak_kode and t.berlaku_mulai = p.pajak_mulai
    where p.spp_id = any(${[...ids]}::uuid[]) order by p.spp_id, p.urutan`,
  )
  return found.map(({ jumlah, ...row }) => ({ ...row, jumlahSen: fromDecimalString(jumlah) }))
}

/** Every paper each payment must come with is there. */
export async function insertPeriksaLengkap(
  tx: Tx,
  list: readonly Readonly<{ sppId: string; jenis: JenisSpp; putaran: number; oleh: string }>[],
  now: Date,
): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.spp_periksa (spp_id, putaran, kode, is_ada, catatan, oleh, waktu)
    select r."sppId", r.putaran, y.kode, true, '', r.oleh, ${now}
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as r("sppId" uuid, jenis text, putaran smallint, oleh uuid)
    join treasury.syarat y on y.jenis = r.jenis`,
  )
}

export type TahapMany = Readonly<{
  tahap: Tahap
  now: Date
  list: readonly Readonly<{
    id: string
    tenggatAt: Date | null
    tolakAt: Date | null
    diperiksaOleh: string | null
  }>[]
}>

export async function updateTahapMany(tx: Tx, { tahap, now, list }: TahapMany): Promise<void> {
  await run(
    tx,
    sql`update treasury.spp s set tahap = ${tahap}, tahap_sejak = ${now}, tenggat_at = r."tenggatAt",
      tolak_at = r."tolakAt", diperiksa_oleh = coalesce(r."diperiksaOleh", s.diperiksa_oleh)
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as r(id uuid, "tenggatAt" timestamptz, "tolakAt" timestamptz, "diperiksaOleh" uuid)
    where s.id = r.id`,
  )
}

export type NewSpm = Readonly<{
  id: string
  sppId: string
  nomor: string
  tanggal: Tanggal
  penandatangan: string
}>

/** Amount, maker and checker are those of the request. */
export async function insertSpmMany(tx: Tx, list: readonly NewSpm[], now: Date): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.spm (id, spp_id, nomor, tanggal, jumlah, pembuat, pemeriksa, penandatangan, dibuat_at)
    select r.id, s.id, r.nomor, r.tanggal, s.jumlah, s.dibuat_oleh, s.diperiksa_oleh, r.penandatangan, ${now}
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as r(id uuid, "sppId" uuid, nomor text, tanggal date, penandatangan uuid)
    join treasury.spp s on s.id = r."sppId"`,
  )
}

export type Cair = Readonly<{ id: string; tanggal: Tanggal; referensi: string; jurnalId: string }>

export async function saveCairMany(tx: Tx, list: readonly Cair[]): Promise<void> {
  await run(
    tx,
    sql`update treasury.sp2d d set status = 'cair', cair_tanggal = r.tanggal, cair_referensi = r.referensi,
      jurnal_id = r."jurnalId"
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as r(id uuid, tanggal date, referensi text, "jurnalId" text)
    where d.id = r.id`,
  )
}

export async function saveSelesaiMany(tx: Tx, ids: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`update treasury.sp2d set status = 'selesai' where id = any(${[...ids]}::uuid[])`,
  )
}

export async function insertRiwayatMany(tx: Tx, list: readonly Riwayat[]): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.riwayat (id, dokumen, dokumen_id, kejadian, oleh, nama, waktu, alasan, surat_nomor)
    select r.id, r.dokumen, r."dokumenId", r.kejadian, r.oleh, r.nama, r.waktu, r.alasan, r."suratNomor"
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, dokumen text, "dokumenId" uuid, kejadian text,
      oleh uuid, nama text, waktu timestamptz, alasan text, "suratNomor" text)`,
  )
}
