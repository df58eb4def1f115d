import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Butir, Pendapat, Perbaikan } from '../domain/permohonan.ts'

/** A stretch in which the applicant was at work. */
export type JedaRow = Readonly<{
  tahap: string
  isMenghentikanJam: boolean
  mulai: Date
  sampai: Date | null
}>

export function listJeda(tx: Tx, permohonanId: string): Promise<JedaRow[]> {
  return rows(
    tx,
    sql<JedaRow>`select j.tahap, j.is_menghentikan_jam as "isMenghentikanJam", j.mulai, j.sampai from services.jeda j
    where j.permohonan_id = ${permohonanId}::uuid order by j.mulai`,
  )
}

export async function insertJeda(
  tx: Tx,
  j: Readonly<{
    id: string
    permohonanId: string
    tahap: string
    sebab: 'perbaikan' | 'bayar' | 'pemohon'
    isMenghentikanJam: boolean
    mulai: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.jeda (id, permohonan_id, tahap, sebab, is_menghentikan_jam, mulai)
    values (${j.id}::uuid, ${j.permohonanId}::uuid, ${j.tahap}, ${j.sebab}, ${j.isMenghentikanJam}, ${j.mulai})`,
  )
}

export async function endJeda(tx: Tx, permohonanId: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update services.jeda set sampai = ${at} where permohonan_id = ${permohonanId}::uuid and sampai is null`,
  )
}

const PERBAIKAN = sql.raw(`b.id, b.tahap, b.butir, b.pesan, b.diminta_at as "dimintaAt",
  b.is_menghentikan_jam as "isMenghentikanJam", b.dijawab_at as "dijawabAt"`)

export function listPerbaikan(tx: Tx, permohonanId: string): Promise<Perbaikan[]> {
  return rows(
    tx,
    sql<Perbaikan>`select ${PERBAIKAN} from services.perbaikan b where b.permohonan_id = ${permohonanId}::uuid
    order by b.diminta_at`,
  )
}

export async function insertPerbaikan(
  tx: Tx,
  b: Readonly<{
    id: string
    permohonanId: string
    tahap: string
    butir: readonly Butir[]
    pesan: string | null
    dimintaOleh: string | null
    at: Date
    isMenghentikanJam: boolean
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.perbaikan (id, permohonan_id, tahap, butir, pesan, diminta_oleh, diminta_at, is_menghentikan_jam)
    values (${b.id}::uuid, ${b.permohonanId}::uuid, ${b.tahap}, ${JSON.stringify(b.butir)}::jsonb, ${b.pesan},
      ${b.dimintaOleh}::uuid, ${b.at}, ${b.isMenghentikanJam})`,
  )
}

export async function answerPerbaikan(tx: Tx, permohonanId: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update services.perbaikan set dijawab_at = ${at} where permohonan_id = ${permohonanId}::uuid and dijawab_at is null`,
  )
}

export function listPendapat(tx: Tx, permohonanId: string): Promise<Pendapat[]> {
  return rows(
    tx,
    sql<Pendapat>`select d.putaran, d.unit_kode as "unitKode", d.is_setuju as "isSetuju", d.alasan, d.oleh, d.waktu
    from services.pendapat d where d.permohonan_id = ${permohonanId}::uuid order by d.putaran, d.waktu`,
  )
}

/** @returns whether it is the agency's first in this round */
export async function insertPendapat(
  tx: Tx,
  d: Pendapat & Readonly<{ id: string; permohonanId: string; tahap: string; peran: string }>,
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into services.pendapat (id, permohonan_id, tahap, putaran, unit_kode, is_setuju, alasan, oleh, peran, waktu)
    values (${d.id}::uuid, ${d.permohonanId}::uuid, ${d.tahap}, ${d.putaran}::int, ${d.unitKode}, ${d.isSetuju},
      ${d.alasan}, ${d.oleh}::uuid, ${d.peran}, ${d.waktu}) on conflict (permohonan_id, putaran, unit_kode) do nothing`,
  )
  return made === 1
}

export type Lampiran = Readonly<{
  dokumenId: string
  berkasId: string
  versi: number
  penggunaanId: string | null
}>

/** The newest document for each requirement. */
export function listLampiran(tx: Tx, permohonanId: string): Promise<Lampiran[]> {
  return rows(
    tx,
    sql<Lampiran>`select distinct on (l.dokumen_id) l.dokumen_id as "dokumenId", l.berkas_id as "berkasId", l.versi,
      l.penggunaan_id as "penggunaanId"
    from services.lampiran l where l.permohonan_id = ${permohonanId}::uuid order by l.dokumen_id, l.versi desc`,
  )
}

export async function insertLampiran(
  tx: Tx,
  l: Readonly<{
    permohonanId: string
    dokumenId: string
    berkasId: string
    penggunaanId: string | null
    at: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.lampiran (permohonan_id, dokumen_id, berkas_id, penggunaan_id, versi, dilampirkan_at)
    select ${l.permohonanId}::uuid, ${l.dokumenId}, ${l.berkasId}::uuid, ${l.penggunaanId}::uuid,
      coalesce(max(o.versi), 0) + 1, ${l.at} from services.lampiran o
    where o.permohonan_id = ${l.permohonanId}::uuid and o.dokumen_id = ${l.dokumenId}`,
  )
}

export async function insertSuratTerbit(
  tx: Tx,
  s: Readonly<{ permohonanId: string; keluaranId: string; suratId: string }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.surat_terbit (permohonan_id, keluaran_id, surat_id)
    values (${s.permohonanId}::uuid, ${s.keluaranId}, ${s.suratId}::uuid)`,
  )
}

/** What a finished application adds to the public clock of its service, in one statement. */
export async function countFinished(
  tx: Tx,
  f: Readonly<{
    kode: string
    bulan: string
    akhir: 'terbit' | 'selesai' | 'tolak' | 'batal'
    jamTotal: number
    jamBersih: number
    isTepat: boolean
    isFiktif: boolean
  }>,
): Promise<void> {
  const isGood = f.akhir === 'terbit' || f.akhir === 'selesai'
  await run(
    tx,
    sql`with lama as (insert into services.lama as l (kode, bulan, ukuran, jam, jumlah)
      values (${f.kode}, ${f.bulan}::date, 'total', ${f.jamTotal}::int, 1), (${f.kode}, ${f.bulan}::date, 'bersih', ${f.jamBersih}::int, 1)
      on conflict (kode, bulan, ukuran, jam) do update set jumlah = l.jumlah + 1 returning 1)
    insert into services.rekap as r (kode, bulan, terbit, ditolak, batal, tepat, fiktif_positif)
    values (${f.kode}, ${f.bulan}::date, ${isGood ? 1 : 0}::int, ${f.akhir === 'tolak' ? 1 : 0}::int,
      ${f.akhir === 'batal' ? 1 : 0}::int, ${f.isTepat ? 1 : 0}::int, ${f.isFiktif ? 1 : 0}::int)
    on conflict (kode, bulan) do update set terbit = r.terbit + excluded.terbit, ditolak = r.ditolak + excluded.ditolak,
      batal = r.batal + excluded.batal, tepat = r.tepat + excluded.tepat,
      fiktif_positif = r.fiktif_positif + excluded.fiktif_positif`,
  )
}

export async function countReceived(tx: Tx, kode: string, bulan: string): Promise<void> {
  await run(
    tx,
    sql`insert into services.rekap as r (kode, bulan, masuk) values (${kode}, ${bulan}::date, 1)
    on conflict (kode, bulan) do update set masuk = r.masuk + 1`,
  )
}

/** Hours and how many took them, of services since a month, for medians. */
export type LamaRow = Readonly<{
  kode: string
  ukuran: 'total' | 'bersih'
  jam: number
  jumlah: number
}>

export function listLama(tx: Tx, kodes: readonly string[], since: string): Promise<LamaRow[]> {
  return rows(
    tx,
    sql<LamaRow>`select l.kode, l.ukuran, l.jam, sum(l.jumlah)::float8 as jumlah from services.lama l
    where l.kode = any(${[...kodes]}::text[]) and l.bulan >= ${since}::date group by l.kode, l.ukuran, l.jam
    order by l.kode, l.ukuran, l.jam`,
  )
}

export type RekapRow = Readonly<{
  kode: string
  masuk: number
  terbit: number
  ditolak: number
  batal: number
  tepat: number
  fiktifPositif: number
}>

export function listRekap(tx: Tx, since: string): Promise<RekapRow[]> {
  return rows(
    tx,
    sql<RekapRow>`select r.kode, sum(r.masuk)::float8 as masuk, sum(r.terbit)::float8 as terbit,
      sum(r.ditolak)::float8 as ditolak, sum(r.batal)::float8 as batal, sum(r.tepat)::float8 as tepat,
      sum(r.fiktif_positif)::float8 as "fiktifPositif" from services.rekap r where r.bulan >= ${since}::date
    group by r.kode order by r.kode`,
  )
}

export type Kuasa = Readonly<{
  id: string
  pemberiAkunId: string
  penerimaAkunId: string
  jenis: 'keluarga' | 'kuasa'
  layananKode: string | null
  berlakuSampai: string
  disetujuiAt: Date | null
  dicabutAt: Date | null
}>
const KUASA =
  sql.raw(`k.id, k.pemberi_akun_id as "pemberiAkunId", k.penerima_akun_id as "penerimaAkunId", k.jenis,
  k.layanan_kode as "layananKode", k.berlaku_sampai as "berlakuSampai", k.disetujui_at as "disetujuiAt",
  k.dicabut_at as "dicabutAt"`)

/** A running power of attorney of this kind for this service; undefined when there is none. */
export function findKuasa(
  tx: Tx,
  ask: Readonly<{ pemberi: string; penerima: string; kode: string; on: string }>,
): Promise<Kuasa | undefined> {
  return maybeRow(
    tx,
    sql<Kuasa>`select ${KUASA} from services.kuasa k where k.pemberi_akun_id = ${ask.pemberi}::uuid
      and k.penerima_akun_id = ${ask.penerima}::uuid and k.dicabut_at is null and k.berlaku_sampai >= ${ask.on}::date
      and (k.layanan_kode is null or k.layanan_kode = ${ask.kode}) order by k.id desc limit 1`,
  )
}

export function listKuasa(tx: Tx, akunId: string, limit: number): Promise<Kuasa[]> {
  return rows(
    tx,
    sql<Kuasa>`select ${KUASA} from services.kuasa k where (k.pemberi_akun_id = ${akunId}::uuid or k.penerima_akun_id = ${akunId}::uuid)
      and k.dicabut_at is null order by k.id desc limit ${limit}`,
  )
}

export async function insertKuasa(
  tx: Tx,
  k: Omit<Kuasa, 'disetujuiAt' | 'dicabutAt'> & Readonly<{ at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into services.kuasa (id, pemberi_akun_id, penerima_akun_id, jenis, layanan_kode, berlaku_sampai, dibuat_at, disetujui_at)
    values (${k.id}::uuid, ${k.pemberiAkunId}::uuid, ${k.penerimaAkunId}::uuid, ${k.jenis}, ${k.layananKode},
      ${k.berlakuSampai}::date, ${k.at}, ${k.at})`,
  )
}

/** @returns whether there was one to revoke; either side may end it */
export async function revokeKuasa(
  tx: Tx,
  k: Readonly<{ id: string; akunId: string; at: Date }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update services.kuasa set dicabut_at = ${k.at} where id = ${k.id}::uuid and dicabut_at is null
      and (pemberi_akun_id = ${k.akunId}::uuid or penerima_akun_id = ${k.akunId}::uuid)`,
  )
  return changed === 1
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
