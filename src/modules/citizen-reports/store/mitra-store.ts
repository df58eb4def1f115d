import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Pemetaan } from '../domain/mitra.ts'

/** Another GeoReport server. The key is sealed; nothing but the client opens it. */
export type Mitra = Readonly<{
  kode: string
  nama: string
  alamat: string
  kunciTersegel: Buffer | null
  jurisdictionId: string | null
  pemetaan: Pemetaan
  isActive: boolean
  gagalBeruntun: number
  istirahatSampai: Date | null
  galat: string | null
  berhasilAt: Date | null
  ditarikSampai: Date | null
}>

const MITRA_COLUMNS = sql.raw(`m.kode, m.nama, m.alamat, m.kunci_tersegel as "kunciTersegel",
  m.jurisdiction_id as "jurisdictionId", m.pemetaan, m.is_active as "isActive",
  m.gagal_beruntun as "gagalBeruntun", m.istirahat_sampai as "istirahatSampai", m.galat,
  m.berhasil_at as "berhasilAt", m.ditarik_sampai as "ditarikSampai"`)

const MITRA_MAX = 200

export function listMitra(tx: Tx): Promise<Mitra[]> {
  return rows(
    tx,
    sql<Mitra>`select ${MITRA_COLUMNS} from citizen_reports.mitra m
    order by m.is_active desc, m.nama, m.kode limit ${MITRA_MAX}`,
  )
}

export function findMitra(tx: Tx, kode: string): Promise<Mitra | undefined> {
  return maybeRow(
    tx,
    sql<Mitra>`select ${MITRA_COLUMNS} from citizen_reports.mitra m where m.kode = ${kode}`,
  )
}

export type MitraForm = Pick<
  Mitra,
  'kode' | 'nama' | 'alamat' | 'kunciTersegel' | 'jurisdictionId' | 'pemetaan' | 'isActive'
>

/** A changed partner starts afresh: what failed before may have been the very thing that was mended. */
export async function upsertMitra(tx: Tx, row: MitraForm): Promise<void> {
  await run(
    tx,
    sql`insert into citizen_reports.mitra (kode, nama, alamat, kunci_tersegel, jurisdiction_id, pemetaan, is_active)
    values (${row.kode}, ${row.nama}, ${row.alamat}, ${row.kunciTersegel}, ${row.jurisdictionId},
      ${JSON.stringify(row.pemetaan)}::jsonb, ${row.isActive})
    on conflict (kode) do update set nama = excluded.nama, alamat = excluded.alamat,
      kunci_tersegel = excluded.kunci_tersegel, jurisdiction_id = excluded.jurisdiction_id,
      pemetaan = excluded.pemetaan, is_active = excluded.is_active, gagal_beruntun = 0,
      istirahat_sampai = null, galat = null`,
  )
}

export async function saveMitraHealth(
  tx: Tx,
  kode: string,
  health: Pick<Mitra, 'gagalBeruntun' | 'istirahatSampai' | 'galat'> & { berhasilAt: Date | null },
): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.mitra set gagal_beruntun = ${health.gagalBeruntun},
      istirahat_sampai = ${health.istirahatSampai}, galat = ${health.galat},
      berhasil_at = coalesce(${health.berhasilAt}::timestamptz, berhasil_at) where kode = ${kode}`,
  )
}

export async function savePulled(tx: Tx, kode: string, sampai: Date): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.mitra set ditarik_sampai = ${sampai} where kode = ${kode}`,
  )
}

/** A case handed to a partner, and what the partner says of it. */
export type Penerusan = Readonly<{
  id: string
  laporanId: string
  mitraKode: string
  rujukan: string | null
  token: string | null
  statusLuar: string | null
  catatanLuar: string | null
  diteruskanAt: Date
  terkirimAt: Date | null
  diperiksaAt: Date | null
  selesaiAt: Date | null
  gagalKali: number
  galat: string | null
  isGagal: boolean
  oleh: string | null
}>

const PENERUSAN_COLUMNS = sql.raw(`p.id, p.laporan_id as "laporanId", p.mitra_kode as "mitraKode",
  p.rujukan, p.token, p.status_luar as "statusLuar", p.catatan_luar as "catatanLuar",
  p.diteruskan_at as "diteruskanAt", p.terkirim_at as "terkirimAt", p.diperiksa_at as "diperiksaAt",
  p.selesai_at as "selesaiAt", p.gagal_kali as "gagalKali", p.galat, p.is_gagal as "isGagal", p.oleh`)

/** @returns false when the case is with this partner already; one that failed is tried anew */
export async function insertPenerusan(
  tx: Tx,
  row: Pick<Penerusan, 'id' | 'laporanId' | 'mitraKode' | 'diteruskanAt' | 'oleh'>,
): Promise<string | undefined> {
  const stored = await maybeRow(
    tx,
    sql<{
      id: string
    }>`insert into citizen_reports.penerusan as p (id, laporan_id, mitra_kode, diteruskan_at, oleh)
    values (${row.id}, ${row.laporanId}::uuid, ${row.mitraKode}, ${row.diteruskanAt}, ${row.oleh})
    on conflict (laporan_id, mitra_kode) do update set is_gagal = false, gagal_kali = 0, galat = null,
      oleh = excluded.oleh where p.is_gagal
    returning p.id`,
  )
  return stored?.id
}

export function findPenerusan(tx: Tx, id: string): Promise<Penerusan | undefined> {
  return maybeRow(
    tx,
    sql<Penerusan>`select ${PENERUSAN_COLUMNS} from citizen_reports.penerusan p where p.id = ${id}::uuid`,
  )
}

/** A partner, and what became of one case there; nulls when it was not forwarded to it. */
export type MitraOfCase = Pick<Mitra, 'kode' | 'nama' | 'isActive' | 'pemetaan'> &
  Readonly<{ penerusan: PenerusanShown | null }>

export type PenerusanShown = Readonly<{
  rujukan: string | null
  hasToken: boolean
  statusLuar: string | null
  catatanLuar: string | null
  galat: string | null
  isGagal: boolean
  isSent: boolean
}>

/** All partners with the hand-over of this case, in one look. */
export function listMitraOfCase(tx: Tx, laporanId: string): Promise<MitraOfCase[]> {
  return rows(
    tx,
    sql<MitraOfCase>`select m.kode, m.nama, m.is_active as "isActive", m.pemetaan,
      case when p.id is null then null else json_build_object('rujukan', p.rujukan,
        'hasToken', p.token is not null, 'statusLuar', p.status_luar, 'catatanLuar', p.catatan_luar,
        'galat', p.galat, 'isGagal', p.is_gagal, 'isSent', p.terkirim_at is not null) end as penerusan
    from citizen_reports.mitra m
    left join citizen_reports.penerusan p on p.mitra_kode = m.kode and p.laporan_id = ${laporanId}::uuid
    order by p.diteruskan_at nulls last, m.nama, m.kode limit ${MITRA_MAX}`,
  )
}

export function findPenerusanByRujukan(
  tx: Tx,
  mitraKode: string,
  rujukan: string,
): Promise<Penerusan | undefined> {
  return maybeRow(
    tx,
    sql<Penerusan>`select ${PENERUSAN_COLUMNS} from citizen_reports.penerusan p
    where p.mitra_kode = ${mitraKode} and p.rujukan = ${rujukan} for update`,
  )
}

/** Open hand-overs of a partner, the one looked at longest ago first. */
export function listOpenPenerusan(tx: Tx, mitraKode: string, limit: number): Promise<Penerusan[]> {
  return rows(
    tx,
    sql<Penerusan>`select ${PENERUSAN_COLUMNS} from citizen_reports.penerusan p
    where p.mitra_kode = ${mitraKode} and p.selesai_at is null and not p.is_gagal
      and (p.rujukan is not null or p.token is not null)
    order by p.diperiksa_at nulls first, p.id limit ${limit}`,
  )
}

export type PenerusanChanges = Partial<
  Pick<
    Penerusan,
    | 'rujukan'
    | 'token'
    | 'statusLuar'
    | 'catatanLuar'
    | 'terkirimAt'
    | 'diperiksaAt'
    | 'selesaiAt'
    | 'gagalKali'
    | 'galat'
    | 'isGagal'
  >
>

const CHANGE_COLUMNS: Readonly<Record<keyof PenerusanChanges, string>> = {
  rujukan: 'rujukan',
  token: 'token',
  statusLuar: 'status_luar',
  catatanLuar: 'catatan_luar',
  terkirimAt: 'terkirim_at',
  diperiksaAt: 'diperiksa_at',
  selesaiAt: 'selesai_at',
  gagalKali: 'gagal_kali',
  galat: 'galat',
  isGagal: 'is_gagal',
}

export async function updatePenerusan(
  tx: Tx,
  id: string,
  changes: PenerusanChanges,
): Promise<void> {
  const names = (Object.keys(changes) as (keyof PenerusanChanges)[]).toSorted()
  const parts = names.map(
    (name) => sql`${sql.raw(CHANGE_COLUMNS[name])} = ${changes[name] ?? null}`,
  )
  await run(tx, sql`update citizen_reports.penerusan set ${sql.join(parts)} where id = ${id}::uuid`)
}
