import { sql } from 'kysely'
import { maybeRow, type Tx } from '../../../platform/db/database.ts'

/** How its numbers are written, and the last of as many serials, which are this transaction's until it ends. */
export type Raised = Readonly<{ pola: string; terakhir: number }>

/** @returns undefined when numbers of the kind have no pattern in the year */
export function raiseNomor(
  tx: Tx,
  counter: Readonly<{ tahun: number; jenis: string; skpdKode: string }>,
  count: number,
): Promise<Raised | undefined> {
  const { tahun, jenis, skpdKode } = counter
  return maybeRow(
    tx,
    sql<Raised>`with pola as (
      select p.pola, p.lingkup from fiscal.pola_nomor p
      where p.jenis = ${jenis} and p.tahun_mulai <= ${tahun} order by p.tahun_mulai desc limit 1
    ), naik as (
      insert into fiscal.nomor_urut as n (tahun, jenis, lingkup, terakhir)
      select ${tahun}, ${jenis}, case p.lingkup when 'skpd' then ${skpdKode} else '' end, ${count} from pola p
      on conflict (tahun, jenis, lingkup) do update set terakhir = n.terakhir + excluded.terakhir
      returning n.terakhir
    )
    select p.pola, n.terakhir from pola p, naik n`,
  )
}
