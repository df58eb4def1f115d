import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { StatusBagian } from '../domain/versi.ts'

export type Bagian = Readonly<{
  versiId: string
  skpdId: number
  status: StatusBagian
  diajukanOleh: string | null
  diajukanAt: Date | null
  ditelaahOleh: string | null
  ditelaahAt: Date | null
  catatan: string
}>

const COLUMNS = sql`b.versi_id as "versiId", b.skpd_id as "skpdId", b.status, b.diajukan_oleh as "diajukanOleh",
  b.diajukan_at as "diajukanAt", b.ditelaah_oleh as "ditelaahOleh", b.ditelaah_at as "ditelaahAt", b.catatan`

export async function insertBagian(
  tx: Tx,
  versiId: string,
  skpdIds: readonly number[],
): Promise<void> {
  await run(
    tx,
    sql`insert into budget.bagian (versi_id, skpd_id) select ${versiId}, s.id from unnest(${[...skpdIds]}::int[]) as s(id)
    on conflict do nothing`,
  )
}

export function findBagian(tx: Tx, versiId: string, skpdId: number): Promise<Bagian | undefined> {
  return maybeRow(
    tx,
    sql<Bagian>`select ${COLUMNS} from budget.bagian b where b.versi_id = ${versiId} and b.skpd_id = ${skpdId}`,
  )
}

/** The part's row, nobody else's until the transaction ends. */
export function lockBagian(tx: Tx, versiId: string, skpdId: number): Promise<Bagian | undefined> {
  return maybeRow(
    tx,
    sql<Bagian>`select ${COLUMNS} from budget.bagian b where b.versi_id = ${versiId} and b.skpd_id = ${skpdId} for update`,
  )
}

export type BagianSum = Bagian &
  Readonly<{
    baris: number
    pendapatan: Sen
    belanja: Sen
    pembiayaan: Sen
    pagu: Sen
    terbuka: number
  }>
type SumRow = Bagian &
  Readonly<{
    baris: number
    pendapatan: string
    belanja: string
    pembiayaan: string
    pagu: string
    terbuka: number
  }>

/** Parts of a version with what they sum to, and comments that are not settled. Parts are some dozens. */
export async function listBagian(tx: Tx, versiId: string): Promise<readonly BagianSum[]> {
  const found = await rows(
    tx,
    sql<SumRow>`select ${COLUMNS}, coalesce(l.baris, 0)::int as baris, coalesce(l.pendapatan, 0)::text as pendapatan,
      coalesce(l.belanja, 0)::text as belanja, coalesce(l.pembiayaan, 0)::text as pembiayaan,
      coalesce(p.jumlah, 0)::text as pagu, coalesce(t.terbuka, 0)::int as terbuka
    from budget.bagian b
    left join (
      select g.skpd_id, sum(g.baris) as baris, sum(g.jumlah) filter (where r.kode like '4%') as pendapatan,
        sum(g.jumlah) filter (where r.kode like '5%') as belanja, sum(g.jumlah) filter (where r.kode like '6%') as pembiayaan
      from (select g.skpd_id, g.mata_anggaran_id, count(g.id) as baris, sum(g.jumlah) as jumlah
        from budget.garis g where g.versi_id = ${versiId} group by g.skpd_id, g.mata_anggaran_id) g
      join budget.mata_anggaran m on m.id = g.mata_anggaran_id join fiscal.pub_rekening r on r.id = m.rekening_id
      group by g.skpd_id) l on l.skpd_id = b.skpd_id
    left join (select p.skpd_id, sum(p.jumlah) as jumlah from budget.pagu p
      join budget.versi v on v.id = ${versiId} and p.versi_id = coalesce(v.pagu_versi_id, v.id)
      group by p.skpd_id) p on p.skpd_id = b.skpd_id
    left join (select t.skpd_id, count(t.id) as terbuka from budget.telaah t
      where t.versi_id = ${versiId} and t.selesai_at is null group by t.skpd_id) t on t.skpd_id = b.skpd_id
    where b.versi_id = ${versiId} order by b.skpd_id`,
  )
  return found.map((row) => ({
    ...row,
    pendapatan: fromDecimalString(row.pendapatan),
    belanja: fromDecimalString(row.belanja),
    pembiayaan: fromDecimalString(row.pembiayaan),
    pagu: fromDecimalString(row.pagu),
  }))
}

export type BagianChange = Readonly<{
  versiId: string
  skpdId: number
  status: StatusBagian
  diajukan?: Readonly<{ oleh: string; at: Date }>
  ditelaah?: Readonly<{ oleh: string; at: Date }>
  catatan?: string
}>

/** What is not told of who handed in stays; who reviewed is told anew. */
export async function updateBagian(tx: Tx, change: BagianChange): Promise<void> {
  await run(
    tx,
    sql`update budget.bagian b set status = ${change.status},
      diajukan_oleh = coalesce(${change.diajukan?.oleh ?? null}, b.diajukan_oleh),
      diajukan_at = coalesce(${change.diajukan?.at ?? null}::timestamptz, b.diajukan_at),
      ditelaah_oleh = ${change.ditelaah?.oleh ?? null}, ditelaah_at = ${change.ditelaah?.at ?? null}::timestamptz,
      catatan = coalesce(${change.catatan ?? null}, b.catatan)
    where b.versi_id = ${change.versiId} and b.skpd_id = ${change.skpdId}`,
  )
}

/** Whether one entered lines of a part. */
export async function listEditors(
  tx: Tx,
  versiId: string,
  skpdId: number,
): Promise<readonly string[]> {
  const found = await rows(
    tx,
    sql<{ oleh: string }>`select distinct g.diubah_oleh as oleh from budget.garis g
    where g.versi_id = ${versiId} and g.skpd_id = ${skpdId} order by g.diubah_oleh limit 200`,
  )
  return found.map(({ oleh }) => oleh)
}

export type SubSum = Readonly<{
  subKegiatanId: number | null
  baris: number
  jumlah: Sen
  pagu: Sen
}>

/** What the lines of a part sum to per sub kegiatan, beside its ceiling; ceilings without lines too. */
export async function listSubSums(
  tx: Tx,
  versiId: string,
  skpdId: number,
): Promise<readonly SubSum[]> {
  const found = await rows(
    tx,
    sql<{ subKegiatanId: number | null; baris: number; jumlah: string; pagu: string }>`select
      coalesce(l.sub_kegiatan_id, p.sub_kegiatan_id) as "subKegiatanId", coalesce(l.baris, 0)::int as baris,
      coalesce(l.jumlah, 0)::text as jumlah, coalesce(p.jumlah, 0)::text as pagu
    from (select m.sub_kegiatan_id, count(g.id) as baris, sum(g.jumlah) as jumlah
      from budget.garis g join budget.mata_anggaran m on m.id = g.mata_anggaran_id
      where g.versi_id = ${versiId} and g.skpd_id = ${skpdId} group by m.sub_kegiatan_id) l
    full join (select p.sub_kegiatan_id, p.jumlah from budget.pagu p
      join budget.versi v on v.id = ${versiId} and p.versi_id = coalesce(v.pagu_versi_id, v.id)
      where p.skpd_id = ${skpdId}) p on p.sub_kegiatan_id = l.sub_kegiatan_id
    order by 1 nulls first`,
  )
  return found.map((row) => ({
    ...row,
    jumlah: fromDecimalString(row.jumlah),
    pagu: fromDecimalString(row.pagu),
  }))
}

/** Parts of a new version, as those of the one it is made from stand. */
export async function copyBagian(tx: Tx, dari: string, ke: string): Promise<void> {
  await run(
    tx,
    sql`insert into budget.bagian (versi_id, skpd_id, diajukan_oleh, diajukan_at)
    select ${ke}, b.skpd_id, b.diajukan_oleh, b.diajukan_at from budget.bagian b where b.versi_id = ${dari}`,
  )
}

/** Lines are the same, so their approval holds: told once they are copied. */
export async function approveCopied(tx: Tx, dari: string, ke: string): Promise<void> {
  await run(
    tx,
    sql`update budget.bagian b set status = 'diajukan' from budget.bagian i
    where b.versi_id = ${ke} and i.versi_id = ${dari} and i.skpd_id = b.skpd_id and i.status = 'disetujui'`,
  )
  await run(
    tx,
    sql`update budget.bagian b set status = 'disetujui', ditelaah_oleh = i.ditelaah_oleh, ditelaah_at = i.ditelaah_at
    from budget.bagian i where b.versi_id = ${ke} and b.status = 'diajukan' and i.versi_id = ${dari}
      and i.skpd_id = b.skpd_id and i.status = 'disetujui'`,
  )
}

export type Pagu = Readonly<{
  skpdId: number
  subKegiatanId: number
  jumlah: Sen
  rkpdBarisId: string | null
}>

/** Set ceilings; one that is there gets the new amount. */
export async function upsertPagu(tx: Tx, versiId: string, pagu: readonly Pagu[]): Promise<void> {
  const list = pagu.map((one) => ({ ...one, jumlah: toDecimalString(one.jumlah) }))
  await run(
    tx,
    sql`insert into budget.pagu as p (versi_id, skpd_id, sub_kegiatan_id, jumlah, rkpd_baris_id)
    select ${versiId}, r."skpdId", r."subKegiatanId", r.jumlah, r."rkpdBarisId"
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
      as r("skpdId" int, "subKegiatanId" int, jumlah numeric, "rkpdBarisId" uuid)
    on conflict (versi_id, skpd_id, sub_kegiatan_id) do update set jumlah = excluded.jumlah,
      rkpd_baris_id = coalesce(excluded.rkpd_baris_id, p.rkpd_baris_id)`,
  )
}

export async function copyPagu(tx: Tx, dari: string, ke: string): Promise<void> {
  await run(
    tx,
    sql`insert into budget.pagu (versi_id, skpd_id, sub_kegiatan_id, jumlah, rkpd_baris_id)
    select ${ke}, p.skpd_id, p.sub_kegiatan_id, p.jumlah, p.rkpd_baris_id from budget.pagu p where p.versi_id = ${dari}`,
  )
}

/** Lines of the yearly plan that the ceilings of a part come from, by sub kegiatan. */
export async function listAsalPagu(
  tx: Tx,
  versiId: string,
  skpdId: number,
): Promise<ReadonlyMap<number, string>> {
  const found = await rows(
    tx,
    sql<{ subKegiatanId: number; rkpdBarisId: string }>`select p.sub_kegiatan_id as "subKegiatanId",
      p.rkpd_baris_id as "rkpdBarisId" from budget.versi v join budget.pagu p on p.versi_id = v.pagu_versi_id and p.skpd_id = ${skpdId}
    where v.id = ${versiId} and p.rkpd_baris_id is not null`,
  )
  return new Map(found.map((row) => [row.subKegiatanId, row.rkpdBarisId]))
}

export type PaguSum = Readonly<{ skpdId: number; subKegiatanId: number; jumlah: Sen }>

/** Ceilings of a version: some thousands, bounded by the nomenclature. */
export async function listPagu(tx: Tx, versiId: string): Promise<readonly PaguSum[]> {
  const found = await rows(
    tx,
    sql<{ skpdId: number; subKegiatanId: number; jumlah: string }>`select p.skpd_id as "skpdId",
      p.sub_kegiatan_id as "subKegiatanId", p.jumlah::text as jumlah from budget.pagu p
    where p.versi_id = ${versiId} order by p.skpd_id, p.sub_kegiatan_id`,
  )
  return found.map((row) => ({ ...row, jumlah: fromDecimalString(row.jumlah) }))
}

/** Hold a part as it stands while lines are written; other writers of it may go on. */
export async function shareBagian(tx: Tx, versiId: string, skpdId: number): Promise<void> {
  await run(
    tx,
    sql`select b.status from budget.bagian b where b.versi_id = ${versiId} and b.skpd_id = ${skpdId} for share`,
  )
}
