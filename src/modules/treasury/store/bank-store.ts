import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, type Tx } from '../../../platform/db/database.ts'
import type { KoranLine, MutasiCandidate } from '../domain/koran.ts'

export type NewKoran = Readonly<{
  id: string
  kasId: string
  nama: string
  sha256: string
  baris: number
  oleh: string
  waktu: Date
}>

/** @returns false when these bytes were taken in before */
export async function insertKoran(tx: Tx, one: NewKoran): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into treasury.rekening_koran (id, kas_id, nama, sha256, baris, oleh, waktu)
    values (${one.id}, ${one.kasId}, ${one.nama}, ${one.sha256}, ${one.baris}, ${one.oleh}, ${one.waktu})
    on conflict (kas_id, sha256) do nothing`,
  )
  return made === 1
}

export type NewKoranLine = KoranLine & Readonly<{ id: string; kunci: string }>

/** Lines of a statement; one that is there already, from whatever file, is left out. @returns rows that are new */
export async function insertKoranBaris(
  tx: Tx,
  at: Readonly<{ koranId: string; kasId: string }>,
  lines: readonly NewKoranLine[],
): Promise<ReadonlySet<number>> {
  const list = lines.map((one) => ({
    id: one.id,
    urutan: one.row,
    kunci: one.kunci,
    tanggal: one.tanggal,
    masuk: toDecimalString(one.masuk),
    keluar: toDecimalString(one.keluar),
    referensi: one.referensi,
    uraian: one.uraian,
    saldo: one.saldo === undefined ? null : toDecimalString(one.saldo),
  }))
  const found = await rows(
    tx,
    sql<{
      urutan: number
    }>`insert into treasury.koran_baris (id, koran_id, kas_id, urutan, kunci, tanggal, masuk,
      keluar, referensi, uraian, saldo)
    select r.id, ${at.koranId}, ${at.kasId}, r.urutan, r.kunci, r.tanggal, r.masuk, r.keluar, r.referensi, r.uraian, r.saldo
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(id uuid, urutan integer, kunci text, tanggal date,
      masuk numeric, keluar numeric, referensi text, uraian text, saldo numeric)
    on conflict (kas_id, kunci) do nothing returning urutan`,
  )
  return new Set(found.map(({ urutan }) => urutan))
}

export type KoranBaris = Readonly<{
  id: string
  tanggal: Tanggal
  masuk: Sen
  keluar: Sen
  referensi: string
  uraian: string
}>

/** Lines of an account that are matched with nothing and not explained. */
export async function listTerbuka(
  tx: Tx,
  at: Readonly<{ kasId: string; limit: number }>,
): Promise<readonly KoranBaris[]> {
  const found = await rows(
    tx,
    sql<
      Omit<KoranBaris, 'masuk' | 'keluar'> & Readonly<{ masuk: string; keluar: string }>
    >`select k.id, k.tanggal, k.masuk::text as masuk, k.keluar::text as keluar, k.referensi, k.uraian
    from treasury.koran_baris k where k.kas_id = ${at.kasId} and k.mutasi_id is null and k.alasan is null
    order by k.tanggal, k.id limit ${at.limit}`,
  )
  return found.map((row) => ({
    ...row,
    masuk: fromDecimalString(row.masuk),
    keluar: fromDecimalString(row.keluar),
  }))
}

/** Movements of an account no statement line is matched with. */
export async function listBelumCocok(
  tx: Tx,
  at: Readonly<{ kasId: string; dari: string; sampai: string; limit: number }>,
): Promise<readonly (MutasiCandidate & Readonly<{ uraian: string }>)[]> {
  const found = await rows(
    tx,
    sql<
      Omit<MutasiCandidate, 'masuk' | 'keluar'> &
        Readonly<{ masuk: string; keluar: string; uraian: string }>
    >`select m.id::text as id, m.tanggal, m.masuk::text as masuk, m.keluar::text as keluar,
      m.dokumen_nomor as "dokumenNomor", coalesce(d.cair_referensi, '') as referensi, m.uraian
    from treasury.mutasi m left join treasury.sp2d d on m.dokumen_jenis = 'sp2d' and d.id = m.dokumen_id
    where m.kas_id = ${at.kasId} and m.tanggal between ${at.dari}::date and ${at.sampai}::date
      and m.dokumen_jenis <> 'saldo-awal'
      and not exists (select 1 from treasury.koran_baris k where k.mutasi_id = m.id)
    order by m.tanggal, m.id limit ${at.limit}`,
  )
  return found.map((row) => ({
    ...row,
    masuk: fromDecimalString(row.masuk),
    keluar: fromDecimalString(row.keluar),
  }))
}

/** @returns false when either is matched already, or they are not of one account and amount */
export async function saveCocok(
  tx: Tx,
  one: Readonly<{ barisId: string; mutasiId: string; oleh: string | null }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update treasury.koran_baris k set mutasi_id = m.id, dicocokkan_oleh = ${one.oleh}
    from treasury.mutasi m
    where k.id = ${one.barisId} and k.mutasi_id is null and k.alasan is null and m.id = ${one.mutasiId}::bigint
      and m.kas_id = k.kas_id and m.masuk = k.masuk and m.keluar = k.keluar
      and not exists (select 1 from treasury.koran_baris o where o.mutasi_id = m.id)`,
  )
  return changed === 1
}

export async function explainBaris(
  tx: Tx,
  one: Readonly<{ barisId: string; alasan: string; oleh: string }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update treasury.koran_baris set alasan = ${one.alasan}, dicocokkan_oleh = ${one.oleh}
    where id = ${one.barisId} and mutasi_id is null and alasan is null`,
  )
  return changed === 1
}

export type BayarLine = Readonly<{
  sp2dId: string
  sppId: string
  nomor: string
  tanggal: Tanggal
  penerima: string
  bank: string
  rekening: string
  nilai: Sen
  potongan: Sen
}>

/** SP2D that were issued and wait in no payment file, oldest first, locked. */
export async function lockBelumDikirim(tx: Tx, limit: number): Promise<readonly BayarLine[]> {
  const found = await rows(
    tx,
    sql<
      Omit<BayarLine, 'nilai' | 'potongan'> & Readonly<{ nilai: string; potongan: string }>
    >`select d.id as "sp2dId", d.spp_id as "sppId", d.nomor, d.tanggal, s.penerima, s.bank, s.rekening,
      d.nilai::text as nilai, d.potongan::text as potongan
    from treasury.sp2d d join treasury.spp s on s.id = d.spp_id
    where d.status = 'terbit' and not exists (select 1 from treasury.berkas_bayar_baris b
      where b.sp2d_id = d.id and (b.hasil is null or b.hasil = 'cair'))
    order by d.tanggal, d.id limit ${limit} for no key update of d`,
  )
  return found.map((row) => ({
    ...row,
    nilai: fromDecimalString(row.nilai),
    potongan: fromDecimalString(row.potongan),
  }))
}

export type Berkas = Readonly<{
  id: string
  nomor: number
  sha256: string
  baris: number
  jumlah: Sen
  waktu: Date
  dijawabAt: Date | null
}>

export async function insertBerkas(
  tx: Tx,
  one: Readonly<{
    id: string
    sha256: string
    jumlah: Sen
    oleh: string
    waktu: Date
    sp2dIds: readonly string[]
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into treasury.berkas_bayar (id, sha256, baris, jumlah, oleh, waktu)
    values (${one.id}, ${one.sha256}, ${one.sp2dIds.length}, ${toDecimalString(one.jumlah)}, ${one.oleh}, ${one.waktu})`,
  )
  await run(
    tx,
    sql`insert into treasury.berkas_bayar_baris (berkas_id, urutan, sp2d_id)
    select ${one.id}, r.urutan, r.sp2d from unnest(${[...one.sp2dIds]}::uuid[]) with ordinality as r(sp2d, urutan)`,
  )
}

export async function listBerkas(tx: Tx, limit: number): Promise<readonly Berkas[]> {
  const found = await rows(
    tx,
    sql<
      Omit<Berkas, 'jumlah'> & Readonly<{ jumlah: string }>
    >`select b.id, b.nomor, b.sha256, b.baris,
      b.jumlah::text as jumlah, b.waktu, b.dijawab_at as "dijawabAt"
    from treasury.berkas_bayar b order by b.nomor desc limit ${limit}`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

export type BerkasLine = BayarLine & Readonly<{ urutan: number; hasil: 'cair' | 'gagal' | null }>

export async function listBerkasBaris(tx: Tx, berkasId: string): Promise<readonly BerkasLine[]> {
  const found = await rows(
    tx,
    sql<
      Omit<BerkasLine, 'nilai' | 'potongan'> & Readonly<{ nilai: string; potongan: string }>
    >`select b.urutan, b.hasil, d.id as "sp2dId", d.spp_id as "sppId", d.nomor, d.tanggal, s.penerima, s.bank,
      s.rekening, d.nilai::text as nilai, d.potongan::text as potongan
    from treasury.berkas_bayar_baris b join treasury.sp2d d on d.id = b.sp2d_id
      join treasury.spp s on s.id = d.spp_id
    where b.berkas_id = ${berkasId} order by b.urutan`,
  )
  return found.map((row) => ({
    ...row,
    nilai: fromDecimalString(row.nilai),
    potongan: fromDecimalString(row.potongan),
  }))
}

export async function lockBerkas(tx: Tx, id: string): Promise<Berkas | undefined> {
  const row = await maybeRow(
    tx,
    sql<
      Omit<Berkas, 'jumlah'> & Readonly<{ jumlah: string }>
    >`select b.id, b.nomor, b.sha256, b.baris,
      b.jumlah::text as jumlah, b.waktu, b.dijawab_at as "dijawabAt"
    from treasury.berkas_bayar b where b.id = ${id} for no key update`,
  )
  return row && { ...row, jumlah: fromDecimalString(row.jumlah) }
}

export async function saveHasil(
  tx: Tx,
  one: Readonly<{ berkasId: string; urutan: number; hasil: 'cair' | 'gagal'; keterangan: string }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.berkas_bayar_baris set hasil = ${one.hasil}, keterangan = ${one.keterangan}
    where berkas_id = ${one.berkasId} and urutan = ${one.urutan}`,
  )
}

export async function saveJawaban(
  tx: Tx,
  one: Readonly<{ id: string; sha256: string; now: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.berkas_bayar set jawaban_sha256 = ${one.sha256}, dijawab_at = ${one.now} where id = ${one.id}`,
  )
}
