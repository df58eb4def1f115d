import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Laporan } from '../domain/laporan.ts'

export type OwnRow = Pick<
  Laporan,
  | 'id'
  | 'nomor'
  | 'judul'
  | 'status'
  | 'tenggatAt'
  | 'diterimaAt'
  | 'jumlahDukungan'
  | 'hariKerjaSelesai'
  | 'caraTutup'
  | 'kecamatanKode'
  | 'isRahasia'
>

const OWN_COLUMNS = sql.raw(`l.id, l.nomor, l.judul, l.status, l.tenggat_at as "tenggatAt",
  l.diterima_at as "diterimaAt", l.jumlah_dukungan as "jumlahDukungan", l.hari_kerja_selesai as "hariKerjaSelesai",
  l.cara_tutup as "caraTutup", l.kecamatan_kode as "kecamatanKode", l.is_rahasia as "isRahasia"`)

export type OwnPage = Readonly<{
  akunId: string
  after: Readonly<{ diterimaAt: Date; id: string }> | undefined
  limit: number
}>

/** Reports of an account, secret ones included, newest first, by key. Each half reads its own index. */
export function listOwnLaporan(tx: Tx, { akunId, after, limit }: OwnPage): Promise<OwnRow[]> {
  const later =
    after === undefined
      ? sql`true`
      : sql`(l.diterima_at, l.id) < (${after.diterimaAt}, ${after.id}::uuid)`
  return rows(
    tx,
    sql<OwnRow>`select mine.id, mine.nomor, mine.judul, mine.status, mine."tenggatAt", mine."diterimaAt", mine."jumlahDukungan",
      mine."hariKerjaSelesai", mine."caraTutup", mine."kecamatanKode", mine."isRahasia" from (
      (select ${OWN_COLUMNS} from citizen_reports.laporan l
        where l.pelapor_akun_id = ${akunId}::uuid and ${later} order by l.diterima_at desc, l.id desc limit ${limit})
      union all
      (select ${OWN_COLUMNS} from citizen_reports.pelapor p join citizen_reports.laporan l on l.id = p.laporan_id
        where p.akun_id = ${akunId}::uuid and ${later} order by l.diterima_at desc, l.id desc limit ${limit})
    ) as mine order by mine."diterimaAt" desc, mine.id desc limit ${limit}`,
  )
}

/** Cases an account follows and did not report, newest first. */
export function listFollowed(tx: Tx, akunId: string, limit: number): Promise<OwnRow[]> {
  return rows(
    tx,
    sql<OwnRow>`select ${OWN_COLUMNS} from citizen_reports.langganan s join citizen_reports.laporan l on l.id = s.laporan_id
    where s.akun_id = ${akunId}::uuid and l.is_publik and l.pelapor_akun_id is distinct from ${akunId}::uuid
    order by s.dibuat_at desc, s.id desc limit ${limit}`,
  )
}

export type OwnData = Readonly<{
  nomor: string
  judul: string
  isi: string
  patokan: string | null
  status: string
  diterimaAt: Date
  telepon: string | null
  email: string | null
  nama: string | null
}>

const COLLECTED_MAX = 1_000

/** Reports of an account with what is kept of the person, for the copy of one's data. */
export function listOwnData(tx: Tx, akunId: string): Promise<OwnData[]> {
  return rows(
    tx,
    sql<OwnData>`select l.nomor, coalesce(p.judul_asli, l.judul) as judul, coalesce(p.isi_asli, l.isi) as isi,
      coalesce(p.patokan_asli, l.patokan) as patokan, l.status,
      l.diterima_at as "diterimaAt", p.telepon, p.email, p.nama
    from citizen_reports.laporan l join citizen_reports.pelapor p on p.laporan_id = l.id
    where l.pelapor_akun_id = ${akunId}::uuid or p.akun_id = ${akunId}::uuid
    order by l.diterima_at desc, l.id desc limit ${COLLECTED_MAX}`,
  )
}

export function listOwnKomentar(
  tx: Tx,
  akunId: string,
): Promise<{ nomor: string; isi: string; waktu: Date; status: string }[]> {
  return rows(
    tx,
    sql<{
      nomor: string
      isi: string
      waktu: Date
      status: string
    }>`select l.nomor, k.isi, k.waktu, k.status
    from citizen_reports.komentar k join citizen_reports.laporan l on l.id = k.laporan_id
    where k.akun_id = ${akunId}::uuid order by k.waktu desc, k.id desc limit ${COLLECTED_MAX}`,
  )
}

/** The case stays, the person leaves it: account, name, contact and unmasked words are emptied. */
export async function anonymiseReporter(tx: Tx, akunId: string): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.pelapor p set akun_id = null, nama = null, telepon = null, email = null, judul_asli = null, isi_asli = null,
      patokan_asli = null, jawaban_asli = null
    where p.akun_id = ${akunId}::uuid
      or p.laporan_id in (select l.id from citizen_reports.laporan l where l.pelapor_akun_id = ${akunId}::uuid)`,
  )
  await run(
    tx,
    sql`update citizen_reports.laporan set pelapor_akun_id = null, nama_tampil = null where pelapor_akun_id = ${akunId}::uuid`,
  )
}

/** Comments lose name and account; those nobody has seen yet lose their words too and are never shown. */
export async function anonymiseKomentar(
  tx: Tx,
  akunId: string,
  as: Readonly<{ akunId: string; nama: string; isi: string }>,
): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.komentar set akun_id = ${as.akunId}::uuid, nama = ${as.nama},
      isi = case when status = 'menunggu' then ${as.isi} else isi end,
      alasan = case when status = 'menunggu' then ${as.isi} else alasan end,
      diputus_at = case when status = 'menunggu' then now() else diputus_at end,
      status = case when status = 'menunggu' then 'disembunyikan' else status end
    where akun_id = ${akunId}::uuid`,
  )
}

/**
 * The newest draft of this account, on whatever device, or of this browser, that was never sent. What an
 * account wrote is not shown to whoever uses the browser without it.
 */
export function findUnsent(
  tx: Tx,
  { perangkat, akunId }: Readonly<{ perangkat: string; akunId: string | null }>,
): Promise<Readonly<{ judul: string | null; updatedAt: Date }> | undefined> {
  return maybeRow(
    tx,
    sql<{
      judul: string | null
      updatedAt: Date
    }>`select d.data ->> 'judul' as judul, d.updated_at as "updatedAt" from citizen_reports.draf d
    where (d.perangkat = ${perangkat} and d.akun_id is null) or d.akun_id = ${akunId}::uuid
    order by d.updated_at desc limit 1`,
  )
}

/** What an account wrote and never sent, photos first: their files are removed by the job for loose files. */
export async function deleteDraftsOf(tx: Tx, akunId: string): Promise<void> {
  await run(
    tx,
    sql`delete from citizen_reports.foto where draf_id in
      (select d.id from citizen_reports.draf d where d.akun_id = ${akunId}::uuid)`,
  )
  await run(tx, sql`delete from citizen_reports.draf where akun_id = ${akunId}::uuid`)
}

/** Support stays counted and is nobody's any more. */
export async function anonymiseDukungan(tx: Tx, akunId: string): Promise<void> {
  await run(
    tx,
    sql`update citizen_reports.dukungan set pendukung = 'dihapus ' || gen_random_uuid() where pendukung = ${akunId}`,
  )
}

export type OwnDraft = Readonly<{ data: Readonly<Record<string, unknown>>; updatedAt: Date }>

export function listDraftsOf(tx: Tx, akunId: string): Promise<OwnDraft[]> {
  return rows(
    tx,
    sql<OwnDraft>`select d.data, d.updated_at as "updatedAt" from citizen_reports.draf d
    where d.akun_id = ${akunId}::uuid order by d.updated_at desc, d.id limit ${COLLECTED_MAX}`,
  )
}
