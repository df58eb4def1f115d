import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { AkhirJanji, IsiJanji } from '../domain/jawaban.ts'
import type { Hadir, IsiPertemuan } from '../domain/pertemuan.ts'

export type Janji = IsiJanji &
  Readonly<{
    konsultasiId: string
    urut: number
    status: 'berjalan' | 'selesai' | 'batal'
    bukti: string | null
    berakhirAt: Date | null
    isLewat: boolean
  }>

const COLUMNS = sql`j.konsultasi_id as "konsultasiId", j.urut, j.teks, j.unit_kode as "unitKode", j.tenggat, j.status, j.bukti,
  j.berakhir_at as "berakhirAt", (j.lewat_at is not null) as "isLewat"`

export async function insertJanji(
  tx: Tx,
  row: IsiJanji & Readonly<{ konsultasiId: string; urut: number; oleh: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into consultations.janji (konsultasi_id, urut, teks, unit_kode, tenggat, dibuat_oleh, dibuat_at)
    values (${row.konsultasiId}, ${row.urut}, ${row.teks}, ${row.unitKode}, ${row.tenggat}, ${row.oleh}, ${row.at})`,
  )
  await run(
    tx,
    sql`update consultations.konsultasi set janji_terakhir = ${row.urut} where id = ${row.konsultasiId}`,
  )
}

/** Promises of a consultation by their numbers, at most two hundred. */
export function listJanji(tx: Tx, konsultasiId: string): Promise<Janji[]> {
  return rows(
    tx,
    sql<Janji>`select ${COLUMNS} from consultations.janji j where j.konsultasi_id = ${konsultasiId} order by j.urut limit 200`,
  )
}

export function lockJanji(tx: Tx, konsultasiId: string, urut: number): Promise<Janji | undefined> {
  return maybeRow(
    tx,
    sql<Janji>`select ${COLUMNS} from consultations.janji j where j.konsultasi_id = ${konsultasiId} and j.urut = ${urut} for update`,
  )
}

export async function endJanji(
  tx: Tx,
  row: AkhirJanji &
    Readonly<{ konsultasiId: string; urut: number; oleh: string; at: Date; today: Tanggal }>,
): Promise<void> {
  await run(
    tx,
    sql`update consultations.janji set status = ${row.status}, bukti = ${row.bukti}, berakhir_oleh = ${row.oleh}, berakhir_at = ${row.at},
      lewat_at = coalesce(lewat_at, case when tenggat < ${row.today} then ${row.at}::timestamptz end)
    where konsultasi_id = ${row.konsultasiId} and urut = ${row.urut}`,
  )
}

/** Mark promises that are overdue, each once. */
export function markJanjiLewat(
  tx: Tx,
  { today, at, limit }: Readonly<{ today: Tanggal; at: Date; limit: number }>,
): Promise<{ konsultasiId: string; urut: number; unitKode: string }[]> {
  return rows(
    tx,
    sql<{ konsultasiId: string; urut: number; unitKode: string }>`with tanda as (
      select j.konsultasi_id, j.urut from consultations.janji j
      where j.status = 'berjalan' and j.lewat_at is null and j.tenggat < ${today}
      order by j.tenggat, j.konsultasi_id, j.urut limit ${limit} for update skip locked)
    update consultations.janji j set lewat_at = ${at} from tanda t where j.konsultasi_id = t.konsultasi_id and j.urut = t.urut
    returning j.konsultasi_id as "konsultasiId", j.urut, j.unit_kode as "unitKode"`,
  )
}

export type Pertemuan = IsiPertemuan & Readonly<{ id: string }>

export async function insertPertemuan(
  tx: Tx,
  row: Pertemuan & Readonly<{ konsultasiId: string; oleh: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`insert into consultations.pertemuan (id, konsultasi_id, pada, tempat, acara, temuan, oleh, dicatat_at)
    values (${row.id}, ${row.konsultasiId}, ${row.pada}, ${row.tempat}, ${row.acara}, ${[...row.temuan]}::text[], ${row.oleh}, ${row.at})`,
  )
  await run(
    tx,
    sql`insert into consultations.hadir (pertemuan_id, unsur, jumlah, perempuan)
    select ${row.id}::uuid, x.unsur, x.jumlah, x.perempuan
    from jsonb_to_recordset(${JSON.stringify(row.hadir)}::jsonb) as x (unsur text, jumlah integer, perempuan integer)`,
  )
}

/** Meetings of a forum with who came, the first first. */
export async function listPertemuan(tx: Tx, konsultasiId: string): Promise<Pertemuan[]> {
  return rows(
    tx,
    sql<Pertemuan & { hadir: readonly Hadir[] }>`select p.id, p.pada, p.tempat, p.acara, p.temuan,
      (select jsonb_agg(jsonb_build_object('unsur', h.unsur, 'jumlah', h.jumlah, 'perempuan', h.perempuan) order by h.unsur)
        from consultations.hadir h where h.pertemuan_id = p.id) as hadir
    from consultations.pertemuan p where p.konsultasi_id = ${konsultasiId} order by p.pada, p.id limit 50`,
  )
}
