import { type Tx, together } from '../../../platform/db/database.ts'
import { createKeep } from '../../../platform/kept.ts'
import { type Kodefikasi, kodefikasiOf } from '../domain/kodefikasi.ts'
import {
  listNomenklatur,
  listRekening,
  listSkpd,
  listSumberDana,
  readVersi,
} from '../store/kode-store.ts'
import { findTahun } from '../store/tahun-store.ts'

const YEARS_KEPT_MAX = 6

/** Codes of a year from memory; one small look tells whether they are still true. */
export function createKodefikasi() {
  const keep = createKeep(YEARS_KEPT_MAX)
  return async (tx: Tx, tahun: number): Promise<Kodefikasi> => {
    const version = await readVersi(tx)
    return keep({ key: String(tahun), version }, async () => {
      const [year, rekening, nomenklatur, skpd, sumberDana] = await together([
        findTahun(tx, tahun),
        listRekening(tx, tahun),
        listNomenklatur(tx, tahun),
        listSkpd(tx, tahun),
        listSumberDana(tx, tahun),
      ])
      return kodefikasiOf(tahun, {
        status: year?.status,
        rekening,
        nomenklatur,
        skpd,
        sumberDana,
      })
    })
  }
}
