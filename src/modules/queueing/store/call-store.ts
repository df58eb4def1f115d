import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, rows, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { Saluran } from '../types.ts'
import { TIKET, type Tiket } from './ticket-store.ts'

export type CallableAt = Readonly<{
  tempatKode: string
  tanggal: Tanggal
  layananIds: readonly string[]
  loketId: string
  isPrioritas: boolean
}>

/**
 * First of those a counter may call, locked for this transaction. What another clerk is calling this very
 * moment is skipped, never waited for, so no number is called twice.
 */
export function takeNext(tx: Tx, at: CallableAt): Promise<Tiket | undefined> {
  return maybeRow(
    tx,
    sql<Tiket>`select ${TIKET} from queueing.tiket t
    where t.tempat_kode = ${at.tempatKode} and t.tanggal = ${at.tanggal}::date and t.status = 'menunggu'
      and (t.prioritas is not null) = ${at.isPrioritas}
      and (case when t.loket_tujuan_id is null then t.layanan_id = any(${[...at.layananIds]}::uuid[])
        else t.loket_tujuan_id = ${at.loketId}::uuid end)
    order by t.masuk_at, t.urut, t.id limit 1 for update skip locked`,
  )
}

export async function markCalled(
  tx: Tx,
  { id, loketId, at }: Readonly<{ id: string; loketId: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update queueing.tiket set status = 'dipanggil', loket_id = ${loketId}::uuid, dipanggil_at = ${at},
      panggilan = 1, mulai_at = null where id = ${id}::uuid`,
  )
}

export async function markRecalled(
  tx: Tx,
  { id, at }: Readonly<{ id: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update queueing.tiket set panggilan = panggilan + 1, dipanggil_at = ${at} where id = ${id}::uuid`,
  )
}

export async function markStarted(
  tx: Tx,
  { id, at }: Readonly<{ id: string; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update queueing.tiket set status = 'dilayani', mulai_at = ${at} where id = ${id}::uuid`,
  )
}

export async function markEnded(
  tx: Tx,
  {
    id,
    status,
    at,
  }: Readonly<{ id: string; status: 'selesai' | 'tidak_hadir' | 'batal'; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update queueing.tiket set status = ${status}, berakhir_at = ${at},
      mulai_at = case when ${status} = 'selesai' then coalesce(mulai_at, dipanggil_at) else mulai_at end
    where id = ${id}::uuid`,
  )
}

/** To another line or counter: a new stage, the same place in time. The forecast was for the first stage. */
export async function markMoved(
  tx: Tx,
  row: Readonly<{ id: string; layananId: string; loketTujuanId: string | null; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update queueing.tiket set status = 'menunggu', layanan_id = ${row.layananId}::uuid,
      loket_tujuan_id = ${row.loketTujuanId}::uuid, loket_id = null, mulai_at = null, tahap_at = ${row.at},
      prakiraan_menit = null, prakiraan_rendah = null, prakiraan_tinggi = null, prakiraan_dasar = null
    where id = ${row.id}::uuid`,
  )
}

/** Back into the line after not answering. */
export async function markReturned(
  tx: Tx,
  row: Readonly<{ id: string; masukAt: Date; at: Date }>,
): Promise<void> {
  await run(
    tx,
    sql`update queueing.tiket set status = 'menunggu', masuk_at = ${row.masukAt}, tahap_at = ${row.at}, berakhir_at = null,
      loket_id = null, mulai_at = null,
      prakiraan_menit = null, prakiraan_rendah = null, prakiraan_tinggi = null, prakiraan_dasar = null
    where id = ${row.id}::uuid`,
  )
}

/** The ticket a counter has in hand, locked. */
export function lockAtCounter(tx: Tx, loketId: string): Promise<Tiket | undefined> {
  return maybeRow(
    tx,
    sql<Tiket>`select ${TIKET} from queueing.tiket t
    where t.loket_id = ${loketId}::uuid and t.status in ('dipanggil', 'dilayani') for update`,
  )
}

export type TellRow = Readonly<{
  id: string
  kode: string
  huruf: string
  urut: number
  telepon: string
  saluran: Saluran
  bahasa: 'id' | 'en'
}>

/** Those among the next few who asked to be told and were not yet, locked. */
export function takeToTell(tx: Tx, ids: readonly string[]): Promise<TellRow[]> {
  return rows(
    tx,
    sql<TellRow>`select t.id, t.kode, t.huruf, t.urut, t.telepon, t.saluran, t.bahasa
    from queueing.tiket t
    where t.id = any(${[...ids]}::uuid[]) and t.telepon is not null and not t.is_dikabari
    order by t.id for update skip locked`,
  )
}

export async function markTold(tx: Tx, ids: readonly string[]): Promise<void> {
  await run(
    tx,
    sql`update queueing.tiket set is_dikabari = true where id = any(${[...ids]}::uuid[])`,
  )
}

/** After the day: open tickets end, and whom they belonged to is forgotten. */
export async function closeOldTickets(tx: Tx, before: Tanggal, at: Date): Promise<number> {
  await run(
    tx,
    sql`update queueing.tiket set status = 'kedaluwarsa', berakhir_at = ${at}
    where tanggal < ${before}::date and status in ('menunggu', 'dipanggil', 'dilayani')`,
  )
  return run(
    tx,
    sql`update queueing.tiket set telepon = null, saluran = null, perangkat = null
    where tanggal < ${before}::date and (telepon is not null or perangkat is not null)`,
  )
}
