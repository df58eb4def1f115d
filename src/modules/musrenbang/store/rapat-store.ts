import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Hadir, Kelompok } from '../domain/rapat.ts'

export type StatusRapat = 'direncanakan' | 'berlangsung' | 'ditutup'

export type Rapat = Readonly<{
  id: string
  tahun: number
  jenjang: string
  wilayahKode: string
  rw: string
  unitKode: string
  tempat: string
  mulaiAt: Date
  kuorum: number
  acara: readonly Readonly<{ menit: number; nama: Readonly<{ id: string; en: string }> }>[]
  kode: string
  status: StatusRapat
  dibukaAt: Date | null
  ditutupAt: Date | null
  beritaAcara: unknown
}>

const COLUMNS = sql`m.id, m.tahun, m.jenjang, m.wilayah_kode as "wilayahKode", m.rw, m.unit_kode as "unitKode", m.tempat,
  m.mulai_at as "mulaiAt", m.kuorum, m.acara, m.kode, m.status, m.dibuka_at as "dibukaAt", m.ditutup_at as "ditutupAt",
  m.berita_acara as "beritaAcara"`

export type NewRapat = Omit<Rapat, 'status' | 'dibukaAt' | 'ditutupAt' | 'beritaAcara'> &
  Readonly<{ oleh: string; at: Date }>

/** @returns whether it is new: one meeting per tier and place in a round */
export async function insertRapat(tx: Tx, row: NewRapat): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into musrenbang.musyawarah (id, tahun, jenjang, wilayah_kode, rw, unit_kode, tempat, mulai_at, kuorum, acara, kode,
      status, dibuat_oleh, dibuat_at)
    values (${row.id}, ${row.tahun}, ${row.jenjang}, ${row.wilayahKode}, ${row.rw}, ${row.unitKode}, ${row.tempat}, ${row.mulaiAt},
      ${row.kuorum}, ${JSON.stringify(row.acara)}::jsonb, ${row.kode}, 'direncanakan', ${row.oleh}, ${row.at})
    on conflict (tahun, jenjang, wilayah_kode, rw, unit_kode) do nothing`,
  )
  return made > 0
}

export function findRapat(tx: Tx, id: string): Promise<Rapat | undefined> {
  return maybeRow(
    tx,
    sql<Rapat>`select ${COLUMNS} from musrenbang.musyawarah m where m.id = ${id}::uuid`,
  )
}

export function findRapatByKode(tx: Tx, kode: string): Promise<Rapat | undefined> {
  return maybeRow(
    tx,
    sql<Rapat>`select ${COLUMNS} from musrenbang.musyawarah m where m.kode = ${kode}`,
  )
}

/** Locked until the transaction ends: everything written in a meeting takes its turn here. */
export function lockRapat(tx: Tx, id: string): Promise<Rapat | undefined> {
  return maybeRow(
    tx,
    sql<Rapat>`select ${COLUMNS} from musrenbang.musyawarah m where m.id = ${id}::uuid for update`,
  )
}

/** Meetings, the next first; ended ones behind `after` leave through the year. */
export function listRapat(
  tx: Tx,
  filter: Readonly<{
    tahun: number
    wilayah?: readonly string[]
    unit?: readonly string[]
    jenjang?: readonly string[]
    after?: Readonly<{ at: Date; id: string }>
    limit: number
  }>,
): Promise<Rapat[]> {
  const { wilayah = null, unit = null, jenjang = null, after } = filter
  const isAny = wilayah === null && unit === null && jenjang === null
  return rows(
    tx,
    sql<Rapat>`select ${COLUMNS} from musrenbang.musyawarah m
    where m.tahun = ${filter.tahun}
      and (${isAny}::boolean or m.wilayah_kode = any(${[...(wilayah ?? [])]}::text[]) or (m.unit_kode <> '' and m.unit_kode = any(${[...(unit ?? [])]}::text[]))
        or m.jenjang = any(${[...(jenjang ?? [])]}::text[]))
      and (${after === undefined}::boolean or (m.mulai_at, m.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by m.mulai_at, m.id limit ${filter.limit}`,
  )
}

export async function saveDibuka(tx: Tx, id: string, at: Date): Promise<void> {
  await run(
    tx,
    sql`update musrenbang.musyawarah set status = 'berlangsung', dibuka_at = ${at} where id = ${id}::uuid`,
  )
}

export async function saveDitutup(
  tx: Tx,
  row: Readonly<{ id: string; at: Date; oleh: string; beritaAcara: unknown }>,
): Promise<void> {
  await run(
    tx,
    sql`update musrenbang.musyawarah set status = 'ditutup', ditutup_at = ${row.at}, ditutup_oleh = ${row.oleh},
      berita_acara = ${JSON.stringify(row.beritaAcara)}::jsonb
    where id = ${row.id}::uuid`,
  )
}

export type NewHadir = Hadir &
  Readonly<{
    id: string
    musyawarahId: string
    cara: 'qr' | 'kertas'
    tanda: Uint8Array | null
    fotoSha256: string | null
    oleh: string | null
    at: Date
  }>

/** @returns whether it is new: one phone is one person */
export async function insertHadir(tx: Tx, row: NewHadir): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into musrenbang.hadir (id, musyawarah_id, cara, tanda, jumlah, perempuan, difabel, miskin, muda, foto_sha256, oleh, dicatat_at)
    values (${row.id}, ${row.musyawarahId}, ${row.cara}, ${row.tanda === null ? null : Buffer.from(row.tanda)}, ${row.jumlah}, ${row.perempuan},
      ${row.difabel}, ${row.miskin}, ${row.muda}, ${row.fotoSha256}, ${row.oleh}, ${row.at})
    on conflict do nothing`,
  )
  return made > 0
}

export type SumHadir = Hadir & Readonly<{ lembar: number; qr: number }>

/** Everybody counted in a meeting. */
export function sumHadir(tx: Tx, musyawarahId: string): Promise<SumHadir> {
  return oneRow(
    tx,
    sql<SumHadir>`select coalesce(sum(h.jumlah), 0)::int as jumlah, coalesce(sum(h.perempuan), 0)::int as perempuan,
      coalesce(sum(h.difabel), 0)::int as difabel, coalesce(sum(h.miskin), 0)::int as miskin, coalesce(sum(h.muda), 0)::int as muda,
      count(*) filter (where h.cara = 'kertas')::int as lembar, count(*) filter (where h.cara = 'qr')::int as qr
    from musrenbang.hadir h where h.musyawarah_id = ${musyawarahId}::uuid and not h.is_batal`,
  )
}

export type Lembar = Readonly<{ id: string; jumlah: number; fotoSha256: string | null }>

/** Sheets of the paper list. */
export function listLembar(tx: Tx, musyawarahId: string): Promise<Lembar[]> {
  return rows(
    tx,
    sql<Lembar>`select h.id, h.jumlah, h.foto_sha256 as "fotoSha256" from musrenbang.hadir h
    where h.musyawarah_id = ${musyawarahId}::uuid and h.cara = 'kertas' and not h.is_batal order by h.id limit 200`,
  )
}

/** A sheet that was entered wrongly counts no more; the row stays. */
export async function cancelLembar(tx: Tx, musyawarahId: string, id: string): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update musrenbang.hadir set is_batal = true
    where id = ${id}::uuid and musyawarah_id = ${musyawarahId}::uuid and cara = 'kertas' and not is_batal`,
  )
  return changed > 0
}

export type Bicara = Readonly<{ kelompok: Kelompok; kursi: number; giliran: number }>

export async function saveBicara(
  tx: Tx,
  musyawarahId: string,
  list: readonly Bicara[],
): Promise<void> {
  await run(
    tx,
    sql`insert into musrenbang.bicara (musyawarah_id, kelompok, kursi, giliran)
    select ${musyawarahId}::uuid, x.kelompok, x.kursi, x.giliran
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as x (kelompok text, kursi smallint, giliran smallint)
    on conflict (musyawarah_id, kelompok) do update set kursi = excluded.kursi, giliran = excluded.giliran`,
  )
}

export function listBicara(tx: Tx, musyawarahId: string): Promise<Bicara[]> {
  return rows(
    tx,
    sql<Bicara>`select b.kelompok, b.kursi, b.giliran from musrenbang.bicara b
    where b.musyawarah_id = ${musyawarahId}::uuid order by b.kelompok`,
  )
}

export type Delegasi = Readonly<{ id: string; nama: string; unsur: string; isPerempuan: boolean }>

export async function insertDelegasi(
  tx: Tx,
  musyawarahId: string,
  row: Delegasi & Readonly<{ oleh: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into musrenbang.delegasi (id, musyawarah_id, nama, unsur, is_perempuan, oleh, dicatat_at)
    values (${row.id}, ${musyawarahId}, ${row.nama}, ${row.unsur}, ${row.isPerempuan}, ${row.oleh}, ${row.at})`,
  )
}

export async function deleteDelegasi(tx: Tx, musyawarahId: string, id: string): Promise<void> {
  await run(
    tx,
    sql`delete from musrenbang.delegasi where id = ${id}::uuid and musyawarah_id = ${musyawarahId}::uuid`,
  )
}

export function listDelegasi(tx: Tx, musyawarahId: string): Promise<Delegasi[]> {
  return rows(
    tx,
    sql<Delegasi>`select d.id, d.nama, d.unsur, d.is_perempuan as "isPerempuan" from musrenbang.delegasi d
    where d.musyawarah_id = ${musyawarahId}::uuid order by d.id limit 100`,
  )
}

export type AsetDesa = Readonly<{
  id: string
  nama: string
  keadaan: 'baik' | 'rusak-ringan' | 'rusak-berat'
  patokan: string
}>

export async function insertAset(
  tx: Tx,
  musyawarahId: string,
  row: AsetDesa & Readonly<{ oleh: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into musrenbang.aset_desa (id, musyawarah_id, nama, keadaan, patokan, oleh, dicatat_at)
    values (${row.id}, ${musyawarahId}, ${row.nama}, ${row.keadaan}, ${row.patokan}, ${row.oleh}, ${row.at})`,
  )
}

export function listAset(tx: Tx, musyawarahId: string): Promise<AsetDesa[]> {
  return rows(
    tx,
    sql<AsetDesa>`select a.id, a.nama, a.keadaan, a.patokan from musrenbang.aset_desa a
    where a.musyawarah_id = ${musyawarahId}::uuid order by a.id limit 300`,
  )
}

/** What was answered to a key before; undefined when it is new. */
export async function findKiriman(tx: Tx, kunci: string): Promise<string | undefined> {
  const row = await maybeRow(
    tx,
    sql<{ jawab: string }>`select k.jawab from musrenbang.kiriman k where k.kunci = ${kunci}::uuid`,
  )
  return row?.jawab
}

export async function insertKiriman(
  tx: Tx,
  row: Readonly<{
    kunci: string
    musyawarahId: string
    tindakan: string
    jawab: string
    oleh: string
    at: Date
  }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into musrenbang.kiriman (kunci, musyawarah_id, tindakan, jawab, oleh, diterima_at)
    values (${row.kunci}, ${row.musyawarahId}, ${row.tindakan}, ${row.jawab}, ${row.oleh}, ${row.at})`,
  )
}

export async function insertBerkas(
  tx: Tx,
  musyawarahId: string,
  files: readonly Readonly<{ formulir: number; sha256: string }>[],
): Promise<void> {
  await run(
    tx,
    sql`insert into musrenbang.berkas (musyawarah_id, formulir, sha256)
    select ${musyawarahId}::uuid, x.formulir, x.sha256
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as x (formulir smallint, sha256 text)`,
  )
}

export async function listBerkas(
  tx: Tx,
  musyawarahId: string,
): Promise<ReadonlyMap<number, string>> {
  const found = await rows(
    tx,
    sql<{ formulir: number; sha256: string }>`select b.formulir, b.sha256 from musrenbang.berkas b
    where b.musyawarah_id = ${musyawarahId}::uuid order by b.formulir`,
  )
  return new Map(found.map(({ formulir, sha256 }) => [formulir, sha256]))
}
