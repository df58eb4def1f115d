import { maybeRow, oneRow, rows, sql, type Tx } from '../../../platform/db/database.ts'

export type RevisiJenis = 'baru' | 'ubah' | 'urung' | 'ulang' | 'pulih' | 'impor' | 'tertahan'
type Key = Readonly<{ kode: string; versi: number }>
/** What changed, in words of both languages. */
export type Perubahan = readonly Readonly<{ id: string; en: string }>[]

export type RevisiHead = Key &
  Readonly<{
    nomor: number
    jenis: RevisiJenis
    perubahan: Perubahan
    induk: number | null
    ulang: number | null
    oleh: string | null
    waktu: Date
  }>
export type Revisi = RevisiHead & Readonly<{ isi: unknown }>

const HEAD = sql.raw(
  'r.kode, r.versi, r.nomor, r.jenis, r.perubahan, r.induk, r.ulang, r.oleh, r.waktu',
)

/** The revision a draft stands at; whoever writes has locked the definition. */
export function findKini(tx: Tx, { kode, versi }: Key): Promise<Revisi | undefined> {
  return maybeRow(
    tx,
    sql<Revisi>`select ${HEAD}, r.isi from services.revisi_definisi r
    where r.kode = ${kode} and r.versi = ${versi}::int and r.jenis <> 'tertahan' order by r.nomor desc limit 1`,
  )
}

export function findRevisi(
  tx: Tx,
  { kode, versi }: Key,
  nomor: number,
): Promise<Revisi | undefined> {
  return maybeRow(
    tx,
    sql<Revisi>`select ${HEAD}, r.isi from services.revisi_definisi r
    where r.kode = ${kode} and r.versi = ${versi}::int and r.nomor = ${nomor}::int`,
  )
}

/** Newest first, without their contents; a page by key. */
export function listRevisi(
  tx: Tx,
  { kode, versi, before, limit }: Key & Readonly<{ before: number; limit: number }>,
): Promise<RevisiHead[]> {
  return rows(
    tx,
    sql<RevisiHead>`select ${HEAD} from services.revisi_definisi r
    where r.kode = ${kode} and r.versi = ${versi}::int and r.nomor < ${before}::int order by r.nomor desc limit ${limit}`,
  )
}

/** Everybody who had a hand in it. */
export async function listPenyusun(tx: Tx, { kode, versi }: Key): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ oleh: string }>`select distinct r.oleh from services.revisi_definisi r
    where r.kode = ${kode} and r.versi = ${versi}::int and r.oleh is not null`,
  )
  return found.map((row) => row.oleh)
}

/** @returns the number it got */
export async function insertRevisi(tx: Tx, r: Omit<Revisi, 'nomor'>): Promise<number> {
  const { nomor } = await oneRow(
    tx,
    sql<{
      nomor: number
    }>`insert into services.revisi_definisi (kode, versi, nomor, jenis, isi, perubahan, induk, ulang, oleh,
      waktu)
    select ${r.kode}, ${r.versi}::int, coalesce(max(x.nomor), 0) + 1, ${r.jenis}, ${JSON.stringify(r.isi)}::jsonb,
      ${JSON.stringify(r.perubahan)}::jsonb, ${r.induk}::int, ${r.ulang}::int, ${r.oleh}::uuid, ${r.waktu}
    from services.revisi_definisi x where x.kode = ${r.kode} and x.versi = ${r.versi}::int returning nomor`,
  )
  return nomor
}

/** All versions of a service locked in order, so that two publishers wait for each other. */
export function lockVersi(
  tx: Tx,
  kode: string,
): Promise<readonly Readonly<{ versi: number; status: string }>[]> {
  return rows(
    tx,
    sql<{ versi: number; status: string }>`select d.versi, d.status from services.definisi d
    where d.kode = ${kode} order by d.versi for update`,
  )
}

/** States in which applications of older versions are under way. */
export function listRunningStates(
  tx: Tx,
  { kode, versi }: Key,
): Promise<readonly Readonly<{ versi: number; tahap: string }>[]> {
  return rows(
    tx,
    sql<{
      versi: number
      tahap: string
    }>`select distinct p.versi, p.tahap from services.permohonan p
    where p.kode = ${kode} and p.versi < ${versi}::int and p.akhir is null`,
  )
}

export type EffectCase = Readonly<{
  id: string
  nomor: string
  versi: number
  diajukanAt: Date
  desaKode: string | null
  kecamatanKode: string | null
  kanal: 'web' | 'loket' | 'wa' | 'sms' | 'api'
  cara: 'sendiri' | 'keluarga' | 'kuasa' | 'petugas-loket'
  biayaRupiah: number
  isLunas: boolean
  pemilikAkunId: string
}>

/** Applications of a service handed in since a day, newest first. */
export function listRecent(
  tx: Tx,
  page: Readonly<{ kode: string; since: Date; limit: number }>,
): Promise<EffectCase[]> {
  return rows(
    tx,
    sql<EffectCase>`select p.id, p.nomor, p.versi, p.diajukan_at as "diajukanAt", p.desa_kode as "desaKode",
      p.kecamatan_kode as "kecamatanKode", p.kanal, p.cara, p.biaya_rupiah::float8 as "biayaRupiah",
      p.is_lunas as "isLunas", p.pemilik_akun_id as "pemilikAkunId"
    from services.permohonan p where p.kode = ${page.kode} and p.diajukan_at >= ${page.since}
    order by p.diajukan_at desc, p.id desc limit ${page.limit}`,
  )
}

/** Services whose published version takes running applications along. */
export async function listMoving(tx: Tx): Promise<readonly Key[]> {
  return rows(
    tx,
    sql<Key>`select d.kode, d.versi from services.definisi d where d.status = 'terbit' and d.jenis = 'layanan'
      and jsonb_typeof(d.isi -> 'running') = 'object' order by d.kode`,
  )
}
