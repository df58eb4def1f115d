import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Permohonan } from '../domain/permohonan.ts'

const COLUMNS = sql.raw(`p.id, p.nomor, p.kode, p.versi, p.pemilik_akun_id as "pemilikAkunId",
  p.diajukan_oleh as "diajukanOleh", p.cara, p.kanal, p.bahasa, p.tahap, p.akhir, p.desa_kode as "desaKode",
  p.kecamatan_kode as "kecamatanKode", p.pemilik_unit as "pemilikUnit", p.diajukan_at as "diajukanAt",
  p.tahap_sejak as "tahapSejak", p.masuk_tahap as "masukTahap", p.tenggat_at as "tenggatAt",
  p.is_tenggat_pasti as "isTenggatPasti", p.peringatan_at as "peringatanAt", p.cara_habis as "caraHabis",
  p.tingkat_eskalasi as "tingkatEskalasi", p.jeda_sejak as "jedaSejak", p.biaya_rupiah::float8 as "biayaRupiah",
  p.tagihan_id as "tagihanId", p.is_lunas as "isLunas", p.selesai_at as "selesaiAt",
  p.is_terlambat as "isTerlambat",
  p.is_fiktif_positif as "isFiktifPositif", p.version`)

export async function nextSerial(tx: Tx, tahun: number): Promise<number> {
  const { serial } = await oneRow(
    tx,
    sql<{ serial: string }>`select services.next_serial(${tahun}::int) as serial`,
  )
  return Number(serial)
}

/** @returns whether it is new: the same form sent twice makes one application */
export async function insertPermohonan(
  tx: Tx,
  p: Permohonan & Readonly<{ kunciKlien: string }>,
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into services.permohonan (id, nomor, kunci_klien, kode, versi, pemilik_akun_id, diajukan_oleh, cara, kanal,
      bahasa, tahap, desa_kode, kecamatan_kode, pemilik_unit, diajukan_at, tahap_sejak, masuk_tahap, tenggat_at,
      is_tenggat_pasti, peringatan_at, cara_habis, jeda_sejak, biaya_rupiah)
    values (${p.id}::uuid, ${p.nomor}, ${p.kunciKlien}::uuid, ${p.kode}, ${p.versi}::int, ${p.pemilikAkunId}::uuid,
      ${p.diajukanOleh}::uuid, ${p.cara}, ${p.kanal}, ${p.bahasa}, ${p.tahap}, ${p.desaKode}, ${p.kecamatanKode},
      ${p.pemilikUnit}, ${p.diajukanAt}, ${p.tahapSejak}, ${JSON.stringify(p.masukTahap)}::jsonb, ${p.tenggatAt},
      ${p.isTenggatPasti}, ${p.peringatanAt}, ${p.caraHabis}, ${p.jedaSejak}, ${p.biayaRupiah}::bigint)
    on conflict (kunci_klien) do nothing`,
  )
  return made === 1
}

export function findByKunci(
  tx: Tx,
  kunciKlien: string,
): Promise<Pick<Permohonan, 'id' | 'nomor' | 'diajukanOleh'> | undefined> {
  return maybeRow(
    tx,
    sql<
      Pick<Permohonan, 'id' | 'nomor' | 'diajukanOleh'>
    >`select p.id, p.nomor, p.diajukan_oleh as "diajukanOleh"
    from services.permohonan p where p.kunci_klien = ${kunciKlien}::uuid`,
  )
}

export function findByNomor(tx: Tx, nomor: string): Promise<Permohonan | undefined> {
  return maybeRow(
    tx,
    sql<Permohonan>`select ${COLUMNS} from services.permohonan p where p.nomor = ${nomor}`,
  )
}

export async function hasApplications(tx: Tx): Promise<boolean> {
  const [found] = await rows(
    tx,
    sql<{ id: string }>`select p.id from services.permohonan p order by p.id limit 1`,
  )
  return found !== undefined
}

export function lockByNomor(tx: Tx, nomor: string): Promise<Permohonan | undefined> {
  return maybeRow(
    tx,
    sql<Permohonan>`select ${COLUMNS} from services.permohonan p where p.nomor = ${nomor} for update`,
  )
}

export function findById(tx: Tx, id: string): Promise<Permohonan | undefined> {
  return maybeRow(
    tx,
    sql<Permohonan>`select ${COLUMNS} from services.permohonan p where p.id = ${id}::uuid`,
  )
}

/** Everything a step changes. The row is locked by then, so its version is the one that was read. */
export type Moved = Pick<
  Permohonan,
  | 'versi'
  | 'tahap'
  | 'akhir'
  | 'tahapSejak'
  | 'masukTahap'
  | 'tenggatAt'
  | 'isTenggatPasti'
  | 'peringatanAt'
  | 'caraHabis'
  | 'tingkatEskalasi'
  | 'jedaSejak'
  | 'biayaRupiah'
  | 'tagihanId'
  | 'isLunas'
  | 'selesaiAt'
  | 'isTerlambat'
  | 'isFiktifPositif'
> &
  Readonly<{ jamTotal: number | null; jamBersih: number | null; isTepatWaktu: boolean | null }>

export async function updatePermohonan(tx: Tx, id: string, m: Moved): Promise<void> {
  await run(
    tx,
    sql`update services.permohonan p set versi = ${m.versi}::int, tahap = ${m.tahap}, akhir = ${m.akhir},
      tahap_sejak = ${m.tahapSejak}, masuk_tahap = ${JSON.stringify(m.masukTahap)}::jsonb, tenggat_at = ${m.tenggatAt},
      is_tenggat_pasti = ${m.isTenggatPasti}, peringatan_at = ${m.peringatanAt}, cara_habis = ${m.caraHabis},
      tingkat_eskalasi = ${m.tingkatEskalasi}::int, jeda_sejak = ${m.jedaSejak}, biaya_rupiah = ${m.biayaRupiah}::bigint,
      tagihan_id = ${m.tagihanId}::uuid, is_lunas = ${m.isLunas}, selesai_at = ${m.selesaiAt},
      is_fiktif_positif = ${m.isFiktifPositif}, jam_total = ${m.jamTotal}::int, jam_bersih = ${m.jamBersih}::int,
      is_tepat_waktu = ${m.isTepatWaktu}, is_terlambat = ${m.isTerlambat}, version = p.version + 1
    where p.id = ${id}::uuid`,
  )
}

/** A line of somebody's own list. */
export type OwnRow = Pick<
  Permohonan,
  | 'id'
  | 'nomor'
  | 'kode'
  | 'versi'
  | 'tahap'
  | 'akhir'
  | 'diajukanAt'
  | 'tenggatAt'
  | 'jedaSejak'
  | 'pemilikAkunId'
>
const OWN =
  sql.raw(`p.id, p.nomor, p.kode, p.versi, p.tahap, p.akhir, p.diajukan_at as "diajukanAt",
  p.tenggat_at as "tenggatAt", p.jeda_sejak as "jedaSejak", p.pemilik_akun_id as "pemilikAkunId"`)

export type ByTime = Readonly<{ at: Date; id: string }>
const END_OF_TIME: ByTime = {
  at: new Date('9999-01-01T00:00:00Z'),
  id: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
}

/** Own applications and those handed in for others, newest first, a page by key. */
export function listOwn(
  tx: Tx,
  page: Readonly<{ akunId: string; before: ByTime | undefined; limit: number }>,
): Promise<OwnRow[]> {
  const { at, id } = page.before ?? END_OF_TIME
  return rows(
    tx,
    sql<OwnRow>`select own.id, own.nomor, own.kode, own.versi, own.tahap, own.akhir, own."diajukanAt", own."tenggatAt",
      own."jedaSejak", own."pemilikAkunId" from (
      (select ${OWN} from services.permohonan p where p.pemilik_akun_id = ${page.akunId}::uuid
        and (p.diajukan_at, p.id) < (${at}::timestamptz, ${id}::uuid)
        order by p.diajukan_at desc, p.id desc limit ${page.limit})
      union all
      (select ${OWN} from services.permohonan p where p.diajukan_oleh = ${page.akunId}::uuid
        and p.diajukan_oleh <> p.pemilik_akun_id and (p.diajukan_at, p.id) < (${at}::timestamptz, ${id}::uuid)
        order by p.diajukan_at desc, p.id desc limit ${page.limit})
    ) own order by own."diajukanAt" desc, own.id desc limit ${page.limit}`,
  )
}

/** Services the applicant has a running application for. */
export async function listRunningKodes(tx: Tx, akunId: string): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ kode: string }>`select distinct p.kode from services.permohonan p
    where p.pemilik_akun_id = ${akunId}::uuid and p.akhir is null limit 200`,
  )
  return found.map((row) => row.kode)
}

/** Services whose letters were issued to the applicant within the last two years. */
export async function listIssuedKodes(
  tx: Tx,
  akunId: string,
  since: Date,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ kode: string }>`select distinct p.kode from services.permohonan p
    where p.pemilik_akun_id = ${akunId}::uuid and p.diajukan_at > ${since} and p.akhir = 'terbit' limit 200`,
  )
  return found.map((row) => row.kode)
}

/** Numbers of applications whose deadline has passed and that still have something to be done about it. */
export async function listDue(
  tx: Tx,
  page: Readonly<{ now: Date; limit: number; after: string | undefined }>,
): Promise<readonly Pick<Permohonan, 'id' | 'nomor' | 'caraHabis'>[]> {
  return rows(
    tx,
    sql<
      Pick<Permohonan, 'id' | 'nomor' | 'caraHabis'>
    >`select p.id, p.nomor, p.cara_habis as "caraHabis"
    from services.permohonan p where p.akhir is null and p.tenggat_at <= ${page.now}
      and (p.cara_habis <> 'eskalasi' or p.tingkat_eskalasi = 0)
      and (${page.after ?? null}::uuid is null or p.id > ${page.after ?? null}::uuid)
    order by p.id limit ${page.limit}`,
  )
}

/** Half of the time is gone: whose turn it is hears of it once. */
export function listToWarn(
  tx: Tx,
  now: Date,
  limit: number,
): Promise<Pick<Permohonan, 'id' | 'nomor'>[]> {
  return rows(
    tx,
    sql<Pick<Permohonan, 'id' | 'nomor'>>`select p.id, p.nomor from services.permohonan p
    where p.akhir is null and p.peringatan_at <= ${now} order by p.peringatan_at, p.id limit ${limit}
    for update skip locked`,
  )
}

export async function clearWarning(tx: Tx, ids: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`update services.permohonan set peringatan_at = null where id = any(${[...ids]}::uuid[])`,
  )
}

export async function raiseEscalation(tx: Tx, id: string): Promise<void> {
  await run(
    tx,
    sql`update services.permohonan set tingkat_eskalasi = tingkat_eskalasi + 1, version = version + 1
    where id = ${id}::uuid`,
  )
}

export type WatchRow = Pick<
  Permohonan,
  'id' | 'nomor' | 'kode' | 'tahap' | 'tenggatAt' | 'pemilikUnit'
>

/** Applications that will be approved by silence, soonest first, of one owner or all. */
export function listWatch(
  tx: Tx,
  page: Readonly<{ until: Date; unitKode: string | undefined; limit: number }>,
): Promise<WatchRow[]> {
  return rows(
    tx,
    sql<WatchRow>`select p.id, p.nomor, p.kode, p.tahap, p.tenggat_at as "tenggatAt", p.pemilik_unit as "pemilikUnit"
    from services.permohonan p where p.akhir is null and p.cara_habis = 'setuju' and p.tenggat_at <= ${page.until}
      and (${page.unitKode ?? null}::text is null or p.pemilik_unit = ${page.unitKode ?? null})
    order by p.tenggat_at, p.id limit ${page.limit}`,
  )
}

/** Numbers of applications under way on older versions of a service, for a move by its state map. */
export async function listRunningOn(
  tx: Tx,
  page: Readonly<{ kode: string; below: number; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ nomor: string }>`select p.nomor from services.permohonan p
    where p.kode = ${page.kode} and p.versi < ${page.below}::int and p.akhir is null order by p.id limit ${page.limit}`,
  )
  return found.map((row) => row.nomor)
}

/** Something happened that changes no column: readers of an older page are told so. */
export async function raiseVersion(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update services.permohonan set version = version + 1 where id = ${id}::uuid`)
}
