import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { type Query, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Kib } from '../domain/kib.ts'

export type JenisPeriksa =
  | 'kosong'
  | 'ganda'
  | 'kurang_dari'
  | 'nilai_nol'
  | 'tanpa_masa'
  | 'habis_belum_nol'
  | 'rusak_berat'
  | 'ekstra_campur'
  | 'kdp_lama'
  | 'tanggal_lewat'
  | 'bukan_pemda'
  | 'nama_memuat'
  | 'tidak_ditemukan'
  | 'tanpa_titik'
  | 'luas_beda_batas'

/** A check as data: which cards, what kind of fault, how much it weighs. */
export type Periksa = Readonly<{
  kode: string
  judulId: string
  judulEn: string
  kib: readonly Kib[]
  jenis: JenisPeriksa
  /** Particulars or words it looks at, parted by spaces. */
  isi: string
  batas: number
  /** Beginning of the goods codes it looks at; empty for all of the KIB. */
  awalan: string
  bobot: number
  dasar: string
}>

export function listPeriksa(tx: Tx): Promise<readonly Periksa[]> {
  return rows(
    tx,
    sql<Periksa>`select p.kode, p.judul_id as "judulId", p.judul_en as "judulEn", p.kib, p.jenis, p.isi, p.batas, p.awalan,
      p.bobot, p.dasar
    from assets.periksa_aturan p order by p.urutan, p.kode`,
  )
}

type At = Readonly<{ periksa: Periksa; tanggal: Tanggal }>
const BLANK = (name: string) => sql`coalesce(btrim(k.rincian ->> ${name}), '') in ('', '0')`

/** Cards a check looks at. */
const looksAt = ({
  kib,
  awalan,
}: Periksa): Query => sql`k.status = 'aktif' and k.kib = any(${kib as Kib[]}::text[])
  ${awalan === '' ? sql`` : sql`and (b.kode = ${awalan} or starts_with(b.kode, ${`${awalan}.`}))`}`

/** Where the fault is. Names of particulars come from the shipped list and are bound, never written into the text. */
function faultOf({ periksa, tanggal }: At): Query {
  const words = periksa.isi.split(' ').filter((word) => word !== '')
  const [first = ''] = words
  const dated = sql`k.rincian ->> ${first} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' and (k.rincian ->> ${first})::date`
  const faults: Readonly<Record<JenisPeriksa, () => Query>> = {
    kosong: () => sql`(${sql.join(words.map(BLANK), sql` or `)})`,
    // One pass over all cards, not one for each: it stands alone, so that the planner hashes it.
    ganda: () => sql`(k.kib, assets.bersih(k.rincian ->> ${first})) in (
      select l.kib, assets.bersih(l.rincian ->> ${first}) from assets.kartu l
      where l.status = 'aktif' and assets.bersih(l.rincian ->> ${first}) is not null group by 1, 2 having count(*) > 1)`,
    kurang_dari: () =>
      sql`coalesce(nullif(k.rincian ->> ${first}, ''), '0')::numeric <= ${periksa.batas}::int`,
    nilai_nol: () => sql`k.nilai = 0`,
    tanpa_masa: () => sql`k.masa_semester = 0 and not k.is_ekstrakomptabel`,
    habis_belum_nol: () =>
      sql`k.masa_semester > 0 and k.sisa_semester = 0 and k.akumulasi < k.nilai and not k.is_ekstrakomptabel`,
    rusak_berat: () => sql`k.kondisi = 'RB' and not exists (select 1 from assets.usulan u
      where u.kartu_id = k.id and u.jenis = 'hapus' and u.status = 'diajukan')`,
    ekstra_campur:
      () => sql`not k.is_ekstrakomptabel and k.nilai > 0 and k.nilai < coalesce((select a.ambang from assets.ambang_kapitalisasi a
      where (b.kode = a.kode_awalan or starts_with(b.kode, a.kode_awalan || '.')) and k.tanggal_perolehan >= a.berlaku_mulai
        and k.tanggal_perolehan <= coalesce(a.berlaku_sampai, 'infinity') order by length(a.kode_awalan) desc limit 1), 0)`,
    kdp_lama: () => sql`k.tanggal_perolehan < ${tanggal}::date - ${periksa.batas}::int`,
    tanggal_lewat: () => sql`(${dated} < ${tanggal}::date + ${periksa.batas}::int)`,
    bukan_pemda: () =>
      sql`coalesce(k.rincian ->> ${first}, '') <> '' and k.rincian ->> ${first} !~* '(pemerintah|pemkab|pemkot|pemda)'`,
    nama_memuat: () => sql`k.nama ilike any(${words.map((word) => `%${word}%`)}::text[])`,
    tidak_ditemukan:
      () => sql`(select h.hasil from assets.hitung h join assets.inventarisasi i on i.id = h.inventarisasi_id
      where h.kartu_id = k.id and i.status = 'disahkan' order by h.diisi_at desc limit 1) = 'tidak_ditemukan'`,
    tanpa_titik: () => sql`k.lat is null`,
    luas_beda_batas: () =>
      sql`abs(k.luas_batas_m2 - coalesce(nullif(k.rincian ->> ${first}, ''), '0')::numeric) * 100 > ${periksa.batas}::int * k.luas_batas_m2`,
  }
  return faults[periksa.jenis]()
}

/** Run one check over every SKPD and keep what it found on this day. */
export function saveTemuan(tx: Tx, at: At): Promise<number> {
  const fault = faultOf(at)
  return run(
    tx,
    sql`insert into assets.temuan (tanggal, skpd_id, kode, jumlah, dari, nilai)
    select ${at.tanggal}, k.skpd_id, ${at.periksa.kode}, count(*) filter (where coalesce(${fault}, false))::int, count(*)::int,
      coalesce(sum(k.nilai) filter (where coalesce(${fault}, false)), 0)
    from assets.kartu k join assets.kode_barang b on b.id = k.kode_barang_id where ${looksAt(at.periksa)}
    group by k.skpd_id
    on conflict (tanggal, skpd_id, kode) do update set jumlah = excluded.jumlah, dari = excluded.dari, nilai = excluded.nilai`,
  )
}

export type Temuan = Readonly<{
  skpdId: number
  kode: string
  jumlah: number
  dari: number
  nilai: Sen
}>

/** What the last run on or before a day found. */
export async function listTemuan(
  tx: Tx,
  asked: Readonly<{ tanggal: Tanggal; skpdIds: readonly number[] | undefined }>,
): Promise<readonly Temuan[]> {
  const ids = asked.skpdIds as number[] | undefined
  const found = await rows(
    tx,
    sql<
      Omit<Temuan, 'nilai'> & { nilai: string }
    >`select t.skpd_id as "skpdId", t.kode, t.jumlah, t.dari, t.nilai::text as nilai from assets.temuan t
    where t.tanggal = (select max(x.tanggal) from assets.temuan x where x.tanggal <= ${asked.tanggal})
      ${ids === undefined ? sql`` : sql`and t.skpd_id = any(${ids}::int[])`}
    order by t.skpd_id, t.kode`,
  )
  return found.map((row) => ({ ...row, nilai: fromDecimalString(row.nilai) }))
}

export type KartuTemuan = Readonly<{
  id: string
  label: string
  nama: string
  kode: string
  skpdId: number
  nilai: Sen
}>

/** The cards themselves, as they are now: who mends one sees it leave the list. */
export async function listKartuTemuan(
  tx: Tx,
  asked: At & Readonly<{ skpdIds: readonly number[] | undefined; after: string; limit: number }>,
): Promise<readonly KartuTemuan[]> {
  const ids = asked.skpdIds as number[] | undefined
  const found = await rows(
    tx,
    sql<
      Omit<KartuTemuan, 'nilai'> & { nilai: string }
    >`select k.id, k.label, k.nama, b.kode, k.skpd_id as "skpdId", k.nilai::text as nilai
    from assets.kartu k join assets.kode_barang b on b.id = k.kode_barang_id
    where ${looksAt(asked.periksa)} and coalesce(${faultOf(asked)}, false) and k.id > ${asked.after}::uuid
      ${ids === undefined ? sql`` : sql`and k.skpd_id = any(${ids}::int[])`}
    order by k.id limit ${asked.limit}`,
  )
  return found.map((row) => ({ ...row, nilai: fromDecimalString(row.nilai) }))
}
