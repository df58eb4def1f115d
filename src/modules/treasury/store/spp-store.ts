import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'
import type { BuktiForm, Potongan, SppBaris } from '../domain/spp.ts'
import type { JenisSpp, Tahap } from '../domain/tahap.ts'

export type Spp = Readonly<{
  id: string
  nomor: string
  tahun: number
  skpdId: number
  jenis: JenisSpp
  tanggal: Tanggal
  uraian: string
  jumlah: Sen
  potongan: Sen
  subKegiatanId: number | null
  kontrakId: string | null
  terminId: string | null
  penerima: string
  bank: string
  rekening: string
  tahap: Tahap
  tahapSejak: Date
  tenggatAt: Date | null
  tolakAt: Date | null
  putaran: number
  dibuatOleh: string
  dibuatAt: Date
  diperiksaOleh: string | null
}>

type SppText = Omit<Spp, 'jumlah' | 'potongan'> & Readonly<{ jumlah: string; potongan: string }>
const COLUMNS = sql`s.id, s.nomor, s.tahun, s.skpd_id as "skpdId", s.jenis, s.tanggal, s.uraian,
  s.jumlah::text as jumlah, s.potongan::text as potongan, s.sub_kegiatan_id as "subKegiatanId",
  s.kontrak_id as "kontrakId", s.termin_id as "terminId", s.penerima, s.bank, s.rekening, s.tahap,
  s.tahap_sejak as "tahapSejak", s.tenggat_at as "tenggatAt", s.tolak_at as "tolakAt", s.putaran,
  s.dibuat_oleh as "dibuatOleh", s.dibuat_at as "dibuatAt", s.diperiksa_oleh as "diperiksaOleh"`
const toSpp = (row: SppText): Spp => ({
  ...row,
  jumlah: fromDecimalString(row.jumlah),
  potongan: fromDecimalString(row.potongan),
})

export type NewSpp = Omit<Spp, 'tahap' | 'tahapSejak' | 'putaran' | 'diperiksaOleh'> &
  Readonly<{ kunci: string }>

/** @param lpjId the account a replenishment rests on */
export async function insertSpp(tx: Tx, spp: NewSpp): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.spp (id, nomor, tahun, skpd_id, jenis, tanggal, uraian, jumlah, potongan,
      sub_kegiatan_id, kontrak_id, termin_id, penerima, bank, rekening, tahap, tahap_sejak, tenggat_at, tolak_at,
      kunci, dibuat_oleh, dibuat_at)
    values (${spp.id}, ${spp.nomor}, ${spp.tahun}, ${spp.skpdId}, ${spp.jenis}, ${spp.tanggal}, ${spp.uraian},
      ${toDecimalString(spp.jumlah)}, ${toDecimalString(spp.potongan)}, ${spp.subKegiatanId}, ${spp.kontrakId},
      ${spp.terminId}, ${spp.penerima}, ${spp.bank}, ${spp.rekening}, 'diajukan', ${spp.dibuatAt},
      ${spp.tenggatAt}, ${spp.tolakAt}, ${spp.kunci}, ${spp.dibuatOleh}, ${spp.dibuatAt})`,
  )
}

export type NewBaris = SppBaris & Readonly<{ sppId: string; barisId: string }>

/** Lines of one request or of many. */
export async function insertSppBaris(tx: Tx, lines: readonly NewBaris[]): Promise<void> {
  const list = lines.map((one) => ({
    id: one.barisId,
    spp: one.sppId,
    urutan: one.urutan,
    ma: one.id,
    rekening: one.rekeningId,
    sub: one.subKegiatanId,
    jumlah: toDecimalString(one.jumlahSen),
    uraian: one.uraian,
    modal: one.isModal,
  }))
  await run(
    tx,
    sql`insert into treasury.spp_baris (id, spp_id, urutan, mata_anggaran_id, rekening_id, sub_kegiatan_id, jumlah,
      uraian, is_modal)
    select r.id, r.spp, r.urutan, r.ma, r.rekening, r.sub, r.jumlah, r.uraian, r.modal
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, spp uuid, urutan integer, ma uuid,
      rekening integer, sub integer, jumlah numeric, uraian text, modal boolean)`,
  )
}

export type NewPotongan = Potongan & Readonly<{ sppId: string; urutan: number }>

/** Taxes of one request or of many. */
export async function insertPotongan(tx: Tx, taxes: readonly NewPotongan[]): Promise<void> {
  const list = taxes.map((one) => ({
    spp: one.sppId,
    urutan: one.urutan,
    baris: one.barisUrutan,
    kode: one.kode,
    mulai: one.berlakuMulai,
    dasar: toDecimalString(one.dasarSen),
    jumlah: toDecimalString(one.jumlahSen),
  }))
  await run(
    tx,
    sql`insert into treasury.spp_potongan (spp_id, urutan, baris_urutan, pajak_kode, pajak_mulai, dasar, jumlah)
    select r.spp, r.urutan, r.baris, r.kode, r.mulai, r.dasar, r.jumlah
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(spp uuid, urutan smallint, baris integer, kode text,
      mulai date, dasar numeric, jumlah numeric)`,
  )
}

/** Papers join those that are there; one that is named again stays as it was. */
export async function insertBukti(
  tx: Tx,
  sppId: string,
  papers: readonly BuktiForm[],
): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.spp_bukti (spp_id, urutan, jenis, nomor, tanggal)
    select ${sppId}, coalesce((select max(b.urutan) from treasury.spp_bukti b where b.spp_id = ${sppId}), 0)
      + row_number() over (), r.jenis, r.nomor, r.tanggal
    from jsonb_to_recordset(${JSON.stringify(papers)}::jsonb) as r(jenis text, nomor text, tanggal date)
    on conflict (spp_id, jenis, nomor) do nothing`,
  )
}

export async function findSpp(tx: Tx, id: string): Promise<Spp | undefined> {
  const row = await maybeRow(
    tx,
    sql<SppText>`select ${COLUMNS} from treasury.spp s where s.id = ${id}`,
  )
  return row && toSpp(row)
}

export async function lockSpp(tx: Tx, id: string): Promise<Spp | undefined> {
  const row = await maybeRow(
    tx,
    sql<SppText>`select ${COLUMNS} from treasury.spp s where s.id = ${id} for no key update`,
  )
  return row && toSpp(row)
}

/** Numbers of requests, by their ids. */
export async function listNomor(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await rows(
    tx,
    sql<{
      id: string
      nomor: string
    }>`select s.id, s.nomor from treasury.spp s where s.id = any(${[...ids]}::uuid[])`,
  )
  return new Map(found.map(({ id, nomor }) => [id, nomor]))
}

/** The request this person sent under this key already. */
export function findByKunci(
  tx: Tx,
  at: Readonly<{ oleh: string; kunci: string }>,
): Promise<Readonly<{ id: string; nomor: string }> | undefined> {
  return maybeRow(
    tx,
    sql<{ id: string; nomor: string }>`select s.id, s.nomor from treasury.spp s
    where s.dibuat_oleh = ${at.oleh} and s.kunci = ${at.kunci}`,
  )
}

export type StoredBaris = Readonly<{
  id: string
  urutan: number
  mataAnggaranId: string
  rekeningId: number
  subKegiatanId: number | null
  jumlahSen: Sen
  uraian: string
  isModal: boolean
  tercatatSen: Sen
  terpakaiSen: Sen
}>

type BarisText = Omit<StoredBaris, 'jumlahSen' | 'tercatatSen' | 'terpakaiSen'> &
  Readonly<{ jumlah: string; tercatat: string; terpakai: string }>

export async function listSppBaris(tx: Tx, sppId: string): Promise<readonly StoredBaris[]> {
  const found = await rows(
    tx,
    sql<BarisText>`select b.id, b.urutan, b.mata_anggaran_id as "mataAnggaranId", b.rekening_id as "rekeningId",
      b.sub_kegiatan_id as "subKegiatanId", b.jumlah::text as jumlah, b.uraian, b.is_modal as "isModal",
      b.tercatat::text as tercatat, b.terpakai::text as terpakai
    from treasury.spp_baris b where b.spp_id = ${sppId} order by b.urutan`,
  )
  return found.map(({ jumlah, tercatat, terpakai, ...row }) => ({
    ...row,
    jumlahSen: fromDecimalString(jumlah),
    tercatatSen: fromDecimalString(tercatat),
    terpakaiSen: fromDecimalString(terpakai),
  }))
}

export type StoredPotongan = Readonly<{
  barisUrutan: number
  kode: string
  nama: string
  bps: number
  /** Account it is owed on until it is passed to the state. */
  rekeningKode: string
  isTerverifikasi: boolean
  dasarSen: Sen
  jumlahSen: Sen
}>

export async function listPotongan(tx: Tx, sppId: string): Promise<readonly StoredPotongan[]> {
  const found = await rows(
    tx,
    sql<
      Omit<StoredPotongan, 'dasarSen' | 'jumlahSen'> & Readonly<{ dasar: string; jumlah: string }>
    >`select p.baris_urutan as "barisUrutan", p.pajak_kode as kode, t.nama, t.bps,
      t.rekening_kode as "rekeningKode",
      t.is_terverifikasi as "isTerverifikasi", p.dasar::text as dasar, p.jumlah::text as jumlah
    from treasury.spp_potongan p
      join treasury.tarif_pajak t on t.kode = p.pajak_kode and t.berlaku_mulai = p.pajak_mulai
    where p.spp_id = ${sppId} order by p.urutan`,
  )
  return found.map(({ dasar, jumlah, ...row }) => ({
    ...row,
    dasarSen: fromDecimalString(dasar),
    jumlahSen: fromDecimalString(jumlah),
  }))
}

export function listBukti(tx: Tx, sppId: string): Promise<BuktiForm[]> {
  return rows(
    tx,
    sql<BuktiForm>`select b.jenis, b.nomor, b.tanggal from treasury.spp_bukti b
    where b.spp_id = ${sppId} order by b.urutan`,
  )
}

export type Periksa = Readonly<{
  putaran: number
  kode: string
  isAda: boolean
  catatan: string
}>

export async function insertPeriksa(
  tx: Tx,
  round: Readonly<{ sppId: string; oleh: string; waktu: Date; items: readonly Periksa[] }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.spp_periksa (spp_id, putaran, kode, is_ada, catatan, oleh, waktu)
    select ${round.sppId}, r.putaran, r.kode, r."isAda", r.catatan, ${round.oleh}, ${round.waktu}
    from jsonb_to_recordset(${JSON.stringify(round.items)}::jsonb) as r(putaran smallint, kode text,
      "isAda" boolean, catatan text)`,
  )
}

export function listPeriksa(tx: Tx, sppId: string): Promise<Periksa[]> {
  return rows(
    tx,
    sql<Periksa>`select p.putaran, p.kode, p.is_ada as "isAda", p.catatan from treasury.spp_periksa p
    where p.spp_id = ${sppId} order by p.putaran desc, p.kode limit 500`,
  )
}

export type TahapChange = Readonly<{
  id: string
  tahap: Tahap
  now: Date
  tenggatAt: Date | null
  tolakAt: Date | null
  diperiksaOleh?: string
  isNewRound?: boolean
}>

export async function updateTahap(tx: Tx, change: TahapChange): Promise<void> {
  await run(
    tx,
    sql`update treasury.spp set tahap = ${change.tahap}, tahap_sejak = ${change.now},
      tenggat_at = ${change.tenggatAt}, tolak_at = ${change.tolakAt},
      diperiksa_oleh = coalesce(${change.diperiksaOleh ?? null}::uuid, diperiksa_oleh),
      putaran = putaran + ${change.isNewRound === true ? 1 : 0}
    where id = ${change.id}`,
  )
}

export type SppMending = Readonly<{
  id: string
  uraian: string
  penerima: string
  bank: string
  rekening: string
}>

/** What may be mended in a request that was sent back: its words and its payee, never an amount. */
export async function mendSpp(tx: Tx, one: SppMending): Promise<void> {
  await run(
    tx,
    sql`update treasury.spp set uraian = ${one.uraian}, penerima = ${one.penerima}, bank = ${one.bank},
      rekening = ${one.rekening} where id = ${one.id}`,
  )
}

/** Budget a payment gave back so far, per position. */
export async function sumReturned(tx: Tx, sppId: string): Promise<ReadonlyMap<string, Sen>> {
  const found = await rows(
    tx,
    sql<{ mataAnggaranId: string; jumlah: string }>`select i.mata_anggaran_id as "mataAnggaranId",
      (-sum(i.terikat))::text as jumlah
    from treasury.ikatan i where i.spp_id = ${sppId} and i.sebab = 'kembali' group by i.mata_anggaran_id`,
  )
  return new Map(found.map((row) => [row.mataAnggaranId, fromDecimalString(row.jumlah)]))
}
