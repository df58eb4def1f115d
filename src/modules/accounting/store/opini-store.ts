import type { Tanggal } from '../../../kernel/date.ts'
import { maybeRow, run, sql, type Tx } from '../../../platform/db/database.ts'
import type { OpiniIsi } from '../domain/opini.ts'

export type Opini = OpiniIsi &
  Readonly<{
    id: string
    tahun: number
    lhpTanggal: Tanggal
    status: 'menunggu' | 'ditetapkan' | 'ditolak'
    dicatatOleh: string
    dicatatNama: string
    diputuskanNama: string | null
  }>

const COLUMNS = sql`o.id, o.tahun, o.opini, o.lhp_nomor as "lhpNomor", o.lhp_tanggal as "lhpTanggal", o.status,
  o.dicatat_oleh as "dicatatOleh", o.dicatat_nama as "dicatatNama", o.diputuskan_nama as "diputuskanNama"`

/** The opinion of a year that waits or was set. */
export function findOpini(tx: Tx, tahun: number): Promise<Opini | undefined> {
  return maybeRow(
    tx,
    sql<Opini>`select ${COLUMNS} from accounting.opini o where o.tahun = ${tahun} and o.status <> 'ditolak'`,
  )
}

export function findOpiniForUpdate(tx: Tx, id: string): Promise<Opini | undefined> {
  return maybeRow(
    tx,
    sql<Opini>`select ${COLUMNS} from accounting.opini o where o.id = ${id}::uuid for update of o`,
  )
}

type Signed = Readonly<{ oleh: string; nama: string; at: Date }>

/** @returns false when the year has one already */
export async function insertOpini(
  tx: Tx,
  one: OpiniIsi & Readonly<{ id: string; tahun: number; dicatat: Signed }>,
): Promise<boolean> {
  const { dicatat } = one
  const made = await run(
    tx,
    sql`insert into accounting.opini (id, tahun, opini, lhp_nomor, lhp_tanggal, status, dicatat_oleh, dicatat_nama, dicatat_at)
    values (${one.id}::uuid, ${one.tahun}, ${one.opini}, ${one.lhpNomor}, ${one.lhpTanggal}::date, 'menunggu',
      ${dicatat.oleh}, ${dicatat.nama}, ${dicatat.at})
    on conflict (tahun) where status <> 'ditolak' do nothing`,
  )
  return made === 1
}

export async function updateOpini(
  tx: Tx,
  one: Readonly<{
    id: string
    status: 'ditetapkan' | 'ditolak'
    alasan: string | null
    putus: Signed
  }>,
): Promise<void> {
  const { putus } = one
  await run(
    tx,
    sql`update accounting.opini o set status = ${one.status}, alasan = ${one.alasan}, diputuskan_oleh = ${putus.oleh},
      diputuskan_nama = ${putus.nama}, diputuskan_at = ${putus.at} where o.id = ${one.id}::uuid`,
  )
}
