import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import { oneRow, rows, run, sql, type Tx, together } from '../../../platform/db/database.ts'
import { groupRows } from '../domain/kelompok.ts'
import type { Indikator, Simpul } from '../domain/simpul.ts'
import { type Ukuran, ukuranFromDecimal, ukuranToDecimal } from '../domain/ukuran.ts'

type Row = Omit<Simpul, 'pagu' | 'indikator'>
type Ceiling = Readonly<{ simpulId: string; tahun: number; pagu: string }>
type IndikatorRow = Omit<Indikator, 'awal' | 'target'> & Readonly<{ awal: string | null }>
type Target = Readonly<{ indikatorId: string; tahun: number; target: string }>

/** A document's tree in the order of reading, every node with its ceilings and indicators: four statements. */
export async function readSimpul(tx: Tx, dokumenId: string): Promise<readonly Simpul[]> {
  const trees = await readTrees(tx, [dokumenId])
  return trees.get(dokumenId) ?? []
}

/** Trees of several documents at once. */
export async function readTrees(
  tx: Tx,
  dokumenIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Simpul[]>> {
  const [nodes, ceilings, indicators, targets] = await together([
    rows(
      tx,
      sql<
        Row & { dokumenId: string }
      >`select s.dokumen_id as "dokumenId", s.id, s.induk_id as "indukId", s.jenis,
        s.urutan, s.uraian, s.nomenklatur_id as "nomenklaturId", s.skpd_id as "skpdId",
        s.mendukung_id as "mendukungId", s.revisi, s.diubah_oleh as "diubahOleh"
      from planning.simpul s where s.dokumen_id = any(${dokumenIds}::uuid[])
      order by s.dokumen_id, s.urutan, s.id`,
    ),
    rows(
      tx,
      sql<
        Ceiling & { dokumenId: string }
      >`select p.dokumen_id as "dokumenId", p.simpul_id as "simpulId", p.tahun,
        p.pagu::text as pagu
      from planning.simpul_pagu p where p.dokumen_id = any(${dokumenIds}::uuid[]) order by p.tahun`,
    ),
    rows(
      tx,
      sql<
        IndikatorRow & { dokumenId: string }
      >`select i.dokumen_id as "dokumenId", i.id, i.simpul_id as "simpulId",
        i.urutan, i.nama, i.satuan, i.rumus, i.arah, i.awal::text as awal, i.awal_tahun as "awalTahun", i.penjelasan,
        i.is_utama as "isUtama"
      from planning.indikator i where i.dokumen_id = any(${dokumenIds}::uuid[])
      order by i.dokumen_id, i.simpul_id, i.urutan, i.id`,
    ),
    rows(
      tx,
      sql<
        Target & { dokumenId: string }
      >`select t.dokumen_id as "dokumenId", t.indikator_id as "indikatorId",
        t.tahun, t.target::text as target
      from planning.indikator_target t where t.dokumen_id = any(${dokumenIds}::uuid[]) order by t.tahun`,
    ),
  ])
  const pagu = groupRows(ceilings, (one) => `${one.dokumenId} ${one.simpulId}`)
  const target = groupRows(targets, (one) => `${one.dokumenId} ${one.indikatorId}`)
  const indikator = groupRows(indicators, (one) => `${one.dokumenId} ${one.simpulId}`)
  const toIndikator = ({ dokumenId, awal, ...row }: (typeof indicators)[number]): Indikator => ({
    ...row,
    awal: awal === null ? null : ukuranFromDecimal(awal),
    target: new Map(
      (target.get(`${dokumenId} ${row.id}`) ?? []).map((one) => [
        one.tahun,
        ukuranFromDecimal(one.target),
      ]),
    ),
  })
  const toSimpul = ({ dokumenId, ...row }: (typeof nodes)[number]): Simpul => ({
    ...row,
    pagu: new Map(
      (pagu.get(`${dokumenId} ${row.id}`) ?? []).map((one) => [
        one.tahun,
        fromDecimalString(one.pagu),
      ]),
    ),
    indikator: (indikator.get(`${dokumenId} ${row.id}`) ?? []).map(toIndikator),
  })
  return new Map(
    [...groupRows(nodes, ({ dokumenId }) => dokumenId)].map(([id, list]) => [
      id,
      list.map(toSimpul),
    ]),
  )
}

export type StoredSimpul = Omit<Row, 'revisi'> & Readonly<{ dokumenId: string; at: Date }>

/** Many nodes in one statement; parents may come after their children. */
export async function insertSimpul(tx: Tx, list: readonly StoredSimpul[]): Promise<void> {
  await run(
    tx,
    sql`insert into planning.simpul (dokumen_id, id, induk_id, jenis, urutan, uraian, nomenklatur_id, skpd_id, mendukung_id, diubah_oleh, diubah_at)
    select x."dokumenId", x.id, x."indukId", x.jenis, x.urutan, x.uraian, x."nomenklaturId", x."skpdId", x."mendukungId", x."diubahOleh", x.at
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as x ("dokumenId" uuid, id uuid, "indukId" uuid, jenis text, urutan integer,
      uraian text, "nomenklaturId" integer, "skpdId" integer, "mendukungId" uuid, "diubahOleh" text, at timestamptz)`,
  )
}

/** @returns false when somebody else has changed the node since it was read */
export async function updateSimpul(
  tx: Tx,
  row: Pick<
    StoredSimpul,
    'dokumenId' | 'id' | 'uraian' | 'nomenklaturId' | 'mendukungId' | 'diubahOleh' | 'at'
  > &
    Readonly<{ revisi: number }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update planning.simpul set uraian = ${row.uraian}, nomenklatur_id = ${row.nomenklaturId},
      mendukung_id = ${row.mendukungId}, diubah_oleh = ${row.diubahOleh}, diubah_at = ${row.at}, revisi = revisi + 1
    where dokumen_id = ${row.dokumenId}::uuid and id = ${row.id}::uuid and revisi = ${row.revisi}`,
  )
  return changed === 1
}

export async function moveSimpul(
  tx: Tx,
  row: Readonly<{ dokumenId: string; id: string; indukId: string | null; urutan: number }>,
): Promise<void> {
  await run(
    tx,
    sql`update planning.simpul set induk_id = ${row.indukId}, urutan = ${row.urutan}, revisi = revisi + 1
    where dokumen_id = ${row.dokumenId}::uuid and id = ${row.id}::uuid`,
  )
}

export async function deleteSimpul(
  tx: Tx,
  { dokumenId, id }: Readonly<{ dokumenId: string; id: string }>,
): Promise<void> {
  await run(
    tx,
    sql`delete from planning.simpul where dokumen_id = ${dokumenId}::uuid and id = ${id}::uuid`,
  )
}

export type StoredPagu = Readonly<{ simpulId: string; pagu: ReadonlyMap<number, Sen> }>

/** Put the ceilings of nodes in place of those they had. */
export async function replacePagu(
  tx: Tx,
  { dokumenId, list }: Readonly<{ dokumenId: string; list: readonly StoredPagu[] }>,
): Promise<void> {
  await run(
    tx,
    sql`delete from planning.simpul_pagu where dokumen_id = ${dokumenId}::uuid
      and simpul_id = any(${list.map(({ simpulId }) => simpulId)}::uuid[])`,
  )
  const flat = list.flatMap(({ simpulId, pagu }) =>
    [...pagu].map(([tahun, amount]) => ({ simpulId, tahun, pagu: toDecimalString(amount) })),
  )
  if (flat.length === 0) return
  await run(
    tx,
    sql`insert into planning.simpul_pagu (dokumen_id, simpul_id, tahun, pagu)
    select ${dokumenId}::uuid, x."simpulId", x.tahun, x.pagu
    from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) as x ("simpulId" uuid, tahun integer, pagu numeric)`,
  )
}

export type StoredIndikator = Indikator & Readonly<{ dokumenId: string }>

/** Write indicators with their targets: new ones, or anew under their ids. */
export async function saveIndikator(tx: Tx, list: readonly StoredIndikator[]): Promise<void> {
  const flat = list.map(({ target, awal, ...row }) => ({
    ...row,
    awal: awal === null ? null : ukuranToDecimal(awal),
  }))
  await run(
    tx,
    sql`insert into planning.indikator (dokumen_id, id, simpul_id, urutan, nama, satuan, rumus, arah, awal, awal_tahun, penjelasan, is_utama)
    select x."dokumenId", x.id, x."simpulId", x.urutan, x.nama, x.satuan, x.rumus, x.arah, x.awal, x."awalTahun", x.penjelasan, x."isUtama"
    from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) as x ("dokumenId" uuid, id uuid, "simpulId" uuid, urutan integer, nama text,
      satuan text, rumus text, arah text, awal numeric, "awalTahun" integer, penjelasan text, "isUtama" boolean)
    on conflict (dokumen_id, id) do update set nama = excluded.nama, satuan = excluded.satuan, rumus = excluded.rumus,
      arah = excluded.arah, awal = excluded.awal, awal_tahun = excluded.awal_tahun, penjelasan = excluded.penjelasan,
      is_utama = excluded.is_utama`,
  )
  await replaceTargets(tx, list)
}

async function replaceTargets(tx: Tx, list: readonly StoredIndikator[]): Promise<void> {
  const keys = list.map(({ dokumenId, id }) => ({ dokumenId, id }))
  await run(
    tx,
    sql`delete from planning.indikator_target t
    using jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as x ("dokumenId" uuid, id uuid)
    where t.dokumen_id = x."dokumenId" and t.indikator_id = x.id`,
  )
  const flat = list.flatMap(({ dokumenId, id, target }) =>
    [...target].map(([tahun, value]: readonly [number, Ukuran]) => ({
      dokumenId,
      id,
      tahun,
      target: ukuranToDecimal(value),
    })),
  )
  if (flat.length === 0) return
  await run(
    tx,
    sql`insert into planning.indikator_target (dokumen_id, indikator_id, tahun, target)
    select x."dokumenId", x.id, x.tahun, x.target
    from jsonb_to_recordset(${JSON.stringify(flat)}::jsonb) as x ("dokumenId" uuid, id uuid, tahun integer, target numeric)`,
  )
}

export async function deleteIndikator(
  tx: Tx,
  { dokumenId, id }: Readonly<{ dokumenId: string; id: string }>,
): Promise<void> {
  await run(
    tx,
    sql`delete from planning.indikator where dokumen_id = ${dokumenId}::uuid and id = ${id}::uuid`,
  )
}

/** Place after the last brother. */
export async function nextUrutan(
  tx: Tx,
  { dokumenId, indukId }: Readonly<{ dokumenId: string; indukId: string | null }>,
): Promise<number> {
  const row = await oneRow(
    tx,
    sql<{ urutan: number }>`select coalesce(max(s.urutan), 0) + 1 as urutan from planning.simpul s
    where s.dokumen_id = ${dokumenId}::uuid and s.induk_id is not distinct from ${indukId}::uuid`,
  )
  return row.urutan
}
