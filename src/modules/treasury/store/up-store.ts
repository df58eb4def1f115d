import { sql } from 'kysely'
import type { Tanggal } from '../../../kernel/date.ts'
import { fromDecimalString, type Sen, toDecimalString } from '../../../kernel/money.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { maybeRow, run, type Tx } from '../../../platform/db/database.ts'
import { formatSen } from '../domain/format-sen.ts'
import { refusal } from '../domain/refusals.ts'

export type SkUp = Readonly<{
  tahun: number
  skpdId: number
  nomor: string
  tanggal: Tanggal
  batas: Sen
  beredar: Sen
}>
type SkUpText = Omit<SkUp, 'batas' | 'beredar'> & Readonly<{ batas: string; beredar: string }>
const COLUMNS = sql`u.tahun, u.skpd_id as "skpdId", u.nomor, u.tanggal, u.batas::text as batas, u.beredar::text as beredar`
const toSkUp = (row: SkUpText): SkUp => ({
  ...row,
  batas: fromDecimalString(row.batas),
  beredar: fromDecimalString(row.beredar),
})

type At = Readonly<{ tahun: number; skpdId: number }>

export async function findSkUp(tx: Tx, at: At): Promise<SkUp | undefined> {
  const row = await maybeRow(
    tx,
    sql<SkUpText>`select ${COLUMNS} from treasury.sk_up u where u.tahun = ${at.tahun} and u.skpd_id = ${at.skpdId}`,
  )
  return row && toSkUp(row)
}

/** Lay down or change an imprest; it cannot fall below what is out. @returns false when it would */
export async function saveSkUp(
  tx: Tx,
  one: Omit<SkUp, 'beredar'> & Readonly<{ oleh: string }>,
): Promise<boolean> {
  const changed = await run(
    tx,
    sql`insert into treasury.sk_up as u (tahun, skpd_id, nomor, tanggal, batas, ditetapkan_oleh)
    values (${one.tahun}, ${one.skpdId}, ${one.nomor}, ${one.tanggal}, ${toDecimalString(one.batas)}, ${one.oleh})
    on conflict (tahun, skpd_id) do update set nomor = excluded.nomor, tanggal = excluded.tanggal,
      batas = excluded.batas, ditetapkan_oleh = excluded.ditetapkan_oleh
    where u.beredar <= excluded.batas`,
  )
  return changed === 1
}

/**
 * Give out imprest as far as its decree allows.
 *
 * @refuses UP_BELUM_ADA, UP_MELEBIHI_SK
 */
export async function raiseUp(
  tx: Tx,
  { tahun, skpdId, jumlah }: At & Readonly<{ jumlah: Sen }>,
): Promise<readonly Refusal[]> {
  const row = await maybeRow(
    tx,
    sql<SkUpText>`select ${COLUMNS} from treasury.sk_up u where u.tahun = ${tahun} and u.skpd_id = ${skpdId}
    for no key update`,
  )
  if (row === undefined) return [refusal('UP_BELUM_ADA', {}, 'jumlah')]
  const { batas, beredar } = toSkUp(row)
  const sisa = (batas - beredar) as Sen
  if (jumlah > sisa)
    return [
      refusal('UP_MELEBIHI_SK', { sisa: formatSen(sisa), diminta: formatSen(jumlah) }, 'jumlah'),
    ]
  await run(
    tx,
    sql`update treasury.sk_up set beredar = beredar + ${toDecimalString(jumlah)}
    where tahun = ${tahun} and skpd_id = ${skpdId}`,
  )
  return []
}

/** Imprest paid back, or a request for it that came to nothing. */
export async function lowerUp(
  tx: Tx,
  { tahun, skpdId, jumlah }: At & Readonly<{ jumlah: Sen }>,
): Promise<void> {
  await run(
    tx,
    sql`update treasury.sk_up set beredar = beredar - ${toDecimalString(jumlah)}
    where tahun = ${tahun} and skpd_id = ${skpdId}`,
  )
}
