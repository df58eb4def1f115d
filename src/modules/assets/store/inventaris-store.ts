import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Kib, Kondisi } from '../domain/kib.ts'

export type Inventarisasi = Readonly<{
  id: string
  skpdId: number
  ruangId: number | null
  ruang: string | null
  judul: string
  status: 'berjalan' | 'diperiksa' | 'disahkan'
  dibuatNama: string
  dibuatAt: Date
  diperiksaOleh: string | null
  diperiksaNama: string | null
  diperiksaAt: Date | null
  disahkanNama: string | null
  disahkanAt: Date | null
}>

const COLUMNS = sql`i.id, i.skpd_id as "skpdId", i.ruang_id as "ruangId", r.nama as ruang, i.judul, i.status,
  i.dibuat_nama as "dibuatNama", i.dibuat_at as "dibuatAt", i.diperiksa_oleh as "diperiksaOleh",
  i.diperiksa_nama as "diperiksaNama", i.diperiksa_at as "diperiksaAt", i.disahkan_nama as "disahkanNama",
  i.disahkan_at as "disahkanAt"`

export async function insertInventarisasi(
  tx: Tx,
  row: Pick<Inventarisasi, 'id' | 'skpdId' | 'ruangId' | 'judul' | 'dibuatNama' | 'dibuatAt'>,
): Promise<void> {
  await run(
    tx,
    sql`insert into assets.inventarisasi (id, skpd_id, ruang_id, judul, dibuat_nama, dibuat_at)
    values (${row.id}, ${row.skpdId}, ${row.ruangId}, ${row.judul}, ${row.dibuatNama}, ${row.dibuatAt})`,
  )
}

/** What is expected to be found: every active card of the SKPD, or of the room, as it is now. */
export function expectCards(
  tx: Tx,
  row: Readonly<{ id: string; skpdId: number; ruangId: number | null; kib: Kib | null }>,
): Promise<number> {
  return run(
    tx,
    sql`insert into assets.inventaris_baris (inventarisasi_id, kartu_id)
    select ${row.id}, k.id from assets.kartu k where k.skpd_id = ${row.skpdId} and k.status = 'aktif'
      and (${row.ruangId}::int is null or k.ruang_id = ${row.ruangId}::int)
      and (${row.kib}::text is null or k.kib = ${row.kib}::text)`,
  )
}

export function findInventarisasi(tx: Tx, id: string): Promise<Inventarisasi | undefined> {
  return maybeRow(
    tx,
    sql<Inventarisasi>`select ${COLUMNS} from assets.inventarisasi i left join assets.ruang r on r.id = i.ruang_id
    where i.id = ${id}`,
  )
}

export function findInventarisasiForUpdate(tx: Tx, id: string): Promise<Inventarisasi | undefined> {
  return maybeRow(
    tx,
    sql<Inventarisasi>`select ${COLUMNS} from assets.inventarisasi i left join assets.ruang r on r.id = i.ruang_id
    where i.id = ${id} for update of i`,
  )
}

export function listInventarisasi(
  tx: Tx,
  page: Readonly<{ skpdIds: readonly number[]; limit: number }>,
): Promise<readonly Inventarisasi[]> {
  return rows(
    tx,
    sql<Inventarisasi>`select ${COLUMNS} from assets.inventarisasi i left join assets.ruang r on r.id = i.ruang_id
    where i.skpd_id = any(${page.skpdIds as number[]}::int[]) order by i.dibuat_at desc, i.id desc limit ${page.limit}`,
  )
}

export async function signInventarisasi(
  tx: Tx,
  row: Readonly<{
    id: string
    langkah: 'diperiksa' | 'disahkan'
    oleh: string
    nama: string
    at: Date
  }>,
): Promise<void> {
  const [oleh, nama, at] = ['oleh', 'nama', 'at'].map((part) => sql.ref(`${row.langkah}_${part}`))
  await run(
    tx,
    sql`update assets.inventarisasi set status = ${row.langkah}, ${oleh} = ${row.oleh}, ${nama} = ${row.nama},
      ${at} = ${row.at} where id = ${row.id}`,
  )
}

export type Hitung = Readonly<{
  id: string
  inventarisasiId: string
  kartuId: string | null
  kode: string
  hasil: 'ditemukan' | 'tidak_ditemukan' | 'tidak_dikenal'
  kondisi: Kondisi | null
  catatan: string
  lat: number | null
  lon: number | null
  fotoSha256: string | null
  diisiAt: Date
  diterimaAt: Date
  oleh: string
  nama: string
  isBentrok: boolean
  isPenetapan: boolean
}>

/** @returns false when this key was taken already */
export async function insertHitung(tx: Tx, row: Hitung): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into assets.hitung (id, inventarisasi_id, kartu_id, kode, hasil, kondisi, catatan, lat, lon, foto_sha256, diisi_at,
      diterima_at, oleh, nama, is_bentrok, is_penetapan)
    values (${row.id}, ${row.inventarisasiId}, ${row.kartuId}, ${row.kode}, ${row.hasil}, ${row.kondisi}, ${row.catatan},
      ${row.lat}, ${row.lon}, ${row.fotoSha256}, ${row.diisiAt}, ${row.diterimaAt}, ${row.oleh}, ${row.nama},
      ${row.isBentrok}, ${row.isPenetapan})
    on conflict (id) do nothing`,
  )
  return made === 1
}

const HITUNG = sql`h.id, h.inventarisasi_id as "inventarisasiId", h.kartu_id as "kartuId", h.kode, h.hasil, h.kondisi, h.catatan,
  h.lat, h.lon, h.foto_sha256 as "fotoSha256", h.diisi_at as "diisiAt", h.diterima_at as "diterimaAt", h.oleh, h.nama,
  h.is_bentrok as "isBentrok", h.is_penetapan as "isPenetapan"`

/** What counts of a card so far: what the desk settled, else what was filled in last. */
export function findHitung(
  tx: Tx,
  { id, kartuId }: Readonly<{ id: string; kartuId: string }>,
): Promise<Hitung | undefined> {
  return maybeRow(
    tx,
    sql<Hitung>`select ${HITUNG} from assets.hitung h where h.inventarisasi_id = ${id} and h.kartu_id = ${kartuId}
    order by h.is_penetapan desc, h.diisi_at desc, h.id limit 1`,
  )
}

export type BarisHitung = Readonly<{
  kartuId: string
  label: string
  nama: string
  kode: string
  register: number
  kondisiKartu: Kondisi
  hasil: Hitung['hasil'] | null
  kondisi: Kondisi | null
  catatan: string | null
  oleh: string | null
  diisiAt: Date | null
  lat: number | null
  lon: number | null
  /** Two persons saw different things, and nobody settled it yet. */
  isBentrok: boolean
}>

/** Every expected card with what counts of it, in the order of the official list. */
export function listBarisHitung(
  tx: Tx,
  page: Readonly<{ id: string; limit: number }>,
): Promise<readonly BarisHitung[]> {
  return rows(
    tx,
    sql<BarisHitung>`select k.id as "kartuId", k.label, k.nama, b.kode, k.register, k.kondisi as "kondisiKartu", h.hasil,
      h.kondisi, h.catatan, h.nama as oleh, h.diisi_at as "diisiAt", h.lat, h.lon,
      coalesce(not h.is_penetapan and exists (select 1 from assets.hitung x where x.inventarisasi_id = n.inventarisasi_id
        and x.kartu_id = n.kartu_id and x.is_bentrok), false) as "isBentrok"
    from assets.inventaris_baris n
    join assets.kartu k on k.id = n.kartu_id join assets.kode_barang b on b.id = k.kode_barang_id
    left join lateral (select t.hasil, t.kondisi, t.catatan, t.nama, t.diisi_at, t.lat, t.lon, t.is_penetapan
      from assets.hitung t where t.inventarisasi_id = n.inventarisasi_id and t.kartu_id = n.kartu_id
      order by t.is_penetapan desc, t.diisi_at desc, t.id limit 1) h on true
    where n.inventarisasi_id = ${page.id} order by b.kode, k.register limit ${page.limit}`,
  )
}

const UNKNOWN_MAX = 200

/** Goods that were found and are on no list here: of another SKPD, or on no card at all. */
export function listTakDikenal(tx: Tx, id: string): Promise<readonly Hitung[]> {
  return rows(
    tx,
    sql<Hitung>`select ${HITUNG} from assets.hitung h where h.inventarisasi_id = ${id} and (h.kartu_id is null
      or not exists (select 1 from assets.inventaris_baris n where n.inventarisasi_id = h.inventarisasi_id and n.kartu_id = h.kartu_id))
    order by h.diterima_at, h.id limit ${UNKNOWN_MAX}`,
  )
}
