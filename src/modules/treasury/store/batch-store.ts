import { sql } from 'kysely'
import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { rows, run, type Tx } from '../../../platform/db/database.ts'
import type { JenisSpp } from '../domain/tahap.ts'

export type Issuable = Readonly<{
  sppId: string
  skpdId: number
  jenis: JenisSpp
  jumlah: Sen
}>

/**
 * Signed orders of a year that this person may issue, least time left first, locked; those another issuer has in hand
 * and those whose budget was lowered are left out.
 */
export async function lockIssuable(
  tx: Tx,
  at: Readonly<{ tahun: number; oleh: string; limit: number }>,
): Promise<readonly Issuable[]> {
  const found = await rows(
    tx,
    sql<
      Omit<Issuable, 'jumlah'> & Readonly<{ jumlah: string }>
    >`select s.id as "sppId", s.skpd_id as "skpdId", s.jenis, s.jumlah::text as jumlah
    from treasury.spp s join treasury.spm m on m.spp_id = s.id
    where s.tahap = 'spm' and s.tahun = ${at.tahun}
      and ${at.oleh}::uuid not in (s.dibuat_oleh, s.diperiksa_oleh, m.penandatangan)
      and not exists (select 1 from treasury.spp_baris b join treasury.pagu p on p.mata_anggaran_id = b.mata_anggaran_id
        where b.spp_id = s.id and p.terikat > p.anggaran)
    order by s.tenggat_at, s.id limit ${at.limit} for no key update of s skip locked`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

export type Issuing = Readonly<{ id: string; riwayatId: string; sppId: string; nomor: string }>

export type IssuingAt = Readonly<{
  kasId: string
  oleh: string
  nama: string
  tanggal: string
  now: Date
}>

/** Issue these orders by three statements, however many they are. */
export async function issueMany(tx: Tx, list: readonly Issuing[], at: IssuingAt): Promise<void> {
  const json = JSON.stringify(list)
  const given = sql`jsonb_to_recordset(${json}::jsonb) as r(id uuid, "riwayatId" uuid, "sppId" uuid, nomor text)`
  await run(
    tx,
    sql`insert into treasury.sp2d (id, spm_id, spp_id, nomor, tahun, skpd_id, jenis, tanggal, nilai, potongan, kas_id,
      penandatangan_spm, penerbit, terbit_at, status)
    select r.id, m.id, s.id, r.nomor, s.tahun, s.skpd_id, s.jenis, ${at.tanggal}::date, s.jumlah, s.potongan, ${at.kasId},
      m.penandatangan, ${at.oleh}, ${at.now}, 'terbit'
    from ${given} join treasury.spp s on s.id = r."sppId" join treasury.spm m on m.spp_id = s.id`,
  )
  await run(
    tx,
    sql`update treasury.spp s set tahap = 'sp2d', tahap_sejak = ${at.now}, tenggat_at = null, tolak_at = null
    from ${given} where s.id = r."sppId"`,
  )
  await run(
    tx,
    sql`insert into treasury.riwayat (id, dokumen, dokumen_id, kejadian, oleh, nama, waktu)
    select r."riwayatId", 'spp', r."sppId", 'terbit-sp2d', ${at.oleh}, ${at.nama}, ${at.now} from ${given}`,
  )
}
