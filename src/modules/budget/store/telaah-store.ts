import { maybeRow, oneRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'

export type Telaah = Readonly<{
  id: string
  versiId: string
  skpdId: number
  garisId: string | null
  garisUraian: string | null
  isi: string
  oleh: string
  olehNama: string
  waktu: Date
  jawaban: string | null
  dijawabOleh: string | null
  dijawabNama: string | null
  dijawabAt: Date | null
  selesaiAt: Date | null
}>

const COLUMNS = sql`t.id, t.versi_id as "versiId", t.skpd_id as "skpdId", t.garis_id as "garisId", g.uraian as "garisUraian",
  t.isi, t.oleh, t.oleh_nama as "olehNama", t.waktu, t.jawaban, t.dijawab_oleh as "dijawabOleh",
  t.dijawab_nama as "dijawabNama", t.dijawab_at as "dijawabAt", t.selesai_at as "selesaiAt"`
const FROM = sql`budget.telaah t left join budget.garis g on g.id = t.garis_id`

export async function insertTelaah(
  tx: Tx,
  row: Pick<
    Telaah,
    'id' | 'versiId' | 'skpdId' | 'garisId' | 'isi' | 'oleh' | 'olehNama' | 'waktu'
  >,
): Promise<void> {
  await run(
    tx,
    sql`insert into budget.telaah (id, versi_id, skpd_id, garis_id, isi, oleh, oleh_nama, waktu)
    values (${row.id}, ${row.versiId}, ${row.skpdId}, (select g.id from budget.garis g where g.id = ${row.garisId}
        and g.versi_id = ${row.versiId} and g.skpd_id = ${row.skpdId}), ${row.isi}, ${row.oleh}, ${row.olehNama}, ${row.waktu})`,
  )
}

/** Comments on a part, open ones first, at most `limit`. */
export function listTelaah(
  tx: Tx,
  part: Readonly<{ versiId: string; skpdId: number; limit: number }>,
): Promise<Telaah[]> {
  return rows(
    tx,
    sql<Telaah>`select ${COLUMNS} from ${FROM} where t.versi_id = ${part.versiId} and t.skpd_id = ${part.skpdId}
    order by (t.selesai_at is not null), t.waktu desc, t.id limit ${part.limit}`,
  )
}

export function lockTelaah(tx: Tx, id: string): Promise<Telaah | undefined> {
  return maybeRow(
    tx,
    sql<Telaah>`select ${COLUMNS} from ${FROM} where t.id = ${id} for update of t`,
  )
}

export async function countUnanswered(tx: Tx, versiId: string, skpdId: number): Promise<number> {
  const row = await oneRow(
    tx,
    sql<{ jumlah: number }>`select count(t.id)::int as jumlah from budget.telaah t
    where t.versi_id = ${versiId} and t.skpd_id = ${skpdId} and t.selesai_at is null and t.jawaban is null`,
  )
  return row.jumlah
}

export async function answerTelaah(
  tx: Tx,
  row: Readonly<{ id: string; jawaban: string; oleh: string; nama: string; now: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update budget.telaah set jawaban = ${row.jawaban}, dijawab_oleh = ${row.oleh}, dijawab_nama = ${row.nama},
      dijawab_at = ${row.now} where id = ${row.id}`,
  )
}

export async function settleTelaah(
  tx: Tx,
  row: Readonly<{ id: string; oleh: string; now: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update budget.telaah set selesai_oleh = ${row.oleh}, selesai_at = ${row.now} where id = ${row.id}`,
  )
}
