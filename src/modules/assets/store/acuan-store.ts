import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString } from '../../../kernel/money.ts'
import { oneRow, rows, run, sql, type Tx, together } from '../../../platform/db/database.ts'
import type { Aturan, Kebijakan, KodeBarang } from '../domain/aturan.ts'

export async function findAcuanVersi(tx: Tx): Promise<string> {
  const { versi } = await oneRow(
    tx,
    sql<{ versi: string }>`select v.versi::text as versi from assets.acuan_versi v where v.id = 1`,
  )
  return versi
}

export function listKodeBarang(tx: Tx, tahun: number): Promise<readonly KodeBarang[]> {
  return rows(
    tx,
    sql<KodeBarang>`select b.id, b.kode, b.nama, b.kib, b.wajib,
      not exists (select 1 from assets.kode_barang a where a.induk_id = b.id) as "isDaun"
    from assets.kode_barang b
    where b.tahun_mulai <= ${tahun} and coalesce(b.tahun_sampai, 2100) >= ${tahun} order by b.kode`,
  )
}

/** Every dated rule, oldest first. */
export async function readAturan(tx: Tx): Promise<Aturan> {
  const [masa, tambahan, ambang, akun, modal, kebijakan] = await together([
    rows(
      tx,
      sql<Aturan['masa'][number]>`select m.kode_awalan as "kodeAwalan", m.berlaku_mulai as mulai,
        m.berlaku_sampai as sampai, m.masa_semester as "masaSemester", m.is_terverifikasi as "isTerverifikasi"
      from assets.masa_manfaat m order by m.kode_awalan, m.berlaku_mulai`,
    ),
    rows(
      tx,
      sql<
        Aturan['tambahan'][number]
      >`select t.kode_awalan as "kodeAwalan", t.berlaku_mulai as mulai,
        t.berlaku_sampai as sampai, t.sampai_bps as "sampaiBps", t.tambah_semester as "tambahSemester"
      from assets.tambahan_manfaat t order by t.kode_awalan, t.berlaku_mulai, t.sampai_bps`,
    ),
    rows(
      tx,
      sql<{
        kodeAwalan: string
        mulai: Tanggal
        sampai: Tanggal | null
        ambang: string
      }>`select a.kode_awalan as "kodeAwalan", a.berlaku_mulai as mulai, a.berlaku_sampai as sampai,
        a.ambang::text as ambang
      from assets.ambang_kapitalisasi a order by a.kode_awalan, a.berlaku_mulai`,
    ),
    rows(
      tx,
      sql<Aturan['akun'][number]>`select a.kode_awalan as "kodeAwalan",
        make_date(a.tahun_mulai, 1, 1) as mulai, make_date(a.tahun_sampai, 12, 31) as sampai,
        a.rekening_aset as "rekeningAset", a.rekening_akumulasi as "rekeningAkumulasi",
        a.rekening_beban as "rekeningBeban", a.rekening_ekstra as "rekeningEkstra"
      from assets.akun_barang a order by a.kode_awalan, a.tahun_mulai`,
    ),
    rows(
      tx,
      sql<
        Aturan['modal'][number]
      >`select m.awalan as "kodeAwalan", make_date(m.tahun_mulai, 1, 1) as mulai,
        null::date as sampai, m.rekening_aset as "rekeningAset"
      from assets.akun_modal m order by m.awalan, m.tahun_mulai`,
    ),
    rows(
      tx,
      sql<Kebijakan>`select k.berlaku_mulai as mulai, k.mulai_susut as "mulaiSusut"
      from assets.kebijakan k order by k.berlaku_mulai`,
    ),
  ])
  return {
    masa,
    tambahan,
    ambang: ambang.map((row) => ({ ...row, ambang: fromDecimalString(row.ambang) })),
    akun,
    modal,
    kebijakan,
  }
}

export type KodeRow = Readonly<{
  kode: string
  nama: string
  kib: string | null
  wajib: readonly string[]
  tahunMulai: number
  tahunSampai: number | null
  dasar: string
  isTerverifikasi: boolean
}>

/** Codes that are new or whose words changed; parents by the code without its last part. */
export async function saveKodeBarang(tx: Tx, list: readonly KodeRow[]): Promise<number> {
  const saved = await run(
    tx,
    sql`insert into assets.kode_barang (kode, level, nama, kib, wajib, tahun_mulai, tahun_sampai, dasar, is_terverifikasi)
    select r.kode, array_length(string_to_array(r.kode, '.'), 1), r.nama, r.kib,
      array(select jsonb_array_elements_text(r.wajib)), r."tahunMulai", r."tahunSampai", r.dasar, r."isTerverifikasi"
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r(kode text, nama text, kib text, wajib jsonb,
      "tahunMulai" integer, "tahunSampai" integer, dasar text, "isTerverifikasi" boolean)
    on conflict (kode, tahun_mulai) do update set nama = excluded.nama, wajib = excluded.wajib, kib = excluded.kib
    where (kode_barang.nama, kode_barang.wajib, kode_barang.kib) is distinct from (excluded.nama, excluded.wajib, excluded.kib)`,
  )
  if (saved > 0)
    await run(
      tx,
      sql`update assets.kode_barang b set induk_id = i.id from assets.kode_barang i
      where b.induk_id is null and b.level > 1 and i.kode = regexp_replace(b.kode, '\\.[0-9]+$', '')
        and i.tahun_mulai <= b.tahun_mulai and coalesce(i.tahun_sampai, 2100) >= b.tahun_mulai`,
    )
  return saved
}

export type AturanTable =
  | 'masa_manfaat'
  | 'tambahan_manfaat'
  | 'ambang_kapitalisasi'
  | 'akun_barang'
  | 'akun_modal'
  | 'kebijakan'

/** Rules that are not there yet; a rule that is there was set by the region and stays. */
export function saveAturan(
  tx: Tx,
  table: AturanTable,
  list: readonly Readonly<Record<string, string | number | boolean | null>>[],
): Promise<number> {
  const name = sql.table(`assets.${table}`)
  return run(
    tx,
    sql`insert into ${name} select r.* from jsonb_populate_recordset(null::${name}, ${JSON.stringify(list)}::jsonb) r
    on conflict do nothing`,
  )
}

/** Nightly checks as the shipped list has them. */
export function savePeriksa(
  tx: Tx,
  list: readonly Readonly<Record<string, string | readonly string[]>>[],
): Promise<number> {
  return run(
    tx,
    sql`insert into assets.periksa_aturan select r.* from jsonb_populate_recordset(null::assets.periksa_aturan,
      ${JSON.stringify(list)}::jsonb) r
    on conflict (kode) do update set urutan = excluded.urutan, judul_id = excluded.judul_id, judul_en = excluded.judul_en,
      kib = excluded.kib, jenis = excluded.jenis, isi = excluded.isi, batas = excluded.batas, awalan = excluded.awalan,
      bobot = excluded.bobot, dasar = excluded.dasar`,
  )
}
