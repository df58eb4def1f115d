import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { HasilBanding, JenisPutusan } from '../domain/putusan.ts'
import type { Kunci } from './forum-store.ts'

/** @returns false when this account flagged this post before */
export async function insertTanda(
  tx: Tx,
  row: Readonly<{ id: string; kirimanId: string; aturan: string; akunId: string; at: Date }>,
): Promise<boolean> {
  const done = await run(
    tx,
    sql`insert into forums.tanda (id, kiriman_id, aturan_kode, penanda_akun, dibuat_at)
    values (${row.id}, ${row.kirimanId}, ${row.aturan}, ${row.akunId}, ${row.at}) on conflict do nothing`,
  )
  return done === 1
}

export async function countTanda(
  tx: Tx,
  { akunId, since }: Readonly<{ akunId: string; since: Date }>,
): Promise<number> {
  const { n } = await oneRow(
    tx,
    sql<{
      n: number
    }>`select count(*)::int as n from forums.tanda t where t.penanda_akun = ${akunId}::uuid and t.dibuat_at > ${since}`,
  )
  return n
}

export type TandaRow = Readonly<{ akun: string; kiriman: string; at: Date }>

/** Flags that who flagged this post set since then, the latest first: what tells who acted together. */
export function readTogether(
  tx: Tx,
  { kirimanId, since, limit }: Readonly<{ kirimanId: string; since: Date; limit: number }>,
): Promise<TandaRow[]> {
  return rows(
    tx,
    sql<TandaRow>`select t.penanda_akun::text as akun, t.kiriman_id::text as kiriman, t.dibuat_at as at from forums.tanda t
    where t.penanda_akun in (select s.penanda_akun from forums.tanda s where s.kiriman_id = ${kirimanId} and s.penanda_akun is not null)
      and (t.kiriman_id = ${kirimanId} or t.dibuat_at > ${since}) order by t.kiriman_id = ${kirimanId} desc, t.dibuat_at desc limit ${limit}`,
  )
}

export type Perkara = Readonly<{
  id: string
  kirimanId: string
  status: 'terbuka' | 'diputus'
  jumlahTanda: number
  sumber: number
  dibukaAt: Date
  tenggatAt: Date
}>

const PERKARA = sql`p.id, p.kiriman_id as "kirimanId", p.status, p.jumlah_tanda as "jumlahTanda", p.sumber, p.dibuka_at as "dibukaAt",
  p.tenggat_at as "tenggatAt"`

export function findOpenPerkara(tx: Tx, kirimanId: string): Promise<Perkara | undefined> {
  return maybeRow(
    tx,
    sql<Perkara>`select ${PERKARA} from forums.perkara p where p.kiriman_id = ${kirimanId} and p.status = 'terbuka'`,
  )
}

export function findPerkara(tx: Tx, id: string): Promise<Perkara | undefined> {
  return maybeRow(tx, sql<Perkara>`select ${PERKARA} from forums.perkara p where p.id = ${id}`)
}

export function lockPerkara(tx: Tx, id: string): Promise<Perkara | undefined> {
  return maybeRow(
    tx,
    sql<Perkara>`select ${PERKARA} from forums.perkara p where p.id = ${id} for update of p`,
  )
}

export async function insertPerkara(tx: Tx, row: Omit<Perkara, 'status'>): Promise<void> {
  await run(
    tx,
    sql`insert into forums.perkara (id, kiriman_id, jumlah_tanda, sumber, dibuka_at, tenggat_at)
    values (${row.id}, ${row.kirimanId}, ${row.jumlahTanda}, ${row.sumber}, ${row.dibukaAt}, ${row.tenggatAt})`,
  )
}

export async function updatePerkara(
  tx: Tx,
  row: Pick<Perkara, 'id' | 'jumlahTanda' | 'sumber' | 'tenggatAt'>,
): Promise<void> {
  await run(
    tx,
    sql`update forums.perkara set jumlah_tanda = ${row.jumlahTanda}, sumber = ${row.sumber}, tenggat_at = ${row.tenggatAt} where id = ${row.id}`,
  )
}

export async function closePerkara(tx: Tx, id: string): Promise<void> {
  await run(tx, sql`update forums.perkara set status = 'diputus' where id = ${id}`)
}

export type AntreRow = Perkara &
  Readonly<{
    isi: string
    nomor: number
    isyarat: readonly string[]
    forumKode: string
    topikNomor: number
    judul: string
  }>

/** What waits for moderators, the earliest due first. */
export function listAntre(
  tx: Tx,
  { after, limit }: Readonly<{ after: Kunci | undefined; limit: number }>,
): Promise<AntreRow[]> {
  const from =
    after === undefined
      ? sql``
      : sql`and (p.tenggat_at, p.id) > (${after.at}::timestamptz, ${after.id}::uuid)`
  return rows(
    tx,
    sql<AntreRow>`select ${PERKARA}, k.isi, k.nomor, k.isyarat, f.kode as "forumKode", t.nomor as "topikNomor", t.judul
    from forums.perkara p join forums.kiriman k on k.id = p.kiriman_id join forums.topik t on t.id = k.topik_id
    join forums.forum f on f.id = t.forum_id where p.status = 'terbuka' ${from} order by p.tenggat_at, p.id limit ${limit}`,
  )
}

/** How often each rule was named on a post. */
export function listTandaOf(
  tx: Tx,
  kirimanId: string,
): Promise<{ aturan: string; jumlah: number }[]> {
  return rows(
    tx,
    sql<{
      aturan: string
      jumlah: number
    }>`select t.aturan_kode as aturan, count(*)::int as jumlah from forums.tanda t
    where t.kiriman_id = ${kirimanId} group by t.aturan_kode order by 2 desc, 1 limit 20`,
  )
}

/** @returns the next number of a decision in this year */
export async function nextPutusan(tx: Tx, tahun: number): Promise<number> {
  const { terakhir } = await oneRow(
    tx,
    sql<{ terakhir: number }>`insert into forums.deret (tahun, terakhir) values (${tahun}, 1)
    on conflict (tahun) do update set terakhir = forums.deret.terakhir + 1 returning terakhir`,
  )
  return terakhir
}

export type KeputusanBaru = Readonly<{
  id: string
  nomor: string
  perkaraId: string
  kirimanId: string
  jenis: JenisPutusan
  aturan: string
  alasan: string
  oleh: string
  at: Date
  menit: number
  isTerlambat: boolean
  dariForumId: string | null
  dariNomor: number | null
  keForumId: string | null
}>

export async function insertKeputusan(tx: Tx, row: KeputusanBaru): Promise<void> {
  await run(
    tx,
    sql`insert into forums.keputusan (id, nomor, perkara_id, kiriman_id, jenis, aturan_kode, alasan, oleh, diputus_at, menit, is_terlambat,
      dari_forum_id, dari_nomor, ke_forum_id)
    values (${row.id}, ${row.nomor}, ${row.perkaraId}, ${row.kirimanId}, ${row.jenis}, ${row.aturan}, ${row.alasan}, ${row.oleh}, ${row.at},
      ${row.menit}, ${row.isTerlambat}, ${row.dariForumId}, ${row.dariNomor}, ${row.keForumId})`,
  )
}

/** A decision with its appeal, and of the post only what everybody may know. */
export type Keputusan = Readonly<{
  id: string
  nomor: string
  kirimanId: string
  jenis: JenisPutusan
  aturan: string
  alasan: string
  oleh: string
  diputusAt: Date
  dariForumId: string | null
  dariNomor: number | null
  bandingId: string | null
  bandingAlasan: string | null
  diajukanAt: Date | null
  tenggatPada: Tanggal | null
  hasil: HasilBanding | null
  putusanAlasan: string | null
  putusanAt: Date | null
}>

const KEPUTUSAN = sql`p.id, p.nomor, p.kiriman_id as "kirimanId", p.jenis, p.aturan_kode as aturan, p.alasan, p.oleh, p.diputus_at as "diputusAt",
  p.dari_forum_id as "dariForumId", p.dari_nomor as "dariNomor", b.id as "bandingId", b.alasan as "bandingAlasan",
  b.diajukan_at as "diajukanAt", b.tenggat_pada as "tenggatPada", v.hasil, v.alasan as "putusanAlasan", v.diputus_at as "putusanAt"`
const KEPUTUSAN_FROM = sql`forums.keputusan p left join forums.banding b on b.keputusan_id = p.id
  left join forums.putusan_banding v on v.banding_id = b.id`

export function findKeputusan(tx: Tx, nomor: string): Promise<Keputusan | undefined> {
  return maybeRow(
    tx,
    sql<Keputusan>`select ${KEPUTUSAN} from ${KEPUTUSAN_FROM} where p.nomor = ${nomor}`,
  )
}

/** The last decision that locked or moved a topic, by its first post. */
export function findTopikPutusan(tx: Tx, topikId: string): Promise<Keputusan | undefined> {
  return maybeRow(
    tx,
    sql<Keputusan>`select ${KEPUTUSAN} from ${KEPUTUSAN_FROM} join forums.kiriman k on k.id = p.kiriman_id
    where k.topik_id = ${topikId} and k.nomor = 1 and p.jenis in ('kunci', 'pindahkan') order by p.diputus_at desc limit 1`,
  )
}

/** @returns false when it was appealed before */
export async function insertBanding(
  tx: Tx,
  row: Readonly<{
    id: string
    keputusanId: string
    keputusanOleh: string
    alasan: string
    at: Date
    tenggat: Tanggal
  }>,
): Promise<boolean> {
  const done = await run(
    tx,
    sql`insert into forums.banding (id, keputusan_id, keputusan_oleh, alasan, diajukan_at, tenggat_pada)
    values (${row.id}, ${row.keputusanId}, ${row.keputusanOleh}, ${row.alasan}, ${row.at}, ${row.tenggat}) on conflict (keputusan_id) do nothing`,
  )
  return done === 1
}

/** @returns false when it was decided before */
export async function insertPutusanBanding(
  tx: Tx,
  row: Readonly<{
    bandingId: string
    keputusanOleh: string
    hasil: HasilBanding
    alasan: string
    oleh: string
    at: Date
    isTerlambat: boolean
  }>,
): Promise<boolean> {
  const done = await run(
    tx,
    sql`insert into forums.putusan_banding (banding_id, keputusan_oleh, hasil, alasan, oleh, diputus_at, is_terlambat)
    values (${row.bandingId}, ${row.keputusanOleh}, ${row.hasil}, ${row.alasan}, ${row.oleh}, ${row.at}, ${row.isTerlambat})
    on conflict (banding_id) do nothing`,
  )
  return done === 1
}

export type BandingRow = Readonly<{
  id: string
  nomor: string
  aturan: string
  jenis: JenisPutusan
  oleh: string
  tenggatPada: Tanggal
  alasan: string
}>

/** Appeals that wait, the earliest due first. */
export function listBanding(tx: Tx, limit: number): Promise<BandingRow[]> {
  return rows(
    tx,
    sql<BandingRow>`select b.id, p.nomor, p.aturan_kode as aturan, p.jenis, p.oleh, b.tenggat_pada as "tenggatPada", b.alasan
    from forums.banding b join forums.keputusan p on p.id = b.keputusan_id
    left join forums.putusan_banding v on v.banding_id = b.id where v.banding_id is null order by b.tenggat_pada, b.id limit ${limit}`,
  )
}
