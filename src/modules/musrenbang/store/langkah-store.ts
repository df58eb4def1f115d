import { fromDecimalString, type Sen } from '../../../kernel/money.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Pemilik, Status } from '../domain/kedudukan.ts'
import { type Volume, volumeFromDecimal, volumeToDecimal } from '../domain/volume.ts'
import { moneyOrNull } from './usulan-store.ts'

/** A step: where the proposal stands after it, and the work as it then is. */
export type NewLangkah = Readonly<{
  usulanId: string
  urutan: number
  jenjang: string
  status: Status
  musyawarahId?: string | undefined
  peringkat?: number | undefined
  alasanKode?: string | undefined
  alasan?: string | undefined
  gabungKe?: string | undefined
  volume: Volume
  patokan: string
  biaya: Sen | null
  unitKode: string
  acuan?: string | undefined
  acuanUrl?: string | undefined
  pemilik: Pemilik | undefined
  tenggat: string | undefined
  rencana?: Readonly<{ id: string; nomor: string }> | undefined
  oleh: string
  at: Date
}>

const flat = ({ pemilik, rencana, ...row }: NewLangkah) => ({
  ...row,
  volume: volumeToDecimal(row.volume),
  biaya: moneyOrNull(row.biaya),
  pemilikJenis: pemilik?.jenis ?? null,
  pemilikKode: pemilik !== undefined && 'kode' in pemilik ? pemilik.kode : '',
  rencanaId: rencana?.id ?? null,
  rencanaNomor: rencana?.nomor ?? null,
})

const SHAPE = sql`x ("usulanId" uuid, urutan smallint, jenjang text, status text, "musyawarahId" uuid, peringkat integer,
  "alasanKode" text, alasan text, "gabungKe" uuid, volume numeric, patokan text, biaya numeric, "unitKode" text, acuan text,
  "acuanUrl" text, "pemilikJenis" text, "pemilikKode" text, tenggat date, "rencanaId" uuid, "rencanaNomor" text, oleh text,
  at timestamptz)`

/** Write steps and nothing else: the first of new proposals, whose row already stands there. */
export async function insertLangkah(tx: Tx, list: readonly NewLangkah[]): Promise<void> {
  if (list.length === 0) return
  await run(
    tx,
    sql`insert into musrenbang.langkah (usulan_id, urutan, jenjang, status, musyawarah_id, peringkat, alasan_kode, alasan, gabung_ke,
      volume, patokan, biaya, unit_kode, acuan, acuan_url, pemilik_jenis, pemilik_kode, tenggat, oleh, terjadi_at)
    select x."usulanId", x.urutan, x.jenjang, x.status, x."musyawarahId", x.peringkat, x."alasanKode", x.alasan, x."gabungKe",
      x.volume, x.patokan, x.biaya, x."unitKode", x.acuan, x."acuanUrl", x."pemilikJenis", x."pemilikKode", x.tenggat, x.oleh, x.at
    from jsonb_to_recordset(${JSON.stringify(list.map(flat))}::jsonb) as ${SHAPE}`,
  )
}

/** Take steps: the history and where each proposal stands, in two statements however many they are. */
export async function moveUsulan(tx: Tx, list: readonly NewLangkah[]): Promise<void> {
  if (list.length === 0) return
  await insertLangkah(tx, list)
  await run(
    tx,
    sql`update musrenbang.usulan u set urutan = x.urutan, jenjang = x.jenjang, status = x.status, volume = x.volume,
      patokan = x.patokan, biaya = x.biaya, unit_kode = x."unitKode", gabung_ke = x."gabungKe", pemilik_jenis = x."pemilikJenis",
      pemilik_kode = x."pemilikKode", tenggat = x.tenggat, rencana_id = coalesce(x."rencanaId", u.rencana_id),
      rencana_nomor = coalesce(x."rencanaNomor", u.rencana_nomor)
    from jsonb_to_recordset(${JSON.stringify(list.map(flat))}::jsonb) as ${SHAPE} where u.id = x."usulanId"`,
  )
}

export type Langkah = Readonly<{
  urutan: number
  jenjang: string
  status: Status
  musyawarahId: string | null
  peringkat: number | null
  alasanKode: string | null
  alasan: string | null
  gabungNomor: string | null
  volume: Volume
  patokan: string
  biaya: Sen | null
  unitKode: string
  acuan: string | null
  acuanUrl: string | null
  tenggat: string | null
  isLewat: boolean
  at: Date
}>

type Row = Omit<Langkah, 'volume' | 'biaya'> & Readonly<{ volume: string; biaya: string | null }>

/** The whole history of a proposal. */
export async function listLangkah(tx: Tx, usulanId: string): Promise<readonly Langkah[]> {
  const found = await rows(
    tx,
    sql<Row>`select l.urutan, l.jenjang, l.status, l.musyawarah_id as "musyawarahId", l.peringkat, l.alasan_kode as "alasanKode",
      l.alasan, g.nomor as "gabungNomor", l.volume::text as volume, l.patokan, l.biaya::text as biaya, l.unit_kode as "unitKode",
      l.acuan, l.acuan_url as "acuanUrl", l.tenggat, w.usulan_id is not null as "isLewat", l.terjadi_at as at
    from musrenbang.langkah l left join musrenbang.usulan g on g.id = l.gabung_ke
    left join musrenbang.lewat w on w.usulan_id = l.usulan_id and w.urutan = l.urutan
    where l.usulan_id = ${usulanId}::uuid order by l.urutan limit 200`,
  )
  return found.map((row) => ({
    ...row,
    volume: volumeFromDecimal(row.volume),
    biaya: row.biaya === null ? null : fromDecimalString(row.biaya),
  }))
}

export type Verifikasi = Readonly<{
  id: string
  unitKode: string
  hasil: 'layak' | 'tidak' | 'perlu-perbaikan'
  catatan: string
  at: Date
}>

export async function insertVerifikasi(
  tx: Tx,
  usulanId: string,
  row: Verifikasi & Readonly<{ biaya: Sen | null; oleh: string }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into musrenbang.verifikasi (id, usulan_id, unit_kode, hasil, catatan, biaya, oleh, dicatat_at)
    values (${row.id}, ${usulanId}, ${row.unitKode}, ${row.hasil}, ${row.catatan}, ${moneyOrNull(row.biaya)}, ${row.oleh}, ${row.at})`,
  )
}

export function listVerifikasi(tx: Tx, usulanId: string): Promise<Verifikasi[]> {
  return rows(
    tx,
    sql<Verifikasi>`select v.id, v.unit_kode as "unitKode", v.hasil, v.catatan, v.dicatat_at as at from musrenbang.verifikasi v
    where v.usulan_id = ${usulanId}::uuid order by v.id limit 20`,
  )
}

/** @returns whether it is new */
export async function insertDukungan(
  tx: Tx,
  row: Readonly<{ usulanId: string; akunId: string; at: Date }>,
): Promise<boolean> {
  const made = await run(
    tx,
    sql`insert into musrenbang.dukungan (usulan_id, akun_id, didukung_at) values (${row.usulanId}, ${row.akunId}, ${row.at})
    on conflict do nothing`,
  )
  return made > 0
}

export async function deleteDukungan(
  tx: Tx,
  row: Readonly<{ usulanId: string; akunId: string }>,
): Promise<boolean> {
  const gone = await run(
    tx,
    sql`delete from musrenbang.dukungan where usulan_id = ${row.usulanId}::uuid and akun_id = ${row.akunId}::uuid`,
  )
  return gone > 0
}

/** The count moves with the row, in the same transaction. */
export async function addPendukung(tx: Tx, usulanId: string, by: 1 | -1): Promise<void> {
  await run(
    tx,
    sql`update musrenbang.usulan set pendukung = pendukung + ${by} where id = ${usulanId}::uuid`,
  )
}

export async function isPendukung(tx: Tx, usulanId: string, akunId: string): Promise<boolean> {
  const row = await maybeRow(
    tx,
    sql`select 1 from musrenbang.dukungan d where d.usulan_id = ${usulanId}::uuid and d.akun_id = ${akunId}::uuid`,
  )
  return row !== undefined
}

/** Accounts that are told of a proposal: who support it, and its author. */
export async function listPendengar(
  tx: Tx,
  usulanId: string,
  page: Readonly<{ after?: string; limit: number }>,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ akunId: string }>`select p.akun_id as "akunId" from (
      select d.akun_id from musrenbang.dukungan d where d.usulan_id = ${usulanId}::uuid
      union select u.pengusul_akun from musrenbang.usulan u where u.id = ${usulanId}::uuid and u.pengusul_akun is not null) p
    where p.akun_id > ${page.after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by p.akun_id limit ${page.limit}`,
  )
  return found.map(({ akunId }) => akunId)
}

/** Mark what was not done in time, once per step. @returns which proposals */
export function markLewat(
  tx: Tx,
  order: Readonly<{ today: string; at: Date; limit: number }>,
): Promise<{ usulanId: string }[]> {
  return rows(
    tx,
    sql<{
      usulanId: string
    }>`insert into musrenbang.lewat (usulan_id, urutan, tenggat, pemilik_jenis, pemilik_kode, ditandai_at)
    select u.id, u.urutan, u.tenggat, u.pemilik_jenis, u.pemilik_kode, ${order.at}::timestamptz from musrenbang.usulan u
    where u.tenggat < ${order.today}::date
      and not exists (select 1 from musrenbang.lewat w where w.usulan_id = u.id and w.urutan = u.urutan)
    order by u.tenggat, u.id limit ${order.limit}
    on conflict do nothing returning usulan_id as "usulanId"`,
  )
}
