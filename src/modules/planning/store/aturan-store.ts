import { rows, sql, type Tx } from '../../../platform/db/database.ts'
import type { AturanCapaian } from '../domain/capaian.ts'
import type { AturanPeriksa } from '../domain/periksa.ts'

/** What each check does, from which year: a handful of rows per check. */
export function listAturanPeriksa(tx: Tx): Promise<AturanPeriksa[]> {
  return rows(
    tx,
    sql<AturanPeriksa>`select a.kode, a.tahun_mulai as "tahunMulai", a.akibat
    from planning.aturan_periksa a order by a.kode, a.tahun_mulai`,
  )
}

export type AturanCapaianRow = AturanCapaian & Readonly<{ dasar: string; isTerverifikasi: boolean }>

export async function listAturanCapaian(tx: Tx): Promise<readonly AturanCapaianRow[]> {
  const found = await rows(
    tx,
    sql<
      Omit<AturanCapaianRow, 'batasAtas'> & { batas: string }
    >`select a.tahun_mulai as "tahunMulai", (a.batas_atas * 100)::bigint::text as batas, a.cara_turun as "caraTurun",
      a.dasar, a.is_terverifikasi as "isTerverifikasi"
    from planning.aturan_capaian a order by a.tahun_mulai`,
  )
  return found.map(({ batas, ...row }) => ({ ...row, batasAtas: BigInt(batas) }))
}
