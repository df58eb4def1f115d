import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'
import type { JenisSpp } from '../domain/tahap.ts'

export type Spm = Readonly<{
  id: string
  sppId: string
  nomor: string
  tanggal: Tanggal
  penandatangan: string
  dibuatAt: Date
}>

export async function insertSpm(
  tx: Tx,
  spm: Spm & Readonly<{ jumlah: Sen; pembuat: string; pemeriksa: string }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.spm (id, spp_id, nomor, tanggal, jumlah, pembuat, pemeriksa, penandatangan, dibuat_at)
    values (${spm.id}, ${spm.sppId}, ${spm.nomor}, ${spm.tanggal}, ${toDecimalString(spm.jumlah)}, ${spm.pembuat},
      ${spm.pemeriksa}, ${spm.penandatangan}, ${spm.dibuatAt})`,
  )
}

export function findSpmOf(tx: Tx, sppId: string): Promise<Spm | undefined> {
  return maybeRow(
    tx,
    sql<Spm>`select m.id, m.spp_id as "sppId", m.nomor, m.tanggal, m.penandatangan, m.dibuat_at as "dibuatAt"
    from treasury.spm m where m.spp_id = ${sppId}`,
  )
}

export type StatusSp2d = 'terbit' | 'cair' | 'selesai' | 'batal'
export type Sp2d = Readonly<{
  id: string
  spmId: string
  sppId: string
  nomor: string
  tahun: number
  skpdId: number
  jenis: JenisSpp
  tanggal: Tanggal
  nilai: Sen
  potongan: Sen
  kasId: string
  penerbit: string
  terbitAt: Date
  status: StatusSp2d
  cairTanggal: Tanggal | null
  cairReferensi: string | null
  jurnalId: string | null
}>

type Sp2dText = Omit<Sp2d, 'nilai' | 'potongan'> & Readonly<{ nilai: string; potongan: string }>
const COLUMNS = sql`d.id, d.spm_id as "spmId", d.spp_id as "sppId", d.nomor, d.tahun, d.skpd_id as "skpdId",
  d.jenis, d.tanggal, d.nilai::text as nilai, d.potongan::text as potongan, d.kas_id as "kasId", d.penerbit,
  d.terbit_at as "terbitAt", d.status, d.cair_tanggal as "cairTanggal", d.cair_referensi as "cairReferensi",
  d.jurnal_id as "jurnalId"`
const toSp2d = (row: Sp2dText): Sp2d => ({
  ...row,
  nilai: fromDecimalString(row.nilai),
  potongan: fromDecimalString(row.potongan),
})

export type NewSp2d = Omit<Sp2d, 'status' | 'cairTanggal' | 'cairReferensi' | 'jurnalId'> &
  Readonly<{ penandatanganSpm: string }>

export async function insertSp2d(tx: Tx, one: NewSp2d): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.sp2d (id, spm_id, spp_id, nomor, tahun, skpd_id, jenis, tanggal, nilai, potongan, kas_id,
      penandatangan_spm, penerbit, terbit_at, status)
    values (${one.id}, ${one.spmId}, ${one.sppId}, ${one.nomor}, ${one.tahun}, ${one.skpdId}, ${one.jenis},
      ${one.tanggal}, ${toDecimalString(one.nilai)}, ${toDecimalString(one.potongan)}, ${one.kasId},
      ${one.penandatanganSpm}, ${one.penerbit}, ${one.terbitAt}, 'terbit')`,
  )
}

export async function findSp2dOf(tx: Tx, sppId: string): Promise<Sp2d | undefined> {
  const row = await maybeRow(
    tx,
    sql<Sp2dText>`select ${COLUMNS} from treasury.sp2d d where d.spp_id = ${sppId}`,
  )
  return row && toSp2d(row)
}

/** SP2D issued and not paid yet, oldest first. */
export async function listTerbit(tx: Tx, limit: number): Promise<readonly Sp2d[]> {
  const found = await rows(
    tx,
    sql<Sp2dText>`select ${COLUMNS} from treasury.sp2d d where d.status = 'terbit'
    order by d.tanggal, d.id limit ${limit}`,
  )
  return found.map(toSp2d)
}

export type CairChange = Readonly<{
  id: string
  tanggal: Tanggal
  referensi: string
  jurnalId: string
}>

export async function saveCair(tx: Tx, one: CairChange): Promise<void> {
  await run(
    tx,
    sql`update treasury.sp2d set status = 'cair', cair_tanggal = ${one.tanggal}, cair_referensi = ${one.referensi},
      jurnal_id = ${one.jurnalId} where id = ${one.id}`,
  )
}

export async function saveSelesai(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update treasury.sp2d set status = 'selesai' where id = ${id}`)
}

export async function saveBatal(tx: Tx, id: string, alasan: string): Promise<void> {
  await run(tx, sql`update treasury.sp2d set status = 'batal', alasan = ${alasan} where id = ${id}`)
}

export type BarisAset = Readonly<{
  id: string
  sppId: string
  sp2dId: string | null
  sp2dStatus: StatusSp2d | null
  jumlahSen: Sen
  tercatatSen: Sen
  isModal: boolean
}>

/** A line with its SP2D, locked: two cards never take up the same rupiah. */
export async function lockBarisAset(tx: Tx, barisId: string): Promise<BarisAset | undefined> {
  const row = await maybeRow(
    tx,
    sql<
      Omit<BarisAset, 'jumlahSen' | 'tercatatSen'> & Readonly<{ jumlah: string; tercatat: string }>
    >`select b.id, b.spp_id as "sppId", d.id as "sp2dId", d.status as "sp2dStatus", b.jumlah::text as jumlah,
      b.tercatat::text as tercatat, b.is_modal as "isModal"
    from treasury.spp_baris b join treasury.spp s on s.id = b.spp_id left join treasury.sp2d d on d.spp_id = b.spp_id
    where b.id = ${barisId} for no key update of s`,
  )
  if (row === undefined) return undefined
  const { jumlah, tercatat, ...rest } = row
  return {
    ...rest,
    jumlahSen: fromDecimalString(jumlah),
    tercatatSen: fromDecimalString(tercatat),
  }
}

export type AsetTautan = Readonly<{
  id: string
  barisId: string
  jenis: 'kartu' | 'kdp'
  asetId: string
  asetNomor: string
  jumlahSen: Sen
  waktu: Date
}>

export async function insertAsetTautan(tx: Tx, one: AsetTautan): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.aset_tautan (id, baris_id, aset_jenis, aset_id, aset_nomor, jumlah, waktu)
    values (${one.id}, ${one.barisId}, ${one.jenis}, ${one.asetId}, ${one.asetNomor},
      ${toDecimalString(one.jumlahSen)}, ${one.waktu})`,
  )
}

export type BarisModal = Readonly<{
  barisId: string
  sp2dId: string
  sp2dNomor: string
  tanggal: Tanggal
  skpdId: number
  mataAnggaranId: string
  rekeningId: number
  subKegiatanId: number | null
  uraian: string
  jumlahSen: Sen
  tercatatSen: Sen
}>

type BarisModalText = Omit<BarisModal, 'jumlahSen' | 'tercatatSen'> &
  Readonly<{ jumlah: string; tercatat: string }>
const MODAL = sql`b.id as "barisId", d.id as "sp2dId", d.nomor as "sp2dNomor", d.cair_tanggal as tanggal,
  d.skpd_id as "skpdId", b.mata_anggaran_id as "mataAnggaranId", b.rekening_id as "rekeningId",
  b.sub_kegiatan_id as "subKegiatanId", b.uraian, b.jumlah::text as jumlah, b.tercatat::text as tercatat`
const PAID = sql`treasury.spp_baris b join treasury.sp2d d on d.spp_id = b.spp_id and d.status = 'cair'`
const toModal = ({ jumlah, tercatat, ...row }: BarisModalText): BarisModal => ({
  ...row,
  jumlahSen: fromDecimalString(jumlah),
  tercatatSen: fromDecimalString(tercatat),
})

export type ModalQuestion = Readonly<{
  tahun: number
  /** Undefined: the whole region. */
  skpdIds?: readonly number[] | undefined
  after?: string | undefined
  limit: number
}>

/** Lines of capital spending that are paid and not wholly taken up by assets, in the order of their ids. */
export async function listBelumTercatat(
  tx: Tx,
  { tahun, skpdIds, after, limit }: ModalQuestion,
): Promise<readonly BarisModal[]> {
  const own = skpdIds === undefined ? sql`true` : sql`d.skpd_id = any(${[...skpdIds]}::integer[])`
  const found = await rows(
    tx,
    sql<BarisModalText>`select ${MODAL} from ${PAID}
    where b.is_modal and b.tercatat < b.jumlah and d.tahun = ${tahun} and ${own}
      and b.id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by b.id limit ${limit}`,
  )
  return found.map(toModal)
}

/** Of these lines those that assets may still take up. */
export async function listBarisModal(
  tx: Tx,
  ids: readonly string[],
): Promise<readonly BarisModal[]> {
  const found = await rows(
    tx,
    sql<BarisModalText>`select ${MODAL} from ${PAID}
    where b.is_modal and b.tercatat < b.jumlah and b.id = any(${[...ids]}::uuid[]) order by b.id`,
  )
  return found.map(toModal)
}
