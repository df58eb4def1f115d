import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import { parseRule } from '../domain/counting/rule.ts'
import type { Pilihan, Pungutan, Status } from '../domain/pungutan.ts'

type Raw = Omit<Pungutan, 'aturan' | 'anggaran'> &
  Readonly<{ aturan: unknown; anggaran: string | null }>

const PUNGUTAN = sql`select p.id, p.nomor, p.judul, p.pertanyaan, p.jenis, p.aturan, p.anggaran_sen::text as anggaran,
    p.kursi, p.paling_banyak as "palingBanyak", p.jumlah_poin as "jumlahPoin", p.is_batas_anggaran as "isBatasAnggaran",
    p.wilayah_kode as "wilayahKode", p.buka_at as "bukaAt", p.tutup_at as "tutupAt", p.status from ballots.pungutan p`

function read(raw: Raw): Pungutan {
  const aturan = parseRule(raw.aturan)
  if (aturan === undefined) throw new Error(`rule of ${raw.nomor} is none of ours`)
  return { ...raw, aturan, anggaran: raw.anggaran === null ? null : BigInt(raw.anggaran) }
}

export async function findPungutan(tx: Tx, nomor: string): Promise<Pungutan | undefined> {
  const raw = await maybeRow(tx, sql<Raw>`${PUNGUTAN} where p.nomor = ${nomor}`)
  return raw && read(raw)
}

/** Published votes, those that close last first. */
export async function listPungutan(
  tx: Tx,
  { before, limit }: Readonly<{ before?: { tutupAt: Date; id: string }; limit: number }>,
): Promise<readonly Pungutan[]> {
  const found = await rows(
    tx,
    sql<Raw>`${PUNGUTAN} where p.status <> 'rancangan' and (p.tutup_at, p.id) <
      (${before?.tutupAt ?? 'infinity'}::timestamptz, ${before?.id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}::uuid)
    order by p.tutup_at desc, p.id desc limit ${limit}`,
  )
  return found.map(read)
}

/** Every vote, drafts too, the newest first. */
export async function listAll(
  tx: Tx,
  { before, limit }: Readonly<{ before?: string; limit: number }>,
): Promise<readonly Pungutan[]> {
  const found = await rows(
    tx,
    sql<Raw>`${PUNGUTAN} where (p.dibuat_at, p.id) < (coalesce((select q.dibuat_at from ballots.pungutan q
        where q.id = ${before ?? null}::uuid), 'infinity'), coalesce(${before ?? null}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
    order by p.dibuat_at desc, p.id desc limit ${limit}`,
  )
  return found.map(read)
}

/** Votes whose stored state is behind the clock. */
export async function listDue(tx: Tx, now: Date): Promise<readonly Pungutan[]> {
  const found = await rows(
    tx,
    sql<Raw>`${PUNGUTAN} where (p.status = 'tetap' and p.buka_at <= ${now})
      or (p.status in ('tetap', 'buka', 'tutup') and p.tutup_at <= ${now}) order by p.tutup_at limit 20`,
  )
  return found.map(read)
}

/** Next running number of a year; whoever makes one waits for the other. */
export async function nextSerial(tx: Tx, year: number): Promise<number> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended('ballots nomor', ${year}))`)
  const found = await maybeRow(
    tx,
    sql<{
      last: number | null
    }>`select max(substring(p.nomor from 12 for 6)::int) as last from ballots.pungutan p
    where p.nomor like ${`SUARA-${year}-%`}`,
  )
  return (found?.last ?? 0) + 1
}

export async function insertPungutan(
  tx: Tx,
  row: Pungutan & Readonly<{ dibuatOleh: string; dibuatAt: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into ballots.pungutan (id, nomor, judul, pertanyaan, jenis, aturan, anggaran_sen, kursi, paling_banyak,
      jumlah_poin, is_batas_anggaran, wilayah_kode, buka_at, tutup_at, dibuat_oleh, dibuat_at)
    values (${row.id}, ${row.nomor}, ${row.judul}, ${row.pertanyaan}, ${row.jenis}, ${JSON.stringify(row.aturan)}::jsonb,
      ${row.anggaran === null ? null : String(row.anggaran)}::numeric, ${row.kursi}, ${row.palingBanyak}, ${row.jumlahPoin},
      ${row.isBatasAnggaran}, ${row.wilayahKode}, ${row.bukaAt}, ${row.tutupAt}, ${row.dibuatOleh}, ${row.dibuatAt})`,
  )
}

/** Take the row so that its state stands still. */
export async function lockPungutan(tx: Tx, id: string): Promise<Status | undefined> {
  const found = await maybeRow(
    tx,
    sql<{
      status: Status
    }>`select p.status from ballots.pungutan p where p.id = ${id}::uuid for update`,
  )
  return found?.status
}

export async function setStatus(tx: Tx, id: string, status: Status): Promise<void> {
  await run(tx, sql`update ballots.pungutan set status = ${status} where id = ${id}::uuid`)
}

export type Ketetapan = Readonly<{
  ketetapan: unknown
  aturanSidik: Uint8Array
  kunciPublik: Uint8Array
  kunciTersegel: Uint8Array
  benihSidik: Uint8Array
  benihTersegel: Uint8Array
}>

/** Fix a vote and put up its empty box. */
export async function fixPungutan(tx: Tx, id: string, row: Ketetapan): Promise<void> {
  await run(
    tx,
    sql`update ballots.pungutan set status = 'tetap', ketetapan = ${JSON.stringify(row.ketetapan)}::jsonb,
      aturan_sidik = ${row.aturanSidik}, kunci_publik = ${row.kunciPublik}, kunci_tersegel = ${row.kunciTersegel},
      benih_sidik = ${row.benihSidik}, benih_tersegel = ${row.benihTersegel} where id = ${id}::uuid`,
  )
  await run(tx, sql`insert into ballots.kotak (pungutan_id) values (${id}::uuid)`)
}

export type Kunci = Readonly<{
  kunciPublik: Uint8Array
  kunciTersegel: Uint8Array
  aturanSidik: Uint8Array
  benihSidik: Uint8Array
  benihTersegel: Uint8Array
}>

/** Keys and digests of a vote that was fixed. */
export function findKunci(tx: Tx, id: string): Promise<Kunci | undefined> {
  return maybeRow(
    tx,
    sql<Kunci>`select p.kunci_publik as "kunciPublik", p.kunci_tersegel as "kunciTersegel", p.aturan_sidik as "aturanSidik",
      p.benih_sidik as "benihSidik", p.benih_tersegel as "benihTersegel"
    from ballots.pungutan p where p.id = ${id}::uuid and p.status <> 'rancangan'`,
  )
}

export async function listPilihan(tx: Tx, pungutanId: string): Promise<readonly Pilihan[]> {
  const found = await rows(
    tx,
    sql<
      Omit<Pilihan, 'biaya'> & { biaya: string | null }
    >`select o.kode, o.nama, o.uraian, o.tempat,
      o.biaya_sen::text as biaya, o.usulan from ballots.pilihan o where o.pungutan_id = ${pungutanId}::uuid
    order by o.kode::int limit 500`,
  )
  return found.map((one) => ({ ...one, biaya: one.biaya === null ? null : BigInt(one.biaya) }))
}

export async function insertPilihan(tx: Tx, pungutanId: string, row: Pilihan): Promise<void> {
  await run(
    tx,
    sql`insert into ballots.pilihan (pungutan_id, kode, nama, uraian, tempat, biaya_sen, usulan)
    values (${pungutanId}::uuid, ${row.kode}, ${row.nama}, ${row.uraian}, ${row.tempat},
      ${row.biaya === null ? null : String(row.biaya)}::numeric, ${row.usulan})`,
  )
}

export function deletePilihan(tx: Tx, pungutanId: string, kode: string): Promise<number> {
  return run(
    tx,
    sql`delete from ballots.pilihan where pungutan_id = ${pungutanId}::uuid and kode = ${kode}`,
  )
}
