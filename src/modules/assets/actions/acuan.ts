import type { Tx } from '../../../platform/db/database.ts'
import { createKeep } from '../../../platform/kept.ts'
import type { Aturan, KodeBarang } from '../domain/aturan.ts'
import { findAcuanVersi, listKodeBarang, readAturan } from '../store/acuan-store.ts'

/** Goods codes of a year and every dated rule. */
export type Acuan = Readonly<{
  aturan: Aturan
  semua: readonly KodeBarang[]
  byKode: ReadonlyMap<string, KodeBarang>
  byId: ReadonlyMap<number, KodeBarang>
}>

export type BacaAcuan = (tx: Tx, tahun: number) => Promise<Acuan>

const YEARS_KEPT = 6

/** Codes and rules from memory, read again when a table has changed. */
export function createAcuan(): BacaAcuan {
  const keep = createKeep(YEARS_KEPT)
  return async (tx, tahun) => {
    const version = await findAcuanVersi(tx)
    return keep({ key: String(tahun), version }, async () => {
      const semua = await listKodeBarang(tx, tahun)
      return {
        aturan: await readAturan(tx),
        semua,
        byKode: new Map(semua.map((row) => [row.kode, row])),
        byId: new Map(semua.map((row) => [row.id, row])),
      }
    })
  }
}
